//! The place beside the results from which they are taken away: a button for each form, and below them what one of
//! the buttons opened; above them the visitor's choice, where the host wants the answer and has to ask for it.

use tradeaid_desk::Html;
use tradeaid_engine::Date;
use tradeaid_wire::json::Json;

use crate::make::Handout;
use crate::problem::Complaint;
use crate::share;

/// The buttons, in order
const WAYS: [&str; 6] = ["print", "pdf", "csv", "json", "share", "open"];

/// What was chosen, as a map of texts: `show` is the button that opened something, `base` the page that links lead to,
/// `said` a message, `text` a file's text to copy, `level` the depth of the results' heading. What the host set: `ways`
/// the buttons that it offers, where not all, `picture` is `no` where a link is not shown as one, `consent` how far the
/// visitor's choice is (`ask`, `given`, `refused`), `detail` is `full` where it is about the case as well.
#[must_use]
pub fn take(
    handout: &Handout<'_>,
    case_json: &str,
    wish_json: &str,
    today: Option<Date>,
) -> String {
    let wish = Json::parse(wish_json).ok();
    let wish = |name: &str| {
        let value = wish.as_ref().and_then(|wish| wish.get(name));
        value.and_then(Json::as_text).unwrap_or("").to_owned()
    };
    let Ok(known) = handout.calculator.read_case_on(case_json, today) else {
        return String::new();
    };
    let place = Place { handout };
    let mut html = Html::default();
    let panel = [
        ("class", "ta-panel td-take"),
        ("aria-labelledby", "td-take"),
    ];
    html.tag("section", &panel, |html| {
        let heading = [("class", "ta-h4"), ("id", "td-take")];
        html.line(
            heading_tag(&wish("level")),
            &heading,
            &place.own("handout.take"),
        );
        let choice = wish("consent");
        if !choice.is_empty() {
            place.consent(html, &choice, wish("detail") == "full");
        }
        let (shown, base) = (wish("show"), wish("base"));
        place.ways(html, &shown, &wish("ways"), !base.is_empty());
        match shown.as_str() {
            "share" => place.share(html, case_json, &known, &base, wish("picture") != "no"),
            "open" => place.open(html),
            "copy" => place.copy(html, &wish("text")),
            _ => {}
        }
        let status = [("class", "ta-note"), ("role", "status")];
        let said = wish("said");
        let known_word = ["handout.said.", &said].concat();
        let said = handout.texts.find(&known_word).map_or(said, str::to_owned);
        html.line("p", &status, &said);
    });
    html.into_text()
}

struct Place<'a> {
    handout: &'a Handout<'a>,
}

