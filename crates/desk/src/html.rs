//! Writes HTML that cannot come out unbalanced or unescaped: a tag closes when its filling ends, tag and attribute
//! names are written in the code, and every text passes through one place.
//!
//! This is all a page without forms or scripts needs, so no template crate is brought in for it.

use tradeaid_explain::Inline;

/// A page as it grows
#[derive(Debug, Default)]
pub struct Html(String);

type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Html {
    /// A page that begins with its document type
    #[must_use]
    pub fn page() -> Self {
        Self("<!DOCTYPE html>\n".to_owned())
    }

    /// What was written, where it is a part of a page
    #[must_use]
    pub fn into_text(self) -> String {
        self.0
    }

    /// The page as text
    #[must_use]
    pub fn finish(mut self) -> String {
        self.0.push('\n');
        self.0
    }

    /// An element with something inside
    pub fn tag(
        &mut self,
        name: &'static str,
        attributes: Attributes<'_>,
        fill: impl FnOnce(&mut Self),
    ) {
        self.start(name, attributes);
        self.0.push('>');
        fill(self);
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
        if !INSIDE_TEXT.contains(&name) {
            self.0.push('\n');
        }
    }

    /// An element that has nothing inside
    pub fn void(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.start(name, attributes);
        self.0.push_str("/>\n");
    }

    fn start(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.0.push('<');
        self.0.push_str(name);
        for (attribute, value) in attributes {
            self.0.push(' ');
            self.0.push_str(attribute);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
    }

    /// An element that holds text alone
    pub fn line(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.tag(name, attributes, |html| html.text(text));
    }

    /// Text
    pub fn text(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                hidden if is_hidden(hidden) => self.0.push(char::REPLACEMENT_CHARACTER),
                plain => self.0.push(plain),
            }
        }
    }

    /// A run of text with its links
    pub fn inline(&mut self, inline: &Inline) {
        for piece in inline.pieces() {
            match &piece.to {
                Some(to) => self.line("a", &[("href", &to.address())], &piece.text),
                None => self.text(&piece.text),
            }
        }
    }

    /// An element that holds a run of text with links
    pub fn run(&mut self, name: &'static str, attributes: Attributes<'_>, inline: &Inline) {
        self.tag(name, attributes, |html| html.inline(inline));
    }

    /// The rules of the page's look, which the code writes and no pack
    pub fn style(&mut self, rules: &str) {
        self.tag("style", &[], |html| html.0.push_str(rules));
    }

    /// A table with its caption and column heads
    pub fn table(
        &mut self,
        class: &str,
        caption: &str,
        heads: &[&str],
        fill: impl FnOnce(&mut Self),
    ) {
        self.tag("table", &[("class", class)], |html| {
            html.line("caption", &[], caption);
            html.tag("thead", &[], |html| {
                html.tag("tr", &[], |html| {
                    for head in heads {
                        html.line("th", &[("scope", "col")], head);
                    }
                });
            });
            html.tag("tbody", &[], fill);
        });
    }

    /// A row of two cells, the first of which heads the second
    pub fn pair(&mut self, head: &str, fill: impl FnOnce(&mut Self)) {
        self.tag("tr", &[], |html| {
            html.line("th", &[("scope", "row")], head);
            html.tag("td", &[], fill);
        });
    }
}

/// Elements between which a line break would be read as a space
const INSIDE_TEXT: [&str; 5] = ["a", "span", "code", "strong", "em"];

/// Characters that cannot be seen, or turn round what is read; what is signed must not hold any
fn is_hidden(character: char) -> bool {
    let turns = matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (character.is_control() && character != '\n' && character != '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_pack_writes_becomes_markup() {
        let mut html = Html::default();
        let text = "<script>alert('x')</script>&\u{202e}\u{0}";
        html.line("p", &[("title", "\" onclick=\"x")], text);
        assert_eq!(
            html.0,
            "<p title=\"&quot; onclick=&quot;x\">&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;\u{fffd}\u{fffd}</p>\n"
        );
    }

    #[test]
    fn tags_close_in_the_order_they_opened() {
        let mut html = Html::default();
        html.tag("ol", &[], |html| {
            html.tag("li", &[], |html| {
                html.text("a ");
                html.line("span", &[], "b");
            });
            html.void("hr", &[]);
        });
        assert_eq!(html.0, "<ol><li>a <span>b</span></li>\n<hr/>\n</ol>\n");
    }
}
