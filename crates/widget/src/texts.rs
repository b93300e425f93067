//! Every word the reader sees: looked up by key in the widget's own texts and in the pack's.
//!
//! No sentence may stand in code. A key without a text shows as itself, which a test of the
//! catalogues catches.

use elsa::FrozenVec;
use tradeaid_engine::{InputId, InputName, KindId, MeasureId, ProvisionId};
use tradeaid_wire::Calculator;
use tradeaid_wire::json::Json;

/// The widget's own texts of one language, sorted by key as their file is
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    entries: Vec<(String, String)>,
}

impl Texts {
    /// Reads a flat JSON object of texts sorted by key; none if it is something else
    #[must_use]
    pub(crate) fn read(json: &str) -> Option<Self> {
        let json = Json::parse(json).ok()?;
        let mut entries: Vec<(String, String)> = Vec::new();
        for (key, text) in json.as_map()? {
            if entries
                .last()
                .is_some_and(|(before, _)| before.as_str() >= key.as_ref())
            {
                return None;
            }
            entries.push((key.as_ref().into(), text.as_text()?.into()));
        }
        Some(Self { entries })
    }

    /// The text of a key
    #[must_use]
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        let at = self
            .entries
            .binary_search_by(|(known, _)| known.as_str().cmp(key))
            .ok()?;
        self.entries.get(at).map(|(_, text)| text.as_str())
    }
}

/// A text with `{0}`, `{1}` … filled in
#[must_use]
pub(crate) fn filled(text: &str, values: &[&str]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        result.push_str(before);
        let place = after.split_once('}').and_then(|(index, behind)| {
            let value = values.get(index.parse::<usize>().ok()?)?;
            Some((*value, behind))
        });
        let (value, behind) = place.unwrap_or(("{", after));
        result.push_str(value);
        rest = behind;
    }
    result.push_str(rest);
    result
}

/// The texts that were put together for one drawing; they go with it
pub(crate) type Composed = FrozenVec<String>;

/// The words of one language, those of the widget and those of the pack
pub(crate) struct Words<'a> {
    /// The pack
    pub calculator: &'a Calculator,
    /// The widget's own texts
    pub texts: &'a Texts,
    /// The language, as the catalogues call it
    pub language: &'a str,
    /// What was put together of them
    pub composed: &'a Composed,
}

impl<'a> Words<'a> {
    /// A text of the widget
    #[must_use]
    pub(crate) fn ui(&self, key: &'static str) -> &'a str {
        self.texts.get(key).unwrap_or(key)
    }

    /// Keeps a text as long as the drawing needs it
    #[must_use]
    pub(crate) fn keep(&self, text: String) -> &'a str {
        self.composed.push_get(text)
    }

