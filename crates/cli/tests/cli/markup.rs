//! A strict reader of the page's HTML: every tag closed in order, every attribute quoted, every sign escaped. It is
//! stricter than a browser, which mends what it can. No test is here.

/// One element's start
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    /// The elements it stands in, outermost first
    pub(crate) inside: Vec<String>,
}

/// A page taken apart
#[derive(Debug, Default)]
pub(crate) struct Markup {
    pub(crate) elements: Vec<Element>,
    /// Everything a reader can see, each run of text by itself
    pub(crate) texts: Vec<String>,
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|(known, _)| known == name)?;
        Some(&found.1)
    }
}

impl Markup {
    /// Takes a page apart; panics where it is not well formed
    #[track_caller]
    pub(crate) fn read(page: &str) -> Self {
        let mut markup = Self::default();
        let mut open: Vec<String> = Vec::new();
        let mut rest = page
            .strip_prefix("<!DOCTYPE html>")
            .expect("a document type");
        while let Some((text, tag)) = rest.split_once('<') {
            markup.text(text, &open);
            let (tag, tail) = tag.split_once('>').expect("a tag that ends");
            rest = tail;
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop().as_deref(), Some(name), "closed out of order");
                continue;
            }
            let (tag, is_void) = tag
                .strip_suffix('/')
                .map_or((tag, false), |tag| (tag, true));
            let element = element(tag, &open);
            if !is_void {
                open.push(element.name.clone());
            }
            markup.elements.push(element);
        }
        assert_eq!(rest.trim(), "", "text after the end");
        assert!(open.is_empty(), "still open: {open:?}");
        markup
    }

    fn text(&mut self, text: &str, open: &[String]) {
        if open.last().is_none_or(|name| name != "style") && !text.trim().is_empty() {
            self.texts.push(unescaped(text));
        }
    }

    /// Everything a reader can see
    pub(crate) fn seen(&self) -> String {
        self.texts.join("\n")
    }
}

#[track_caller]
fn element(tag: &str, open: &[String]) -> Element {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    assert!(is_name(name), "no name of an element: {name}");
    let mut attributes: Vec<(String, String)> = Vec::new();
    while !rest.is_empty() {
        let (key, tail) = rest.split_once("=\"").expect("a quoted attribute");
        let (value, tail) = tail.split_once('"').expect("an attribute that ends");
        assert!(
            is_name(key) && attributes.iter().all(|(known, _)| known != key),
            "{key}"
        );
        attributes.push((key.to_owned(), unescaped(value)));
        rest = tail.strip_prefix(' ').unwrap_or(tail);
    }
    Element {
        name: name.to_owned(),
        attributes,
        inside: open.to_vec(),
    }
}

#[track_caller]
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, entity)) = rest.split_once('&') {
        plain.push_str(before);
        let (entity, tail) = entity.split_once(';').expect("an entity that ends");
        plain.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" => '\'',
            other => panic!("an entity nobody writes: {other}"),
        });
        rest = tail;
    }
    plain.push_str(rest);
    assert!(!plain.contains('\0'));
    plain
}
