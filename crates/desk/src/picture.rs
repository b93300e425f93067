//! Pictures: drawings whose places are shares of their width, so that one drawing fits every width without a style.
//! Heights are in thirteenths of the height of its type, which are pixels at the usual size, so that a picture grows with
//! large type. Every picture says as a whole sentence what it shows; the figures stand in a table beside it.

use crate::html::Html;

/// A share of a width in hundredths of a percent
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Share(pub(crate) i64);

impl Share {
    /// The whole width
    pub(crate) const WHOLE: Self = Self(10_000);

    /// A part of a whole; the whole where there is none
    pub(crate) fn of(part: i64, whole: i64) -> Self {
        let share = i128::from(part)
            .checked_mul(10_000)
            .and_then(|part| part.checked_div(i128::from(whole)));
        let share = share.and_then(|share| i64::try_from(share.clamp(0, 10_000)).ok());
        share.map_or(Self::WHOLE, Self)
    }

    /// As an attribute has it: `12.50%`
    pub(crate) fn text(self) -> String {
        let (whole, rest) = (self.0.div_euclid(100), self.0.rem_euclid(100));
        let zero = if rest < 10 { "0" } else { "" };
        [&whole.to_string(), ".", zero, &rest.to_string(), "%"].concat()
    }

    /// Where this share lies of a span from one place to another
    pub(crate) const fn between(self, from: Self, to: Self) -> Self {
        let width = to.0.saturating_sub(from.0);
        Self(from.0.saturating_add(width.saturating_mul(self.0) / 10_000))
    }
}

/// A height as an attribute has it: `1.23em`
fn tall(height: i64) -> String {
    let hundredths = height.saturating_mul(100) / 13;
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.saturating_abs();
    let zero = if size % 100 < 10 { "0" } else { "" };
    let (whole, rest) = ((size / 100).to_string(), (size % 100).to_string());
    [sign, &whole, ".", zero, &rest, "em"].concat()
}

/// Draws a picture of a height
pub(crate) fn picture(
    html: &mut Html,
    class: &str,
    height: i64,
    said: &str,
    fill: impl FnOnce(&mut Html),
) {
    let attributes = [
        ("class", class),
        ("width", "100%"),
        ("height", &tall(height)),
        ("role", "img"),
        ("aria-label", said),
        ("focusable", "false"),
    ];
    html.tag("svg", &attributes, fill);
}

/// A box from one place to another
pub(crate) fn area(html: &mut Html, class: &str, x: (Share, Share), y: i64, height: i64) {
    let width = Share(x.1.0.saturating_sub(x.0.0).max(0));
    let attributes = [
        ("class", class),
        ("x", &x.0.text() as &str),
        ("y", &tall(y)),
        ("width", &width.text()),
        ("height", &tall(height)),
    ];
    html.void("rect", &attributes);
}

/// A line
pub(crate) fn line(html: &mut Html, class: &str, from: (Share, i64), to: (Share, i64)) {
    let attributes = [
        ("class", class),
        ("x1", &from.0.text() as &str),
        ("y1", &tall(from.1)),
        ("x2", &to.0.text()),
        ("y2", &tall(to.1)),
    ];
    html.void("line", &attributes);
}

/// A dot
pub(crate) fn dot(html: &mut Html, class: &str, at: (Share, i64), radius: &str) {
    let attributes = [
        ("class", class),
        ("cx", &at.0.text() as &str),
        ("cy", &tall(at.1)),
        ("r", radius),
    ];
    html.void("circle", &attributes);
}

/// A word beside a place: `start`, `middle` or `end` of it stands there
pub(crate) fn word(html: &mut Html, class: &str, at: (Share, i64), anchor: &str, text: &str) {
    let attributes = [
        ("class", class),
        ("x", &at.0.text() as &str),
        ("y", &tall(at.1)),
        ("text-anchor", anchor),
    ];
    html.line("text", &attributes, text);
}

/// About how wide a text is at 13 pixels
pub(crate) fn pixels(text: &str) -> i64 {
    let wide = text.chars().filter(|letter| *letter > '\u{2e80}').count();
    let narrow = text.chars().count().saturating_sub(wide);
    i64::try_from(
        wide.saturating_mul(13)
            .saturating_add(narrow.saturating_mul(8)),
    )
    .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::Share;

    #[test]
    fn shares_stay_within_the_whole() {
        assert_eq!(super::tall(13), "1.00em");
        assert_eq!(super::tall(-3), "-0.23em");
        assert_eq!(Share::of(1, 3).text(), "33.33%");
        assert_eq!(Share::of(1, 20).text(), "5.00%");
        assert_eq!(Share::of(7, 0).text(), "100.00%");
        assert_eq!(Share::of(i64::MAX, 1).text(), "100.00%");
        assert_eq!(
            Share(5_000).between(Share(1_000), Share(3_000)),
            Share(2_000)
        );
    }
}
