//! The command's own words, in each language, beside those of the explanations. The words of a policy come from its
//! pack, not from here.

pub(crate) use tradeaid_explain::{Language, Texts};

/// What the command says, what the page for legal review says, what a comparison of packs says, and what is taken away
const fn catalogues(language: Language) -> [&'static str; 4] {
    match language {
        Language::ZhCn => [
            include_str!("../texts/zh-CN.json"),
            include_str!("../texts/doc.zh-CN.json"),
            include_str!("../texts/diff.zh-CN.json"),
            tradeaid_handout::catalogue(Language::ZhCn),
        ],
        Language::En => [
            include_str!("../texts/en.json"),
            include_str!("../texts/doc.en.json"),
            include_str!("../texts/diff.en.json"),
            tradeaid_handout::catalogue(Language::En),
        ],
    }
}

/// Everything the command says in a language
pub(crate) fn of(language: Language) -> Texts {
    let mut texts = Texts::of(language);
    for catalogue in catalogues(language) {
        texts.add(catalogue);
    }
    texts
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
        let (chinese, english) = (of(Language::ZhCn), of(Language::En));
        assert!(chinese.entries().count() > 50);
        for (key, text) in chinese.entries() {
            let other = english
                .find(key)
                .unwrap_or_else(|| panic!("{key} is not in English"));
            // A way of counting that a language lacks is left empty.
            if !text.is_empty() && !other.is_empty() && !OWN_ORDER.contains(&key) {
                assert_eq!(places(text), places(other), "{key}");
            }
        }
        for (key, _) in english.entries() {
            assert!(chinese.find(key).is_some(), "{key} is not in Chinese");
        }
    }

    #[test]
    fn no_key_has_two_homes() {
        let mut keys: Vec<String> = of(Language::En)
            .entries()
            .map(|(key, _)| key.to_owned())
            .collect();
        keys.sort_unstable();
        for pair in keys.windows(2) {
            assert_ne!(pair.first(), pair.last());
        }
    }
}
