//! Lays text out in columns: wraps Chinese and Latin text to a width, indents what continues, marks tones.
//! Knows no words.

use tradeaid_handout::wrap;
use unicode_width::UnicodeWidthChar;

use crate::output::Screen;

/// How a piece of text sounds
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    /// Headings, and money that is certain
    Strong,
    /// What one word says of a row
    Accent,
    /// What to beware of
    Caution,
    /// Grounds
    Quiet,
}

impl Tone {
    const fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "\u{1b}[1m",
            Self::Accent => "\u{1b}[36m",
            Self::Caution => "\u{1b}[33m",
            Self::Quiet => "\u{1b}[2m",
        }
    }
}

const RESET: &str = "\u{1b}[0m";

/// A piece of text in one tone
pub(super) type Piece<'a> = (Tone, &'a str);

/// A page as it is written, line by line
#[derive(Debug)]
pub(super) struct Sheet {
    screen: Screen,
    text: String,
}

impl Sheet {
    pub(super) const fn new(screen: Screen) -> Self {
        Self {
            screen,
            text: String::new(),
        }
    }

    /// An empty line; never two in a row
    pub(super) fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A line across the page
    pub(super) fn rule(&mut self) {
        let rule = "─".repeat(self.screen.width);
        self.lines(0, 0, &[(Tone::Quiet, &rule)]);
    }

    /// Text that starts at one column and goes on at another
    pub(super) fn lines(&mut self, first: usize, rest: usize, pieces: &[Piece<'_>]) {
        let letters: Vec<Letter> = pieces
            .iter()
            .flat_map(|(tone, text)| text.chars().map(|character| (character, *tone)))
            .collect();
        let screen_width = self.screen.width;
        let room = |indent: usize| screen_width.saturating_sub(indent).max(MIN_ROOM);
        let indent = |index: usize| if index == 0 { first } else { rest };
        let lines = wrap(
            &letters,
            |index| room(indent(index)),
            |letter| width(letter.0),
        );
        for (index, line) in lines.iter().enumerate() {
            let indent = indent(index);
            self.text.push_str(&" ".repeat(indent));
            self.letters(line);
            self.text.push('\n');
        }
    }

    /// A label and, in a column of its own, what it is about
    pub(super) fn labelled(
        &mut self,
        indent: usize,
        column: usize,
        label: Piece<'_>,
        pieces: &[Piece<'_>],
    ) {
        let start = indent.saturating_add(column);
        let gap = " ".repeat(column.saturating_sub(width_of(label.1)).max(1));
        let mut all = vec![label, (Tone::Plain, gap.as_str())];
        all.extend_from_slice(pieces);
        self.lines(indent, start, &all);
    }

    fn letters(&mut self, line: &[Letter]) {
        let mut now = Tone::Plain;
        for (character, tone) in line {
            if *tone != now && self.screen.colour {
                if now != Tone::Plain {
                    self.text.push_str(RESET);
                }
                self.text.push_str(tone.code());
            }
            now = *tone;
            self.text.push(*character);
        }
        if now != Tone::Plain && self.screen.colour {
            self.text.push_str(RESET);
        }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// No text is squeezed into less
const MIN_ROOM: usize = 16;

type Letter = (char, Tone);

/// How many columns a text takes
pub(super) fn width_of(text: &str) -> usize {
    text.chars().map(width).sum()
}

fn width(character: char) -> usize {
    character.width().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid_out(width: usize, indent: usize, text: &str) -> Vec<String> {
        let mut sheet = Sheet::new(Screen {
            width,
            colour: false,
        });
        sheet.lines(0, indent, &[(Tone::Plain, text)]);
        sheet.finish().lines().map(str::to_owned).collect()
    }

    #[test]
    fn chinese_is_counted_by_columns_and_keeps_its_marks() {
        let lines = laid_out(20, 2, "小微出口企业信保保费，全额补助。");
        assert_eq!(lines, ["小微出口企业信保保", "  费，全额补助。"]);
        assert!(lines.iter().all(|line| width_of(line) <= 20));
        // The comma does not begin a line.
        assert_eq!(
            laid_out(18, 0, "小微出口企业信保保，全额"),
            ["小微出口企业信保", "保，全额"]
        );
    }

    #[test]
    fn figures_stay_with_their_units_and_words_whole() {
        assert_eq!(
            laid_out(20, 0, "年度出口总额3,860.50元整"),
            ["年度出口总额", "3,860.50元整"]
        );
        assert_eq!(
            laid_out(16, 0, "the whole premium paid"),
            ["the whole", "premium paid"]
        );
        assert_eq!(
            laid_out(16, 0, "abcdefghijklmnopqrst"),
            ["abcdefghijklmnop", "qrst"]
        );
    }

    #[test]
    fn tones_are_marked_only_where_there_are_colours() {
        let mut sheet = Sheet::new(Screen {
            width: 40,
            colour: true,
        });
        sheet.labelled(0, 6, (Tone::Accent, "why"), &[(Tone::Plain, "because")]);
        assert_eq!(sheet.finish(), "\u{1b}[36mwhy\u{1b}[0m   because\n");
    }
}
