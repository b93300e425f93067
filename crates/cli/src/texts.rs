//! The command's own words, in each language. The words of a policy come from its pack, not from here.

use std::borrow::Cow;

use tradeaid_wire::json::Json;

/// A language the command speaks
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Language {
    #[default]
    ZhCn,
    En,
}

impl Language {
    const ALL: [Self; 2] = [Self::ZhCn, Self::En];

    /// Its BCP 47 tag, as packs name it
    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language of a tag
    pub(crate) fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// What the command says, what the page for legal review says and what a comparison of packs says
    const fn catalogues(self) -> [&'static str; 3] {
        match self {
            Self::ZhCn => [
                include_str!("../texts/zh-CN.json"),
                include_str!("../texts/doc.zh-CN.json"),
                include_str!("../texts/diff.zh-CN.json"),
            ],
            Self::En => [
                include_str!("../texts/en.json"),
                include_str!("../texts/doc.en.json"),
                include_str!("../texts/diff.en.json"),
            ],
        }
    }
}

/// The catalogue of one language
#[derive(Debug)]
pub(crate) struct Texts {
    language: Language,
    entries: Vec<(Cow<'static, str>, String)>,
}

impl Texts {
    /// The catalogue of a language
    pub(crate) fn of(language: Language) -> Self {
        let mut texts = Vec::new();
        for catalogue in language.catalogues() {
            let json = Json::parse(catalogue).ok();
            let entries = json.as_ref().and_then(Json::as_map).unwrap_or(&[]);
            let pairs = entries
                .iter()
                .map(|(key, value)| (key.clone(), value.as_text().unwrap_or("").to_owned()));
            texts.extend(pairs);
        }
        Self {
            language,
            entries: texts,
        }
    }

    /// The language
    pub(crate) const fn language(&self) -> Language {
        self.language
    }

    /// A text, if there is one under this key
    pub(crate) fn find(&self, key: &str) -> Option<&str> {
        self.entries
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, text)| text.as_str())
    }

    /// A text; a key that is missing shows itself
    pub(crate) fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// A text with its `{places}` filled
    pub(crate) fn say(&self, key: &str, fillings: &[(&str, &str)]) -> String {
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

    fn places(text: &str) -> Vec<&str> {
        let mut found: Vec<&str> = text
            .split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Where each language names the currency in its own way
    const OWN_ORDER: [&str; 3] = ["money", "bounds", "amount.range"];

    #[test]
    fn both_languages_say_the_same_things() {
        let (chinese, english) = (Texts::of(Language::ZhCn), Texts::of(Language::En));
        assert!(chinese.entries.len() > 50);
        for (key, text) in &chinese.entries {
            let other = english
                .find(key)
                .unwrap_or_else(|| panic!("{key} is not in English"));
            // A way of counting that a language lacks is left empty.
            if !text.is_empty() && !other.is_empty() && !OWN_ORDER.contains(&key.as_ref()) {
                assert_eq!(places(text), places(other), "{key}");
            }
        }
        for (key, _) in &english.entries {
            assert!(chinese.find(key).is_some(), "{key} is not in Chinese");
        }
    }

    #[test]
    fn only_places_that_are_filled_disappear() {
        assert_eq!(fill("{a} and {b}, {", &[("a", "1")]), "1 and {b}, {");
        assert_eq!(fill("{a}", &[("a", "{b}"), ("b", "x")]), "{b}");
    }
}
