//! `tradeaid pack doc`: the page for legal review holds the whole pack, reads well, and no pack's text can break it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tradeaid_lang::test_file;

use crate::markup::Markup;
use crate::support::{SMALL_PACK, copy_of_small_pack, folder, tradeaid};

pub(crate) const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../packs/fujian-2024-2");
const LANGUAGES: [&str; 2] = ["zh-CN", "en"];

fn page(pack: &str, language: &str) -> String {
    let run = tradeaid(&["pack", "doc", pack, "--lang", language]).ends_with(0);
    assert!(run.err.is_empty(), "{}", run.err);
    run.out
}

#[test]
fn everything_in_the_pack_is_on_the_page() {
    let document = tradeaid_lang::compile(Path::new(SHIPPED)).unwrap();
    let names = &document.names;
    for language in LANGUAGES {
        let texts = &document
            .texts
            .iter()
            .find(|texts| texts.language == language)
            .unwrap()
            .texts;
        let text = |key: &str| {
            let found = texts.iter().find(|(known, _)| known == key);
            found.map_or_else(|| panic!("no text {key}"), |(_, text)| text.trim())
        };
        let markup = Markup::read(&page(SHIPPED, language));
        let seen = markup.seen();
        let whole: BTreeSet<&str> = markup.texts.iter().map(String::as_str).collect();
        let holds = |what: &str| assert!(seen.contains(what), "{language}: {what}");
        for provision in &names.provisions {
            assert!(
                whole.contains(provision.pinpoint.as_str()),
                "{}",
                provision.pinpoint
            );
            holds(text(&format!("provision.{}", provision.pinpoint)));
            holds(&provision.source);
        }
        for measure in &names.measures {
            assert!(whole.contains(measure.id.as_str()), "{}", measure.id);
            holds(text(&format!("measure.{}.title", measure.id)));
        }
        for input in &names.inputs {
            assert!(whole.contains(input.path.as_str()), "{}", input.path);
            input.sources.iter().for_each(|source| holds(source));
        }
        // Texts that explain a rule stand beside it.
        for (key, text) in texts {
            let room = key.split('.').next().unwrap();
            if ["reason", "amount", "figure", "check", "reading", "group"].contains(&room) {
                holds(text.trim());
            }
        }
        holds(&names.version);
    }
}

#[test]
fn what_a_provision_speaks_of_is_told_in_words() {
    let sources = tradeaid_lang::read_folder(Path::new(SHIPPED)).unwrap();
    let tags = tradeaid_lang::pack_tags(sources).unwrap();
    let [zh, en] = [
        include_str!("../../texts/doc.zh-CN.json"),
        include_str!("../../texts/doc.en.json"),
    ];
    for theme in tags.provisions.iter().flat_map(|tags| &tags.themes) {
        let key = format!("\"doc.theme.{theme}\"");
        assert!(zh.contains(&key) && en.contains(&key), "{theme}");
    }
    let rail = "物流、锂电池、新能源汽车、光伏装备、纺织鞋服";
    assert!(
        Markup::read(&page(SHIPPED, "zh-CN"))
            .texts
            .iter()
            .any(|text| text == rail)
    );
}

#[test]
fn every_test_of_the_pack_is_on_the_page() {
    let seen = Markup::read(&page(SHIPPED, "zh-CN")).texts;
    let mut count = 0;
    for entry in fs::read_dir(Path::new(SHIPPED).join("tests")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        for test in test_file::parse("tests", &text).unwrap().tests {
            assert!(seen.contains(&test.name), "{}", test.name);
            count += 1;
        }
    }
    assert_eq!(seen.iter().filter(|text| *text == "通过").count(), count);
}

#[test]
fn every_row_of_a_table_is_on_the_page() {
    let document = tradeaid_lang::compile(Path::new(SHIPPED)).unwrap();
    let rows: usize = document
        .pack
        .tables
        .iter()
        .map(|table| table.rows.len())
        .sum();
    let html = page(SHIPPED, "en");
    let drawn: usize = html
        .split("<table class=\"decision\">")
        .skip(1)
        .map(|table| table.split("</table>").next().unwrap())
        .map(|table| table.matches("<tr>").count() - 1)
        .sum();
    assert_eq!(drawn, rows);
}

#[test]
fn every_condition_stands_once_with_its_provision() {
    let document = tradeaid_lang::compile(Path::new(SHIPPED)).unwrap();
    let html = page(SHIPPED, "zh-CN");
    for (measure, name) in document.pack.measures.iter().zip(&document.names.measures) {
        let title = format!("<code>{}</code>", name.id);
        let section = html
            .split("class=\"measure\"")
            .find(|section| section.contains(&title));
        let conditions = section.unwrap().split("<h4>").nth(1).unwrap();
        assert_eq!(
            conditions.matches("class=\"cite\"").count(),
            measure.conditions.len(),
            "{}",
            name.id
        );
    }
}

#[test]
fn every_link_has_its_place_and_no_place_is_named_twice() {
    for pack in [SHIPPED, SMALL_PACK] {
        for language in LANGUAGES {
            let markup = Markup::read(&page(pack, language));
            let mut places = BTreeSet::new();
            for element in &markup.elements {
                if let Some(id) = element.attribute("id") {
                    assert!(places.insert(id), "{id} is there twice");
                }
            }
            let mut links = 0;
            for link in markup.elements.iter().filter(|element| element.name == "a") {
                let to = link.attribute("href").unwrap();
                let place = to.strip_prefix('#').expect("a link inside the page");
                assert!(places.contains(place), "nothing is at {to}");
                links += 1;
            }
            assert!(links > 20, "{links}");
        }
    }
}

