//! Markup as it is shipped: read by the compiler, with a letter for each name and a sign for each mark.
//!
//! `<p class=ta-note>{}</p>` becomes `OPEN p class END ta-note END PLACE CLOSE`. That is half as long, and nothing has
//! to be searched for when it is drawn.

/// Every element that can be drawn. The first is a list, which is none; then come the headings, by their level.
pub(super) const TAGS: &[&str] = &[
    "", "h1", "h2", "h3", "h4", "h5", "h6", "article", "aside", "b", "br", "button", "dd", "defs",
    "details", "div", "dl", "dt", "fieldset", "footer", "header", "i", "input", "label", "legend",
    "li", "nav", "ol", "option", "p", "path", "pattern", "rect", "section", "select", "small",
    "span", "summary", "svg", "ul",
];

/// Every attribute that can be drawn
pub(super) const NAMES: &[&str] = &[
    ".value",
    "aria-describedby",
    "aria-hidden",
    "aria-invalid",
    "aria-label",
    "aria-labelledby",
    "aria-pressed",
    "autocomplete",
    "checked",
    "class",
    "d",
    "data-at",
    "data-do",
    "data-item",
    "data-kind",
    "data-of",
    "data-room",
    "data-to",
    "disabled",
    "fill",
    "focusable",
    "for",
    "height",
    "id",
    "inputmode",
    "key",
    "lang",
    "name",
    "overflow",
    "patternTransform",
    "patternUnits",
    "placeholder",
    "role",
    "selected",
    "spellcheck",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-width",
    "tabindex",
    "transform",
    "type",
    "value",
    "viewBox",
    "width",
    "x",
    "y",
];

/// Ends a head, a value, and the whole
pub(super) const END: u8 = 0;
/// An element: the letters of its tag and its attributes, then their values
pub(super) const OPEN: u8 = 1;
/// The end of an element; in a build with checks the letter of its tag
pub(super) const CLOSE: u8 = 2;
/// A drawing: its name, then its class
pub(super) const DRAWING: u8 = 3;
/// The next value
pub(super) const PLACE: u8 = 4;
/// A text of the widget: the two letters of its key. The next signs are the same with so many places in the text.
pub(super) const KEY: u8 = 5;

/// The first letter; below are the signs
pub(super) const FIRST: u8 = b' ';

/// The letter of a tag; a heading has that of the page whose topmost one is `<h1>`
pub(super) const fn tag(tag: &[u8]) -> u8 {
    match tag {
        [b'h', b'+', below] => letter(TAGS, b"h1").saturating_add(*below & 15),
        _ => letter(TAGS, tag),
    }
}

/// The letter of an attribute
pub(super) const fn name(name: &[u8]) -> u8 {
    letter(NAMES, name)
}

const fn letter(mut words: &[&str], word: &[u8]) -> u8 {
    let (mut letter, mut found) = (FIRST, false);
    while let ([first, rest @ ..], false) = (words, found) {
        found = is_same(first.as_bytes(), word);
        if !found {
            letter = letter.saturating_add(1);
        }
        words = rest;
    }
    assert!(found, "no such element or attribute is known");
    letter
}

const fn is_same(mut one: &[u8], mut other: &[u8]) -> bool {
    while let ([a, one_rest @ ..], [b, other_rest @ ..]) = (one, other) {
        if *a != *b {
            return false;
        }
        (one, other) = (one_rest, other_rest);
    }
    one.is_empty() && other.is_empty()
}

/// How long the code of some markup is
pub(crate) const fn length(markup: &[u8]) -> usize {
    write(markup, &mut [])
}

/// The code of some markup, whose keys are packed
pub(crate) const fn coded<const LENGTH: usize>(markup: &[u8]) -> [u8; LENGTH] {
    let mut code = [END; LENGTH];
    write(markup, &mut code);
    code
}

const fn write(markup: &[u8], code: &mut [u8]) -> usize {
    let mut pen = Pen { code, length: 0 };
    let mut rest = markup;
    while !rest.is_empty() {
        let (content, behind) = until(rest, b'<');
        pen.value(content);
        let (tag, behind) = cut(behind, b'>');
        match tag {
            [] => {}
            [_, b'/', name @ ..] => pen.close(name),
            [_, b':', drawing @ .., b' ', b'/'] => pen.drawing(drawing),
            [_, element @ .., b' ', b'/'] => {
                pen.open(element);
                pen.close(cut(element, b' ').0);
            }
            [_, element @ ..] => pen.open(element),
        }
        rest = behind;
    }
    pen.length
}

