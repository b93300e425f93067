//! `tradeaid assess`, `types` and the command line itself: what is printed where, and with which exit status.

use std::fs;

use crate::support::{SMALL_PACK, file, folder, tradeaid, with_input};

const ORDER: &str = r#"{"as_of": "2024-06-30", "enterprise": {"staff": 12},
 "order": [{"id": "a", "placed_on": "2024-05-01", "price": "5000", "fee": "30.50"}]}"#;

#[test]
fn a_page_in_chinese_says_what_is_certain_what_may_be_and_why() {
    with_input(&["assess", "-", "--pack", SMALL_PACK], ORDER.as_bytes())
        .ends_with(0)
        .says(&[
            "2024年订单支持",
            "测算日期：2024-06-30",
            "规模：小型  推算自人数：12。据规模标准。",
            "现金支持合计  至少30.50元，至多530.50元",
            "确定可得  1项，至少30.50元",
            "符合条件  手续费补助  订单a",
            "  全额 30.50元",
            "  理由    小企业的手续费全部补助。据第2句。",
            "  下一步  提交账单。",
            "可能可得  1项，合计最多再加500.00元",
            "待定  订单补助  订单a",
            "  最高 500.00元",
            "  理由    还不能判断：出口额须不超过100万美元。据第1句。",
            "  待补充  出口额（2023年）。由企业提供。",
            "  裁量    上限以内给多少，由主管部门决定。据第1句。",
            "  提示    这是上限。",
            "接下来最值得回答",
            "企业每年出口多少？（2023年）",
            "  回答后，合计的范围平均缩小250.00元。写在案例的 enterprise.exports.by_year.2023",
            "  · 不超过100万美元：订单补助 符合条件",
            "  · 超过100万美元：订单补助 不符合",
            "  第2句  手续费全额。",
            "测算结果供参考，不是审批决定。",
            "规则包  orders 1.0.0",
        ]);
}

#[test]
fn a_page_in_english_with_every_step() {
    let words = [
        "assess",
        "-",
        "--pack",
        SMALL_PACK,
        "--lang",
        "en",
        "--trace",
        "--questions",
        "0",
    ];
    let run = with_input(&words, ORDER.as_bytes()).ends_with(0);
    assert!(!run.out.contains("Most worth answering") && !run.out.contains('\u{1b}'));
    run.says(&[
        "Orders of 2024",
        "Cash support in total  at least CNY 30.50, at most CNY 530.50",
        "Eligible  Fee  Order a",
        "  in full CNY 30.50",
        "  Conditions and steps",
        "    yes     The order is of 2024. Placed on: 2024-05-01. (Sentence 3)",
        "    floor   30.5. The fee. Fee: CNY 30.50. (Sentence 2)",
        "Open  Grant  Order a",
        "    open    Exports are at most USD 1 million. (Sentence 1)",
    ]);
}

#[test]
fn what_is_not_available_says_what_decided() {
    let case = r#"{"as_of": "2025-02-01", "enterprise": {"staff": 250, "exports": "3"},
        "order": [{"id": "a", "placed_on": "2024-05-01", "price": 1, "fee": 1}]}"#;
    with_input(&["assess", "-", "--pack", SMALL_PACK], case.as_bytes())
        .ends_with(0)
        .says(&[
            "测算日期：2025-02-01",
            "现金支持合计  至少0.00元，至多0.00元",
            "不可得  2项",
            "不符合  订单补助  订单a",
            "  理由    不满足：企业须为小型。实际是规模：大型。据第1句。",
        ]);
    with_input(
        &["assess", "-", "--pack", SMALL_PACK, "--lang", "en"],
        b"{}",
    )
    .ends_with(0)
    .says(&["Not concerned  2", "  Grant, Fee"]);
}

#[test]
fn a_case_without_a_day_is_answered_for_today_and_says_so() {
    let run = with_input(&["assess", "-", "--pack", SMALL_PACK], b"{}").ends_with(0);
    assert!(run.out.contains("案例没有写，按今天的北京时间"));
    let words = ["assess", "-", "--pack", SMALL_PACK, "--as-of", "2024-02-29"];
    with_input(&words, ORDER.as_bytes())
        .ends_with(0)
        .says(&["测算日期：2024-02-29"]);
}

