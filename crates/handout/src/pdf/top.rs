//! The top of the first page: what it is, of which day, on what ground, what all cash comes to, and for whom.

use tradeaid_explain::grouped;
use tradeaid_wire::money;

use super::canvas::Style;
use super::flow::{Flow, LEFT, RIGHT, ROOM, SMALL, TEXT};
use super::wrap::{Letter, letters};
use crate::sheet::{Sheet, Sum};

pub(super) fn draw(flow: &mut Flow<'_>, sheet: &Sheet) {
    title(flow, sheet);
    for sentence in &sheet.ground {
        flow.paragraph(0, Style::of(850).quiet(), &letters(sentence, false));
    }
    flow.skip(500);
    sum(flow, &sheet.sum);
    if !sheet.business.is_empty() {
        flow.heading("handout.section.business");
        for sentence in &sheet.business {
            flow.paragraph(0, TEXT, &letters(sentence, false));
        }
    }
}

fn title(flow: &mut Flow<'_>, sheet: &Sheet) {
    flow.put_text((LEFT, flow.y), SMALL.bold(), &sheet.product);
    let mut line: Vec<Letter> = Vec::new();
    for pair in &sheet.head {
        let name = [pair.name.as_str(), " "].concat();
        line.extend(letters(if line.is_empty() { "" } else { "    " }, false));
        line.extend(letters(&name, false));
        line.extend(letters(&pair.value, false));
    }
    flow.put_right((RIGHT, flow.y), SMALL, &line);
    flow.skip(1300);
    let style = Style::of(1700).bold();
    flow.put_text((LEFT, flow.y), style, &sheet.title);
    flow.skip(style.leading() + 200);
    flow.page.rule((LEFT, flow.y), ROOM, 150, false);
    flow.skip(450);
}

/// The box with both bounds and the bar between them
fn sum(flow: &mut Flow<'_>, sum: &Sum) {
    let height = 4700;
    flow.page.frame((LEFT, flow.y), (ROOM, height), true);
    let figure = |flow: &Flow<'_>, cents| {
        let number = grouped(&money(cents));
        flow.own("handout.money", &[("number", &number)])
    };
    let (least, most) = (figure(flow, sum.lo), figure(flow, sum.hi));
    let head = [
        flow.own("handout.sum", &[]),
        flow.own("handout.comma", &[]),
        flow.own("handout.sum.least", &[]),
    ];
    let y = flow.y;
    let mut x = LEFT + 900;
    let big = Style::of(1500);
    flow.put_text((x, y + 700), SMALL, &head.concat());
    flow.put_text((x, y + 2000), big.bold(), &least);
    x += flow
        .width(&head.concat(), SMALL)
        .max(flow.width(&least, big.bold()))
        + 1400;
    let label = flow.own(sum.most(), &[]);
    flow.put_text((x, y + 700), SMALL, &label);
    flow.put_text((x, y + 2000), big, &most);
    x += flow.width(&most, big).max(flow.width(&label, SMALL)) + 1800;
    bar(flow, (x, y + 1200), RIGHT - 900 - x, sum);
    flow.skip(height);
    for note in &sum.notes {
        flow.skip(200);
        flow.paragraph(0, SMALL, &letters(note, false));
    }
}

/// Solid is certain, hatched may be
fn bar(flow: &mut Flow<'_>, (x, y): (i32, i32), width: i32, sum: &Sum) {
    if width < 4000 {
        return;
    }
    let parts = i64::from(width).saturating_mul(sum.lo) / sum.hi.max(1);
    let certain = i32::try_from(parts).unwrap_or(0).clamp(0, width);
    let height = 900;
    if sum.hi == 0 {
        flow.page.frame((x, y), (width, height), true);
    }
    if certain < width && sum.hi > 0 {
        flow.page
            .hatched((x + certain, y), (width - certain, height));
    }
    if certain > 0 {
        flow.page.solid((x, y), (certain, height));
    }
    let below = y + height + 450;
    let sure = flow.own("handout.sum.sure", &[]);
    let may = flow.own("handout.sum.may", &[]);
    flow.page.solid((x, below + 250), (1600, 700));
    flow.put_text((x + 1900, below), SMALL, &sure);
    let next = x + 1900 + flow.width(&sure, SMALL) + 1200;
    flow.page.hatched((next, below + 250), (1600, 700));
    flow.put_text((next + 1900, below), SMALL, &may);
}
