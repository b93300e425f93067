//! Which face a letter is set in, how wide it is there, and how it is written in a text.

use tradeaid_explain::Language;

/// A face
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    /// The reader's Song face
    Song,
    /// Helvetica
    Plain,
    /// Helvetica in bold
    Bold,
}

impl Face {
    /// Its name in the pages' resources
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Song => "S",
            Self::Plain => "H",
            Self::Bold => "B",
        }
    }

    /// The face of a letter; marks that both scripts have are set in that of the sheet's language
    pub(super) fn of(letter: char, bold: bool, language: Language) -> Self {
        let shared = matches!(letter, '“' | '”' | '‘' | '’' | '—' | '…' | '·');
        let latin = matches!(letter, ' '..='~') || matches!(letter, '¥' | '–' | '−' | '\u{a0}');
        match (latin || (shared && language == Language::En), bold) {
            (true, false) => Self::Plain,
            (true, true) => Self::Bold,
            (false, _) => Self::Song,
        }
    }
}

/// The widths of the letters from space to tilde, in thousandths of the size
const PLAIN: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// The same in bold
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// How wide a letter is, in thousandths of the size
pub(super) fn width(letter: char, face: Face) -> i32 {
    let widths = match face {
        Face::Song => return 1000,
        Face::Plain => &PLAIN,
        Face::Bold => &BOLD,
    };
    let place = u32::from(letter).checked_sub(32);
    let place = place.and_then(|place| usize::try_from(place).ok());
    if let Some(width) = place.and_then(|place| widths.get(place)) {
        return i32::from(*width);
    }
    let bold = face == Face::Bold;
    match letter {
        '—' | '…' => 1000,
        '−' => 584,
        '“' | '”' if bold => 500,
        '“' | '”' => 333,
        '‘' | '’' if bold => 278,
        '‘' | '’' => 222,
        '·' | '\u{a0}' => 278,
        _ => 556,
    }
}

/// Adds a letter to a text as its face has it: two bytes in hexadecimal, or one with what must be escaped
pub(super) fn encode(out: &mut String, letter: char, face: Face) {
    if face == Face::Song {
        for unit in letter.encode_utf16(&mut [0; 2]) {
            for byte in unit.to_be_bytes() {
                for digit in [byte >> 4, byte & 15] {
                    out.push(char::from_digit(digit.into(), 16).unwrap_or('0'));
                }
            }
        }
        return;
    }
    let escaped = match letter {
        '(' => "\\(",
        ')' => "\\)",
        '\\' => "\\\\",
        '¥' => "\\245",
        '–' => "\\226",
        '—' => "\\227",
        '−' => "-",
        '…' => "\\205",
        '“' => "\\223",
        '”' => "\\224",
        '‘' => "\\221",
        '’' => "\\222",
        '·' => "\\267",
        '\u{a0}' => " ",
        plain => return out.push(plain),
    };
    out.push_str(escaped);
}
