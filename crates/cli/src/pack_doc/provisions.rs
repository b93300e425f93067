//! The provisions one by one: how each is cited, our paraphrase, what kind of row it is, and what rests on it.

use tradeaid_engine::ProvisionName;
use tradeaid_lang::PackTags;

use super::grounds;
use super::page::Page;
use tradeaid_desk::Html;
use tradeaid_explain::Anchor;
use tradeaid_explain::Inline;

/// Every provision
pub(super) fn section(page: &Page<'_>, tags: &PackTags, html: &mut Html) {
    page.section(html, "provisions", |html| {
        page.note(html, "doc.provisions.note");
        let heads = [
            page.get("doc.provisions.cite"),
            page.get("doc.provisions.paraphrase"),
            page.get("doc.provisions.class"),
            page.get("doc.provisions.users"),
        ];
        let caption = page.get("doc.provisions.caption");
        html.table("provisions", caption, &heads, |html| {
            for (place, provision) in page.rules.names.provisions.iter().enumerate() {
                row(page, html, provision, &spoken_of(page, tags, place));
            }
        });
    });
}

fn row(page: &Page<'_>, html: &mut Html, provision: &ProvisionName, about: &str) {
    let pinpoint = provision.pinpoint.as_str();
    let place = Anchor::provision(pinpoint);
    html.tag("tr", &[("id", place.id())], |html| {
        head(page, html, pinpoint);
        html.tag("td", &[], |html| {
            html.text(&paraphrase(page, pinpoint));
            if !provision.source.is_empty() {
                let source = [("source", provision.source.as_str())];
                let source = page.own("doc.provisions.source", &source);
                html.line("div", &[("class", "said")], &source);
            }
            if !about.is_empty() {
                html.line("div", &[("class", "said")], about);
            }
        });
        html.line("td", &[], &class(page, &provision.class));
        let users = grounds::users(page, pinpoint);
        html.tag("td", &[], |html| {
            if users.is_empty() {
                let gap = grounds::is_gap(&provision.class, &users);
                html.text(page.get(if gap {
                    "doc.users.gap"
                } else {
                    "doc.users.none"
                }));
            }
            several(html, &users);
        });
    });
}

/// The themes and industries of a provision in words
fn spoken_of(page: &Page<'_>, tags: &PackTags, place: usize) -> String {
    let Some(of_provision) = tags.provisions.get(place) else {
        return String::new();
    };
    let theme = |theme: &String| {
        let key = ["doc.theme.", theme].concat();
        page.voice.texts.find(&key).unwrap_or(theme).to_owned()
    };
    let mut words: Vec<String> = of_provision.themes.iter().map(theme).collect();
    let industries = of_provision.industries.iter();
    words.extend(industries.map(|option| page.voice.option(&tags.industry, option)));
    words.join(page.get("list"))
}

fn several(html: &mut Html, users: &[Inline]) {
    for user in users {
        html.run("div", &[], user);
    }
}

fn head(page: &Page<'_>, html: &mut Html, pinpoint: &str) {
    html.tag("th", &[("scope", "row")], |html| {
        html.text(&page.voice.cite(pinpoint));
        html.tag("div", &[("class", "id")], |html| {
            html.line("code", &[], pinpoint);
        });
    });
}

fn paraphrase(page: &Page<'_>, pinpoint: &str) -> String {
    page.voice
        .pack_or(&["provision.", pinpoint].concat(), pinpoint)
}

fn class(page: &Page<'_>, class: &str) -> String {
    let key = ["doc.class.", class].concat();
    page.voice.texts.find(&key).unwrap_or(class).to_owned()
}

/// How many provisions give something that no rule maps
pub(super) fn gaps(page: &Page<'_>) -> usize {
    let provisions = page.rules.names.provisions.iter();
    provisions
        .filter(|provision| is_gap(page, provision))
        .count()
}

fn is_gap(page: &Page<'_>, provision: &ProvisionName) -> bool {
    let users = grounds::users(page, &provision.pinpoint);
    grounds::is_gap(&provision.class, &users)
}

/// The appendix: what gives something without a rule, and what has no rule by its nature
pub(super) fn unmapped(page: &Page<'_>, html: &mut Html) {
    page.section(html, "unmapped", |html| {
        let without = |gap: bool| {
            let provisions = page.rules.names.provisions.iter();
            provisions
                .filter(|provision| {
                    let users = grounds::users(page, &provision.pinpoint);
                    users.is_empty() && grounds::is_gap(&provision.class, &users) == gap
                })
                .collect::<Vec<_>>()
        };
        for (gap, name) in [(true, "gap"), (false, "none")] {
            let provisions = without(gap);
            let count = provisions.len().to_string();
            let title = ["doc.unmapped.", name].concat();
            html.line("h3", &[], &page.own(&title, &[("count", &count)]));
            let note = [&title, ".note"].concat();
            html.line("p", &[("class", "note")], &page.own(&note, &[]));
            if !provisions.is_empty() {
                list(
                    page,
                    html,
                    &page.own(&title, &[("count", &count)]),
                    &provisions,
                );
            }
        }
    });
}

fn list(page: &Page<'_>, html: &mut Html, caption: &str, provisions: &[&ProvisionName]) {
    let heads = [
        page.get("doc.provisions.cite"),
        page.get("doc.provisions.paraphrase"),
        page.get("doc.provisions.class"),
    ];
    html.table("provisions", caption, &heads, |html| {
        for provision in provisions {
            html.tag("tr", &[], |html| {
                let pinpoint = provision.pinpoint.as_str();
                let cite = Inline::link(page.voice.cite(pinpoint), Anchor::provision(pinpoint));
                html.run("th", &[("scope", "row")], &cite);
                html.line("td", &[], &paraphrase(page, pinpoint));
                html.line("td", &[], &class(page, &provision.class));
            });
        }
    });
}
