//! The files of a pack, each in its place: which file holds what. Knows no rules.

use crate::diagnostic::{Code, Report};
use crate::said::say;
use crate::source::{Source, Span, is_data};
use crate::tree::{Data, Tree};
use crate::yaml;

/// A decision table as it is written
#[derive(Debug)]
pub(crate) struct TableFile {
    pub(crate) name: String,
    pub(crate) file: u16,
    pub(crate) text: String,
}

/// Everything that a pack's folder holds
#[derive(Debug)]
pub(crate) struct Folder {
    pub(crate) pack: Tree,
    pub(crate) provisions: Tree,
    pub(crate) parameters: Tree,
    pub(crate) readings: Tree,
    pub(crate) shared: Tree,
    pub(crate) groups: Tree,
    pub(crate) inputs: Vec<Tree>,
    pub(crate) articles: Vec<Tree>,
    /// Languages and their catalogues
    pub(crate) texts: Vec<(String, Tree)>,
}

/// Sorts sources into their places; files that have none are reported
pub(crate) fn sort(sources: &[Source], report: &mut Report) -> (Folder, Vec<TableFile>) {
    let nothing = || Tree::new(Data::Null);
    let mut folder = Folder {
        pack: nothing(),
        provisions: nothing(),
        parameters: nothing(),
        readings: nothing(),
        shared: nothing(),
        groups: nothing(),
        inputs: Vec::new(),
        articles: Vec::new(),
        texts: Vec::new(),
    };
    let mut tables = Vec::new();
    let mut has_header = false;
    for (file, source) in (0_u16..).zip(sources) {
        if source.path.starts_with("tests/") || !is_data(&source.path) {
            continue;
        }
        let (inside, name) = source.path.rsplit_once('/').unwrap_or(("", &source.path));
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        if (inside, ending) == ("tables", "csv") {
            tables.push(TableFile {
                name: stem.to_owned(),
                file,
                text: source.text.clone(),
            });
            continue;
        }
        let mut tree = || yaml::parse(&source.text, file, report);
        match (inside, name) {
            ("", "pack.yaml") => {
                has_header = true;
                folder.pack = tree();
            }
            ("", "provisions.yaml") => folder.provisions = tree(),
            ("", "parameters.yaml") => folder.parameters = tree(),
            ("", "readings.yaml") => folder.readings = tree(),
            ("", "shared.yaml") => folder.shared = tree(),
            ("", "groups.yaml") => folder.groups = tree(),
            ("inputs", _) if ending == "yaml" => folder.inputs.push(tree()),
            ("articles", _) if ending == "yaml" => folder.articles.push(tree()),
            ("texts", _) if ending == "yaml" => folder.texts.push((stem.to_owned(), tree())),
            _ => report.add(
                Code::File,
                Span::whole(file),
                say!("wrong.no_place"),
                say!("mend.files"),
            ),
        }
    }
    if !has_header {
        let help = say!("mend.add_header");
        report.add(Code::File, Span::PACK, say!("wrong.no_header"), help);
    }
    (folder, tables)
}