#[test]
fn json_is_one_line_that_a_program_can_read() {
    let run = with_input(
        &["assess", "-", "--pack", SMALL_PACK, "--json"],
        ORDER.as_bytes(),
    )
    .ends_with(0);
    let json = tradeaid_wire::json::Json::parse(run.out.trim_end()).unwrap();
    assert!(run.out.ends_with("}\n") && run.out.lines().count() == 1);
    assert_eq!(
        json.get("as_of").and_then(|day| day.as_text()),
        Some("2024-06-30")
    );
    let total = json
        .get("totals")
        .and_then(|totals| totals.get("cash"))
        .unwrap();
    assert_eq!(
        total.get("max").and_then(|max| max.as_text()),
        Some("530.50")
    );
    assert_eq!(
        json.get("measures")
            .and_then(|rows| rows.as_list())
            .map(<[_]>::len),
        Some(2)
    );
}

#[test]
fn equal_cases_have_equal_results_whatever_the_output() {
    let page = with_input(&["assess", "-", "--pack", SMALL_PACK], ORDER.as_bytes());
    let json = with_input(
        &["assess", "-", "--pack", SMALL_PACK, "--json"],
        ORDER.as_bytes(),
    );
    let id = page
        .out
        .lines()
        .find_map(|line| line.strip_prefix("结果编号  "))
        .unwrap()
        .to_owned();
    assert!(json.out.contains(&id));
}

#[test]
fn the_pack_that_is_carried_answers() {
    let case = r#"{"as_of": "2025-01-15", "enterprise": {"city": "fuzhou", "recognised_small_micro_exporter": true},
        "credit_insurance": [{"id": "p", "channel": "single_window", "issued_on": "2025-01-10",
        "premium_paid_on": "2025-01-10", "premium": "1234.50"}]}"#;
    let run = with_input(&["assess", "-", "--json"], case.as_bytes()).ends_with(0);
    assert!(
        run.out.contains(r#""id":"premium_small_micro","#),
        "{}",
        run.out
    );
    assert!(
        run.out
            .contains(r#""kind":"exact","min":"1234.50","max":"1234.50""#),
        "{}",
        run.out
    );
    let page = with_input(&["assess", "-", "--as-of", "2026-01-01"], case.as_bytes()).ends_with(0);
    assert!(page.out.contains("  全额 1,234.50元\n") && page.out.contains("2025年12月31日"));
}

#[test]
fn support_received_already_does_not_pass_for_new_money() {
    let case = r#"{"as_of": "2025-01-15", "enterprise": {"city": "fuzhou"},
        "credit_insurance": [{"id": "p", "issued_on": "2023-01-10", "premium_paid_on": "2023-01-10", "premium": "900"}],
        "other_support": [{"id": "o", "object": "p", "level": "provincial", "amount": "300"}]}"#;
    let run = with_input(&["assess", "-"], case.as_bytes()).ends_with(0);
    assert!(run.out.contains("o，那不是新增的资金。"), "{}", run.out);
}

