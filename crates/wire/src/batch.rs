//! Many cases at once: columns in, columns out, status and bounds alone.
//!
//! A row is read as the very case it stands for, so it is refused for what that case would be refused for.

use tradeaid_engine::{Cents, Date, MeasureId, Row, Total};

use self::columns::Columns;
use crate::assessment::signature;
use crate::calculator::Calculator;
use crate::explore::best_status;
use crate::figure::money;
use crate::json::{Json, Writer};
use crate::problem::{Problem, ProblemCode, write_problems};
use crate::text::glued;
use crate::types;
use crate::words::StatusWord;

mod columns;

/// What one row comes to
struct Answer {
    result_id: String,
    rows: Vec<Row>,
    total: Total,
}

impl Calculator {
    /// Assesses every row of some columns, on `today` where a row names no day, and writes the answers as columns
    ///
    /// A column is named as a case writes it: `enterprise.exports`, of one year `enterprise.exports.2024`, of the
    /// first item of its kind `loan.principal`, of the second `loan.2.principal`. Its cells are what a case may hold
    /// there; `null` and an empty text are unknown. A row that is refused does not keep the others from being answered.
    /// `options_json` may name another day than `today`: `{"as_of": "2024-06-30"}`.
    ///
    /// # Errors
    /// Columns that are no object of equally long lists, and options that are unknown.
    ///
    /// # Example
    /// ```no_run
    /// # use tradeaid_wire::Calculator;
    /// # let calculator = Calculator::load("…").unwrap();
    /// let columns = r#"{"loan.principal": ["1000000", null], "loan.kind": ["new", "new"]}"#;
    /// let answers = calculator.assess_batch(columns, "{}", None);
    /// ```
    pub fn assess_batch(
        &self,
        columns_json: &str,
        options_json: &str,
        today: Option<Date>,
    ) -> Result<String, Vec<Problem>> {
        let today = read_day(options_json)?.or(today);
        let json = Json::parse(columns_json).map_err(|_| {
            let code = ProblemCode::NotJson;
            vec![Problem::new(
                "columns",
                code,
                columns_json,
                "object of lists",
            )]
        })?;
        let columns = Columns::read(&json, columns_json, &self.names().kinds)?;
        let mut answers = Vec::new();
        for row in 0..columns.count {
            answers.push(self.answer(&columns.case(row), today));
        }
        Ok(self.write_batch(&answers))
    }

    fn answer(&self, case_json: &str, today: Option<Date>) -> Result<Answer, Vec<Problem>> {
        let case = self.read_case_on(case_json, today)?;
        let (rows, total) = self.bounds(&case)?;
        Ok(Answer {
            result_id: self.result_id(&case),
            rows,
            total,
        })
    }

    fn write_batch(&self, answers: &[Result<Answer, Vec<Problem>>]) -> String {
        let mut w = Writer::new();
        w.open_record(types::Batch::KEYS);
        signature(&mut w, self);
        w.integer(i64::try_from(answers.len()).unwrap_or(i64::MAX));
        column(&mut w, answers, &|w, answer| w.text(&answer.result_id));
        w.open_list();
        for answer in answers {
            match answer {
                Ok(_) => w.raw("null"),
                Err(problems) => w.raw(&write_problems(problems)),
            }
        }
        w.close_list();
        w.open_map();
        for (id, name) in (0_u16..).map(MeasureId).zip(&self.names().measures) {
            w.key(&name.id);
            write_measure(&mut w, answers, id);
        }
        w.close_map();
        w.open_record(types::BatchTotal::KEYS);
        column(&mut w, answers, &|w, answer| {
            w.text(&money(answer.total.lo));
        });
        column(&mut w, answers, &|w, answer| {
            w.text_or_null(answer.total.hi.map(money).as_deref());
        });
        column(&mut w, answers, &|w, answer| w.bool(answer.total.complete));
        w.close_map();
        w.close_map();
        w.finish()
    }
}

/// The day that the options name
fn read_day(options_json: &str) -> Result<Option<Date>, Vec<Problem>> {
    let json = Json::parse(options_json).ok();
    let Some(entries) = json.as_ref().and_then(Json::as_map) else {
        let code = ProblemCode::NotJson;
        return Err(vec![Problem::new("options", code, options_json, "object")]);
    };
    let mut day = None;
    for (key, value) in entries {
        let path = glued(&["options.", key]);
        if key != "as_of" {
            return Err(vec![Problem::new(
                &path,
                ProblemCode::UnknownKey,
                key,
                "as_of",
            )]);
        }
        day = value.as_text().and_then(Date::parse);
        if day.is_none() && !value.is_null() {
            return Err(vec![Problem::new(
                &path,
                ProblemCode::WrongType,
                "",
                "YYYY-MM-DD",
            )]);
        }
    }
    Ok(day)
}

/// The best status among a measure's items, and what those that may pay come to together
fn write_measure(w: &mut Writer, answers: &[Result<Answer, Vec<Problem>>], id: MeasureId) {
    w.open_record(types::BatchMeasure::KEYS);
    column(w, answers, &|w, answer| {
        w.text(StatusWord(best_status(&answer.rows, id)).word());
    });
    column(w, answers, &|w, answer| {
        w.text(&money(together(answer, id).0));
    });
    column(w, answers, &|w, answer| {
        w.text_or_null(together(answer, id).1.map(money).as_deref());
    });
    w.close_map();
}

/// What all rows of a measure come to
fn together(answer: &Answer, id: MeasureId) -> (Cents, Option<Cents>) {
    let (mut least, mut most) = (0, Some(0));
    for row in &answer.rows {
        if row.measure == id {
            least = row.amount.lo.saturating_add(least);
            most = most
                .zip(row.amount.hi)
                .map(|(most, hi)| hi.saturating_add(most));
        }
    }
    (least, most)
}

/// One cell a row, `null` where the row is refused
fn column(
    w: &mut Writer,
    answers: &[Result<Answer, Vec<Problem>>],
    cell: &dyn Fn(&mut Writer, &Answer),
) {
    w.open_list();
    for answer in answers {
        match answer {
            Ok(answer) => cell(w, answer),
            Err(_) => w.raw("null"),
        }
    }
    w.close_list();
}
