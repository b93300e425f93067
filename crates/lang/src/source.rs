//! The files of a pack and places in them. The only module that touches the file system.

use std::cmp::Ordering;
use std::fs;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::said::say;

/// One file of a pack
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Its path inside the pack's folder, with `/` between the parts
    pub path: String,
    /// What is written in it
    pub text: String,
}

/// A stretch of one line of a file
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file, by its place among the sources
    pub file: u16,
    /// The line, counted from 1
    pub line: u32,
    /// The first character, counted from 1
    pub column: u32,
    /// How many characters
    pub length: u32,
}

impl Span {
    /// The pack as a whole
    pub(crate) const PACK: Self = Self::whole(u16::MAX);

    /// A file as a whole
    pub(crate) const fn whole(file: u16) -> Self {
        Self {
            file,
            line: 0,
            column: 0,
            length: 0,
        }
    }

    /// The part of this stretch that starts `offset` characters later
    pub(crate) const fn part(self, offset: u32, length: u32) -> Self {
        Self {
            column: self.column.saturating_add(offset),
            length,
            ..self
        }
    }
}

/// The folders of a pack that hold more than one file
const FOLDERS: [&str; 4] = ["inputs", "articles", "tables", "texts"];

/// Reads the files of a pack's folder; what the pack's tests hold is not among them
pub fn read_folder(folder: &Path) -> Result<Vec<Source>, Diagnostics> {
    let mut sources = Vec::new();
    let mut problems = Vec::new();
    read_files(folder, "", &mut sources, &mut problems);
    for name in FOLDERS {
        let inner = folder.join(name);
        if inner.is_dir() {
            read_files(&inner, &format!("{name}/"), &mut sources, &mut problems);
        }
    }
    if problems.is_empty() {
        Ok(sources)
    } else {
        Err(Diagnostics::from_list(problems))
    }
}

fn read_files(
    folder: &Path,
    prefix: &str,
    sources: &mut Vec<Source>,
    problems: &mut Vec<Diagnostic>,
) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            problems.push(unreadable(&folder.to_string_lossy(), &error));
            return;
        }
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        if !is_data(&name) || !path.is_file() {
            continue;
        }
        let shown = format!("{prefix}{name}");
        match fs::read_to_string(&path) {
            Ok(text) => sources.push(Source { path: shown, text }),
            Err(error) => problems.push(unreadable(&shown, &error)),
        }
    }
}

fn unreadable(path: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic {
        code: Code::File,
        file: path.to_owned(),
        message: say!("wrong.unreadable", error = error),
        help: say!("mend.unreadable"),
        ..Diagnostic::default()
    }
}

/// Whether a file can belong to a pack, rather than being a note beside it
pub(crate) fn is_data(name: &str) -> bool {
    [".yaml", ".yml", ".csv"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

/// Orders paths as a person does: `2-x` before `10-x`
pub(crate) fn natural_order(left: &str, right: &str) -> Ordering {
    let (mut a, mut b) = (left, right);
    loop {
        let (Some(x), Some(y)) = (a.chars().next(), b.chars().next()) else {
            return a.len().cmp(&b.len()).then_with(|| left.cmp(right));
        };
        let order = if x.is_ascii_digit() && y.is_ascii_digit() {
            let (number_a, rest_a) = take_number(a);
            let (number_b, rest_b) = take_number(b);
            (a, b) = (rest_a, rest_b);
            number_a
                .len()
                .cmp(&number_b.len())
                .then_with(|| number_a.cmp(number_b))
        } else {
            a = a.strip_prefix(x).unwrap_or("");
            b = b.strip_prefix(y).unwrap_or("");
            x.cmp(&y)
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

fn take_number(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    (digits.trim_start_matches('0'), rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_paths_count_as_numbers() {
        let mut paths = vec![
            "articles/10-a.yaml",
            "articles/2-b.yaml",
            "articles/2-a.yaml",
            "articles/x.yaml",
        ];
        paths.sort_by(|a, b| natural_order(a, b));
        assert_eq!(
            paths,
            [
                "articles/2-a.yaml",
                "articles/2-b.yaml",
                "articles/10-a.yaml",
                "articles/x.yaml"
            ]
        );
    }
}