#[test]
fn a_refused_case_names_every_problem_with_its_place() {
    let folder = folder("refused");
    let case = "{\"enterprise\": {\"staf\": 3,\n  \"size\": \"huge\"},\n \"order\": [{\"id\": \"a\", \
                \"placed_on\": \"2024-05-02\", \"paid_on\": 7}]}";
    let path = file(&folder, "case.json", case);
    tradeaid(&["assess", &path, "--pack", SMALL_PACK])
        .ends_with(1)
        .complains(&[
            "案例没有被接受，有3处问题",
            "case.json:1:25  enterprise.staf\n  没有“staf”这个名称。是不是“staff”？允许：",
            "case.json:2:11  enterprise.size\n  不在允许的范围内，写的是“huge”。",
            "case.json:3:62  order[0].paid_on\n  类型不对，写的是“7”。允许：日期，如2025-03-01。",
        ]);
    let run = tradeaid(&["assess", &path, "--pack", SMALL_PACK, "--lang", "en"]).ends_with(1);
    assert!(run.out.is_empty());
    run.complains(&["problems: 3", "There is no “staf”. Did you mean “staff”?"]);
    let run = tradeaid(&["assess", &path, "--pack", SMALL_PACK, "--json"]).ends_with(1);
    assert!(
        run.out
            .starts_with(r#"{"problems":[{"path":"enterprise.staf","code":"unknown_key""#),
        "{}",
        run.out
    );
    assert!(run.err.is_empty() && run.out.ends_with("]}\n"));
}

#[test]
fn a_contradiction_is_told_in_the_words_of_the_pack() {
    let folder = folder("contradiction");
    let case = "{\"order\": [{\"id\": \"a\",\n\"placed_on\": \"2024-05-02\",\n \"paid_on\": \"2024-05-01\"}]}";
    let path = file(&folder, "case.json", case);
    tradeaid(&["assess", &path, "--pack", SMALL_PACK, "--lang", "en"])
        .ends_with(1)
        .complains(&[
            "case.json:3:13  order[0].paid_on",
            "The day of payment lies before the day of the order.",
        ]);
}

#[test]
fn files_that_are_no_case_are_refused() {
    let folder = folder("bad_files");
    let missing = folder.join("missing.json").to_str().unwrap().to_owned();
    let itself = folder.to_str().unwrap().to_owned();
    let broken = file(&folder, "broken.json", b"{\n \"a\xff\": 1}");
    let empty = file(&folder, "empty.json", "");
    let large = file(&folder, "large.json", " ".repeat((4 << 20) + 1));
    let deep = file(&folder, "deep.json", "[".repeat(100_000));
    for (path, fragment) in [
        (&missing, "missing.json：无法读取。"),
        (&itself, "bad_files：无法读取。"),
        (
            &broken,
            "broken.json:2:4\n  到这里不是合格的 JSON。允许：UTF-8。",
        ),
        (&empty, "empty.json:1:1\n  到这里不是合格的 JSON。"),
        (&large, "large.json\n  太大。允许：4 MiB。"),
        (
            &deep,
            "deep.json:1:34\n  太大：nesting。允许：最多嵌套32层。",
        ),
    ] {
        tradeaid(&["assess", path, "--pack", SMALL_PACK])
            .ends_with(1)
            .complains(&[fragment]);
        let run = tradeaid(&["assess", path, "--pack", SMALL_PACK, "--json"]).ends_with(1);
        assert!(run.out.starts_with("{\"problems\":[{"), "{}", run.out);
    }
}

#[test]
fn a_byte_order_mark_is_no_problem() {
    let folder = folder("mark");
    let path = file(
        &folder,
        "case.json",
        [&b"\xef\xbb\xbf"[..], ORDER.as_bytes()].concat(),
    );
    tradeaid(&["assess", &path, "--pack", SMALL_PACK]).ends_with(0);
    let path = file(&folder, "bad.json", b"\xef\xbb\xbf{\"x\": 1}");
    tradeaid(&["assess", &path, "--pack", SMALL_PACK])
        .ends_with(1)
        .complains(&["bad.json:1:7  x"]);
}

#[test]
fn packs_that_are_none_are_refused() {
    let folder = folder("bad_packs");
    let case = file(&folder, "case.json", "{}");
    let empty = folder.join("empty");
    fs::create_dir(&empty).unwrap();
    let number = file(&folder, "number.json", "1");
    let broken = file(&folder, "broken.json", "{\"core\": {");
    for (pack, fragment) in [
        (folder.join("missing").to_str().unwrap(), "无法读取"),
        (empty.to_str().unwrap(), "pack.yaml"),
        (&number, "number.json:1:1: 这里不符合规则包的格式"),
        (&broken, "broken.json:1:11: 这里不是合格的 JSON。"),
    ] {
        tradeaid(&["assess", &case, "--pack", pack])
            .ends_with(1)
            .complains(&[fragment]);
        let run = tradeaid(&["assess", &case, "--pack", pack, "--json"]).ends_with(1);
        assert!(run.out.starts_with("{\"problems\":[{"), "{}", run.out);
    }
}

#[test]
fn a_command_line_that_is_not_understood_gets_the_usage() {
    tradeaid(&[])
        .ends_with(2)
        .complains(&["没有写命令。", "用法"]);
    tradeaid(&["asess", "--lang", "en"])
        .ends_with(2)
        .complains(&["There is no command `asess`.", "Usage"]);
    tradeaid(&["assess", "x.json", "--lang", "fr"])
        .ends_with(2)
        .complains(&["--lang fr"]);
    tradeaid(&["assess", "x.json", "--as-of", "2024-02-30"]).ends_with(2);
    let help = tradeaid(&["--help", "--lang", "en"]).ends_with(0);
    assert!(help.out.contains("tradeaid assess CASE.json") && help.err.is_empty());
    tradeaid(&["--version"])
        .ends_with(0)
        .says(&[concat!("tradeaid ", env!("CARGO_PKG_VERSION"))]);
}

#[test]
fn types_are_those_of_the_contract() {
    let run = tradeaid(&["types"]).ends_with(0);
    assert_eq!(run.out, tradeaid_wire::declarations());
}
