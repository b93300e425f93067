//! Every file of `tests/desk` is a room with a case: what its tables hold, row by row, and what its markup says, in both
//! languages. A row is written as its cells with ` | ` between them.

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::sync::OnceLock;

    use serde_json::{Map, Value};
    use tradeaid_desk::Desk;
    use tradeaid_engine::{Date, Document};
    use tradeaid_wire::{Part, Tags, encode_pack, encode_plan};

    fn root() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
    }

    fn json(path: &Path) -> Value {
        let text = std::fs::read_to_string(path).unwrap();
        serde_json::from_str(&text).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
    }

    fn pack() -> &'static str {
        static PACK: OnceLock<String> = OnceLock::new();
        PACK.get_or_init(|| encode_pack(document(), Part::Full))
    }

    fn document() -> &'static Document {
        static DOCUMENT: OnceLock<Document> = OnceLock::new();
        DOCUMENT.get_or_init(|| tradeaid_lang::compile(&folder()).unwrap())
    }

    fn folder() -> PathBuf {
        root().join("crates/packs/fujian-2024-2")
    }

    /// The provisions with their tags, as they are shipped
    fn plan(language: &str) -> String {
        let tags = tradeaid_lang::read_folder(&folder()).and_then(tradeaid_lang::pack_tags);
        let tags = tags.unwrap();
        let all = tags.provisions.iter().map(|tags| Tags {
            industries: &tags.industries,
            themes: &tags.themes,
        });
        encode_plan(
            document(),
            &tags.industry,
            &all.collect::<Vec<_>>(),
            language,
        )
    }

    /// The desk of the shipped pack, with its words as they are shipped
    fn desk(language: &str) -> Desk {
        let mut words = Map::new();
        for folder in ["crates/desk/texts", "crates/explain/texts"] {
            let read = json(&root().join(format!("{folder}/{language}.json")));
            words.extend(read.as_object().unwrap().clone());
        }
        let mut desk = Desk::open(pack(), language, &Value::from(words).to_string()).unwrap();
        desk.add_plan(&plan(language));
        desk
    }

    /// A finding as the page names it: the numbers of its measure and of its item
    fn place(of: &Value) -> String {
        let pack: Value = serde_json::from_str(pack()).unwrap();
        let measures = pack["description"]["measures"].as_array().unwrap();
        let mut ids = measures.iter().map(|measure| &measure["id"]);
        let measure = ids.position(|id| *id == of["measure"]).unwrap();
        format!(
            "{measure}-{}",
            of.get("item").map_or(String::new(), Value::to_string)
        )
    }

    /// What a person sees of the markup: a line for each row of a table and for each other element with text
    fn seen(markup: &str) -> String {
        let mut seen = String::new();
        let mut rest = markup.replace('\n', "");
        for (from, to) in [
            ("</th>", " | "),
            ("</td>", " | "),
            ("<option", "\n<option"),
            ("<li", "\n<li"),
        ] {
            rest = rest.replace(from, to);
        }
        for (index, piece) in rest.split('<').enumerate() {
            let (tag, text) = if index == 0 {
                ("", piece)
            } else {
                piece.split_once('>').unwrap()
            };
            if [
                "/tr", "/p", "/li", "/text", "/caption", "/h2", "/h3", "/h4", "/b", "/summary",
                "/button", "/dd", "/dt",
            ]
            .contains(&tag)
            {
                seen = seen.trim_end_matches(" | ").to_owned();
                seen.push('\n');
            }
            seen.push_str(text);
        }
        seen.replace("&#39;", "'")
            .replace("&quot;", "\"")
            .replace("&gt;", ">")
            .replace("&lt;", "<")
            .replace("&amp;", "&")
    }

    fn texts<'a>(value: &'a Value, key: &str) -> Vec<&'a str> {
        let list = value.get(key).and_then(Value::as_array);
        list.into_iter()
            .flatten()
            .map(|text| text.as_str().unwrap())
            .collect()
    }

    #[test]
    fn rooms_show_what_the_files_say() {
        let mut names: Vec<PathBuf> = Vec::new();
        for entry in std::fs::read_dir(root().join("tests/desk")).unwrap() {
            names.push(entry.unwrap().path());
        }
        names.sort();
        assert!(!names.is_empty());
        let mut faults = Vec::new();
        for name in names {
            let file = json(&name);
            let case = match file.get("scenario").and_then(Value::as_str) {
                Some(id) => {
                    json(&root().join(format!("tests/scenarios/{id}.json")))["case"].clone()
                }
                None => file["case"].clone(),
            };
            let mut wish = file
                .get("wish")
                .cloned()
                .unwrap_or_else(|| Value::from(Map::new()));
            if let Some(of) = file.get("of") {
                wish["of"] = Value::from(place(of));
            }
            if let Some(kept) = file.get("kept") {
                wish["kept"] = Value::from(kept.to_string());
            }
            let wish = wish.to_string();
            for (language, expected) in file["expect"].as_object().unwrap() {
                let room = file["room"].as_str().unwrap();
                let today = Date::parse("2025-06-30");
                let markup = desk(language).room(room, &case.to_string(), &wish, today);
                let seen = seen(&markup);
                let mut fault = |what: String| {
                    faults.push(format!("{} {language}: {what}\n{seen}", name.display()));
                };
                for row in texts(expected, "lines") {
                    if !seen.lines().any(|line| line.trim() == row) {
                        fault(format!("no line `{row}`"));
                    }
                }
                for part in texts(expected, "says") {
                    if !markup.contains(part) {
                        fault(format!("nothing says `{part}`"));
                    }
                }
                for part in texts(expected, "never") {
                    if markup.contains(part) {
                        fault(format!("`{part}` is said"));
                    }
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    }

    /// R67: both languages of the desk have the same words
    #[test]
    fn both_languages_have_the_same_words() {
        let keys = |language: &str| {
            let words = json(&root().join(format!("crates/desk/texts/{language}.json")));
            words
                .as_object()
                .unwrap()
                .keys()
                .cloned()
                .collect::<Vec<_>>()
        };
        assert_eq!(keys("zh-CN"), keys("en"));
    }

    /// Every room of every example in every language: no key shows itself, and every element closes.
    #[test]
    fn every_room_of_every_example_can_be_drawn() {
        let rooms = ["aside", "compare", "costs", "curve", "plan", "timeline"];
        for language in ["zh-CN", "en"] {
            let desk = desk(language);
            for entry in std::fs::read_dir(root().join("tests/scenarios")).unwrap() {
                let path = entry.unwrap().path();
                let case = json(&path)["case"].to_string();
                for room in rooms {
                    let markup = desk.room(room, &case, "{}", None);
                    let place = format!("{} {room} {language}", path.display());
                    assert!(!markup.is_empty(), "{place}: nothing is drawn");
                    assert!(
                        !markup.contains(">desk.") && !markup.contains("\"desk."),
                        "{place}: {markup}"
                    );
                    assert!(!markup.contains(" style="), "{place}: a style is set");
                    assert_eq!(
                        markup.matches("</").count() + markup.matches("/>").count(),
                        markup.matches('<').count() - markup.matches("</").count(),
                        "{place}"
                    );
                }
            }
        }
    }
}
