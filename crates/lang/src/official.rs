//! The official text a pack was written from: whether it is the same edition, and whether every pinpoint names a
//! sentence of it. The text is handed in and read, never kept, and no rule of the pack is looked at.

mod edition;
mod outline;
mod pinpoint;

use crate::diagnostic::{Code, Diagnostics, Report};
use crate::nearest::suggest;
use crate::source::{self, Source, Span};
use crate::tree::{Entry, Tree};
use crate::{folder, read_tree};

pub(crate) use edition::{Edition, NUMBERINGS};
pub(crate) use outline::compact;

use crate::said::say;
use outline::{Outline, Part};
use pinpoint::Pinpoint;

/// Checks that the pack's pinpoints name sentences of the official text, and that it is the text the pack was
/// written from; gives the number of provisions found there
///
/// Provisions of class EXT are of other documents and not looked for.
pub fn check_citations(mut sources: Vec<Source>, text: &str) -> Result<usize, Diagnostics> {
    sources.sort_by(|a, b| source::natural_order(&a.path, &b.path));
    let mut report = Report::default();
    let (folder, _) = folder::sort(&sources, &mut report);
    let found = read_tree(report, &sources, |report| {
        let edition = edition_of(&folder.pack, text, report)?;
        let outline = Outline::new(text, &edition, report);
        Some(find_provisions(&folder.provisions, &outline, report))
    })?;
    Ok(found.unwrap_or_default())
}

/// What the pack says of the text, if this is the text it was written from
fn edition_of<'a>(pack: &'a Tree, text: &str, report: &mut Report) -> Option<Edition<'a>> {
    let digest = edition::digest(text);
    let Some(entry) = pack.entries().iter().find(|entry| entry.key == "document") else {
        report.add(
            Code::Document,
            pack.span,
            say!("wrong.no_edition"),
            say!("mend.no_edition", digest = digest),
        );
        return None;
    };
    let edition = Edition::read(entry, report)?;
    if edition.digest == digest {
        return Some(edition);
    }
    report.add(
        Code::Document,
        edition.digest_span,
        say!("wrong.other_edition"),
        say!("mend.other_edition", digest = digest),
    );
    None
}

fn find_provisions(tree: &Tree, outline: &Outline, report: &mut Report) -> usize {
    let own = |entry: &&Entry| entry.value.get("class").and_then(Tree::word) != Some("EXT");
    let provisions: Vec<&Entry> = tree.entries().iter().filter(own).collect();
    // Where the words of each clause start, to tell two letters for the same clause
    let mut places: Vec<(String, usize)> = Vec::new();
    let mut found = 0;
    for entry in &provisions {
        let Some(pinpoint) = Pinpoint::parse(&entry.key) else {
            let help = say!("mend.pinpoint");
            let message = say!("wrong.no_pinpoint", written = entry.key);
            report.add(Code::Citation, entry.span, message, help);
            continue;
        };
        let before = report.len();
        if let Some(sentence) = find_sentence(&pinpoint, entry.span, outline, report) {
            check_clauses(&pinpoint, entry, &provisions, report);
            check_words(&pinpoint, entry, sentence, &mut places, report);
        }
        found += usize::from(report.len() == before);
    }
    found
}

/// The sentence that a pinpoint names
fn find_sentence<'o>(
    pinpoint: &Pinpoint<'_>,
    span: Span,
    outline: &'o Outline,
    report: &mut Report,
) -> Option<&'o str> {
    let Some(part) = outline.part(pinpoint.part) else {
        let message = say!("wrong.no_part", part = pinpoint.part);
        let names = outline.parts().map(Part::name);
        let help = suggest(pinpoint.part, names, outline.described());
        report.add(Code::Citation, span, message, help);
        return None;
    };
    let found = part.sentence(pinpoint.sentence);
    if found.is_none() {
        let message = say!(
            "wrong.no_sentence",
            part = part.name(),
            sentence = pinpoint.sentence
        );
        let help = match part.last() {
            0 => say!("mend.no_own_sentence", part = part.name()),
            last => say!("mend.nearest_sentence", part = part.name(), last = last),
        };
        report.add(Code::Citation, span, message, help);
    }
    found
}

/// A range stands for clauses that each have a pinpoint of their own
fn check_clauses(
    pinpoint: &Pinpoint<'_>,
    entry: &Entry,
    provisions: &[&Entry],
    report: &mut Report,
) {
    for clause in pinpoint.range() {
        if !provisions.iter().any(|known| known.key == clause) {
            let message = say!(
                "wrong.covers_undeclared",
                range = entry.key,
                clause = clause
            );
            let help = say!("mend.covers_undeclared", clause = clause);
            report.add(Code::Citation, entry.span, message, help);
        }
    }
}

/// A letter has no sign in the text, so the pack names a few words of its clause
fn check_words(
    pinpoint: &Pinpoint<'_>,
    entry: &Entry,
    sentence: &str,
    places: &mut Vec<(String, usize)>,
    report: &mut Report,
) {
    let Some(tree) = entry.value.get("words") else {
        if pinpoint.is_one_clause() {
            let message = say!("wrong.which_clause", pinpoint = entry.key);
            let help = say!("mend.which_clause");
            report.add(Code::Citation, entry.span, message, help);
        }
        return;
    };
    let words = compact(tree.word().unwrap_or_default());
    let mut matches = sentence.match_indices(&words).map(|(place, _)| place);
    let (first, second) = (matches.next(), matches.next());
    let (Some(place), None) = (first, second) else {
        let times = if first.is_none() {
            say!("part.not")
        } else {
            say!("part.more_than_once")
        };
        let sentence = pinpoint.of_sentence();
        let message = say!("wrong.words_stand", times = times, sentence = sentence);
        let help = say!("mend.words_stand");
        report.add(Code::Citation, tree.span, message, help);
        return;
    };
    let place = (pinpoint.of_sentence(), place);
    if places.contains(&place) {
        let message = say!("wrong.same_words", sentence = place.0);
        report.add(Code::Citation, tree.span, message, say!("mend.same_words"));
        return;
    }
    places.push(place);
}
