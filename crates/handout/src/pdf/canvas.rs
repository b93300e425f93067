//! Draws on pages: letters, lines, boxes. Knows no layout.

use tradeaid_explain::Language;

use super::font::{Face, encode};
use super::wrap::Letter;

/// The page: A4
pub(super) const WIDTH: i32 = 59_528;
/// The page: A4
pub(super) const HEIGHT: i32 = 84_189;

/// How text looks
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// Its size
    pub(super) size: i32,
    /// Whether it is bold
    pub(super) bold: bool,
    /// Whether it is grey
    pub(super) quiet: bool,
}

impl Style {
    /// Plain text of a size
    pub(super) const fn of(size: i32) -> Self {
        Self {
            size,
            bold: false,
            quiet: false,
        }
    }

    /// The same in bold
    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// The same in grey
    pub(super) const fn quiet(self) -> Self {
        Self {
            quiet: true,
            ..self
        }
    }

    /// From one line to the next
    pub(super) const fn leading(self) -> i32 {
        self.size * 29 / 20
    }
}

/// What is drawn on one page
#[derive(Debug, Default)]
pub(super) struct Canvas(pub(super) String);

impl Canvas {
    fn command(&mut self, numbers: &[i32], name: &str) {
        for number in numbers {
            push_points(&mut self.0, *number);
            self.0.push(' ');
        }
        self.0.push_str(name);
        self.0.push('\n');
    }

    /// Letters whose line box begins at a height
    pub(super) fn letters(
        &mut self,
        (x, y): (i32, i32),
        style: Style,
        letters: &[Letter],
        language: Language,
    ) {
        let baseline = HEIGHT - y - style.leading() / 2 - style.size * 36 / 100;
        self.0.push_str(if style.quiet {
            "BT .35 g\n"
        } else {
            "BT 0 g\n"
        });
        self.command(&[x, baseline], "Td");
        let mut rest = letters;
        let mut now = (Face::Song, false, true);
        while let Some((letter, bold)) = rest.first() {
            let bold = *bold || style.bold;
            let face = Face::of(*letter, bold, language);
            let same = |other: &&Letter| {
                let other_bold = other.1 || style.bold;
                other_bold == bold && Face::of(other.0, other_bold, language) == face
            };
            let count = rest.iter().take_while(same).count();
            let (run, after) = rest.split_at(count);
            // There is no bold Song face that every reader has: its outlines are drawn a little thicker.
            let thick = bold && face == Face::Song;
            self.face(style.size, (face, thick), &mut now);
            self.run(run, face);
            rest = after;
        }
        if now.1 {
            self.0.push_str("0 Tr ");
        }
        self.0.push_str("ET\n");
    }

    /// Sets the face, where it is another one; `now` also says whether none was set yet
    fn face(&mut self, size: i32, (face, thick): (Face, bool), now: &mut (Face, bool, bool)) {
        if now.2 || now.0 != face {
            self.0.push('/');
            self.0.push_str(face.name());
            self.0.push(' ');
            self.command(&[size], "Tf");
        }
        if now.1 != thick {
            self.0.push_str(if thick { "2 Tr " } else { "0 Tr " });
            if thick {
                self.command(&[size / 50], "w");
            }
        }
        *now = (face, thick, false);
    }

    fn run(&mut self, letters: &[Letter], face: Face) {
        let (open, close) = match face {
            Face::Song => ('<', '>'),
            _ => ('(', ')'),
        };
        self.0.push(open);
        for (letter, _) in letters {
            encode(&mut self.0, *letter, face);
        }
        self.0.push(close);
        self.0.push_str("Tj ");
    }

    /// A line from left to right
    pub(super) fn rule(&mut self, (x, y): (i32, i32), length: i32, thickness: i32, quiet: bool) {
        self.0.push_str(if quiet { ".65 g " } else { "0 g " });
        self.command(&[x, HEIGHT - y - thickness, length, thickness], "re f");
    }

    /// A filled box
    pub(super) fn solid(&mut self, (x, y): (i32, i32), (width, height): (i32, i32)) {
        self.0.push_str("0 g ");
        self.command(&[x, HEIGHT - y - height, width, height], "re f");
    }

    /// The edge of a box
    pub(super) fn frame(&mut self, (x, y): (i32, i32), (width, height): (i32, i32), quiet: bool) {
        self.0
            .push_str(if quiet { ".35 G .5 w " } else { "0 G .7 w " });
        self.command(&[x, HEIGHT - y - height, width, height], "re S");
    }

    /// A box with slanting lines and its edge
    pub(super) fn hatched(&mut self, (x, y): (i32, i32), (width, height): (i32, i32)) {
        let bottom = HEIGHT - y - height;
        self.0.push_str("q ");
        self.command(&[x, bottom, width, height], "re W n 0 G .9 w");
        let mut at = x - height;
        while at < x + width {
            self.command(&[at, bottom], "m");
            self.command(&[at + height, bottom + height], "l S");
            at += 280;
        }
        self.0.push_str("Q\n");
        self.frame((x, y), (width, height), false);
    }
}

/// A length as points: 1234 is `12.34`
pub(super) fn push_points(out: &mut String, hundredths: i32) {
    if hundredths < 0 {
        out.push('-');
    }
    let size = hundredths.unsigned_abs();
    out.push_str(&(size / 100).to_string());
    if !size.is_multiple_of(100) {
        out.push('.');
        out.push_str(&(size / 10 % 10).to_string());
        if !size.is_multiple_of(10) {
            out.push_str(&(size % 10).to_string());
        }
    }
}
