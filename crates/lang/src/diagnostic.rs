//! What is wrong with a pack: where, why, and how to mend it. Nothing here finds problems.

use std::fmt;

use crate::said::{Language, Said, say};
use crate::source::{Source, Span};

/// What sort of problem it is
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Code {
    /// A file cannot be read, is missing or has no place in a pack
    #[default]
    File,
    /// The YAML or CSV is not well formed, or uses what the language leaves out
    Syntax,
    /// An expression is not well formed
    Expression,
    /// A map has a key that means nothing there
    UnknownKey,
    /// A map lacks a key it needs
    MissingKey,
    /// Something is said twice
    Duplicate,
    /// A value has the wrong form
    Form,
    /// A name that nothing declares
    UnknownName,
    /// An option that the choice does not have
    UnknownOption,
    /// An expression has the wrong type
    Type,
    /// Units or currencies do not fit
    Unit,
    /// Something is about another kind of item
    Kind,
    /// A definition leads back to itself
    Cycle,
    /// A rule without its provision, or with one that nothing declares
    Citation,
    /// The official text is not the one that the pack describes
    Document,
    /// A decision table and a DMN model cannot say the same
    Dmn,
    /// A text is missing in a language
    MissingText,
    /// A text, shared definition or table that nothing uses
    Unused,
    /// A cell of a table cannot be read
    Cell,
    /// Two rows of a table answer the same case
    Overlap,
    /// No row of a table answers a case
    Gap,
    /// What can never count
    Unreachable,
    /// A condition that holds in every case, or in none
    Certain,
    /// Dated values overlap or are reversed
    Dated,
    /// A divisor may be zero
    Division,
    /// A figure that may not exist stands where one is needed
    None,
    /// A figure for each year stands where one year's is needed
    Yearly,
    /// More than a pack can hold
    Limit,
}

impl Code {
    /// All of them
    pub const ALL: [Self; 28] = [
        Self::File,
        Self::Syntax,
        Self::Expression,
        Self::UnknownKey,
        Self::MissingKey,
        Self::Duplicate,
        Self::Form,
        Self::UnknownName,
        Self::UnknownOption,
        Self::Type,
        Self::Unit,
        Self::Kind,
        Self::Cycle,
        Self::Citation,
        Self::Document,
        Self::Dmn,
        Self::MissingText,
        Self::Unused,
        Self::Cell,
        Self::Overlap,
        Self::Gap,
        Self::Unreachable,
        Self::Certain,
        Self::Dated,
        Self::Division,
        Self::None,
        Self::Yearly,
        Self::Limit,
    ];

    /// Its stable name
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Syntax => "syntax",
            Self::Expression => "expression",
            Self::UnknownKey => "unknown-key",
            Self::MissingKey => "missing-key",
            Self::Duplicate => "duplicate",
            Self::Form => "form",
            Self::UnknownName => "unknown-name",
            Self::UnknownOption => "unknown-option",
            Self::Type => "type",
            Self::Unit => "unit",
            Self::Kind => "kind",
            Self::Cycle => "cycle",
            Self::Citation => "citation",
            Self::Document => "document",
            Self::Dmn => "dmn",
            Self::MissingText => "missing-text",
            Self::Unused => "unused",
            Self::Cell => "cell",
            Self::Overlap => "overlap",
            Self::Gap => "gap",
            Self::Unreachable => "unreachable",
            Self::Certain => "certain",
            Self::Dated => "dated",
            Self::Division => "division",
            Self::None => "none",
            Self::Yearly => "yearly",
            Self::Limit => "limit",
        }
    }
}

/// One problem of a pack
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file's path inside the pack
    pub file: String,
    /// The line, counted from 1; 0 where the whole file is meant
    pub line: u32,
    /// The first character, counted from 1
    pub column: u32,
    /// How many characters
    pub length: u32,
    /// What sort of problem it is
    pub code: Code,
    /// What is wrong
    pub message: Said,
    /// How to mend it
    pub help: Said,
    /// The line as it is written
    pub excerpt: String,
}

