//! What follows the table: notes, errands with a box to tick, and what the sheet is not.

use super::canvas::Style;
use super::flow::{Flow, LEFT, ROOM, SMALL, TEXT};
use super::wrap::{Letter, letters};
use crate::sheet::{Errand, Sheet};

/// How far the text of an errand is moved in behind its box
const INDENT: i32 = 1500;

pub(super) fn draw(flow: &mut Flow<'_>, sheet: &Sheet) {
    if !sheet.notes.is_empty() {
        flow.heading("handout.section.notes");
        for note in &sheet.notes {
            let fillings = [("label", note.label.as_str()), ("text", "")];
            let mut text: Vec<Letter> = letters(&flow.own("handout.note", &fillings), true);
            text.extend(letters(&note.text, false));
            flow.paragraph(0, Style::of(850), &text);
            flow.skip(100);
        }
    }
    if !sheet.errands.is_empty() {
        flow.heading("handout.section.errands");
        for errand in &sheet.errands {
            self::errand(flow, errand);
        }
    }
    flow.skip(500);
    flow.need(SMALL.leading() * 4);
    flow.page.rule((LEFT, flow.y), ROOM, 50, true);
    flow.skip(300);
    for sentence in &sheet.closing {
        flow.paragraph(0, SMALL, &letters(sentence, false));
    }
}

fn errand(flow: &mut Flow<'_>, errand: &Errand) {
    let mut texts = vec![(TEXT.bold(), errand.step.clone())];
    texts.push((
        SMALL,
        flow.own("handout.errand.of", &[("list", &errand.of)]),
    ));
    if !errand.bring.is_empty() {
        let list = errand.bring.join(flow.texts.get("handout.between"));
        texts.push((TEXT, flow.own("handout.errand.bring", &[("list", &list)])));
    }
    let sets: Vec<(Style, Vec<Vec<Letter>>)> = texts
        .iter()
        .map(|(style, text)| {
            let lines = flow.lines(&letters(text, style.bold), *style, ROOM - INDENT);
            (*style, lines)
        })
        .collect();
    let heights = sets.iter().map(|(style, lines)| {
        style
            .leading()
            .saturating_mul(i32::try_from(lines.len()).unwrap_or(0))
    });
    let height = heights.sum::<i32>();
    flow.need(height);
    flow.page.frame((LEFT, flow.y + 250), (850, 850), false);
    for (style, lines) in &sets {
        for line in lines {
            flow.need(style.leading());
            flow.put((LEFT + INDENT, flow.y), *style, line);
            flow.skip(style.leading());
        }
    }
    flow.skip(300);
}
