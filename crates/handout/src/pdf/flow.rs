//! What is written from top to bottom, page after page.

use tradeaid_explain::{Language, Texts};

use super::canvas::{Canvas, HEIGHT, Style, WIDTH};
use super::wrap::{Letter, letters, width_of, wrap};
use crate::sheet::Sheet;

/// The left edge
pub(super) const LEFT: i32 = 4535;
/// The right edge
pub(super) const RIGHT: i32 = WIDTH - LEFT;
/// How wide the text is
pub(super) const ROOM: i32 = RIGHT - LEFT;
const TOP: i32 = 4250;
/// Below it stands the page number alone
const BOTTOM: i32 = HEIGHT - 5400;
/// The size of running text
pub(super) const TEXT: Style = Style::of(870);
/// The size of what stands below
pub(super) const SMALL: Style = Style::of(770).quiet();

/// Pages as they fill
pub(super) struct Flow<'a> {
    pub(super) texts: &'a Texts,
    language: Language,
    done: Vec<Canvas>,
    pub(super) page: Canvas,
    /// Where the next thing begins
    pub(super) y: i32,
}

impl<'a> Flow<'a> {
    pub(super) const fn new(language: Language, texts: &'a Texts) -> Self {
        Self {
            texts,
            language,
            done: Vec::new(),
            page: Canvas(String::new()),
            y: TOP,
        }
    }

    /// A word of the sheet's own
    pub(super) fn own(&self, key: &str, fillings: &[(&str, &str)]) -> String {
        self.texts.say(key, fillings)
    }

    /// Whether something of a height still fits
    pub(super) const fn fits(&self, height: i32) -> bool {
        self.y + height <= BOTTOM
    }

    /// Begins a new page
    pub(super) fn turn(&mut self) {
        self.done.push(std::mem::take(&mut self.page));
        self.y = TOP;
    }

    /// Begins a new page unless something of a height still fits
    pub(super) fn need(&mut self, height: i32) {
        if !self.fits(height) && self.y > TOP {
            self.turn();
        }
    }

    pub(super) const fn skip(&mut self, height: i32) {
        self.y += height;
    }

    /// The lines of a text in a width
    pub(super) fn lines(&self, letters: &[Letter], style: Style, room: i32) -> Vec<Vec<Letter>> {
        let bold: Vec<Letter>;
        let letters = if style.bold {
            bold = letters.iter().map(|(letter, _)| (*letter, true)).collect();
            &bold
        } else {
            letters
        };
        wrap(letters, style.size, room, self.language)
    }

    /// One line at a place
    pub(super) fn put(&mut self, at: (i32, i32), style: Style, line: &[Letter]) {
        self.page.letters(at, style, line, self.language);
    }

    /// One line of text at a place
    pub(super) fn put_text(&mut self, at: (i32, i32), style: Style, text: &str) {
        self.put(at, style, &letters(text, style.bold));
    }

    /// One line that ends at a place
    pub(super) fn put_right(&mut self, (right, y): (i32, i32), style: Style, line: &[Letter]) {
        let width = width_of(line, style.size, self.language);
        self.put((right - width, y), style, line);
    }

    /// How wide a text is
    pub(super) fn width(&self, text: &str, style: Style) -> i32 {
        width_of(&letters(text, style.bold), style.size, self.language)
    }

    /// A paragraph from edge to edge, begun at a distance from the left; its lines may part over pages
    pub(super) fn paragraph(&mut self, indent: i32, style: Style, text: &[Letter]) {
        for line in self.lines(text, style, ROOM - indent) {
            self.need(style.leading());
            self.put((LEFT + indent, self.y), style, &line);
            self.skip(style.leading());
        }
    }

    /// A section's title, which never stands alone at the foot of a page
    pub(super) fn heading(&mut self, key: &str) {
        let style = Style::of(1050).bold();
        self.skip(700);
        self.need(style.leading() + 5000);
        let text = self.own(key, &[]);
        self.put_text((LEFT, self.y), style, &text);
        self.skip(style.leading() + 150);
    }

    /// The pages, each with its number
    pub(super) fn finish(mut self, sheet: &Sheet) -> Vec<String> {
        let last = std::mem::take(&mut self.page);
        self.done.push(last);
        let mut pages = std::mem::take(&mut self.done);
        let count = pages.len().to_string();
        let id = [
            self.own("handout.result", &[]).as_str(),
            " ",
            &sheet.result_id,
        ]
        .concat();
        for (index, page) in pages.iter_mut().enumerate() {
            let number = index.saturating_add(1).to_string();
            let said = self.own("handout.page", &[("page", &number), ("pages", &count)]);
            self.page = std::mem::take(page);
            let y = HEIGHT - 4400;
            self.put_right((RIGHT, y), SMALL, &letters(&said, false));
            self.put_text((LEFT, y), SMALL, &id);
            *page = std::mem::take(&mut self.page);
        }
        pages.into_iter().map(|page| page.0).collect()
    }
}