/// Writes what there is room for, and counts the rest as well
struct Pen<'c> {
    code: &'c mut [u8],
    length: usize,
}

impl Pen<'_> {
    const fn put(&mut self, byte: u8) {
        if let Some((_, [place, ..])) = self.code.split_at_mut_checked(self.length) {
            *place = byte;
        }
        self.length = self.length.saturating_add(1);
    }

    const fn open(&mut self, element: &[u8]) {
        let (element, attributes) = cut(element, b' ');
        self.put(OPEN);
        self.put(tag(element));
        let mut rest = attributes;
        while let Some((attribute, _, behind)) = attribute(rest) {
            self.put(name(attribute));
            rest = behind;
        }
        self.put(END);
        rest = attributes;
        while let Some((_, value, behind)) = attribute(rest) {
            self.value(value);
            self.put(END);
            rest = behind;
        }
    }

    const fn close(&mut self, element: &[u8]) {
        self.put(CLOSE);
        if cfg!(debug_assertions) {
            self.put(tag(element));
        }
    }

    const fn drawing(&mut self, drawing: &[u8]) {
        let (name, class) = cut(drawing, b' ');
        self.put(DRAWING);
        self.value(name);
        self.put(END);
        self.value(class);
        self.put(END);
    }

    const fn value(&mut self, value: &[u8]) {
        let mut rest = value;
        while let [first, behind @ ..] = rest {
            rest = match rest {
                [b'{', b'}', behind @ ..] => {
                    self.put(PLACE);
                    behind
                }
                [b'@', high, low, b'/', digit @ b'1'..=b'9', behind @ ..] => {
                    self.key(*digit & 15, *high, *low);
                    behind
                }
                [b'@', high, low, behind @ ..] => {
                    self.key(0, *high, *low);
                    behind
                }
                _ => {
                    assert!(*first >= FIRST, "a sign stands in the markup");
                    self.put(*first);
                    behind
                }
            };
        }
    }

    const fn key(&mut self, places: u8, high: u8, low: u8) {
        self.put(KEY.saturating_add(places));
        self.put(high);
        self.put(low);
    }
}

/// The first attribute's name and value, and the rest
const fn attribute(text: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    if text.is_empty() {
        return None;
    }
    let (name, behind) = cut(text, b'=');
    if let [b'\'', quoted @ ..] = behind {
        let (value, behind) = cut(quoted, b'\'');
        return Some((name, value, cut(behind, b' ').1));
    }
    let (value, behind) = cut(behind, b' ');
    Some((name, value, behind))
}

/// What stands before a mark, and the rest from there on
const fn until(text: &[u8], mark: u8) -> (&[u8], &[u8]) {
    let (mut length, mut rest) = (0_usize, text);
    while let [first, behind @ ..] = rest {
        if *first == mark {
            break;
        }
        length = length.saturating_add(1);
        rest = behind;
    }
    text.split_at(length)
}

/// What stands before a mark, and what behind it
const fn cut(text: &[u8], mark: u8) -> (&[u8], &[u8]) {
    match until(text, mark) {
        (before, [_, behind @ ..]) => (before, behind),
        (before, []) => (before, &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_letters_and_signs() {
        const MARKUP: &[u8] = b"<h+1 class=a id='b c'>d {}<br /></h+1>";
        let code: [u8; length(MARKUP)] = coded(MARKUP);
        let (heading, br) = (tag(b"h2"), tag(b"br"));
        let expected = [
            &[OPEN, heading, name(b"class"), name(b"id"), END, b'a', END][..],
            b"b c",
            &[END, b'd', b' ', PLACE, OPEN, br, END],
            &[CLOSE, br, CLOSE, heading],
        ];
        assert_eq!(code, expected.concat()[..]);
    }

    #[test]
    fn a_key_tells_how_many_places_its_text_has() {
        const MARKUP: &[u8] = b"@PQ, @RS/2";
        let code: [u8; length(MARKUP)] = coded(MARKUP);
        assert_eq!(code, [KEY, b'P', b'Q', b',', b' ', KEY + 2, b'R', b'S']);
    }
}
