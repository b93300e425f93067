//! `tradeaid pack`: checking, building and testing a pack's folder.

use std::fs;

use crate::doc::SHIPPED;
use crate::support::{SMALL_PACK, change, copy_of_small_pack, file, folder, tradeaid, with_input};

#[test]
fn a_sound_pack_is_counted() {
    tradeaid(&["pack", "check", SMALL_PACK, "--lang", "en"]).ends_with(0).says(&[
        "orders 1.0.0: no errors. Measures: 2, inputs: 10, provisions: 4, languages: zh-CN, en.",
    ]);
}

#[test]
fn a_broken_pack_is_refused_with_places() {
    let pack = copy_of_small_pack(&folder("broken_pack"));
    change(
        &pack,
        "articles/1.yaml",
        "enterprise.size == small, cite: '2'",
        "enterprise.siez == small, cite: '2'",
    );
    for task in [
        &["pack", "check", &pack][..],
        &["pack", "test", &pack],
        &["pack", "build", &pack, "-o", &pack],
    ] {
        let run = tradeaid(task).ends_with(1);
        assert!(run.out.is_empty());
        run.complains(&["articles/1.yaml:25:22", "enterprise.size", "规则包有"]);
    }
    let run = tradeaid(&["pack", "check", &pack]).ends_with(1);
    run.complains(&["错误[unknown-name]：没有名为 `enterprise.siez` 的东西"]);
    let run = tradeaid(&["pack", "check", &pack, "--lang", "en"]).ends_with(1);
    run.complains(&["error[unknown-name]: nothing is called `enterprise.siez`"]);
    tradeaid(&["pack", "check", "/no/such/folder"]).ends_with(1);
}

#[test]
fn a_provision_that_no_rule_maps_is_an_error_of_the_check() {
    let pack = copy_of_small_pack(&folder("unmapped"));
    change(
        &pack,
        "provisions.yaml",
        "'3': {class: RULE}",
        "'3': {class: RULE}\n'4': {class: MC}",
    );
    for (language, text) in [("zh-CN", "措施"), ("en", "A measure")] {
        let file = ["texts/", language, ".yaml"].concat();
        let title = fs::read_to_string([&pack, "/", &file].concat()).unwrap();
        let more = format!("{title}\nprovision.4: {text}\nprovision.4.cite: {text}\n");
        fs::write([&pack, "/", &file].concat(), more).unwrap();
    }
    tradeaid(&["pack", "check", &pack])
        .ends_with(1)
        .complains(&["provisions.yaml", "`4`"]);
    tradeaid(&["pack", "build", &pack, "-o", &pack]).ends_with(0);
}

