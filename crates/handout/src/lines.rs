//! Breaks text into lines by the widths of its letters. A mark that closes never begins a line, figures stay with
//! their units, words stay whole. What a letter looks like goes with it and is not looked at; widths are the caller's.

/// The lines of letters, each at most as wide as `room` says for its place among the lines, unless one letter is wider
///
/// # Example
/// ```
/// let letters: Vec<(char, ())> = "企业，补助".chars().map(|letter| (letter, ())).collect();
/// let lines = tradeaid_handout::wrap(&letters, |_| 2, |_| 1);
/// let lengths: Vec<usize> = lines.iter().map(Vec::len).collect();
/// // The comma does not begin a line.
/// assert_eq!(lengths, [1, 2, 2]);
/// ```
#[must_use]
pub fn wrap<L: Copy>(
    letters: &[(char, L)],
    room: impl Fn(usize) -> usize,
    width: impl Fn(&(char, L)) -> usize,
) -> Vec<Vec<(char, L)>> {
    let mut lines = Vec::new();
    let mut line: Vec<(char, L)> = Vec::new();
    let mut used = 0_usize;
    let mut last_break = None;
    for letter in letters {
        if line.last().is_some_and(|last| may_part(last.0, letter.0)) {
            last_break = Some(line.len());
        }
        if used.saturating_add(width(letter)) > room(lines.len()) && !line.is_empty() {
            if letter.0 == ' ' {
                lines.push(trimmed(std::mem::take(&mut line)));
                (used, last_break) = (0, None);
                continue;
            }
            let tail = line.split_off(last_break.unwrap_or(line.len()));
            lines.push(trimmed(std::mem::replace(&mut line, tail)));
            used = line.iter().map(&width).sum();
            last_break = None;
        }
        if letter.0 == ' ' && line.is_empty() && !lines.is_empty() {
            continue;
        }
        used = used.saturating_add(width(letter));
        line.push(*letter);
    }
    lines.push(trimmed(line));
    lines
}

fn trimmed<L>(mut line: Vec<(char, L)>) -> Vec<(char, L)> {
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
    before == ' ' || is_wide(before) || (is_wide(after) && !before.is_ascii_digit())
}

/// Whether a letter is of a script without spaces between words
fn is_wide(letter: char) -> bool {
    u32::from(letter) >= 0x2e80
}
