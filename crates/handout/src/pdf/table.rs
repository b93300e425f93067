//! The table of the findings: no row parts over pages, and its head stands on every page again.

use super::canvas::Style;
use super::flow::{Flow, LEFT, ROOM, SMALL, TEXT};
use super::wrap::{Letter, letters};
use crate::sheet::{Line, Part, Sheet};

/// The columns: where each begins and how wide it is
const COLUMNS: [(i32, i32); 6] = [
    (0, 1500),
    (2200, 12_300),
    (14_900, 6100),
    (21_500, 4400),
    (26_300, 6300),
    (33_400, ROOM - 33_400),
];
/// The columns that are set to the right
const RIGHT_SET: [usize; 2] = [0, 4];
/// Above and below the text of a row
const PAD: i32 = 220;

/// Texts below each other in one cell
type Cell = Vec<(Style, String)>;

pub(super) fn draw(flow: &mut Flow<'_>, sheet: &Sheet) {
    flow.heading("handout.section.lines");
    head(flow, sheet);
    let rows = sheet.shown().map(|line| cells(flow, line));
    let mut rows: Vec<[Cell; 6]> = rows.collect();
    rows.extend(services(flow, sheet));
    for row in rows {
        let set = set(flow, row);
        let height = height(&set);
        if !flow.fits(height) {
            flow.turn();
            head(flow, sheet);
        }
        put(flow, &set);
        flow.skip(height);
        flow.page.rule((LEFT, flow.y), ROOM, 50, true);
    }
    flow.skip(400);
}

fn head(flow: &mut Flow<'_>, sheet: &Sheet) {
    let names = ["number", "measure", "cite", "status", "amount", "next"];
    let row = names.map(|name| {
        let key = ["handout.column.", name].concat();
        vec![(
            TEXT.bold(),
            flow.own(&key, &[("currency", &sheet.currency_said)]),
        )]
    });
    flow.page.rule((LEFT, flow.y), ROOM, 100, false);
    let set = set(flow, row);
    put(flow, &set);
    flow.skip(height(&set));
    flow.page.rule((LEFT, flow.y - 50), ROOM, 100, false);
}

fn cells(flow: &Flow<'_>, line: &Line) -> [Cell; 6] {
    let mut title = vec![(TEXT.bold(), line.title.clone())];
    if !line.about.is_empty() {
        title.push((SMALL, line.about.clone()));
    }
    let mut amount = Vec::new();
    if line.amount_said.kind.is_empty() {
        amount.push((TEXT, flow.own("handout.dash", &[])));
    } else {
        let figure = if line.amount_said.certain {
            TEXT.bold()
        } else {
            TEXT
        };
        amount.push((SMALL, line.amount_said.kind.clone()));
        amount.push((figure, line.amount_said.figure.clone()));
    }
    let captions = line.amount_said.captions.iter();
    amount.extend(captions.map(|caption| (Style::of(700).quiet(), caption.clone())));
    let mut next = vec![(TEXT, line.next.clone())];
    if line.part != Part::Nothing && !line.who.is_empty() {
        next.push((SMALL, line.who.clone()));
    }
    [
        vec![(
            TEXT,
            line.number
                .map_or_else(String::new, |number| number.to_string()),
        )],
        title,
        vec![(TEXT, line.cite.clone())],
        vec![(TEXT, line.status_said.clone())],
        amount,
        next,
    ]
}

/// The services that are not listed one by one, in one row
fn services(flow: &Flow<'_>, sheet: &Sheet) -> Option<[Cell; 6]> {
    let count = sheet.count(Part::OtherService);
    if count == 0 {
        return None;
    }
    let own = |key: &str| flow.own(key, &[]);
    let about = flow.own("handout.service.about", &[("count", &count.to_string())]);
    let number = sheet.shown().count().saturating_add(1).to_string();
    Some([
        vec![(TEXT, number)],
        vec![(TEXT.bold(), own("handout.service.title")), (SMALL, about)],
        Vec::new(),
        vec![(TEXT, own("status.service"))],
        vec![(TEXT, own("handout.dash"))],
        vec![(TEXT, own("handout.service.next"))],
    ])
}

/// The lines of a row's cells
type SetRow = [Vec<(Style, Vec<Letter>)>; 6];

fn set(flow: &Flow<'_>, row: [Cell; 6]) -> SetRow {
    let mut columns = COLUMNS.iter();
    row.map(|cell| {
        let room = columns.next().map_or(0, |(_, room)| *room);
        let lines = cell.iter().flat_map(|(style, text)| {
            let lines = flow.lines(&letters(text, style.bold), *style, room);
            lines.into_iter().map(|line| (*style, line))
        });
        lines.collect()
    })
}

fn height(row: &SetRow) -> i32 {
    let heights = row.iter().map(|cell| {
        let heights = cell.iter().map(|(style, _)| style.leading());
        heights.sum::<i32>()
    });
    heights.max().unwrap_or(0) + 2 * PAD
}

fn put(flow: &mut Flow<'_>, row: &SetRow) {
    for (index, (cell, (x, room))) in row.iter().zip(COLUMNS).enumerate() {
        let mut y = flow.y + PAD;
        for (style, line) in cell {
            if RIGHT_SET.contains(&index) {
                flow.put_right((LEFT + x + room, y), *style, line);
            } else {
                flow.put((LEFT + x, y), *style, line);
            }
            y += style.leading();
        }
    }
}