#[test]
fn the_page_can_be_read_by_everyone() {
    for language in LANGUAGES {
        let markup = Markup::read(&page(SHIPPED, language));
        assert_eq!(markup.elements[0].attribute("lang"), Some(language));
        let mut last = 0;
        for element in &markup.elements {
            if let Some(level) = element
                .name
                .strip_prefix('h')
                .and_then(|level| level.parse::<u8>().ok())
            {
                assert!(
                    level <= last + 1 && (level > 1 || last == 0),
                    "h{level} after h{last}"
                );
                last = level;
            }
            if element.name == "th" {
                assert!(["col", "row"].contains(&element.attribute("scope").unwrap()));
            }
            assert!(
                !["script", "img", "link", "iframe", "object"].contains(&element.name.as_str())
            );
            let outside = ["src", "style", "onclick", "onload"];
            assert!(outside.iter().all(|name| element.attribute(name).is_none()));
        }
        let count = |name: &str| {
            markup
                .elements
                .iter()
                .filter(|element| element.name == name)
                .count()
        };
        assert_eq!(
            (count("h1"), count("main"), count("table")),
            (1, 1, count("caption"))
        );
    }
}

#[test]
fn no_name_of_a_text_and_no_empty_place_is_shown() {
    let own = ["texts/zh-CN.json", "texts/doc.zh-CN.json"].map(|file| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let json: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        json.as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    });
    let document = tradeaid_lang::compile(Path::new(SHIPPED)).unwrap();
    let keys: BTreeSet<&str> = own
        .iter()
        .flatten()
        .map(String::as_str)
        .chain(document.texts[0].texts.iter().map(|(key, _)| key.as_str()))
        .filter(|key| key.contains('.'))
        .collect();
    for language in LANGUAGES {
        for text in &Markup::read(&page(SHIPPED, language)).texts {
            assert!(
                !text.contains("doc.") && !text.contains(['{', '}']),
                "{text}"
            );
            assert!(!keys.contains(text.trim()), "{text}");
        }
    }
}

#[test]
fn a_failing_test_and_a_file_that_is_none_are_told() {
    let pack = copy_of_small_pack(&folder("doc_failing"));
    let file = [&pack, "/tests/fee.yaml"].concat();
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("30.50\", max", "31\", max", 1)).unwrap();
    fs::write([&pack, "/tests/broken.yaml"].concat(), "tests: 1\n").unwrap();
    let seen = Markup::read(&page(&pack, "en")).seen();
    for said in [
        "failed",
        "min expected 31, got 30.50",
        "9 passed, 2 failed",
        "tests/broken.yaml",
    ] {
        assert!(seen.contains(said), "{said}");
    }
}

#[test]
fn what_a_hostile_pack_writes_stays_text() {
    const HOSTILE: &str = "</style><script>alert('x')</script>\\\" onload=\\\"x&lt;\u{202e}";
    let pack = copy_of_small_pack(&folder("doc_hostile"));
    let before = Markup::read(&page(&pack, "zh-CN"));
    for name in [
        "texts/zh-CN.yaml",
        "tests/grant.yaml",
        "pack.yaml",
        "provisions.yaml",
    ] {
        let path = [&pack, "/", name].concat();
        let text = fs::read_to_string(&path).unwrap();
        let changed: String = text
            .lines()
            .map(|line| hostile(name, line, HOSTILE) + "\n")
            .collect();
        assert_ne!(text, changed, "{name}");
        fs::write(path, changed).unwrap();
    }
    let html = page(&pack, "zh-CN");
    let after = Markup::read(&html);
    // However its texts read, the page has the same elements.
    let shape = |markup: &Markup| {
        let names = markup.elements.iter();
        names
            .map(|element| element.name.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(shape(&before), shape(&after));
    assert!(!html.contains("<script") && html.matches("</style>").count() == 1);
    assert!(
        !html.contains('\u{202e}')
            && after
                .seen()
                .contains("<script>alert('x')</script>\" onload=\"x&lt;")
    );
}

/// A line of a pack with something hostile where a text of its author stands
fn hostile(file: &str, line: &str, what: &str) -> String {
    let quoted = |line: &str| {
        let (key, _) = line.split_once(": ").unwrap();
        format!("{key}: \"{what}\"")
    };
    match file {
        "texts/zh-CN.yaml" => quoted(line),
        "pack.yaml" => line.replace("version: 1.0.0", &format!("version: \"{what}\"")),
        "provisions.yaml" => line.replace("source: a standard", &format!("source: \"{what}\"")),
        _ => line.replace("name: a large firm", &format!("name: \"{what}\"")),
    }
}

#[test]
fn the_page_goes_to_a_file_if_one_is_named() {
    let folder = folder("doc_file");
    let file = folder.join("review.html");
    let shown = file.to_str().unwrap();
    let run = tradeaid(&["pack", "doc", SMALL_PACK, "--out", shown, "--lang", "en"]).ends_with(0);
    assert_eq!(run.out.trim(), format!("wrote {shown}"));
    assert_eq!(fs::read_to_string(&file).unwrap(), page(SMALL_PACK, "en"));
    let inside = file.join("not-a-folder");
    tradeaid(&["pack", "doc", SMALL_PACK, "-o", inside.to_str().unwrap()])
        .ends_with(1)
        .complains(&["无法写出"]);
    tradeaid(&["pack", "doc", "/no/such/folder"]).ends_with(1);
}
