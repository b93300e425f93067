//! Every word the reader sees: looked up by key in the widget's own texts and in the pack's.
//!
//! No sentence may stand in code.

pub(crate) mod key;

use elsa::FrozenVec;
use tradeaid_engine::{InputId, InputName, KindId, MeasureId, ProvisionId};
use tradeaid_wire::Calculator;
use tradeaid_wire::json::Json;
use tradeaid_wire::text::{at_dot, count_of, cut, digits, glued};
pub(crate) use yew::AttrValue as Text;

pub(crate) use key::{Key, key};

/// How a measure can be obtained; a pack that says another word gets no text for it
const WAYS: [(&str, Key); 4] = [
    ("apply", key!("how.apply")),
    ("automatic", key!("how.automatic")),
    ("via_bank", key!("how.via_bank")),
    ("via_single_window", key!("how.via_single_window")),
];

/// The widget's own texts of one language, in the order of their keys
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts(Vec<Text>);

impl Texts {
    /// Reads a built catalogue, a list of texts; none if it is something else
    #[must_use]
    pub(crate) fn read(json: &str) -> Option<Self> {
        let json = Json::parse(json).ok()?;
        let mut texts = Vec::new();
        for text in json.as_list()? {
            texts.push(Text::Rc(text.as_text()?.into()));
        }
        Some(Self(texts))
    }

    /// A text; asked for so often that it is called, not copied
    #[must_use]
    #[inline(never)]
    pub(crate) fn get(&self, key: Key) -> &Text {
        let text = self.0.get(usize::from(key.0));
        text.unwrap_or(text!(""))
    }

    /// A text, filled in
    #[must_use]
    pub(crate) fn fill(&self, key: Key, values: &[&Text]) -> Text {
        match self.get(key) {
            text if values.is_empty() => text.clone(),
            text => Text::Rc(filled(text, values).into()),
        }
    }
}

/// What all parts of a drawing have in common
#[derive(Debug, Default)]
pub(crate) struct Face {
    /// The widget's own texts
    pub texts: Texts,
    /// The level of the topmost heading
    pub heading_level: u8,
}

/// A text with `{0}`, `{1}` … filled in
#[must_use]
pub(crate) fn filled(text: &str, values: &[&Text]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = cut(rest, b'{') {
        result.push_str(before);
        let (value, behind) = place(after, values).unwrap_or(("{", after));
        result.push_str(value);
        rest = behind;
    }
    result.push_str(rest);
    result
}

/// The value for a place, and what stands behind it
fn place<'a>(text: &'a str, values: &[&'a Text]) -> Option<(&'a str, &'a str)> {
    let (index, behind) = cut(text, b'}')?;
    let value = values.get(usize::try_from(count_of(index)?).ok()?)?;
    Some((value.as_str(), behind))
}

/// The texts that were put together for one drawing; they go with it
pub(crate) type Composed = FrozenVec<Box<Text>>;

/// A text that stands in code: a name for the machine, never a word for a reader
macro_rules! text {
    ($text:expr) => {
        &yew::AttrValue::Static($text)
    };
}
pub(crate) use text;

