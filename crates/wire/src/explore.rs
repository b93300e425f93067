//! What thresholds tell beyond one answer: the curve along an input, and the nearest change.

use tradeaid_engine::{
    Change, Curve, Date, InputId, Interval, ItemId, MeasureId, Number, OpenInput, Place, Row,
    Scope, Status, Truth,
};

use crate::assessment::{Scribe, signature, year};
use crate::calculator::{Calculator, too_large};
use crate::case::KnownCase;
use crate::figure::money;
use crate::json::{Json, JsonValue};
use crate::problem::{Problem, ProblemCode, unknown_name};
use crate::text::{glued, listed};
use crate::types;
use crate::words::{AmountKindWord, StatusWord};

/// How many points a curve has at least when nobody says
const DEFAULT_POINTS: usize = 64;
const MAX_POINTS: i128 = 1000;
const OPTIONS: [&str; 5] = ["points", "item", "year", "from", "to"];

/// How a curve is wanted
#[derive(Default)]
struct Wish<'a> {
    points: Option<usize>,
    item: Option<&'a str>,
    year: Option<i32>,
    from: Option<Number>,
    to: Option<Number>,
}

impl Calculator {
    /// The status and bounds along one input of a case, as the contract's `whatIf`
    ///
    /// `options_json` may say how many `points` there are at least, which `item` an item-level input is of (the only
    /// one of its kind if it is not said), which `year` of a yearly one is moved (all of them at once if it is not
    /// said), and where a number begins and ends (`from`, `to`).
    ///
    /// # Errors
    /// What is wrong with the case, the options or the input's name.
    pub fn what_if(
        &self,
        case_json: &str,
        input: &str,
        options_json: &str,
        today: Option<Date>,
    ) -> Result<String, Vec<Problem>> {
        let case = self.read_case_on(case_json, today)?;
        let options = Json::parse(options_json).map_err(|_| not_options(options_json))?;
        let wish = read_wish(&options)?;
        let place = self.place(&case, input, &wish)?;
        let span = (wish.from.is_some() || wish.to.is_some()).then(|| Interval {
            lo: wish.from.unwrap_or(Number::NEGATIVE_INFINITY),
            hi: wish.to.unwrap_or(Number::INFINITY),
        });
        let points = wish.points.unwrap_or(DEFAULT_POINTS);
        let curve = self.engine().what_if(&case.case, place, span, points);
        Ok(self.write_curve(&case, place, &curve.map_err(too_large)?))
    }

    /// The single changes that make a measure apply, the smallest first, as the contract's `nearest`
    ///
    /// # Errors
    /// What is wrong with the case or the measure's name.
    pub fn nearest(
        &self,
        case_json: &str,
        measure: &str,
        today: Option<Date>,
    ) -> Result<String, Vec<Problem>> {
        let case = self.read_case_on(case_json, today)?;
        let mut names = Vec::new();
        for name in &self.names().measures {
            names.push(name.id.as_str());
        }
        let known = (0_u16..).zip(&names).find(|(_, name)| **name == measure);
        let id = known
            .map(|(id, _)| MeasureId(id))
            .ok_or_else(|| unknown("measure", measure, &names))?;
        let changes = self.engine().nearest(&case.case, id).map_err(too_large)?;
        let (rows, _) = self.bounds(&case)?;
        Ok(self.write_changes(&case, id, &rows, &changes))
    }

    /// The place that a path names
    fn place(&self, case: &KnownCase, path: &str, wish: &Wish<'_>) -> Result<Place, Vec<Problem>> {
        let mut names = Vec::new();
        for name in &self.names().inputs {
            names.push(name.path.as_str());
        }
        let known = (0_u16..).zip(&names).find(|(_, name)| **name == path);
        let input = known
            .map(|(id, _)| InputId(id))
            .ok_or_else(|| unknown("input", path, &names))?;
        let open = OpenInput {
            input,
            year: wish.year,
        };
        let Some(declared) = self.engine().pack().input(input) else {
            return Err(unknown("input", path, &names));
        };
        if wish.year.is_some() && !declared.yearly {
            return Err(wrong("year", ProblemCode::UnknownKey, ""));
        }
        let Scope::Item(kind) = declared.scope else {
            return Ok(Place { open, item: None });
        };
        let mut ids = Vec::new();
        let mut found = Vec::new();
        for (item, of) in (0_u16..).map(ItemId).zip(&case.case.items) {
            let id = case.item_id(item);
            if of.kind == kind {
                ids.push(id);
                if wish.item.is_none_or(|wanted| wanted == id) {
                    found.push(item);
                }
            }
        }
        match found.as_slice() {
            [item] => Ok(Place {
                open,
                item: Some(*item),
            }),
            _ => Err(wrong("item", ProblemCode::NoSuchItem, &listed(&ids))),
        }
    }

