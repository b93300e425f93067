//! The pack language: a folder of YAML and CSV in, a checked pack out, or a list of what is wrong with it.
//!
//! Native only. It reads nothing but the folder it is told to read, and knows no policy: names, units,
//! provisions and texts all come from the pack.

pub mod dmn;
pub mod overlay;
pub mod schema;
pub mod test_file;

mod bounds;
mod cell;
mod cells;
mod certain;
mod citation;
mod compare;
mod compiler;
mod condition;
mod coverage;
mod csv_lines;
mod declare;
mod diagnostic;
mod expression;
mod fields;
mod folder;
mod form;
mod forms;
mod functions;
mod graph;
mod group;
mod group_limits;
mod header;
mod lexer;
mod measure;
mod nearest;
mod official;
mod order;
mod parameters;
mod parser;
mod range;
mod registry;
mod resolve;
mod said;
mod shape;
mod shared;
mod slip;
mod source;
mod table;
mod tags;
mod texts;
mod tree;
mod units;
mod unused;
mod window;
mod written;
mod yaml;

use std::path::Path;

use tradeaid_engine::Document;

pub use citation::covers;
pub use diagnostic::{Code, Diagnostic, Diagnostics};
pub use official::check_citations;
pub use said::{Language, Said};
pub use source::{Source, Span, read_folder};
pub use tags::{PackTags, Tags, pack_tags};
pub use tree::{Data, Entry, Tree};

use compiler::{Compiler, Demand};
use diagnostic::Report;

/// Compiles the pack in a folder
pub fn compile(folder: &Path) -> Result<Document, Diagnostics> {
    compile_sources(source::read_folder(folder)?)
}

/// Compiles the pack in a folder, and refuses one that leaves a provision without a rule
///
/// A provision of class MC, MP, ES or TC gives somebody something, so some rule must cite it.
pub fn check(folder: &Path) -> Result<Document, Diagnostics> {
    check_sources(source::read_folder(folder)?)
}

/// As [`check`], from a pack's files, without any input or output
pub fn check_sources(sources: Vec<Source>) -> Result<Document, Diagnostics> {
    run(sources, Demand::Complete)
}

/// Compiles a pack from its files, without any input or output
///
/// # Example
/// ```
/// use tradeaid_lang::{Source, compile_sources};
/// let path = "pack.yaml".to_owned();
/// let text = "id: demo\nversion: 1.0.0\nlangauges: [en]\n".to_owned();
/// let problems = compile_sources(vec![Source { path, text }]).unwrap_err();
/// assert!(problems.to_string().contains("did you mean `languages`?"));
/// ```
pub fn compile_sources(sources: Vec<Source>) -> Result<Document, Diagnostics> {
    run(sources, Demand::Sound)
}

/// Reads one YAML file into a tree, without looking at what it means
pub fn read_yaml(path: &str, text: &str) -> Result<Tree, Diagnostics> {
    let source = Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    read_tree(Report::default(), &[source], |report| {
        yaml::parse(text, 0, report)
    })
}

/// What `read` makes of some files, unless it or anyone before it reported a problem
fn read_tree<T>(
    mut report: Report,
    sources: &[Source],
    read: impl FnOnce(&mut Report) -> T,
) -> Result<T, Diagnostics> {
    if report.len() > 0 {
        return Err(report.finish(sources));
    }
    let found = read(&mut report);
    let problems = report.finish(sources);
    if problems.is_empty() {
        Ok(found)
    } else {
        Err(problems)
    }
}

fn run(mut sources: Vec<Source>, demand: Demand) -> Result<Document, Diagnostics> {
    sources.sort_by(|a, b| source::natural_order(&a.path, &b.path));
    let mut report = Report::default();
    let (folder, tables) = folder::sort(&sources, &mut report);
    // What one file leaves unread, the others would be blamed for.
    if report.has(Code::Syntax) || report.has(Code::File) {
        return Err(report.finish(&sources));
    }
    let (document, report) = Compiler::new(&tables, report).run(&folder, demand);
    let problems = report.finish(&sources);
    if problems.is_empty() {
        Ok(document)
    } else {
        Err(problems)
    }
}
