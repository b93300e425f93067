//! The figures that other rules set: what they may be, and what they are on which day by which source.

use tradeaid_engine::pack::Input;
use tradeaid_engine::{InputClass, InputId, InputName, Value};

use super::inputs;
use super::measures;
use super::page::Page;
use tradeaid_desk::Html;
use tradeaid_explain::Anchor;

/// Every parameter
pub(super) fn section(page: &Page<'_>, html: &mut Html) {
    page.section(html, "parameters", |html| {
        page.note(html, "doc.parameters.note");
        let heads = [
            page.get("doc.parameters.name"),
            page.get("doc.parameters.domain"),
            page.get("doc.parameters.value"),
            page.get("doc.parameters.why"),
            page.get("doc.inputs.users"),
        ];
        let caption = page.get("doc.parameters.caption");
        html.table("parameters", caption, &heads, |html| {
            for (id, input, name) in of_class(page, InputClass::Parameter) {
                row(page, html, id, input, name);
            }
        });
    });
}

/// The inputs of a class, in the pack's order
pub(super) fn of_class<'a>(
    page: &Page<'a>,
    class: InputClass,
) -> impl Iterator<Item = (InputId, &'a Input, &'a InputName)> + use<'a> {
    let (pack, names) = (page.rules.pack, page.rules.names);
    (0_u16..)
        .map(InputId)
        .zip(pack.inputs.iter().zip(&names.inputs))
        .map(|(id, (input, name))| (id, input, name))
        .filter(move |(_, input, _)| input.class == class)
}

/// Whether nobody has published a figure, as far as the pack knows
pub(super) fn is_open(input: &Input, name: &InputName) -> bool {
    input.dated.is_empty() && name.path.starts_with("parameters.")
}

fn row(page: &Page<'_>, html: &mut Html, id: InputId, input: &Input, name: &InputName) {
    let place = Anchor::input(&name.path);
    html.tag("tr", &[("id", place.id())], |html| {
        inputs::title(page, html, id, name);
        html.line("td", &[], &inputs::domain(&page.rules, input, name));
        html.tag("td", &[], |html| values(page, html, id, input, name));
        html.tag("td", &[], |html| why(page, html, input, name));
        html.run("td", &[], &page.uses(id));
    });
}

fn values(page: &Page<'_>, html: &mut Html, id: InputId, input: &Input, name: &InputName) {
    if input.dated.is_empty() {
        let key = if is_open(input, name) {
            "doc.parameters.open"
        } else {
            "doc.parameters.local"
        };
        html.line("strong", &[], page.get(key));
        return;
    }
    for (index, dated) in input.dated.iter().enumerate() {
        let value = page.voice.value(id, dated.value).unwrap_or_default();
        let (from, to) = (page.rules.date(dated.from), page.rules.date(dated.to));
        let fillings = [("from", from.as_str()), ("to", &to), ("value", &value)];
        let mut said = page.own("doc.parameters.dated", &fillings);
        if let Some(place) = dated.place {
            let options = page.voice.value(place.input, Value::Choice(place.options));
            let name = page.voice.label(place.input, None);
            let fillings = [
                ("name", name.as_str()),
                ("options", &options.unwrap_or_default()),
            ];
            said.push_str(&page.own("doc.parameters.applies_to", &fillings));
        }
        html.line("div", &[], &said);
        let source = name.sources.get(index).map_or("", String::as_str);
        let source = page.own("doc.provisions.source", &[("source", source)]);
        html.line("div", &[("class", "said")], &source);
    }
}

fn why(page: &Page<'_>, html: &mut Html, input: &Input, name: &InputName) {
    if let Some(parameter) = name.path.strip_prefix("parameters.") {
        let key = ["parameter.", parameter, ".why"].concat();
        html.text(&page.voice.pack_or(&key, parameter));
        return;
    }
    html.text(&page.voice.of_path(&name.path, "question"));
    let scope = measures::scope(page, input.scope);
    html.line("div", &[("class", "said")], &scope);
}
