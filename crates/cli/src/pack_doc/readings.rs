//! The ways to read sentences that are not clear: the question, the answers, which is taken, and why.

use tradeaid_engine::pack::Input;
use tradeaid_engine::{InputClass, InputId, InputName};

use super::inputs;
use super::page::Page;
use super::parameters::of_class;
use tradeaid_desk::Html;
use tradeaid_explain::Anchor;

/// Every reading
pub(super) fn section(page: &Page<'_>, html: &mut Html) {
    page.section(html, "readings", |html| {
        page.note(html, "doc.readings.note");
        let heads = [
            page.get("doc.readings.question"),
            page.get("doc.readings.options"),
            page.get("doc.readings.why"),
            page.get("doc.readings.cite"),
            page.get("doc.inputs.users"),
        ];
        let caption = page.get("doc.readings.caption");
        html.table("readings", caption, &heads, |html| {
            for (id, input, name) in of_class(page, InputClass::Reading) {
                row(page, html, id, input, name);
            }
        });
    });
}

fn row(page: &Page<'_>, html: &mut Html, id: InputId, input: &Input, name: &InputName) {
    let place = Anchor::input(&name.path);
    html.tag("tr", &[("id", place.id())], |html| {
        inputs::title(page, html, id, name);
        html.tag("td", &[], |html| options(page, html, input, name));
        html.tag("td", &[], |html| {
            let reading = name.path.strip_prefix("readings.").unwrap_or(&name.path);
            let key = ["reading.", reading, ".why"].concat();
            html.text(&page.voice.pack_or(&key, reading));
            warning(page, html, input);
        });
        html.tag("td", &[], |html| {
            if let Some(provision) = name.provision {
                html.inline(&page.cite(provision));
            }
        });
        html.run("td", &[], &page.uses(id));
    });
}

fn options(page: &Page<'_>, html: &mut Html, input: &Input, name: &InputName) {
    let assumed = input.assumed.map(|value| value.choices());
    html.tag("ul", &[("class", "options")], |html| {
        for (index, option) in (0_u8..).zip(&name.options) {
            let text = page.voice.option(&name.path, option);
            let taken = assumed.is_some_and(|assumed| assumed.iter().any(|taken| taken == index));
            html.tag("li", &[], |html| {
                html.text(&text);
                if taken {
                    html.line("strong", &[], page.get("doc.readings.assumed"));
                }
            });
        }
    });
    if assumed.is_none() {
        html.line("strong", &[], page.get("doc.readings.open"));
    }
}

fn warning(page: &Page<'_>, html: &mut Html, input: &Input) {
    let code = input
        .warning
        .and_then(|code| page.rules.names.codes.get(code.index()));
    if let Some(code) = code {
        let text = page.voice.pack_or(&["warning.", code].concat(), code);
        let said = page.own("doc.readings.warning", &[("text", &text)]);
        html.line("div", &[("class", "said")], &said);
    }
}
