//! The sheet as markup for the browser to print: the same as the PDF, without controls. How it looks is the style
//! sheet's business.

use tradeaid_desk::Html;
use tradeaid_engine::Status;
use tradeaid_explain::{Texts, grouped};
use tradeaid_wire::money;

use crate::sheet::{AmountSaid, Errand, Line, Part, Sheet, Sum};

/// The markup of a sheet
#[must_use]
pub fn markup(sheet: &Sheet, texts: &Texts) -> String {
    let mut html = Html::default();
    let print = Print { texts };
    let numbers = numbers(texts);
    let frame = [
        ("class", "td-sheet"),
        ("lang", sheet.language.tag()),
        ("data-page", &numbers),
    ];
    html.tag("article", &frame, |html| {
        head(html, sheet);
        for sentence in &sheet.ground {
            html.line("p", &[("class", "td-sheet__quiet")], sentence);
        }
        print.sum(html, &sheet.sum);
        if !sheet.business.is_empty() {
            html.line("h2", &[], &print.own("handout.section.business"));
            for sentence in &sheet.business {
                html.line("p", &[], sentence);
            }
        }
        html.line("h2", &[], &print.own("handout.section.lines"));
        print.table(html, sheet);
        print.notes(html, sheet);
        html.tag("footer", &[], |html| {
            for sentence in &sheet.closing {
                html.line("p", &[], sentence);
            }
        });
    });
    html.into_text()
}

/// The number of a page as a style sheet counts it
fn numbers(texts: &Texts) -> String {
    let counted = [
        ("page", "\" counter(page) \""),
        ("pages", "\" counter(pages) \""),
    ];
    ["\"", &texts.say("handout.page", &counted), "\""].concat()
}

struct Print<'a> {
    texts: &'a Texts,
}

