//! What expressions become, one at a time.

mod show;

use tradeaid_engine::Document;
use tradeaid_lang::{Diagnostics, Source, compile_sources};

/// What an expression becomes as the one condition of a measure of loans
fn condition(expression: &str) -> Result<String, String> {
    let document = with_condition(expression).map_err(|problems| problems.to_string())?;
    let measure = document.pack.measures.last().ok_or("no measure")?;
    Ok(show::node(&document, measure.eligible))
}

fn with_condition(expression: &str) -> Result<Document, Diagnostics> {
    let file = |path: &str, text: &str| Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let article = format!(
        "measures: {{m: {{provision: '1', for_each: loan, theme: t, nature: service, how: apply, authorities: [a], \
         conditions: {{is: \"{expression}\", cite: '1', text: t}}}}}}\n"
    );
    let inputs = "loan.a: {type: money, unit: CNY}\nloan.b: {type: money, unit: USD}\nloan.n: {type: count, min: 1}\n\
                  loan.c: {type: choice, options: [x, '9610', z]}\nloan.d: {type: date}\nloan.y: {type: yes_no, none: true}\n";
    let mut texts = "pack.title: t\nkind.loan: t\nprovision.1: t\nprovision.1.cite: t\nreason.t: t\ntheme.t: t\nauthority.a: t\n\
                     measure.m.title: t\nmeasure.m.summary: t\nmeasure.m.next: t\nparameter.r.label: t\nparameter.r.why: t\n".to_owned();
    for name in ["a", "b", "n", "c", "d", "y"] {
        for part in ["label", "question"] {
            texts += &["input.loan.", name, ".", part, ": t\n"].concat();
        }
    }
    texts += "option.loan.c.x: t\noption.loan.c.9610: t\noption.loan.c.z: t\n";
    let header =
        "id: t\nversion: '1'\nlanguages: [en]\nmoney: {base: CNY, rates: {USD: parameters.r}}\n";
    compile_sources(vec![
        file("pack.yaml", header),
        file("provisions.yaml", "'1': {class: ES}\n"),
        file(
            "parameters.yaml",
            "r: {type: exchange_rate, from: USD, to: CNY}\n",
        ),
        file("inputs/1.yaml", inputs),
        file("articles/1.yaml", &article),
        file("texts/en.yaml", &texts),
    ])
}

#[test]
fn expressions_become_nodes() {
    let cases = [
        ("loan.c == x", "loan.c in [0]"),
        ("loan.c != x", "not(loan.c in [0])"),
        ("loan.c in [x, 9610]", "loan.c in [0, 1]"),
        ("loan.c not in [z]", "not(loan.c in [2])"),
        (
            "loan.n in [3, 5]",
            "any((loan.n Equal 3), (loan.n Equal 5))",
        ),
        ("loan.y", "all(exists(loan.y), loan.y)"),
        ("loan.a > 0", "(loan.a Above 0)"),
        ("loan.a != 5 CNY", "not((loan.a Equal 5))"),
        (
            "loan.a / loan.n <= 1.50 CNY",
            "((loan.a / loan.n) AtMost 15/10)",
        ),
        (
            "loan.a / max(loan.a, 1 CNY) < 50%",
            "((loan.a / max(loan.a, 1)) Below 50/100)",
        ),
        (
            "convert(loan.b, CNY) >= loan.a",
            "((loan.b * parameters.r) AtLeast loan.a)",
        ),
        (
            "convert(loan.a, USD) >= loan.b",
            "((loan.a / parameters.r) AtLeast loan.b)",
        ),
        (
            "loan.b * parameters.r >= loan.a",
            "((loan.b * parameters.r) AtLeast loan.a)",
        ),
        (
            "round_up(loan.a * 1%) == min(loan.a, 7 CNY)",
            "(roundUp((loan.a * 1/100)) Equal min(loan.a, 7))",
        ),
        (
            "year(loan.d) + 1 == 2025",
            "((year(loan.d) + 1) Equal 2025)",
        ),
        (
            "days(loan.d, 2024-12-31) < 30",
            "(days(loan.d, 2024-12-31) Below 30)",
        ),
        ("loan.d >= 2024-10", "(loan.d AtLeast 2024-10-01)"),
    ];
    for (expression, expected) in cases {
        assert_eq!(
            condition(expression).as_deref(),
            Ok(expected),
            "{expression}"
        );
    }
}