/// The words of one language, those of the widget and those of the pack
///
/// A text is handed on as `&Text`, which fits a register, where a `&str` goes through memory.
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
    pub(crate) fn ui(&self, key: Key) -> &'a Text {
        self.texts.get(key)
    }

    /// Keeps a text as long as the drawing needs it
    #[must_use]
    pub(crate) fn keep(&self, text: &str) -> &'a Text {
        self.composed.push_get(Box::new(Text::Rc(text.into())))
    }

    /// A number in digits
    #[must_use]
    pub(crate) fn count(&self, number: usize) -> &'a Text {
        self.keep(&digits(u64::try_from(number).unwrap_or(0), 1))
    }

    /// A year in digits
    #[must_use]
    pub(crate) fn year_digits(&self, year: i32) -> &'a Text {
        self.keep(&digits(year.unsigned_abs().into(), 1))
    }

    /// A text of the widget, filled in
    #[must_use]
    pub(crate) fn fill(&self, key: Key, values: &[&Text]) -> &'a Text {
        match self.ui(key) {
            text if values.is_empty() => text,
            _ => self
                .composed
                .push_get(Box::new(self.texts.fill(key, values))),
        }
    }

    /// How a measure can be obtained
    #[must_use]
    pub(crate) fn way(&self, how: &str) -> &'a Text {
        for (way, key) in &WAYS {
            if *way == how {
                return self.ui(*key);
            }
        }
        text!("")
    }

    /// A text of the pack, under a key with a name in it; empty if it has none
    #[must_use]
    pub(crate) fn pack(&self, before: &str, name: &str, after: &str) -> &'a Text {
        let key = glued(&[before, name, after]);
        let text = self.calculator.text(self.language, &key);
        text.map_or(text!(""), |text| self.keep(text))
    }

    /// Parts in a row, with something between them
    #[must_use]
    pub(crate) fn joined(&self, parts: &[&Text], between: &str) -> &'a Text {
        let mut all = String::new();
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                all.push_str(between);
            }
            all.push_str(part);
        }
        self.keep(&all)
    }

    /// Parts as a list in this language
    #[must_use]
    pub(crate) fn list(&self, parts: &[&Text]) -> &'a Text {
        self.joined(parts, self.ui(key!("list.separator")))
    }

    /// The name of an input
    #[must_use]
    pub(crate) fn input(&self, id: InputId) -> Option<&'a InputName> {
        self.calculator.names().inputs.get(id.index())
    }

    /// What an input is called
    #[must_use]
    pub(crate) fn label(&self, name: &InputName) -> &'a Text {
        match at_dot(&name.path) {
            ("parameters", key) => self.pack("parameter.", key, ".label"),
            ("readings", key) => self.pack("reading.", key, ".question"),
            _ => self.pack("input.", &name.path, ".label"),
        }
    }

    /// How an input is asked for
    #[must_use]
    pub(crate) fn question(&self, name: &InputName) -> &'a Text {
        let question = self.pack("input.", &name.path, ".question");
        if question.is_empty() {
            return self.label(name);
        }
        question
    }

    /// What helps to answer; empty if nothing is said
    #[must_use]
    pub(crate) fn hint(&self, name: &InputName) -> &'a Text {
        match at_dot(&name.path) {
            ("parameters", key) => self.pack("parameter.", key, ".why"),
            ("readings", key) => self.pack("reading.", key, ".why"),
            _ => self.pack("input.", &name.path, ".hint"),
        }
    }

    /// What an option of a choice is called
    #[must_use]
    pub(crate) fn option(&self, name: &InputName, option: &str) -> &'a Text {
        self.pack("option.", &glued(&[&name.path, ".", option]), "")
    }

    /// What a kind of item is called
    #[must_use]
    pub(crate) fn kind(&self, kind: KindId) -> &'a Text {
        let name = self.calculator.names().kinds.get(kind.index());
        self.pack("kind.", name.map_or("", String::as_str), "")
    }

    /// A text of a measure: its `.title`, `.summary` or `.next` step
    #[must_use]
    pub(crate) fn measure(&self, id: MeasureId, part: &str) -> &'a Text {
        let name = self.calculator.names().measures.get(id.index());
        self.pack("measure.", name.map_or("", |name| &name.id), part)
    }

    /// How a provision is cited
    #[must_use]
    pub(crate) fn cite(&self, id: ProvisionId) -> &'a Text {
        let name = self.calculator.names().provisions.get(id.index());
        self.pack(
            "provision.",
            name.map_or("", |name| &name.pinpoint),
            ".cite",
        )
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn places_are_filled_and_stray_braces_stay() {
        assert_eq!(
            filled("{1}年{0}", &[text!("出口额"), text!("2023")]),
            "2023年出口额"
        );
        assert_eq!(filled("{0}{0}", &[text!("a")]), "aa");
        assert_eq!(filled("{2}{x}{", &[text!("a")]), "{2}{x}{");
    }

    /// A catalogue as it is written, by key.
    fn catalogue(language: &str) -> BTreeMap<String, String> {
        let file = [
            env!("CARGO_MANIFEST_DIR"),
            "/../../web/texts/",
            language,
            ".json",
        ]
        .concat();
        let file = std::fs::read_to_string(file).unwrap();
        let json = Json::parse(&file).unwrap();
        let entries = json.as_map().unwrap().iter();
        let entries = entries.map(|(key, text)| (key.to_string(), text.as_text().unwrap().into()));
        entries.collect()
    }

    #[test]
    fn each_key_has_the_place_of_its_text() {
        for language in ["zh-CN", "en"] {
            for (place, name) in catalogue(language).keys().enumerate() {
                assert_eq!(
                    usize::from(key::place_of(name.as_bytes()).0),
                    place,
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn packed_markup_holds_the_places_of_its_keys() {
        const MARKUP: &str = "<p>@total.missing/1</p>";
        let packed: [u8; key::packed_length(MARKUP)] = key::packed(MARKUP);
        let packed = str::from_utf8(&packed).unwrap();
        let letters = packed.strip_prefix("<p>@").unwrap();
        let (letters, behind) = letters.split_at(2);
        assert_eq!(key::unpacked(letters), key!("total.missing"));
        assert_eq!(behind, "/1</p>");
    }

    #[test]
    fn what_is_no_built_catalogue_is_refused() {
        for json in ["{}", "[[1]]", "[1]", "1"] {
            assert!(Texts::read(json).is_none(), "{json}");
        }
    }

    #[test]
    fn every_way_to_obtain_a_measure_has_a_text() {
        let chinese = catalogue("zh-CN");
        let ways: Vec<&str> = chinese
            .keys()
            .filter_map(|key| key.strip_prefix("how."))
            .collect();
        assert_eq!(ways, WAYS.map(|(way, _)| way));
    }

    fn sources(folder: &std::path::Path, all: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, all);
            } else if path.file_name().is_some_and(|name| name != "key.rs") {
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
        for key in chinese.keys() {
            let used = code.contains(&["key!(\"", key, "\")"].concat());
            assert!(used || in_markup.contains(key), "{key} is not used");
        }
    }

    /// R67: both languages of the calculator have the same texts
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
        assert!(chinese.keys().eq(english.keys()));
        for (key, text) in &chinese {
            let other = &english[key];
            // A language without a word for ten thousand leaves the text empty.
            assert!(!text.is_empty(), "{key}");
            if !other.is_empty() {
                assert_eq!(places(text), places(other), "{key}");
            }
        }
    }
}
