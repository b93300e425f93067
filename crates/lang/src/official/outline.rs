//! An official text taken apart into parts and sentences. Knows no pack and no pinpoint.

use super::edition::Edition;
use crate::diagnostic::{Code, Report};
use crate::said::{Said, say};

/// The mark that ends a sentence
const STOP: char = '。';

/// A text as parts with their sentences, in the order they stand in
#[derive(Debug)]
pub(crate) struct Outline(Vec<Part>);

/// One article, part of an article, or part outside all articles
#[derive(Debug)]
pub(crate) struct Part {
    name: String,
    sentences: Vec<String>,
}

impl Part {
    /// Its name, such as `17`, `1.A` or `Z`
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// A sentence, counted from 1
    pub(crate) fn sentence(&self, number: usize) -> Option<&str> {
        let place = number.checked_sub(1)?;
        self.sentences.get(place).map(String::as_str)
    }

    /// The number of its last sentence
    pub(crate) fn last(&self) -> usize {
        self.sentences.len()
    }
}

impl Outline {
    /// Takes a text apart as the pack describes it; a part that it describes and that is not there is reported
    pub(crate) fn new(text: &str, edition: &Edition<'_>, report: &mut Report) -> Self {
        let mut parts: Vec<(String, String)> = Vec::new();
        let mut article = 0;
        for line in text.lines().map(compact) {
            if let Some(rest) = edition.numbering.behind(&line, article + 1) {
                article += 1;
                // Without the end of a sentence, the line is a heading.
                let body = if rest.contains(STOP) { rest } else { "" };
                parts.push((article.to_string(), body.to_owned()));
            } else if let Some((name, body)) = start(&line, article, edition, &parts) {
                parts.push((name.to_owned(), body.to_owned()));
            } else if let Some((_, body)) = parts.last_mut() {
                body.push_str(&line);
            }
        }
        for (name, _, span) in &edition.parts {
            if !parts.iter().any(|(known, _)| known == name) {
                let message = say!("wrong.part_start", name = name);
                let help = say!("mend.part_start");
                report.add(Code::Document, *span, message, help);
            }
        }
        let part = |(name, body): (String, String)| Part {
            name,
            sentences: sentences(&body),
        };
        Self(parts.into_iter().map(part).collect())
    }

    /// A part by its name
    pub(crate) fn part(&self, name: &str) -> Option<&Part> {
        self.0.iter().find(|part| part.name == name)
    }

    /// All parts
    pub(crate) fn parts(&self) -> impl Iterator<Item = &Part> {
        self.0.iter()
    }

    /// Which parts there are, for a person
    pub(crate) fn described(&self) -> Said {
        let names: Vec<&str> = self.parts().map(Part::name).collect();
        say!("mend.its_parts", names = names)
    }
}

/// The part that a line starts, if it does, and what the line says of it
fn start<'e, 'l>(
    line: &'l str,
    article: usize,
    edition: &'e Edition<'_>,
    begun: &[(String, String)],
) -> Option<(&'e str, &'l str)> {
    edition.parts.iter().find_map(|(name, words, _)| {
        let is_here = match name.split_once('.') {
            Some((owner, _)) => owner == article.to_string(),
            None => true,
        };
        let is_new = !begun.iter().any(|(known, _)| known == name);
        let words = compact(words);
        let rest = line
            .strip_prefix(words.as_str())
            .filter(|_| is_here && is_new && !words.is_empty())?;
        // Words that end like a sentence are the part's heading.
        Some((*name, if words.ends_with(STOP) { rest } else { line }))
    })
}

/// The sentences of a stretch of text
///
/// A full stop ends one unless it stands inside brackets. What is left behind the last full stop, such as the
/// offices in charge in brackets, a heading or a page mark, is none.
fn sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut sentence = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        sentence.push(c);
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            STOP if depth == 0 => found.push(std::mem::take(&mut sentence)),
            _ => {}
        }
    }
    found
}

/// A text without its white space, which in Chinese comes from the page and says nothing
pub(crate) fn compact(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{feff}')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_leftovers_make_no_sentences() {
        let found = sentences("甲（乙。丙）丁。戊。（己。庚）辛。（壬。癸）— 6 —");
        assert_eq!(found, ["甲（乙。丙）丁。", "戊。", "（己。庚）辛。"]);
    }
}
