//! All provisions of a document for those who read through it: their classes, paraphrases, citations and tags, in a file
//! of its own for each language. No answer depends on it.

use tradeaid_engine::Document;

use crate::calculator::{Calculator, text_of};
use crate::describe::Tags;
use crate::digest;
use crate::json::{Json, Writer};
use crate::pack_form::stamp;
use crate::pack_write::{Part, encode_pack};
use crate::text::glued;

/// What a document says, provision by provision
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The input whose options name industries; empty if there is none
    pub industry: String,
    /// The provisions, in the order of the pack
    pub provisions: Vec<PlanProvision>,
}

/// One provision
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanProvision {
    /// Its class, such as `ES` or `KPI`
    pub class: String,
    /// How it is cited
    pub cite: String,
    /// What it says, in the pack's words
    pub text: String,
    /// The industries it names; none if it speaks to all
    pub industries: Vec<String>,
    /// What it is about
    pub themes: Vec<String>,
}

/// Writes the provisions in a language; `tags` are in their order
#[must_use]
pub fn encode_plan(
    document: &Document,
    industry: &str,
    tags: &[Tags<'_>],
    language: &str,
) -> String {
    let digest = digest::of_pack(&[&encode_pack(document, Part::Core)]);
    let mut catalogues = document.texts.iter();
    let catalogue = catalogues.find(|catalogue| catalogue.language == language);
    let text = |key: &str| catalogue.and_then(|catalogue| text_of(catalogue, key));
    let mut writer = Writer::new();
    writer.list(|w| {
        w.text(stamp(&digest));
        w.text(industry);
        for (index, provision) in document.names.provisions.iter().enumerate() {
            let key = glued(&["provision.", &provision.pinpoint]);
            let tags = tags.get(index);
            w.list(|w| {
                w.text(&provision.class);
                w.text(text(&glued(&[&key, ".cite"])).unwrap_or(""));
                w.text(text(&key).unwrap_or(""));
                for list in [
                    tags.map(|tags| tags.industries),
                    tags.map(|tags| tags.themes),
                ] {
                    w.list(|w| list.unwrap_or(&[]).iter().for_each(|name| w.text(name)));
                }
            });
        }
    });
    writer.finish()
}

impl Calculator {
    /// Reads the provisions of this very pack; none of another, or of something else
    #[must_use]
    pub fn read_plan(&self, json: &str) -> Option<Plan> {
        let json = Json::parse(json).ok()?;
        let [mark, industry, provisions @ ..] = json.as_list()? else {
            return None;
        };
        let is_own = mark.as_text()? == stamp(self.digest());
        let mut plan = Plan {
            industry: industry.as_text()?.into(),
            provisions: Vec::new(),
        };
        for provision in provisions {
            plan.provisions.push(one(provision)?);
        }
        let is_whole = plan.provisions.len() == self.names().provisions.len();
        (is_own && is_whole).then_some(plan)
    }
}

fn one(json: &Json<'_>) -> Option<PlanProvision> {
    let [class, cite, text, industries, themes] = json.as_list()? else {
        return None;
    };
    Some(PlanProvision {
        class: class.as_text()?.into(),
        cite: cite.as_text()?.into(),
        text: text.as_text()?.into(),
        industries: names(industries)?,
        themes: names(themes)?,
    })
}

fn names(json: &Json<'_>) -> Option<Vec<String>> {
    let mut names = Vec::new();
    for name in json.as_list()? {
        names.push(name.as_text()?.into());
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use tradeaid_engine::{Catalogue, Names, ProvisionName};

    use super::*;

    #[test]
    fn what_is_written_is_read_by_its_own_pack_alone() {
        let names = Names {
            provisions: vec![ProvisionName {
                pinpoint: "1.2".to_owned(),
                class: "ES".to_owned(),
                source: String::new(),
            }],
            ..Names::default()
        };
        let texts = vec![Catalogue {
            language: "en".to_owned(),
            texts: vec![
                ("provision.1.2".to_owned(), "says".to_owned()),
                ("provision.1.2.cite".to_owned(), "Art. 1".to_owned()),
            ],
        }];
        let document = Document {
            names,
            texts,
            ..Document::default()
        };
        let themes = ["tax".to_owned()];
        let tags = [Tags {
            industries: &[],
            themes: &themes,
        }];
        let written = encode_plan(&document, "enterprise.industry", &tags, "en");
        let calculator = Calculator::load(&encode_pack(&document, Part::Full)).unwrap();
        let plan = calculator.read_plan(&written).unwrap();
        assert_eq!(plan.industry, "enterprise.industry");
        assert_eq!(plan.provisions[0].text, "says");
        assert_eq!(plan.provisions[0].themes, themes);
        let other = Calculator::load(&encode_pack(&Document::default(), Part::Full)).unwrap();
        assert_eq!(other.read_plan(&written), None);
        assert_eq!(calculator.read_plan("[]"), None);
    }
}
