//! Breaks text into lines by the widths of its letters. A mark that closes never begins a line, figures stay with
//! their units, words stay whole.

use tradeaid_explain::Language;

use super::font::{Face, width};

/// A letter and whether it is bold
pub(super) type Letter = (char, bool);

/// The letters of a text
pub(super) fn letters(text: &str, bold: bool) -> Vec<Letter> {
    let visible = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter });
    visible.map(|letter| (letter, bold)).collect()
}

/// How wide letters are at a size, in hundredths of a point
pub(super) fn width_of(letters: &[Letter], size: i32, language: Language) -> i32 {
    let thousandths = letters.iter().map(|letter| of(*letter, language));
    thousandths.sum::<i32>().saturating_mul(size) / 1000
}

fn of((letter, bold): Letter, language: Language) -> i32 {
    width(letter, Face::of(letter, bold, language))
}

/// The lines of a text in a width
pub(super) fn wrap(
    letters: &[Letter],
    size: i32,
    room: i32,
    language: Language,
) -> Vec<Vec<Letter>> {
    let limit = room.saturating_mul(1000) / size.max(1);
    let mut lines = Vec::new();
    let mut line: Vec<Letter> = Vec::new();
    let mut used = 0;
    let mut last_break = None;
    for letter in letters {
        if line.last().is_some_and(|last| may_part(last.0, letter.0)) {
            last_break = Some(line.len());
        }
        let wide = of(*letter, language);
        if used + wide > limit && !line.is_empty() {
            if letter.0 == ' ' {
                lines.push(trimmed(std::mem::take(&mut line)));
                (used, last_break) = (0, None);
                continue;
            }
            let tail = line.split_off(last_break.unwrap_or(line.len()));
            lines.push(trimmed(std::mem::replace(&mut line, tail)));
            used = line.iter().map(|letter| of(*letter, language)).sum();
            last_break = None;
        }
        if letter.0 == ' ' && line.is_empty() && !lines.is_empty() {
            continue;
        }
        used += wide;
        line.push(*letter);
    }
    lines.push(trimmed(line));
    lines
}

fn trimmed(mut line: Vec<Letter>) -> Vec<Letter> {
    while line.last().is_some_and(|letter| letter.0 == ' ') {
        line.pop();
    }
    line
}

/// What never begins a line
const CLOSING: &str = "，。、；：？！）》”’〕％%,.;:?!)]}–—";
/// What never ends one; an ordinal stays with its number
const OPENING: &str = "（《“‘〔([{第¥";

/// Whether a line may end after one letter and go on with the other
fn may_part(before: char, after: char) -> bool {
    if CLOSING.contains(after) || OPENING.contains(before) || after == ' ' {
        return false;
    }
    if before == ' ' {
        return true;
    }
    is_wide(before) || (is_wide(after) && !before.is_ascii_digit())
}

fn is_wide(letter: char) -> bool {
    u32::from(letter) >= 0x2e80
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, room: i32) -> Vec<String> {
        let lines = wrap(&letters(text, false), 1000, room, Language::ZhCn);
        let texts = lines
            .iter()
            .map(|line| line.iter().map(|letter| letter.0).collect());
        texts.collect()
    }

    #[test]
    fn chinese_breaks_anywhere_but_before_a_mark() {
        assert_eq!(
            lines("小微出口企业，补助", 6000),
            ["小微出口企", "业，补助"]
        );
    }

    #[test]
    fn figures_stay_with_their_units_and_words_whole() {
        assert_eq!(lines("总额3,860.50元", 5000), ["总额", "3,860.50元"]);
        assert_eq!(lines("the whole premium", 5000), ["the whole", "premium"]);
        assert_eq!(
            lines("abcdefghijklmnop", 3000),
            ["abcde", "fghijkl", "mnop"]
        );
    }

    #[test]
    fn no_line_is_wider_than_its_room() {
        let text =
            "福建省2025年“单一窗口”（出口信保）保费补助，不低于30,617.29元；at least one word";
        for room in 3000..12_000 {
            for line in lines(text, room) {
                let width = width_of(&letters(&line, false), 1000, Language::ZhCn);
                assert!(
                    width <= room || line.chars().count() == 1,
                    "{line} {width} {room}"
                );
            }
        }
    }
}
