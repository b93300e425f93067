//! What a pack says of the text it was written from: its digest, how it numbers its articles, and which parts
//! no number marks. Looks into no text but to take its digest.

use sha2::{Digest, Sha256};

use super::outline::compact;
use super::pinpoint::is_part;
use crate::diagnostic::{Code, Report};
use crate::fields::{Fields, entries, word};
use crate::forms::head;
use crate::said::say;
use crate::source::Span;
use crate::tree::Entry;

/// How articles are numbered
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbering {
    /// （一）
    Bracketed,
    /// 一、
    Listed,
    /// 第一条
    Articles,
}

/// Each numbering by the number of its first article
pub(crate) const NUMBERINGS: [(&str, Numbering); 3] = [
    ("（一）", Numbering::Bracketed),
    ("一、", Numbering::Listed),
    ("第一条", Numbering::Articles),
];

/// The text as the pack describes it
#[derive(Debug)]
pub(crate) struct Edition<'a> {
    pub(crate) digest: &'a str,
    pub(crate) digest_span: Span,
    pub(crate) numbering: Numbering,
    /// Names of parts that no number marks, each with the words a line of the text starts it with
    pub(crate) parts: Vec<(&'a str, &'a str, Span)>,
}

impl<'a> Edition<'a> {
    /// Reads the entry `document` of pack.yaml
    pub(crate) fn read(entry: &'a Entry, report: &mut Report) -> Option<Self> {
        let fields = Fields::read(&entry.value, entry.span, &head::DOCUMENT, report)?;
        let digest = fields.need_word("digest", report);
        let digest_span = fields.get("digest").map_or(fields.span, |tree| tree.span);
        if let Some(digest) = digest.filter(|digest| !is_digest(digest)) {
            let help = say!("mend.digest");
            let message = say!("wrong.digest", digest = digest);
            report.add(Code::Form, digest_span, message, help);
        }
        let numbering = fields.need_one_of("numbered", &NUMBERINGS, report);
        let mut parts = Vec::new();
        for entry in fields
            .get("parts")
            .map_or(&[][..], |tree| entries(tree, &say!("part.parts"), report))
        {
            if !is_part(&entry.key) || entry.key.parse::<usize>().is_ok() {
                let message = say!("wrong.part_name", name = entry.key);
                let help = say!("mend.part_name");
                report.add(Code::Form, entry.span, message, help);
            }
            if let Some(words) = word(&entry.value, report) {
                parts.push((entry.key.as_str(), words, entry.value.span));
            }
        }
        Some(Self {
            digest: digest?,
            digest_span,
            numbering: numbering?,
            parts,
        })
    }
}

impl Numbering {
    /// What a line says behind the number of an article, if it starts with that number
    pub(crate) fn behind(self, line: &str, article: usize) -> Option<&str> {
        let number = chinese(article);
        let (before, after) = match self {
            Self::Bracketed => ("（", "）"),
            Self::Listed => ("", "、"),
            Self::Articles => ("第", "条"),
        };
        line.strip_prefix(before)?
            .strip_prefix(number.as_str())?
            .strip_prefix(after)
    }
}

/// A number below a thousand in Chinese
fn chinese(number: usize) -> String {
    let digit = |digit: usize| "零一二三四五六七八九".chars().nth(digit);
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    let mut text = String::new();
    if hundreds > 0 {
        text.extend(digit(hundreds));
        text.push('百');
    }
    if tens > 0 {
        // Eleven is written without its leading one, a hundred and eleven with it.
        text.extend(digit(tens).filter(|_| tens > 1 || hundreds > 0));
        text.push('十');
    } else if hundreds > 0 && ones > 0 {
        text.push('零');
    }
    text.extend(digit(ones).filter(|_| ones > 0));
    text
}

/// The digest of a text in the form that pack.yaml holds
///
/// It is taken without any white space: line ends, indents and gaps come from the page that the text was copied
/// from and from how it was copied, and in Chinese they part no words. Every other character counts.
pub(crate) fn digest(text: &str) -> String {
    let mut digest = "sha256:".to_owned();
    for byte in Sha256::digest(compact(text)) {
        for half in [byte >> 4, byte & 15] {
            digest.extend(char::from_digit(u32::from(half), 16));
        }
    }
    digest
}

fn is_digest(text: &str) -> bool {
    text.strip_prefix("sha256:").is_some_and(|digits| {
        let hexadecimal = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        digits.len() == 64 && digits.bytes().all(hexadecimal)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_articles_are_counted() {
        for (number, text) in [
            (1, "一"),
            (10, "十"),
            (19, "十九"),
            (20, "二十"),
            (35, "三十五"),
            (100, "一百"),
            (105, "一百零五"),
            (111, "一百一十一"),
        ] {
            assert_eq!(chinese(number), text);
        }
        assert_eq!(Numbering::Bracketed.behind("（二）甲", 2), Some("甲"));
        assert_eq!(Numbering::Articles.behind("第二条甲", 2), Some("甲"));
        assert_eq!(Numbering::Listed.behind("二、甲", 2), Some("甲"));
        assert_eq!(Numbering::Listed.behind("十二、甲", 2), None);
    }

    #[test]
    fn only_white_space_does_not_count() {
        let digest_of = |text| digest(text);
        assert_eq!(
            digest_of("甲 乙。\r\n\r\n丙\u{3000}丁\t\u{c}"),
            digest_of("\u{feff}甲乙。\n丙丁")
        );
        assert_ne!(digest_of("甲乙。"), digest_of("甲乙，"));
        assert!(is_digest(&digest_of("甲")) && !is_digest("sha256:0g"));
    }
}
