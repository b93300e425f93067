//! YAML read into a plain tree. Knows nothing of packs.
//!
//! The language takes the part of YAML that reads the same to everyone: maps, lists and scalars. Anchors,
//! tags, several documents and keys that are not scalars are refused. `yes` and `no` are texts, as YAML 1.2
//! has it, and a number keeps the digits it was written with.

use saphyr_parser::{Event, Parser, ScalarStyle, StrInput};

use crate::diagnostic::{Code, Report};
use crate::said::{Said, say};
use crate::source::Span;
use crate::tree::{Data, Entry, Tree};

/// Deeper than any rule a person can read
const MAX_DEPTH: usize = 40;

/// Reads one file; an empty one is null. What is wrong is reported, and the rest is read as far as it can be.
pub(crate) fn parse(text: &str, file: u16, report: &mut Report) -> Tree {
    let mut reader = Reader {
        events: Parser::new_from_str(text.trim_start_matches('\u{feff}')),
        file,
        report,
    };
    let mut root = None;
    while let Some((event, span)) = reader.next() {
        match event {
            Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing => {}
            Event::StreamEnd => break,
            _ if root.is_some() => {
                reader.refuse(
                    span,
                    say!("wrong.second_document"),
                    say!("mend.second_document"),
                );
                break;
            }
            event => root = reader.tree(event, span, 0),
        }
    }
    root.unwrap_or(Tree {
        data: Data::Null,
        span: Span {
            file,
            line: 1,
            column: 1,
            length: 1,
        },
        verbatim: None,
    })
}

struct Reader<'s, 'r> {
    events: Parser<'s, StrInput<'s>>,
    file: u16,
    report: &'r mut Report,
}

impl<'s> Reader<'s, '_> {
    /// The next event; none after an error, which is reported
    fn next(&mut self) -> Option<(Event<'s>, Span)> {
        match self.events.next()? {
            Ok((event, span)) => {
                let one_line = span.start.line() == span.end.line();
                let length = if one_line {
                    span.end.col().saturating_sub(span.start.col())
                } else {
                    1
                };
                Some((event, self.place(&span.start, length)))
            }
            Err(error) => {
                let span = self.place(error.marker(), 1);
                let message = say!("wrong.yaml", error = error.info());
                self.refuse(span, message, say!("mend.yaml"));
                None
            }
        }
    }

    fn place(&self, start: &saphyr_parser::Marker, length: usize) -> Span {
        let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        Span {
            file: self.file,
            line: number(start.line()),
            column: number(start.col()).saturating_add(1),
            length: number(length).max(1),
        }
    }

    fn refuse(&mut self, span: Span, message: Said, help: Said) {
        self.report.add(Code::Syntax, span, message, help);
    }

    fn tree(&mut self, event: Event<'s>, span: Span, depth: usize) -> Option<Tree> {
        if depth > MAX_DEPTH {
            self.refuse(span, say!("wrong.nested"), say!("mend.nested"));
            return None;
        }
        let (anchor, tag) = match &event {
            Event::Scalar(_, _, anchor, tag)
            | Event::SequenceStart(anchor, tag)
            | Event::MappingStart(anchor, tag) => (*anchor, tag.is_some()),
            _ => (0, false),
        };
        if anchor != 0 || tag {
            self.refuse(span, say!("wrong.anchor"), say!("mend.anchor"));
        }
        match event {
            Event::Scalar(text, style, _, _) => Some(scalar(&text, style, span)),
            Event::SequenceStart(_, _) => self.list(span, depth),
            Event::MappingStart(_, _) => self.map(span, depth),
            _ => {
                self.refuse(span, say!("wrong.alias"), say!("mend.anchor"));
                Some(Tree {
                    data: Data::Null,
                    span,
                    verbatim: None,
                })
            }
        }
    }

    fn list(&mut self, span: Span, depth: usize) -> Option<Tree> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => break,
                (event, span) => items.push(self.tree(event, span, depth + 1)?),
            }
        }
        Some(Tree {
            data: Data::List(items),
            span,
            verbatim: None,
        })
    }

    fn map(&mut self, span: Span, depth: usize) -> Option<Tree> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let (event, at) = self.next()?;
            if event == Event::MappingEnd {
                break;
            }
            let key = self.tree(event, at, depth + 1)?;
            let (event, value_at) = self.next()?;
            let value = self.tree(event, value_at, depth + 1)?;
            let Some(name) = key.word() else {
                self.refuse(at, say!("wrong.key_word"), say!("mend.key_word"));
                continue;
            };
            if let Some(first) = entries.iter().find(|entry| entry.key == name) {
                let help = say!("mend.key_twice", line = first.span.line);
                self.report.add(
                    Code::Duplicate,
                    at,
                    say!("wrong.key_twice", name = name),
                    help,
                );
                continue;
            }
            entries.push(Entry {
                key: name.to_owned(),
                span: at,
                value,
            });
        }
        let span = entries.first().map_or(span, |first| Span {
            length: first.span.length,
            ..span
        });
        Some(Tree {
            data: Data::Map(entries),
            span,
            verbatim: None,
        })
    }
}

fn scalar(text: &str, style: ScalarStyle, span: Span) -> Tree {
    let characters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let (plain, quotes) = match style {
        ScalarStyle::Plain => (true, 0),
        _ => (false, 2),
    };
    let data = match text {
        "" | "~" | "null" if plain => Data::Null,
        "true" if plain => Data::Bool(true),
        "false" if plain => Data::Bool(false),
        _ if plain && is_number(text) => Data::Number(text.to_owned()),
        _ => Data::Text(text.to_owned()),
    };
    let verbatim = (characters.saturating_add(quotes) == span.length).then_some(quotes / 2);
    Tree {
        data,
        span,
        verbatim,
    }
}

/// Whether a scalar is a number in YAML and in JSON alike
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && all_digits(fraction) && (whole == "0" || !whole.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Tree {
        let mut report = Report::default();
        let tree = parse(text, 0, &mut report);
        assert_eq!(report.len(), 0, "{text}");
        tree
    }

    #[test]
    fn scalars_are_what_yaml_1_2_says() {
        let tree = read("[yes, true, 17.20, 2024-02-05, 1.0.0, '1', ~, 007, -3]");
        let json = r#"["yes",true,17.20,"2024-02-05","1.0.0","1",null,"007",-3]"#;
        assert_eq!(tree.to_json(), json);
        assert_eq!(
            read("{a: [], \"b\\n\": {}}").to_json(),
            r#"{"a":[],"b\n":{}}"#
        );
        assert_eq!(read("").to_json(), "null");
    }

    #[test]
    fn places_count_characters() {
        let tree = read("甲: {乙: '三四'}\n");
        let inner = tree.get("甲").and_then(|tree| tree.get("乙")).unwrap();
        assert_eq!(
            (inner.span.line, inner.span.column, inner.span.length),
            (1, 8, 4)
        );
        assert_eq!(inner.part(1, 1).column, 10);
    }

    #[test]
    fn what_the_language_leaves_out_is_refused() {
        for text in [
            "a: &x 1",
            "a: !!str 1",
            "--- 1\n--- 2\n",
            "? [a]\n: 1\n",
            "a: 1\na: 2",
            "a: [",
            "a: *b",
        ] {
            let mut report = Report::default();
            parse(text, 0, &mut report);
            assert_ne!(report.len(), 0, "{text}");
        }
    }
}
