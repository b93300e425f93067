//! The last page: what is signed, by whom and when.

use super::page::Page;
use tradeaid_desk::Html;

/// The block for the reviewer's hand
pub(super) fn section(page: &Page<'_>, html: &mut Html) {
    page.section(html, "signature", |html| {
        let names = page.rules.names;
        let statement = [("id", names.id.as_str()), ("version", &names.version)];
        html.line("p", &[], &page.own("doc.sign.statement", &statement));
        html.tag("p", &[("class", "digest")], |html| {
            html.text(page.get("doc.sign.digest"));
            html.line("code", &[], page.voice.calculator.digest());
        });
        html.tag("table", &[("class", "sign")], |html| {
            html.line("caption", &[], page.get("doc.sign.caption"));
            html.tag("tbody", &[], |html| {
                html.pair(page.get("doc.sign.verdict"), |html| {
                    for key in ["doc.sign.agree", "doc.sign.changes", "doc.sign.refuse"] {
                        html.line("div", &[], page.get(key));
                    }
                });
                html.tag("tr", &[("class", "remarks")], |html| {
                    html.line("th", &[("scope", "row")], page.get("doc.sign.remarks"));
                    html.line("td", &[], "");
                });
                for key in [
                    "doc.sign.name",
                    "doc.sign.office",
                    "doc.sign.date",
                    "doc.sign.seal",
                ] {
                    html.pair(page.get(key), |_| {});
                }
            });
        });
    });
}