impl Print<'_> {
    fn own(&self, key: &str) -> String {
        self.texts.say(key, &[])
    }

    fn money(&self, cents: i64) -> String {
        let number = grouped(&money(cents));
        self.texts.say("handout.money", &[("number", &number)])
    }

    fn sum(&self, html: &mut Html, sum: &Sum) {
        html.tag("section", &[("class", "td-sheet__sum")], |html| {
            html.tag("div", &[], |html| {
                let label = [
                    self.own("handout.sum"),
                    self.own("handout.comma"),
                    self.own("handout.sum.least"),
                ];
                html.line("span", &[], &label.concat());
                html.line("b", &[], &self.money(sum.lo));
            });
            html.tag("div", &[], |html| {
                html.line("span", &[], &self.own(sum.most()));
                html.line("b", &[("class", "is-may")], &self.money(sum.hi));
            });
            html.tag("div", &[], |html| self.bar(html, sum));
        });
        for note in &sum.notes {
            html.line("p", &[("class", "td-sheet__quiet")], note);
        }
    }

    /// Solid is certain, outlined may be
    fn bar(&self, html: &mut Html, sum: &Sum) {
        let fillings = [("min", &*self.money(sum.lo)), ("max", &*self.money(sum.hi))];
        let name = self.texts.say("handout.sum.name", &fillings);
        let share = sum.lo.saturating_mul(10_000) / sum.hi.max(1);
        let share = [
            &(share / 100).to_string(),
            ".",
            &format!("{:02}", share % 100),
            "%",
        ]
        .concat();
        let svg = [
            ("class", "td-sheet__bar"),
            ("width", "100%"),
            ("height", "12"),
            ("role", "img"),
            ("aria-label", &name),
            ("focusable", "false"),
        ];
        html.tag("svg", &svg, |html| {
            let may = [
                ("class", "is-may"),
                ("x", "0.5"),
                ("y", "0.5"),
                ("width", "99.8%"),
                ("height", "11"),
            ];
            html.void("rect", &may);
            html.void("rect", &[("width", &share), ("height", "12")]);
        });
        let key = [self.own("handout.sum.sure"), self.own("handout.sum.may")];
        html.tag("p", &[("class", "td-sheet__key")], |html| {
            for (word, class) in key.iter().zip(["is-sure", "is-may"]) {
                html.line("span", &[("class", class)], word);
            }
        });
    }

    fn table(&self, html: &mut Html, sheet: &Sheet) {
        html.tag("table", &[], |html| {
            html.tag("thead", &[], |html| {
                html.tag("tr", &[], |html| {
                    for name in ["number", "measure", "cite", "status", "amount", "next"] {
                        let key = ["handout.column.", name].concat();
                        let said = [("currency", sheet.currency_said.as_str())];
                        html.line("th", &[("scope", "col")], &self.texts.say(&key, &said));
                    }
                });
            });
            html.tag("tbody", &[], |html| {
                for line in sheet.shown() {
                    self.row(html, line);
                }
                self.services(html, sheet);
            });
        });
    }

    fn row(&self, html: &mut Html, line: &Line) {
        html.tag("tr", &[], |html| {
            let number = line.number.unwrap_or(0).to_string();
            html.line("td", &[("class", "is-num")], &number);
            title(html, &line.title, &line.about);
            html.line("td", &[], &line.cite);
            let class = match line.status {
                Status::Eligible => "is-sure",
                Status::Undetermined => "is-may",
                _ => "is-no",
            };
            html.line("td", &[("class", class)], &line.status_said);
            html.tag("td", &[("class", "is-num")], |html| {
                self.amount(html, &line.amount_said);
            });
            html.tag("td", &[], |html| {
                html.text(&line.next);
                if line.part != Part::Nothing {
                    small(html, &line.who);
                }
            });
        });
    }

    fn amount(&self, html: &mut Html, said: &AmountSaid) {
        if said.kind.is_empty() {
            html.text(&self.own("handout.dash"));
        } else {
            small(html, &said.kind);
            let tag = if said.certain { "b" } else { "span" };
            html.line(tag, &[], &said.figure);
        }
        for caption in &said.captions {
            small(html, caption);
        }
    }

    fn services(&self, html: &mut Html, sheet: &Sheet) {
        let count = sheet.count(Part::OtherService);
        if count == 0 {
            return;
        }
        let number = sheet.shown().count().saturating_add(1).to_string();
        let about = self
            .texts
            .say("handout.service.about", &[("count", &count.to_string())]);
        html.tag("tr", &[], |html| {
            html.line("td", &[("class", "is-num")], &number);
            title(html, &self.own("handout.service.title"), &about);
            html.line("td", &[], "");
            html.line("td", &[], &self.own("status.service"));
            html.line("td", &[("class", "is-num")], &self.own("handout.dash"));
            html.line("td", &[], &self.own("handout.service.next"));
        });
    }

    fn notes(&self, html: &mut Html, sheet: &Sheet) {
        if !sheet.notes.is_empty() {
            html.line("h2", &[], &self.own("handout.section.notes"));
        }
        for note in &sheet.notes {
            let fillings = [("label", note.label.as_str()), ("text", "")];
            html.tag("p", &[], |html| {
                html.line("strong", &[], &self.texts.say("handout.note", &fillings));
                html.text(&note.text);
            });
        }
        if sheet.errands.is_empty() {
            return;
        }
        html.line("h2", &[], &self.own("handout.section.errands"));
        html.tag("ul", &[], |html| {
            for errand in &sheet.errands {
                html.tag("li", &[], |html| self.errand(html, errand));
            }
        });
    }

    fn errand(&self, html: &mut Html, errand: &Errand) {
        html.line("b", &[], &errand.step);
        small(
            html,
            &self.texts.say("handout.errand.of", &[("list", &errand.of)]),
        );
        if !errand.bring.is_empty() {
            let list = errand.bring.join(self.texts.get("handout.between"));
            let bring = self.texts.say("handout.errand.bring", &[("list", &list)]);
            html.line("p", &[], &bring);
        }
    }
}

fn head(html: &mut Html, sheet: &Sheet) {
    html.tag("header", &[], |html| {
        html.tag("div", &[], |html| {
            html.line("p", &[], &sheet.product);
            html.line("h1", &[], &sheet.title);
        });
        html.tag("dl", &[], |html| {
            for pair in &sheet.head {
                html.tag("div", &[], |html| {
                    html.line("dt", &[], &pair.name);
                    html.line("dd", &[], &pair.value);
                });
            }
        });
    });
}

fn title(html: &mut Html, title: &str, about: &str) {
    html.tag("th", &[("scope", "row")], |html| {
        html.text(title);
        small(html, about);
    });
}

fn small(html: &mut Html, text: &str) {
    if !text.is_empty() {
        html.line("small", &[], text);
    }
}
