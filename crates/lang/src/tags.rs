//! What provisions are tagged with, so that a reader finds those that speak of him: industries, which are options of an
//! input, and themes. No rule looks at a tag, so tags travel beside the checked pack and not in it.

use tradeaid_engine::Scope;

use crate::compiler::Compiler;
use crate::diagnostic::{Code, Diagnostics, Report};
use crate::fields::{entries, list, one_of, word};
use crate::nearest::suggest;
use crate::said::{Said, say};
use crate::source::{self, Source};
use crate::tree::{Entry, Tree};
use crate::{folder, read_tree};

/// What a provision can be about
pub(crate) const THEMES: [(&str, ()); 19] = [
    ("brand", ()),
    ("customs", ()),
    ("digital", ()),
    ("ecommerce", ()),
    ("exhibition", ()),
    ("finance", ()),
    ("general", ()),
    ("green", ()),
    ("innovation", ()),
    ("insurance", ()),
    ("logistics", ()),
    ("market", ()),
    ("processing_trade", ()),
    ("services_trade", ()),
    ("settlement", ()),
    ("standards", ()),
    ("supply_chain", ()),
    ("tax", ()),
    ("trade_friction", ()),
];

/// The tags of a provision
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags {
    /// The industries it speaks of; none if it speaks of all
    pub industries: Vec<String>,
    /// What it is about
    pub themes: Vec<String>,
}

/// The tags of a whole pack
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackTags {
    /// The input that has the industries as its options; empty if there is none
    pub industry: String,
    /// The tags of the provisions, in their order
    pub provisions: Vec<Tags>,
}

/// What the provisions of a pack are tagged with, from the files of one that compiles
pub fn pack_tags(mut sources: Vec<Source>) -> Result<PackTags, Diagnostics> {
    sources.sort_by(|a, b| source::natural_order(&a.path, &b.path));
    let mut report = Report::default();
    let (folder, _) = folder::sort(&sources, &mut report);
    read_tree(report, &sources, |report| {
        let written = |entry: &Entry, key: &str| -> Vec<String> {
            let items = entry.value.get(key).map_or(&[][..], Tree::items);
            items
                .iter()
                .filter_map(Tree::word)
                .map(str::to_owned)
                .collect()
        };
        let all = entries(&folder.provisions, &say!("part.provisions"), report);
        PackTags {
            industry: folder
                .pack
                .get("industry")
                .and_then(Tree::word)
                .unwrap_or_default()
                .to_owned(),
            provisions: all
                .iter()
                .map(|entry| Tags {
                    industries: written(entry, "industries"),
                    themes: written(entry, "themes"),
                })
                .collect(),
        }
    })
}

impl<'a> Compiler<'a> {
    /// Checks the tags of every provision, once the inputs are known
    pub(crate) fn check_tags(&mut self, pack: &'a Tree, provisions: &'a Tree) {
        let industries = self.industries(pack);
        for entry in provisions.entries() {
            if let Some(tree) = entry.value.get("themes") {
                for item in self.tags(tree, &say!("part.themes")) {
                    one_of(item, "theme", &THEMES, &mut self.report);
                }
            }
            let Some(tree) = entry.value.get("industries") else {
                continue;
            };
            let Some((path, options)) = &industries else {
                if pack.get("industry").is_none() {
                    self.report.add(
                        Code::UnknownName,
                        tree.span,
                        say!("wrong.no_industry_input"),
                        say!("mend.no_industry_input"),
                    );
                }
                continue;
            };
            for item in self.tags(tree, &say!("part.industries")) {
                self.check_industry(item, path, options);
            }
        }
    }

    fn check_industry(&mut self, item: &Tree, path: &str, options: &[String]) {
        let Some(industry) = word(item, &mut self.report) else {
            return;
        };
        if !options.iter().any(|option| option == industry) {
            let known = options.iter().map(String::as_str);
            let help = suggest(industry, known, say!("mend.choose_option"));
            self.report.add(
                Code::UnknownOption,
                item.span,
                say!("wrong.not_its_option", path = path, written = industry),
                help,
            );
        }
    }

    /// The input of the industries and its options, if the head names such an input
    fn industries(&mut self, pack: &'a Tree) -> Option<(String, Vec<String>)> {
        let tree = pack.get("industry")?;
        let id = self.named_input(tree)?;
        let name = self.names.inputs.get(id.index())?;
        let of_case = self
            .graph
            .pack
            .input(id)
            .is_some_and(|input| input.scope == Scope::Case);
        if name.options.is_empty() || !of_case {
            self.report.add(
                Code::Type,
                tree.span,
                say!("wrong.industry_choice"),
                say!("mend.industry_choice"),
            );
            return None;
        }
        Some((name.path.clone(), name.options.clone()))
    }

    /// The items of a list of tags, each of which is written once
    fn tags(&mut self, tree: &'a Tree, what: &Said) -> &'a [Tree] {
        let items = list(tree, what, &mut self.report);
        for (place, item) in items.iter().enumerate() {
            let before = items.get(..place).unwrap_or_default();
            if let Some(tag) = item.word()
                && before.iter().any(|other| other.word() == Some(tag))
            {
                let message = say!("wrong.tag_twice", tag = tag);
                self.report
                    .add(Code::Duplicate, item.span, message, say!("mend.keep_one"));
            }
        }
        items
    }
}

#[cfg(test)]
mod tests {
    use super::THEMES;

    #[test]
    fn the_language_reference_names_every_theme() {
        let reference = include_str!("../LANGUAGE.md");
        for (theme, ()) in THEMES {
            assert!(reference.contains(&format!("`{theme}`")), "{theme}");
        }
    }
}
