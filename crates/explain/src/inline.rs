//! A run of text with links in it, and templates filled with such runs. No markup is written here.

use crate::anchor::Anchor;

/// A stretch of text, perhaps leading somewhere in the page
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it says
    pub text: String,
    /// Where it leads
    pub to: Option<Anchor>,
}

/// A run of text with links in it
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inline(Vec<Piece>);

impl Inline {
    /// Text that leads nowhere
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self(vec![Piece { text, to: None }])
    }

    /// Text that leads to a place in the page
    pub fn link(text: impl Into<String>, to: Anchor) -> Self {
        let text = text.into();
        let to = Some(to);
        Self(vec![Piece { text, to }])
    }

    /// A template with its `{places}` filled; a place nobody fills stays as it is
    #[must_use]
    pub fn fill(template: &str, fillings: &[(&str, &Self)]) -> Self {
        let mut whole = Self::default();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            whole.push_text(before);
            let place = after.split_once('}').and_then(|(name, tail)| {
                let filling = fillings.iter().find(|(known, _)| *known == name)?;
                Some((filling.1, tail))
            });
            if let Some((filling, tail)) = place {
                whole.push(filling);
                rest = tail;
            } else {
                whole.push_text("{");
                rest = after;
            }
        }
        whole.push_text(rest);
        whole
    }

    /// Several runs with something between them
    #[must_use]
    pub fn join(parts: &[Self], between: &str) -> Self {
        let mut whole = Self::default();
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                whole.push_text(between);
            }
            whole.push(part);
        }
        whole
    }

    /// Adds another run
    pub fn push(&mut self, other: &Self) {
        for piece in &other.0 {
            if piece.to.is_none() {
                self.push_text(&piece.text);
            } else {
                self.0.push(piece.clone());
            }
        }
    }

    /// Adds text
    pub fn push_text(&mut self, text: &str) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(Piece {
                text: last,
                to: None,
            }) => last.push_str(text),
            _ => self.0.push(Piece {
                text: text.to_owned(),
                to: None,
            }),
        }
    }

    /// What it says, without where it leads
    #[must_use]
    pub fn plain(&self) -> String {
        self.0.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// The stretches it is made of
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filling_keeps_its_link_and_is_not_filled_again() {
        let a = Inline::link("{b}", Anchor::of("p", "1"));
        let whole = Inline::fill("x {a} {c}", &[("a", &a), ("b", &Inline::text("no"))]);
        let texts: Vec<_> = whole
            .pieces()
            .iter()
            .map(|piece| piece.text.as_str())
            .collect();
        assert_eq!(texts, ["x ", "{b}", " {c}"]);
    }

    #[test]
    fn neighbours_without_a_link_become_one() {
        let whole = Inline::join(&[Inline::text("a"), Inline::text("b")], ", ");
        assert_eq!(whole, Inline::text("a, b"));
    }
}