impl Place<'_> {
    fn own(&self, key: &str) -> String {
        self.handout.texts.say(key, &[])
    }

    /// The choice whether the host learns of the answer: what it is about, or what was chosen, and a way to change it
    fn consent(&self, html: &mut Html, choice: &str, is_full: bool) {
        let group = [
            ("class", "td-consent"),
            ("role", "group"),
            ("aria-labelledby", "td-consent"),
        ];
        html.tag("div", &group, |html| {
            let mut key = ["handout.consent.", choice].concat();
            if is_full && choice != "refused" {
                key.push_str(".full");
            }
            let said = [("id", "td-consent"), ("tabindex", "-1")];
            html.line("p", &said, &self.own(&key));
            let ways: &[&str] = match choice {
                "given" => &["withdraw"],
                "refused" => &["agree"],
                _ => &["agree", "refuse"],
            };
            for way in ways {
                self.small_button(html, way);
            }
        });
    }

    /// What can be done; without a page to lead to, what is shared is a code
    fn ways(&self, html: &mut Html, shown: &str, offered: &str, has_page: bool) {
        let is_offered =
            |way: &&str| offered.is_empty() || offered.split(' ').any(|each| each == *way);
        html.tag("ul", &[], |html| {
            for way in WAYS.iter().copied().filter(is_offered) {
                html.tag("li", &[], |html| {
                    let is_open = if way == shown { "true" } else { "false" };
                    let attributes = [
                        ("class", "ta-link"),
                        ("type", "button"),
                        ("data-take", way),
                        ("aria-expanded", is_open),
                    ];
                    // Only two of them open something here.
                    let count = if matches!(way, "share" | "open") {
                        4
                    } else {
                        3
                    };
                    let attributes = attributes.get(..count).unwrap_or_default();
                    let name = match way {
                        "share" if !has_page => "code",
                        _ => way,
                    };
                    html.line(
                        "button",
                        attributes,
                        &self.own(&["handout.take.", name].concat()),
                    );
                });
            }
        });
    }

    /// The link, or without a page to lead to the bare code, to copy, to pass on and as a picture
    fn share(
        &self,
        html: &mut Html,
        case_json: &str,
        known: &tradeaid_wire::KnownCase,
        base: &str,
        has_picture: bool,
    ) {
        match share::shared(self.handout, case_json, known, base) {
            Ok(link) => {
                let note = if base.is_empty() {
                    "handout.share.code"
                } else {
                    "handout.share.note"
                };
                self.field(html, note, &link);
                html.tag("p", &[("class", "td-take__ways")], |html| {
                    for way in ["copy", "pass"] {
                        self.small_button(html, way);
                    }
                });
                if has_picture && !base.is_empty() {
                    self.picture(html, &link);
                }
            }
            Err(Complaint(said)) => html.line("p", &[("class", "ta-note")], &said),
        }
    }

    fn picture(&self, html: &mut Html, link: &str) {
        let texts = self.handout.texts;
        match share::qr(link, texts) {
            Ok((size, path)) => {
                let size = size.to_string();
                let name = self.own("handout.qr.name");
                let svg = [
                    ("class", "td-qr"),
                    ("viewBox", &*["0 0 ", &size, " ", &size].concat()),
                    ("role", "img"),
                    ("aria-label", &name),
                    ("shape-rendering", "crispEdges"),
                    ("focusable", "false"),
                ];
                html.tag("svg", &svg, |html| {
                    html.void(
                        "rect",
                        &[("width", &size), ("height", &size), ("fill", "#fff")],
                    );
                    html.void("path", &[("d", &path), ("fill", "#000")]);
                });
            }
            Err(Complaint(said)) => html.line("p", &[("class", "ta-note")], &said),
        }
    }

    /// A text that is there to be copied
    fn field(&self, html: &mut Html, label: &str, text: &str) {
        html.line("label", &[("for", "td-take-text")], &self.own(label));
        let field = [
            ("id", "td-take-text"),
            ("class", "td-text"),
            ("readonly", "readonly"),
            ("rows", "4"),
        ];
        html.line("textarea", &field, text);
    }

    fn small_button(&self, html: &mut Html, way: &str) {
        let button = [("class", "ta-btn"), ("type", "button"), ("data-take", way)];
        html.line(
            "button",
            &button,
            &self.own(&["handout.take.", way].concat()),
        );
    }

    fn copy(&self, html: &mut Html, text: &str) {
        html.line("p", &[("class", "ta-note")], &self.own("handout.copy.note"));
        if !text.is_empty() {
            self.field(html, "handout.copy", text);
            self.small_button(html, "copy");
        }
    }

    fn open(&self, html: &mut Html) {
        html.line(
            "label",
            &[("for", "td-take-file")],
            &self.own("handout.open.file"),
        );
        let file = [
            ("id", "td-take-file"),
            ("class", "td-file"),
            ("type", "file"),
            ("accept", ".json,application/json"),
        ];
        html.void("input", &file);
        html.line(
            "label",
            &[("for", "td-take-code")],
            &self.own("handout.open.code"),
        );
        html.line(
            "textarea",
            &[("id", "td-take-code"), ("class", "td-text"), ("rows", "3")],
            "",
        );
        self.small_button(html, "load");
    }
}

fn heading_tag(level: &str) -> &'static str {
    match level {
        "1" => "h2",
        "3" => "h4",
        "4" => "h5",
        "5" | "6" => "h6",
        _ => "h3",
    }
}
