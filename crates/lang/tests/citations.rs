//! The citation check: pinpoints of a small pack against a small text, both made up for it.

use tradeaid_lang::{Source, check_citations};

const TEXT: &str = "\
某市 2030 年茶叶外销办法

本办法自印发
之日起施行。为了让茶叶卖得更远，
制定本办法。

一、总则
（一）展销
绿茶。每个摊位补助五百元（含布置费。不含运费），
对首次参展的另加一百元。（市商务局负责）
红茶。每个摊位补助四百元。
— 1 —
（二）融资
对茶企贷款给予贴息，并减免担保费。鼓励银行放款。（市金
融办负责。各区配合）
本办法由市商务局解释。
";

const PROVISIONS: &str = "\
A.2: {class: GD}
1.A.1a: {class: MC, words: 补助五百元}
1.A.1b: {class: MC, words: 另加一百元}
1.A.1a-b: {class: MC}
1.B.1: {class: MC}
2.1a: {class: MC, words: 贴息}
2.1b: {class: MC, words: 担保费}
2.2: {class: GD}
Z.1: {class: RULE}
X.9: {class: EXT, source: 别处}
";

const PARTS: &str = "parts: {A: 本办法自印发, 1.A: 绿茶。, 1.B: 红茶。, Z: 本办法由}";

fn pack(digest: &str, parts: &str, provisions: &str) -> Vec<Source> {
    let document = format!("document: {{digest: \"{digest}\", numbered: （一）, {parts}}}\n");
    let file = |path: &str, text: String| Source {
        path: path.to_owned(),
        text,
    };
    vec![
        file("pack.yaml", document),
        file("provisions.yaml", provisions.to_owned()),
    ]
}

/// The digest that the check itself names
fn digest_of(text: &str) -> String {
    let wrong = format!("sha256:{}", "0".repeat(64));
    let said = check_citations(pack(&wrong, PARTS, PROVISIONS), text).err();
    let help = said.and_then(|said| Some(said.iter().next()?.help.clone()));
    let digest = help.and_then(|help| Some(help.to_string().split('`').nth(1)?.to_owned()));
    digest.unwrap_or_default()
}

fn said_of(parts: &str, provisions: &str) -> String {
    let sources = pack(&digest_of(TEXT), parts, provisions);
    check_citations(sources, TEXT).map_or_else(|problems| problems.to_string(), |_| String::new())
}

#[test]
fn every_pinpoint_names_a_sentence() {
    let sources = pack(&digest_of(TEXT), PARTS, PROVISIONS);
    assert_eq!(check_citations(sources, TEXT), Ok(9));
}

#[test]
fn the_layout_of_a_page_does_not_count_and_every_character_does() {
    let sources = || pack(&digest_of(TEXT), PARTS, PROVISIONS);
    let windows = TEXT.replace('\n', " \r\n\r\n\u{3000}");
    assert_eq!(check_citations(sources(), &windows), Ok(9));
    let problems = check_citations(sources(), &TEXT.replace("五百", "六百")).unwrap_err();
    let problem = problems.iter().next().unwrap();
    assert_eq!((problems.len(), problem.code.name()), (1, "document"));
    assert_eq!((problem.file.as_str(), problem.line), ("pack.yaml", 1));
}

/// A further provision, and what is said of it
const FURTHER: [(&str, &str, &str); 13] = [
    (
        "1.A.2: {class: GD}",
        "no sentence `1.A.2`",
        "the nearest is 1.A.1, the last of its part",
    ),
    (
        "2.7: {class: GD}",
        "no sentence `2.7`",
        "the nearest is 2.2, the last of its part",
    ),
    (
        "1.1: {class: GD}",
        "no sentence `1.1`",
        "part 1 holds no sentence of its own",
    ),
    ("1.C.1: {class: GD}", "no part `1.C`", "did you mean `1.A`?"),
    (
        "39.1: {class: GD}",
        "no part `39`",
        "known are: A, 1, 1.A, 1.B, 2, Z",
    ),
    (
        "Z.1a: {class: GD}",
        "which clause `Z.1a` is",
        "add `words: …`",
    ),
    (
        "Z.1a: {class: GD, words: 贴息}",
        "not in the sentence Z.1",
        "as the text has them",
    ),
    ("A.1a: {class: GD, words: 办}", "", ""),
    ("A.2a: {class: GD, words: 茶}", "", ""),
    (
        "2.1c: {class: GD, words: 贴 息}",
        "another clause of 2.1 has the same words",
        "start elsewhere",
    ),
    (
        "2.1a-c: {class: GD}",
        "covers `2.1c`, which is not declared",
        "add `2.1c:",
    ),
    (
        "2: {class: GD}",
        "`2` is no pinpoint",
        "write article, sentence",
    ),
    (
        "2.2b-a: {class: GD}",
        "`2.2b-a` is no pinpoint",
        "write article, sentence",
    ),
];

#[test]
fn what_names_nothing_is_told_with_the_nearest() {
    for (provision, message, help) in FURTHER {
        let said = said_of(PARTS, &format!("{PROVISIONS}{provision}\n"));
        assert!(
            said.contains(message) && said.contains(help),
            "{provision}\n{said}"
        );
        assert_eq!(said.is_empty(), message.is_empty(), "{said}");
    }
    let twice = said_of(PARTS, "1.A.1a: {class: GD, words: 百元}\n");
    assert!(twice.contains("more than once"), "{twice}");
}

#[test]
fn a_part_that_no_line_starts_is_told() {
    let said = said_of("parts: {Z: 附则, 2.A: 绿茶。}", "2.1: {class: GD}\n");
    assert!(said.contains("starts the part `Z` so") && said.contains("the part `2.A` so"));
}

#[test]
fn a_pack_without_its_text_is_told_what_to_add() {
    let sources = vec![Source {
        path: "pack.yaml".to_owned(),
        text: "id: tea\n".to_owned(),
    }];
    let said = check_citations(sources, TEXT).unwrap_err().to_string();
    assert!(
        said.contains(&digest_of(TEXT)) && said.contains("pack.yaml:1:1"),
        "{said}"
    );
}

#[test]
fn other_numberings_are_read() {
    let text = "第一条　为了茶叶，制定本办法。\n第二条 补助。贴\n息。\n";
    for (numbered, text) in [
        ("第一条", text.to_owned()),
        (
            "一、",
            text.replace("第一条", "一、").replace("第二条", "二、"),
        ),
    ] {
        let head = |digest: &str| {
            let mut sources = pack(digest, "", "1.1: {class: GD}\n2.2: {class: GD}\n");
            sources[0].text = sources[0].text.replace("（一）", numbered);
            sources
        };
        assert_eq!(check_citations(head(&digest_of(&text)), &text), Ok(2));
    }
}