#[test]
fn a_built_pack_answers_like_its_folder() {
    let folder = folder("built");
    let out = folder.join("out").join("deep");
    let shown = out.to_str().unwrap();
    tradeaid(&["pack", "build", SMALL_PACK, "-o", shown]).ends_with(0);
    let mut names: Vec<String> = fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "orders.core.json",
            "orders.en.json",
            "orders.en.later.json",
            "orders.en.plan.json",
            "orders.json",
            "orders.zh-CN.json",
            "orders.zh-CN.later.json",
            "orders.zh-CN.plan.json"
        ]
    );
    let texts = fs::read_to_string(out.join("orders.en.json")).unwrap();
    assert!(texts.starts_with(r#"{"en":["#) && !texts.contains("zh-CN"));
    let case = br#"{"as_of": "2024-06-30", "enterprise": {"staff": 1}}"#;
    let whole = out.join("orders.json");
    let built = with_input(
        &["assess", "-", "--pack", whole.to_str().unwrap(), "--json"],
        case,
    )
    .ends_with(0);
    let direct = with_input(&["assess", "-", "--pack", SMALL_PACK, "--json"], case).ends_with(0);
    assert_eq!(built.out, direct.out);
}

#[test]
fn tags_are_described_and_not_downloaded() {
    let folder = folder("tagged");
    let pack = copy_of_small_pack(&folder);
    change(
        &pack,
        "pack.yaml",
        "as_of: as_of",
        "as_of: as_of\nindustry: enterprise.size",
    );
    change(
        &pack,
        "provisions.yaml",
        "'1': {class: MC}",
        "'1': {class: MC, industries: [small], themes: [green, tax]}",
    );
    let out = folder.join("out");
    tradeaid(&["pack", "build", &pack, "-o", out.to_str().unwrap()]).ends_with(0);
    let built = |name: &str| fs::read_to_string(out.join(name)).unwrap();
    let described =
        r#""pinpoint":"1","class":"MC","industries":["small"],"themes":["green","tax"]}"#;
    assert!(built("orders.json").contains(described));
    assert!(!built("orders.core.json").contains("green"));
}

#[test]
fn a_pack_that_cannot_be_written_is_told() {
    let folder = folder("unwritable");
    let taken = file(&folder, "taken", "a file where a folder should be");
    tradeaid(&["pack", "build", SMALL_PACK, "-o", &taken])
        .ends_with(1)
        .complains(&["无法写出"]);
}

#[test]
fn the_tests_of_a_pack_run_and_cover_its_conditions() {
    tradeaid(&[
        "pack",
        "test",
        SMALL_PACK,
        "--require-coverage",
        "--lang",
        "en",
    ])
    .ends_with(0)
    .says(&[
        "10 passed, 0 failed",
        "rules covered: 2/2",
        "conditions covered: 5/5",
        "table rows covered: 2/2",
        "readings covered: 2/2",
    ]);
}

#[test]
fn a_failing_test_says_what_was_expected_and_what_came() {
    let pack = copy_of_small_pack(&folder("failing_tests"));
    change(
        &pack,
        "tests/grant.yaml",
        r#"max: "500.00", item"#,
        r#"max: "501", item"#,
    );
    change(
        &pack,
        "tests/grant.yaml",
        "code: contradiction",
        "code: unknown_key",
    );
    change(
        &pack,
        "tests/grant.yaml",
        "open: [enterprise.exports]",
        "open: [enterprise.staff]",
    );
    change(
        &pack,
        "tests/fee.yaml",
        "kind: exact",
        "kind: at_most, item: zzz",
    );
    let run = tradeaid(&["pack", "test", &pack, "--lang", "en"]).ends_with(1);
    run.says(&[
        "FAILED  tests/fee.yaml:6  in full: no such row, or several: name one with `item`",
        "FAILED  tests/grant.yaml:7  all conditions hold: max expected 501, got 500.00",
        "FAILED  tests/grant.yaml:11  exports not known: open expected enterprise.staff, got enterprise.exports",
        "FAILED  tests/grant.yaml:13  paid before it was placed: refused expected unknown_key order[0].paid_on, got \
         contradiction order[0].paid_on",
        "6 passed, 4 failed",
    ]);
}

#[test]
fn conditions_that_no_test_decides_are_listed_and_may_be_required() {
    let pack = copy_of_small_pack(&folder("uncovered"));
    fs::remove_file([&pack, "/tests/fee.yaml"].concat()).unwrap();
    change(&pack, "tests/grant.yaml", "\"1000000.01\"", "\"1\"");
    change(
        &pack,
        "tests/grant.yaml",
        "{status: not_eligible}}\n  - {name: the other year",
        "{}}\n  - {name: the other year",
    );
    tradeaid(&["pack", "test", &pack, "--lang", "en"])
        .ends_with(0)
        .says(&[
            "7 passed, 0 failed",
            "rules covered: 1/2",
            "conditions covered: 3/5",
            "Not seen by any test:",
            "rule fee: never eligible or not eligible",
            "fee (3) The order is of 2024. never true or false",
        ]);
    tradeaid(&["pack", "test", &pack, "--require-coverage"]).ends_with(1);
}

#[test]
fn files_that_are_no_tests_fail() {
    let pack = copy_of_small_pack(&folder("bad_tests"));
    file(pack.as_ref(), "tests/broken.yaml", b"\xff");
    file(
        pack.as_ref(),
        "tests/odd.yaml",
        "measure: nothing\nbase: {}\ntests:\n  - {name: n, expect: {status: eligible}}\n",
    );
    file(pack.as_ref(), "tests/shape.yaml", "tests: 1\n");
    let run = tradeaid(&["pack", "test", &pack, "--lang", "en"]).ends_with(1);
    assert!(
        run.out
            .contains("tests/odd.yaml:4  n: there is no measure `nothing`"),
        "{}",
        run.out
    );
    assert!(
        run.out.contains("tests/shape.yaml") && run.out.contains("broken.yaml"),
        "{}",
        run.out
    );
    run.says(&["10 passed, 3 failed"]);
}

/// What the small pack would be written from; made up for its test
const OFFICIAL_TEXT: &str =
    "（一）订单\n出口订单，可得补助。\n（二）企业\n小企业优先。\n（三）期限\n有效期一年。\n";

/// The small pack with pinpoints into that text
fn pack_with_pinpoints(name: &str, digest: &str) -> String {
    let pack = copy_of_small_pack(&folder(name));
    for file in [
        "pack.yaml",
        "provisions.yaml",
        "articles/1.yaml",
        "shared.yaml",
        "readings.yaml",
    ] {
        let path = [&pack, "/", file].concat();
        let text = fs::read_to_string(&path).unwrap();
        fs::write(
            path,
            text.replace("'1'", "1.1")
                .replace("'2'", "2.1")
                .replace("'3'", "3.1"),
        )
        .unwrap();
    }
    for language in ["en", "zh-CN"] {
        let path = [&pack, "/texts/", language, ".yaml"].concat();
        let mut text = fs::read_to_string(&path).unwrap();
        for number in ["1", "2", "3"] {
            let key = ["provision.", number].concat();
            text = text.replace(&key, &[&key, ".1"].concat());
        }
        fs::write(path, text).unwrap();
    }
    let head = [
        "as_of: as_of\ndocument: {digest: \"",
        digest,
        "\", numbered: （一）}",
    ]
    .concat();
    change(&pack, "pack.yaml", "as_of: as_of", &head);
    pack
}

#[test]
fn pinpoints_are_looked_up_in_the_official_text() {
    let wrong = ["sha256:", &"0".repeat(64)].concat();
    let pack = pack_with_pinpoints("pinpoints", &wrong);
    let source = file(&folder("pinpoints_text"), "source.txt", OFFICIAL_TEXT);
    let check = ["pack", "check", &pack, "--source", &source, "--lang", "en"];
    let run = tradeaid(&check).ends_with(1);
    let digest = run.err.split('`').nth(1).unwrap().to_owned();
    run.complains(&[
        "error[document]",
        "pack.yaml:6:20",
        "Errors in the pack: 1.",
    ]);
    change(&pack, "pack.yaml", &wrong, &digest);
    tradeaid(&check)
        .ends_with(0)
        .says(&["Held against the official text: all 3 provisions were found there."]);
    tradeaid(&["pack", "check", &pack, "--source", "/no/such/file"])
        .ends_with(1)
        .complains(&["/no/such/file"]);
    tradeaid(&["pack", "test", &pack, "--source", &source]).ends_with(2);
}

#[test]
fn schemas_are_printed_as_one_or_written_one_by_one() {
    let run = tradeaid(&["pack", "schema"]).ends_with(0);
    let bundle: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let out = folder("schemas").join("deep");
    tradeaid(&["pack", "schema", "-o", out.to_str().unwrap()]).ends_with(0);
    let names = bundle["$defs"].as_object().unwrap().keys();
    assert_eq!((names.len(), fs::read_dir(&out).unwrap().count()), (11, 11));
    for name in names {
        let file = out.join([name, ".schema.json"].concat());
        let schema: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        assert_eq!(schema["$id"], ["urn:tradeaid:pack:", name].concat());
    }
}

#[test]
fn a_table_goes_out_as_dmn_and_comes_back() {
    let folder = folder("dmn");
    let model = folder.join("size.dmn");
    let shown = model.to_str().unwrap();
    tradeaid(&["pack", "dmn", SMALL_PACK, "size", "-o", shown]).ends_with(0);
    let printed = tradeaid(&["pack", "dmn", SMALL_PACK, "size"]).ends_with(0);
    assert_eq!(printed.out, fs::read_to_string(&model).unwrap());
    let back = tradeaid(&["pack", "dmn", "--import", shown]).ends_with(0);
    let table = fs::read_to_string([SMALL_PACK, "/tables/size.csv"].concat()).unwrap();
    assert_eq!(back.out, table);
    tradeaid(&["pack", "dmn", SMALL_PACK, "seize"])
        .ends_with(1)
        .complains(&["是不是 `size`？"]);
    let odd = file(
        &folder,
        "odd.dmn",
        printed
            .out
            .replace("\"FIRST\"", "\"ANY\"")
            .replace("\"UNIQUE\"", "\"ANY\""),
    );
    tradeaid(&["pack", "dmn", "--import", &odd])
        .ends_with(1)
        .complains(&["命中方式 `ANY` 没有对应的写法", "odd.dmn:", "没有转换"]);
}

#[test]
fn a_signature_fits_its_file_and_its_key_and_nothing_else() {
    let folder = folder("signed");
    let within = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (pack, mine, other) = (within("orders.json"), within("mine"), within("other"));
    let key = |name: &str, ending: &str| [name, ending].concat();
    tradeaid(&["pack", "build", SMALL_PACK, "-o", &within("")]).ends_with(0);
    for name in [&mine, &other] {
        tradeaid(&["pack", "key", "-o", name])
            .ends_with(0)
            .says(&["请妥善保管 .key 文件：谁有它，谁就能签名。.pub 文件可以公布。"]);
    }
    // A key that is there is never lost.
    tradeaid(&["pack", "key", "-o", &mine])
        .ends_with(1)
        .complains(&["mine.key"]);
    tradeaid(&["pack", "verify", &pack, "--key", &key(&mine, ".pub")])
        .ends_with(1)
        .complains(&["orders.json.minisig"]);
    tradeaid(&["pack", "sign", &pack, "--key", &key(&mine, ".key")]).ends_with(0);
    let run = tradeaid(&["pack", "verify", &pack, "--key", &key(&mine, ".pub")]).ends_with(0);
    assert!(
        run.out.starts_with("签名相符：orders 1.0.0 sha256:"),
        "{}",
        run.out
    );
    for (file, wrong) in [
        (".pub", "不是用这把密钥签的"),
        (".key", "不是 minisign 公钥"),
    ] {
        tradeaid(&["pack", "verify", &pack, "--key", &key(&other, file)])
            .ends_with(1)
            .complains(&[wrong]);
    }
    tradeaid(&["pack", "sign", &pack, "--key", &key(&mine, ".pub")])
        .ends_with(1)
        .complains(&["不是没有口令的 minisign 私钥"]);
    let text = fs::read_to_string(&pack).unwrap();
    fs::write(&pack, [&text, " "].concat()).unwrap();
    tradeaid(&["pack", "verify", &pack, "--key", &key(&mine, ".pub")])
        .ends_with(1)
        .complains(&["签名不符"]);
    tradeaid(&["pack", "sign", SMALL_PACK, "--key", &key(&mine, ".key")]).ends_with(1);
}

#[test]
fn the_tests_of_the_shipped_pack_leave_nothing_out() {
    tradeaid(&["pack", "test", SHIPPED, "--require-coverage"]).ends_with(0);
}
