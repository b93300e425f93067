//! A case as JSON text, plainly or with everything spelled otherwise that may be: order of keys, form of numbers.

use tradeaid_engine::{Date, Format, InputId};

use crate::model::{Listed, Model, Said, Span, UNIT, item_id, names};

/// How a case is spelled
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Spelling {
    /// Decimal strings, keys in the pack's order
    Plain,
    /// Bare numbers and strings with idle zeros, keys the other way round, `null` for what is unknown
    Otherwise,
}

impl Model {
    pub(crate) fn written(&self, spelling: Spelling) -> String {
        let mut sections: Vec<(String, Vec<(String, String)>)> = Vec::new();
        let mut top: Vec<(String, String)> = Vec::new();
        for (id, said) in &self.said {
            let Some(text) = Self::said(*id, said, spelling) else {
                continue;
            };
            let path = &names().inputs[id.index()].path;
            match path.split_once('.') {
                Some((section, key)) => match sections.iter_mut().find(|(name, _)| name == section)
                {
                    Some((_, entries)) => entries.push((key.to_owned(), text)),
                    None => sections.push((section.to_owned(), vec![(key.to_owned(), text)])),
                },
                None => top.push((path.clone(), text)),
            }
        }
        for (section, entries) in sections {
            top.push((section, object(entries, spelling)));
        }
        for (index, kind) in names().kinds.iter().enumerate() {
            let mine = self.items.iter().filter(|item| item.kind.index() == index);
            let list: Vec<String> = mine.map(|item| Self::item(item, spelling)).collect();
            if !list.is_empty() {
                top.push((kind.clone(), ["[", &list.join(","), "]"].concat()));
            }
        }
        object(top, spelling)
    }

    fn item(item: &Listed, spelling: Spelling) -> String {
        let id = ("id".to_owned(), quoted(&item.id));
        let said = item.said.iter().filter_map(|(input, said)| {
            let path = &names().inputs[input.index()].path;
            let key = path.split_once('.').map_or(path.as_str(), |(_, key)| key);
            Some((key.to_owned(), Self::said(*input, said, spelling)?))
        });
        object(std::iter::once(id).chain(said).collect(), spelling)
    }

    fn said(id: InputId, said: &Said, spelling: Spelling) -> Option<String> {
        let name = &names().inputs[id.index()];
        let option = |index: usize| quoted(&name.options[index]);
        let day = |date: &Date| quoted(&day(*date, name.format == Format::Month));
        Some(match said {
            Said::Unknown => return (spelling == Spelling::Otherwise).then(|| "null".to_owned()),
            Said::None => quoted("none"),
            Said::Open => quoted("open"),
            Said::Truth(truth) => truth.to_string(),
            Said::Number(span) => number(*span, spelling),
            Said::Choice(bits) => {
                let options: Vec<String> = (0..name.options.len())
                    .filter(|index| bits & (1 << index) != 0)
                    .map(option)
                    .collect();
                match (options.as_slice(), spelling) {
                    ([one], Spelling::Plain) => one.clone(),
                    _ => ["{\"any_of\":[", &options.join(","), "]}"].concat(),
                }
            }
            Said::Days(Some(lo), Some(hi)) if lo == hi && spelling == Spelling::Plain => day(lo),
            Said::Days(lo, hi) => ends(lo.as_ref().map(day), hi.as_ref().map(day), None),
            Said::Years(years) => {
                let entries = years
                    .iter()
                    .map(|(year, span)| (year.to_string(), number(*span, spelling)));
                ["{\"by_year\":", &object(entries.collect(), spelling), "}"].concat()
            }
            Said::RefersTo(item) => quoted(&item_id(*item)),
        })
    }
}

fn object(mut entries: Vec<(String, String)>, spelling: Spelling) -> String {
    if spelling == Spelling::Otherwise {
        entries.reverse();
    }
    let written: Vec<String> = entries
        .iter()
        .map(|(key, value)| [quoted(key), value.clone()].join(":"))
        .collect();
    ["{", &written.join(","), "}"].concat()
}

fn number(span: Span, spelling: Spelling) -> String {
    let currency = span
        .currency
        .map(|index| quoted(&names().currencies[index].code));
    let written = |number: i128| decimal(number, spelling);
    if span.is_point() && (currency.is_none() || spelling == Spelling::Plain) {
        let amount = written(span.lo.unwrap());
        return match currency {
            Some(code) => ["{\"amount\":", &amount, ",\"currency\":", &code, "}"].concat(),
            None => amount,
        };
    }
    ends(span.lo.map(written), span.hi.map(written), currency)
}

fn ends(lo: Option<String>, hi: Option<String>, currency: Option<String>) -> String {
    let entries = [("min", lo), ("max", hi), ("currency", currency)];
    let entries = entries
        .into_iter()
        .filter_map(|(key, value)| Some((key.to_owned(), value?)));
    object(entries.collect(), Spelling::Plain)
}

fn decimal(number: i128, spelling: Spelling) -> String {
    let text = format!("{}.{:08}", number / UNIT, number % UNIT);
    let short = text.trim_end_matches('0').trim_end_matches('.').to_owned();
    match (spelling, number % 3) {
        (Spelling::Plain, _) => quoted(&short),
        (Spelling::Otherwise, 0) => short,
        (Spelling::Otherwise, 1) => text,
        (Spelling::Otherwise, _) => quoted(&[&text, "00"].concat()),
    }
}

fn day(date: Date, month: bool) -> String {
    let text = tradeaid_wire::day(date);
    let kept = if month { 7 } else { text.len() };
    text.chars().take(kept).collect()
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
