//! Letters of the PDF: how wide they are, and lines of them in a width.

use tradeaid_explain::Language;

use super::font::{Face, width};
use crate::lines;

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
    let unsigned = |length: i32| usize::try_from(length).unwrap_or(0);
    let limit = unsigned(room.saturating_mul(1000) / size.max(1));
    lines::wrap(letters, |_| limit, |letter| unsigned(of(*letter, language)))
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