impl Diagnostic {
    /// The problem as it is shown: what is wrong, the line, and how to mend it
    #[must_use]
    pub fn in_language(&self, language: Language) -> String {
        let title = say!("problem", code = self.code.name(), message = self.message);
        let mut lines = vec![title.in_language(language)];
        if self.line == 0 {
            lines.push(["  --> ", &self.file].concat());
        } else {
            lines.push(format!("  --> {}:{}:{}", self.file, self.line, self.column));
            lines.extend(self.marked());
        }
        lines.push(["  = ", &self.help.in_language(language)].concat());
        lines.push(String::new());
        lines.join("\n")
    }

    /// The line with a caret below each character that is meant
    fn marked(&self) -> [String; 3] {
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        let before = usize::try_from(self.column.saturating_sub(1)).unwrap_or(0);
        let length = usize::try_from(self.length.max(1)).unwrap_or(1);
        let indent: String = self.excerpt.chars().take(before).map(blank).collect();
        let marked: usize = self
            .excerpt
            .chars()
            .skip(before)
            .take(length)
            .map(width)
            .sum();
        [
            format!("{margin} |"),
            format!("{number} | {}", self.excerpt),
            format!("{margin} | {indent}{}", "^".repeat(marked.max(1))),
        ]
    }
}

/// In English
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_language(Language::En))
    }
}

/// What takes as much room as a character does on a terminal
fn blank(c: char) -> &'static str {
    match (c, width(c)) {
        ('\t', _) => "\t",
        (_, 2) => "  ",
        _ => " ",
    }
}

/// How many columns a terminal gives a character: two for Chinese characters and full-width marks
fn width(c: char) -> usize {
    let wide = matches!(u32::from(c),
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f300..=0x1faff | 0x20000..=0x3fffd);
    if wide { 2 } else { 1 }
}

/// The problems of a pack, in the order of its files and lines
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    pub(crate) fn from_list(mut list: Vec<Diagnostic>) -> Self {
        list.sort();
        list.dedup();
        Self(list)
    }

    /// The problems
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// The problems as they are shown, with an empty line between
    #[must_use]
    pub fn in_language(&self, language: Language) -> String {
        let all = self.0.iter();
        let shown: Vec<String> = all.map(|problem| problem.in_language(language)).collect();
        shown.join("\n")
    }

    /// How many there are
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// In English
impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_language(Language::En))
    }
}

impl std::error::Error for Diagnostics {}

/// Where problems are gathered while a pack is read
#[derive(Debug, Default)]
pub(crate) struct Report {
    found: Vec<(Span, Code, Said, Said)>,
}

impl Report {
    /// Notes a problem: what is wrong, and how to mend it
    pub(crate) fn add(&mut self, code: Code, span: Span, message: Said, help: Said) {
        self.found.push((span, code, message, help));
    }

    /// Whether nothing but missing texts has been found
    pub(crate) fn is_clean(&self) -> bool {
        self.found
            .iter()
            .all(|(_, code, _, _)| *code == Code::MissingText)
    }

    /// Whether a problem of this sort has been found
    pub(crate) fn has(&self, sort: Code) -> bool {
        self.found.iter().any(|(_, code, _, _)| *code == sort)
    }

    /// How many problems have been noted so far
    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    /// The problems, in order; an empty list when all is well
    pub(crate) fn finish(self, sources: &[Source]) -> Diagnostics {
        let lines: Vec<Vec<&str>> = sources
            .iter()
            .map(|source| source.text.lines().collect())
            .collect();
        let diagnostics = self.found.into_iter().map(|(span, code, message, help)| {
            let file = usize::from(span.file);
            let line = usize::try_from(span.line).unwrap_or(0);
            let excerpt = lines
                .get(file)
                .zip(line.checked_sub(1))
                .and_then(|(lines, line)| lines.get(line));
            Diagnostic {
                file: sources
                    .get(file)
                    .map_or_else(|| "pack.yaml".to_owned(), |source| source.path.clone()),
                line: span.line,
                column: span.column,
                length: span.length,
                code,
                message,
                help,
                excerpt: excerpt
                    .map(|line| (*line).trim_start_matches('\u{feff}').to_owned())
                    .unwrap_or_default(),
            }
        });
        Diagnostics::from_list(diagnostics.collect())
    }
}