    /// Pieces in a row
    #[must_use]
    pub(crate) fn join(&self, pieces: &[&str]) -> &'a str {
        self.keep(pieces.concat())
    }

    /// A number in digits
    #[must_use]
    pub(crate) fn count(&self, number: usize) -> &'a str {
        self.keep(number.to_string())
    }

    /// A text of the widget, filled in
    #[must_use]
    pub(crate) fn fill(&self, key: &str, values: &[&str]) -> &'a str {
        match self.texts.get(key) {
            Some(text) if values.is_empty() => text,
            text => self.keep(filled(text.unwrap_or(key), values)),
        }
    }

    /// A text of the widget whose key ends in data
    #[must_use]
    pub(crate) fn ui_of(&self, family: &str, name: &str) -> &'a str {
        self.texts.get(&[family, name].concat()).unwrap_or("")
    }

    /// A text of the pack, under a key in pieces; empty if it has none
    #[must_use]
    pub(crate) fn pack(&self, key: &[&str]) -> &'a str {
        self.calculator
            .text(self.language, &key.concat())
            .unwrap_or("")
    }

    /// Parts as a list in this language
    #[must_use]
    pub(crate) fn list(&self, parts: &[&str]) -> &'a str {
        self.keep(parts.join(self.ui("list.separator")))
    }

    /// The name of an input
    #[must_use]
    pub(crate) fn input(&self, id: InputId) -> Option<&'a InputName> {
        self.calculator.names().inputs.get(id.index())
    }

    /// What an input is called
    #[must_use]
    pub(crate) fn label(&self, name: &InputName) -> &'a str {
        match name.path.split_once('.') {
            Some(("parameters", key)) => self.pack(&["parameter.", key, ".label"]),
            Some(("readings", key)) => self.pack(&["reading.", key, ".question"]),
            _ => self.pack(&["input.", &name.path, ".label"]),
        }
    }

    /// How an input is asked for
    #[must_use]
    pub(crate) fn question(&self, name: &InputName) -> &'a str {
        match self.pack(&["input.", &name.path, ".question"]) {
            "" => self.label(name),
            question => question,
        }
    }

    /// What helps to answer; empty if nothing is said
    #[must_use]
    pub(crate) fn hint(&self, name: &InputName) -> &'a str {
        match name.path.split_once('.') {
            Some(("parameters", key)) => self.pack(&["parameter.", key, ".why"]),
            Some(("readings", key)) => self.pack(&["reading.", key, ".why"]),
            _ => self.pack(&["input.", &name.path, ".hint"]),
        }
    }

    /// What an option of a choice is called
    #[must_use]
    pub(crate) fn option(&self, name: &InputName, option: &str) -> &'a str {
        self.pack(&["option.", &name.path, ".", option])
    }

    /// What a kind of item is called
    #[must_use]
    pub(crate) fn kind(&self, kind: KindId) -> &'a str {
        let name = self.calculator.names().kinds.get(kind.index());
        self.pack(&["kind.", name.map_or("", String::as_str)])
    }

    /// A text of a measure: its `title`, `summary` or `next` step
    #[must_use]
    pub(crate) fn measure(&self, id: MeasureId, part: &str) -> &'a str {
        let name = self.calculator.names().measures.get(id.index());
        self.pack(&["measure.", name.map_or("", |name| &name.id), ".", part])
    }

    /// How a provision is cited
    #[must_use]
    pub(crate) fn cite(&self, id: ProvisionId) -> &'a str {
        let name = self.calculator.names().provisions.get(id.index());
        self.pack(&[
            "provision.",
            name.map_or("", |name| &name.pinpoint),
            ".cite",
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_and_stray_braces_stay() {
        assert_eq!(filled("{1}年{0}", &["出口额", "2023"]), "2023年出口额");
        assert_eq!(filled("{0}{0}", &["a"]), "aa");
        assert_eq!(filled("{2}{x}{", &["a"]), "{2}{x}{");
    }

    fn catalogue(language: &str) -> Texts {
        let file = [
            env!("CARGO_MANIFEST_DIR"),
            "/../../web/texts/",
            language,
            ".json",
        ]
        .concat();
        Texts::read(&std::fs::read_to_string(file).unwrap()).unwrap()
    }

    fn sources(folder: &std::path::Path, all: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, all);
            } else if path.file_name().is_some_and(|name| name != "texts.rs") {
                all.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }

    #[test]
    fn code_and_catalogue_know_the_same_keys() {
        let mut code = String::new();
        sources(
            &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
            &mut code,
        );
        let chinese = catalogue("zh-CN");
        for call in ["ui(\"", "fill(\""] {
            for (_, rest) in code
                .match_indices(call)
                .map(|(at, _)| code.split_at(at + call.len()))
            {
                let key = rest.split('"').next().unwrap();
                assert!(chinese.get(key).is_some(), "no text for {key}");
            }
        }
        let mut in_markup = Vec::new();
        for place in code.split('@').skip(1) {
            let of_key = |letter: char| letter.is_ascii_lowercase() || "_.".contains(letter);
            let (key, behind) = place.split_at(place.find(|c| !of_key(c)).unwrap_or(0));
            if key.is_empty() {
                continue;
            }
            let text = chinese.get(key);
            let text = text.unwrap_or_else(|| panic!("no text for @{key}"));
            let taken = behind.strip_prefix('/').and_then(|rest| rest.get(..1));
            let places = text.matches('{').count();
            assert_eq!(
                taken.map_or(0, |digit| digit.parse().unwrap()),
                places,
                "@{key}"
            );
            in_markup.push(key.to_owned());
        }
        let family = |key: &str| {
            ["how.", "shelf."]
                .iter()
                .any(|family| key.starts_with(family))
        };
        for (key, _) in &chinese.entries {
            let used = code.contains(&["\"", key, "\""].concat());
            assert!(
                used || in_markup.contains(key) || family(key),
                "{key} is not used"
            );
        }
    }

    #[test]
    fn both_catalogues_have_the_same_keys_and_places() {
        let places = |text: &str| {
            let mut found: Vec<&str> = text
                .split('{')
                .skip(1)
                .filter_map(|rest| rest.get(..1))
                .collect();
            found.sort_unstable();
            found.dedup();
            found.join(" ")
        };
        let (chinese, english) = (catalogue("zh-CN"), catalogue("en"));
        let keys = |texts: &Texts| -> Vec<String> {
            texts.entries.iter().map(|(key, _)| key.clone()).collect()
        };
        assert_eq!(keys(&chinese), keys(&english));
        for (key, text) in &chinese.entries {
            let other = english.get(key).unwrap();
            // A language without a word for ten thousand leaves the text empty.
            assert!(!text.is_empty(), "{key}");
            if !other.is_empty() {
                assert_eq!(places(text), places(other), "{key}");
            }
        }
    }
}
