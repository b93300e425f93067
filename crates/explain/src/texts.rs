//! A catalogue of words in one language: found by key, with places to fill. The words this crate needs are its own;
//! who speaks of more adds theirs. The words of a policy come from its pack, not from here.

use tradeaid_wire::json::Json;

/// A language that is spoken
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Chinese as written on the mainland
    #[default]
    ZhCn,
    /// English
    En,
}

impl Language {
    /// Every one
    pub const ALL: [Self; 2] = [Self::ZhCn, Self::En];

    /// Its BCP 47 tag, as packs name it
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language of a tag
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// The words of this crate, as JSON
    const fn words(self) -> &'static str {
        match self {
            Self::ZhCn => include_str!("../texts/zh-CN.json"),
            Self::En => include_str!("../texts/en.json"),
        }
    }
}

/// The catalogue of one language
#[derive(Clone, Debug)]
pub struct Texts {
    language: Language,
    entries: Vec<(String, String)>,
}

impl Texts {
    /// The words of this crate in a language
    #[must_use]
    pub fn of(language: Language) -> Self {
        Self::read(language, language.words())
    }

    /// The words of a catalogue, which is a map in JSON
    #[must_use]
    pub fn read(language: Language, catalogue: &str) -> Self {
        let entries = Vec::new();
        let mut texts = Self { language, entries };
        texts.add(catalogue);
        texts
    }

    /// Adds the words of another catalogue
    pub fn add(&mut self, catalogue: &str) {
        let json = Json::parse(catalogue).ok();
        let entries = json.as_ref().and_then(Json::as_map).unwrap_or(&[]);
        let pairs = entries.iter().map(|(key, value)| {
            (
                key.clone().into_owned(),
                value.as_text().unwrap_or("").to_owned(),
            )
        });
        self.entries.extend(pairs);
    }

    /// The language
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Every key with its text, in the order they were added
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        let entries = self.entries.iter();
        entries.map(|(key, text)| (key.as_str(), text.as_str()))
    }

    /// A text, if there is one under this key
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&str> {
        self.entries()
            .find(|(known, _)| *known == key)
            .map(|(_, text)| text)
    }

    /// A text; a key that is missing shows itself
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// A text with its `{places}` filled
    #[must_use]
    pub fn say(&self, key: &str, fillings: &[(&str, &str)]) -> String {
        fill(self.get(key), fillings)
    }
}

fn fill(template: &str, fillings: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let place = after.split_once('}').and_then(|(name, tail)| {
            let filling = fillings.iter().find(|(known, _)| *known == name)?;
            Some((filling.1, tail))
        });
        if let Some((filling, tail)) = place {
            text.push_str(filling);
            rest = tail;
        } else {
            text.push('{');
            rest = after;
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_places_that_are_filled_disappear() {
        assert_eq!(fill("{a} and {b}, {", &[("a", "1")]), "1 and {b}, {");
        assert_eq!(fill("{a}", &[("a", "{b}"), ("b", "x")]), "{b}");
    }
}