    fn write_curve(&self, case: &KnownCase, place: Place, curve: &Curve) -> String {
        let mut scribe = Scribe::new(self, case);
        scribe.w.open_record(types::WhatIf::KEYS);
        signature(&mut scribe.w, self);
        scribe.w.text(scribe.path(place.open.input));
        scribe
            .w
            .text_or_null(place.item.map(|item| case.item_id(item)));
        scribe.w.text_or_null(place.open.year.map(year).as_deref());
        scribe.w.open_list();
        for point in &curve.points {
            if point.at.exists == Truth::False {
                scribe.w.text("none");
            } else {
                scribe.value(place.open.input, point.at.value);
            }
        }
        scribe.w.close_list();
        scribe.w.open_list();
        for point in &curve.points {
            scribe.w.bool(point.turns);
        }
        scribe.w.close_list();
        scribe.w.open_list();
        let first = curve.points.first().map_or(&[][..], |point| &point.rows);
        for (index, row) in first.iter().enumerate() {
            let mut rows = Vec::new();
            for point in &curve.points {
                rows.extend(point.rows.get(index).copied());
            }
            scribe.curve(row, &rows);
        }
        scribe.w.close_list();
        scribe.w.open_record(types::BatchTotal::KEYS);
        scribe.w.open_list();
        for point in &curve.points {
            scribe.w.text(&money(point.total.lo));
        }
        scribe.w.close_list();
        scribe.w.open_list();
        for point in &curve.points {
            scribe.w.text_or_null(point.total.hi.map(money).as_deref());
        }
        scribe.w.close_list();
        scribe.w.open_list();
        for point in &curve.points {
            scribe.w.bool(point.total.complete);
        }
        scribe.w.close_list();
        scribe.w.close_map();
        scribe.w.close_map();
        scribe.w.finish()
    }

    fn write_changes(
        &self,
        case: &KnownCase,
        measure: MeasureId,
        rows: &[Row],
        changes: &[Change],
    ) -> String {
        let mut scribe = Scribe::new(self, case);
        scribe.w.open_record(types::Nearest::KEYS);
        signature(&mut scribe.w, self);
        scribe.w.text(scribe.measure(measure));
        scribe.w.text(StatusWord(best_status(rows, measure)).word());
        scribe.w.open_list();
        for change in changes {
            scribe.change(change);
        }
        scribe.w.close_list();
        scribe.w.close_map();
        scribe.w.finish()
    }
}

impl Scribe<'_> {
    /// One measure's columns
    fn curve(&mut self, of: &Row, rows: &[Row]) {
        self.w.open_record(types::Curve::KEYS);
        self.w.text(self.measure(of.measure));
        self.w.text_or_null(of.item.map(|item| self.item_id(item)));
        self.w.list(|w| {
            for row in rows {
                w.text(StatusWord(row.status).word());
            }
        });
        self.w.list(|w| {
            for row in rows {
                w.text(AmountKindWord(row.amount.kind).word());
            }
        });
        self.w.list(|w| {
            for row in rows {
                w.text(&money(row.amount.lo));
            }
        });
        self.w.list(|w| {
            for row in rows {
                w.text_or_null(row.amount.hi.map(money).as_deref());
            }
        });
        self.w.close_map();
    }

    fn change(&mut self, change: &Change) {
        let OpenInput { input, year: of } = change.place.open;
        self.w.open_record(types::ChangeAnswer::KEYS);
        self.w
            .text_or_null(change.then.item.map(|item| self.item_id(item)));
        self.w.text(self.path(input));
        self.w.text_or_skip(of.map(year).as_deref());
        if change.from.exists == Truth::False {
            self.w.text("none");
        } else {
            self.value(input, change.from.value);
        }
        if change.to.exists == Truth::False {
            self.w.text("none");
        } else {
            self.value(input, change.to.value);
        }
        self.when(input, change.when);
        let amount = change.then.amount;
        self.amount(amount.kind, amount.lo, amount.hi);
        self.w.close_map();
    }
}

/// The best status among a measure's items
pub(crate) fn best_status(rows: &[Row], measure: MeasureId) -> Status {
    let order = [Status::Eligible, Status::Undetermined, Status::NotEligible];
    let has = |status: &Status| {
        let mut rows = rows.iter();
        rows.any(|row| row.measure == measure && row.status == *status)
    };
    order.into_iter().find(has).unwrap_or(Status::NotApplicable)
}

fn read_wish<'a>(options: &'a Json<'a>) -> Result<Wish<'a>, Vec<Problem>> {
    let Some(entries) = options.as_map() else {
        return Err(not_options(""));
    };
    let mut wish = Wish::default();
    for (key, json) in entries {
        let number = match &json.value {
            JsonValue::Number(text) => Number::parse(text),
            JsonValue::Text(text) => Number::parse(text),
            _ => None,
        };
        let whole = number.and_then(Number::to_integer);
        let (is_read, allowed) = match key.as_ref() {
            "points" => {
                let points = whole.filter(|points| (2..=MAX_POINTS).contains(points));
                wish.points = points.and_then(|points| usize::try_from(points).ok());
                (wish.points.is_some(), "2 .. 1000")
            }
            "item" => {
                wish.item = json.as_text();
                (wish.item.is_some(), "text")
            }
            "year" => {
                wish.year = whole.and_then(|year| i32::try_from(year).ok());
                (wish.year.is_some(), "number")
            }
            "from" => {
                wish.from = number;
                (number.is_some(), "number")
            }
            "to" => {
                wish.to = number;
                (number.is_some(), "number")
            }
            other => return Err(unknown("options", other, &OPTIONS)),
        };
        if !is_read && !json.is_null() {
            return Err(wrong(key, ProblemCode::OutOfDomain, allowed));
        }
    }
    Ok(wish)
}

fn not_options(found: &str) -> Vec<Problem> {
    let code = ProblemCode::NotJson;
    vec![Problem::new("options", code, found, "object")]
}

fn wrong(key: &str, code: ProblemCode, allowed: &str) -> Vec<Problem> {
    let path = glued(&["options.", key]);
    vec![Problem::new(&path, code, "", allowed)]
}

fn unknown(path: &str, found: &str, known: &[&str]) -> Vec<Problem> {
    vec![unknown_name(path, found, known)]
}
