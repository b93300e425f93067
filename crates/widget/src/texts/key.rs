//! Where a text stands in a built catalogue, which has no keys: with each other they weigh half as much as the texts.
//!
//! The texts are built in the order of their keys, and the place of a key is reckoned when the widget is compiled. So
//! no key reaches the widget, and one that the catalogues do not have is refused by the compiler.

/// The place of a text of the widget among all of them
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key(pub(crate) u8);

/// The place of the text with this key: `key!("total.title")`
macro_rules! key {
    ($key:expr) => {
        const { $crate::texts::key::place_of($key.as_bytes()) }
    };
}
pub(crate) use key;

/// A catalogue as it is written: one key a line, in their order
const CATALOGUE: &str = include_str!("../../../../web/texts/zh-CN.json");

/// The place of a key, for the compiler only
pub(crate) const fn place_of(wanted: &[u8]) -> Key {
    let (mut place, mut found) = (0_u8, false);
    let mut rest = CATALOGUE.as_bytes();
    while let [_, behind @ ..] = rest {
        if let [b'\n', b' ', b' ', b'"', line @ ..] = rest {
            found = is_of(line, wanted);
            if found {
                break;
            }
            place = place.saturating_add(1);
        }
        rest = behind;
    }
    assert!(found, "no text has this key");
    Key(place)
}

/// Whether a line starts with a key and its closing quote
const fn is_of(mut line: &[u8], mut key: &[u8]) -> bool {
    while let ([first, line_rest @ ..], [wanted, key_rest @ ..]) = (line, key) {
        if *first != *wanted {
            return false;
        }
        (line, key) = (line_rest, key_rest);
    }
    key.is_empty() && matches!(line, [b'"', ..])
}

/// How many bytes of a text belong to the key it starts with
const fn key_length(text: &[u8]) -> usize {
    let (mut length, mut rest) = (0_usize, text);
    while let [b'a'..=b'z' | b'_' | b'.', behind @ ..] = rest {
        length = length.saturating_add(1);
        rest = behind;
    }
    length
}

/// How long markup is once each `@key` is a mark and two letters
pub(crate) const fn packed_length(markup: &str) -> usize {
    let (mut length, mut rest) = (0_usize, markup.as_bytes());
    while let [first, behind @ ..] = rest {
        rest = behind;
        length = length.saturating_add(1);
        if *first == b'@' {
            length = length.saturating_add(2);
            rest = behind.split_at(key_length(behind)).1;
        }
    }
    length
}

/// Markup with a mark and two letters for each `@key`, for the compiler only
pub(crate) const fn packed<const LENGTH: usize>(markup: &str) -> [u8; LENGTH] {
    let mut packed = [0; LENGTH];
    let (mut out, mut rest) = (packed.as_mut_slice(), markup.as_bytes());
    while let ([first, behind @ ..], [place, places @ ..]) = (rest, out) {
        *place = *first;
        (rest, out) = (behind, places);
        if *first == b'@'
            && let [high, low, places @ ..] = out
        {
            let (name, behind) = rest.split_at(key_length(rest));
            let Key(at) = place_of(name);
            (*high, *low) = (b'P' | (at >> 4), b'P' | (at & 15));
            (rest, out) = (behind, places);
        }
    }
    packed
}

/// The key that two letters stand for
pub(crate) fn unpacked(letters: &str) -> Key {
    let mut at = 0;
    for letter in letters.as_bytes() {
        at = (at << 4) | (letter & 15);
    }
    Key(at)
}
