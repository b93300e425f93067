//! Reads one-line expressions. Knows no names, types or units.

use tradeaid_engine::node::Comparison;
use tradeaid_engine::{MAX_DIGITS, Number};

use crate::diagnostic::{Code, Report};
use crate::expression::{Expression, Form, Operator, Relation};
use crate::lexer::{Placed, Token, tokens};
use crate::said::{Said, say};
use crate::slip::{self, Slip};
use crate::tree::Tree;

/// Reads the expression that a tree holds; what is wrong is reported
pub(crate) fn parse(tree: &Tree, report: &mut Report) -> Option<Expression> {
    let Some(text) = tree.word() else {
        report.add(
            Code::Form,
            tree.span,
            say!("wrong.expected_expression"),
            say!("mend.expression"),
        );
        return None;
    };
    let parsed = tokens(text).and_then(|tokens| {
        let end = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        Parser {
            tree,
            tokens: &tokens,
            end,
            depth: 0,
            past: 0,
        }
        .whole()
    });
    match parsed {
        Ok(expression) => Some(expression),
        Err(slip) => {
            report.add(
                Code::Expression,
                tree.part(slip.start, slip.length),
                slip.message,
                slip.help,
            );
            None
        }
    }
}

/// Deeper than any formula a person can read
const MAX_DEPTH: usize = 40;

struct Parser<'t> {
    tree: &'t Tree,
    tokens: &'t [Placed],
    end: u32,
    depth: usize,
    /// Where the last token that has been read ends
    past: u32,
}

type Parsed = Result<Expression, Slip>;

impl Parser<'_> {
    fn whole(mut self) -> Parsed {
        let expression = self.condition()?;
        match self.tokens.first() {
            None => Ok(expression),
            Some(_) => Err(self.unexpected(&say!("part.end_of_expression"))),
        }
    }

    fn condition(&mut self) -> Parsed {
        let start = self.start();
        let left = self.sum()?;
        if let Some(how) = self.relation()? {
            let (left, right) = (Box::new(left), Box::new(self.sum()?));
            return Ok(self.made(Form::Compare { how, left, right }, start));
        }
        let negated = self.take_name("not");
        if self.take_name("in") {
            let of = Box::new(left);
            let list = self.bracketed("[", "]")?;
            return Ok(self.made(Form::Among { of, list, negated }, start));
        }
        if negated {
            return Err(self.unexpected(&say!("part.in_and_list")));
        }
        Ok(left)
    }

    fn relation(&mut self) -> Result<Option<Relation>, Slip> {
        let Some(Placed {
            token: Token::Sign(sign),
            start,
            length,
        }) = self.tokens.first()
        else {
            return Ok(None);
        };
        let relation = match *sign {
            "==" => Relation::Is(Comparison::Equal),
            "!=" => Relation::IsNot,
            "<" => Relation::Is(Comparison::Below),
            "<=" => Relation::Is(Comparison::AtMost),
            ">" => Relation::Is(Comparison::Above),
            ">=" => Relation::Is(Comparison::AtLeast),
            "=" => {
                return Err(Slip::new(
                    *start,
                    *length,
                    say!("wrong.single_equals"),
                    say!("mend.double_equals"),
                ));
            }
            _ => return Ok(None),
        };
        self.advance();
        Ok(Some(relation))
    }

    fn sum(&mut self) -> Parsed {
        let start = self.start();
        let mut left = self.product()?;
        loop {
            let how = match self.sign() {
                Some("+") => Operator::Plus,
                Some("-") => Operator::Minus,
                _ => return Ok(left),
            };
            self.advance();
            let right = self.product()?;
            left = self.arithmetic(how, left, right, start);
        }
    }

    fn product(&mut self) -> Parsed {
        let start = self.start();
        let mut left = self.factor()?;
        loop {
            let how = match self.sign() {
                Some("*") => Operator::Times,
                Some("/") => Operator::Over,
                _ => return Ok(left),
            };
            self.advance();
            let right = self.factor()?;
            left = self.arithmetic(how, left, right, start);
        }
    }

    fn arithmetic(
        &self,
        how: Operator,
        left: Expression,
        right: Expression,
        start: u32,
    ) -> Expression {
        let (left, right) = (Box::new(left), Box::new(right));
        self.made(Form::Arithmetic { how, left, right }, start)
    }

    fn factor(&mut self) -> Parsed {
        let Some(Placed { token, start, .. }) = self.tokens.first().cloned() else {
            return Err(self.unexpected(&say!("part.a_value")));
        };
        let form = match token {
            Token::Sign("(") => {
                self.advance();
                self.deeper(start)?;
                let inner = self.condition()?;
                self.expect(")")?;
                self.depth -= 1;
                return Ok(inner);
            }
            Token::Sign(_) => return Err(self.unexpected(&say!("part.a_value"))),
            Token::Date(date) => {
                self.advance();
                Form::Date(date)
            }
            Token::Number(written) => {
                self.advance();
                self.number(written, start)?
            }
            Token::Name(name) => {
                self.advance();
                if self.sign() == Some("(") {
                    let arguments = self.bracketed("(", ")")?;
                    Form::Call { name, arguments }
                } else {
                    Form::Name(name)
                }
            }
        };
        Ok(self.made(form, start))
    }

    fn number(&mut self, written: String, start: u32) -> Result<Form, Slip> {
        let length = self.past.saturating_sub(start);
        let slip = || {
            let help = if written.contains(['e', 'E']) {
                say!("mend.no_exponent")
            } else {
                say!("mend.digits", most = MAX_DIGITS)
            };
            Slip::new(start, length, say!("wrong.no_number", text = written), help)
        };
        let mut value = Number::parse(&written).ok_or_else(slip)?;
        let mut unit = None;
        if self.sign() == Some("%") {
            self.advance();
            value = value.over(Number::from(100)).ok_or_else(slip)?;
        } else if let Some(Placed {
            token: Token::Name(name),
            ..
        }) = self.tokens.first()
            && !["in", "not", "and", "or"].contains(&name.as_str())
        {
            unit = Some(name.clone());
            self.advance();
        }
        Ok(Form::Number {
            written,
            value,
            unit,
        })
    }

    /// What has been read since `start`
    fn made(&self, form: Form, start: u32) -> Expression {
        let span = self.tree.part(start, self.past.saturating_sub(start));
        Expression { form, span }
    }

    fn start(&self) -> u32 {
        self.tokens.first().map_or(self.end, |placed| placed.start)
    }

    fn bracketed(
        &mut self,
        open: &'static str,
        close: &'static str,
    ) -> Result<Vec<Expression>, Slip> {
        let start = self.start();
        self.expect(open)?;
        self.deeper(start)?;
        let mut list = vec![self.sum()?];
        while self.sign() == Some(",") {
            self.advance();
            list.push(self.sum()?);
        }
        self.expect(close)?;
        self.depth -= 1;
        Ok(list)
    }

    fn deeper(&mut self, start: u32) -> Result<(), Slip> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Slip::new(
                start,
                1,
                say!("wrong.nested"),
                say!("mend.nested"),
            ));
        }
        Ok(())
    }

    fn sign(&self) -> Option<&'static str> {
        match self.tokens.first() {
            Some(Placed {
                token: Token::Sign(sign),
                ..
            }) => Some(sign),
            _ => None,
        }
    }

    fn take_name(&mut self, wanted: &str) -> bool {
        let found = matches!(self.tokens.first(), Some(Placed { token: Token::Name(name), .. }) if name == wanted);
        if found {
            self.advance();
        }
        found
    }

    fn expect(&mut self, wanted: &'static str) -> Result<(), Slip> {
        if self.sign() == Some(wanted) {
            self.advance();
            return Ok(());
        }
        Err(self.unexpected(&say!("part.quoted", name = wanted)))
    }

    fn advance(&mut self) {
        if let Some((first, rest)) = self.tokens.split_first() {
            self.past = first.start.saturating_add(first.length);
            self.tokens = rest;
        }
    }

    fn unexpected(&self, wanted: &Said) -> Slip {
        slip::unexpected(self.tokens.first(), wanted, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Data;

    fn shape(expression: &Expression) -> String {
        match &expression.form {
            Form::Number { written, unit, .. } => written.clone() + unit.as_deref().unwrap_or(""),
            Form::Date(date) => format!("{:?}", date.to_civil()),
            Form::Name(name) => name.clone(),
            Form::Call { name, arguments } => format!(
                "{name}{:?}",
                arguments.iter().map(shape).collect::<Vec<_>>()
            ),
            Form::Arithmetic { how, left, right } => {
                format!("({} {how:?} {})", shape(left), shape(right))
            }
            Form::Compare { how, left, right } => {
                format!("({} {how:?} {})", shape(left), shape(right))
            }
            Form::Among { of, list, negated } => {
                format!(
                    "({} {negated} {:?})",
                    shape(of),
                    list.iter().map(shape).collect::<Vec<_>>()
                )
            }
        }
    }

    fn read(text: &str) -> Result<String, usize> {
        let mut report = Report::default();
        let tree = Tree::new(Data::Text(text.to_owned()));
        parse(&tree, &mut report)
            .map(|e| shape(&e))
            .ok_or(report.len())
    }

    #[test]
    fn products_bind_before_sums_and_both_from_the_left() {
        assert_eq!(
            read("a - b - c * d / 2").as_deref(),
            Ok("((a Minus b) Minus ((c Times d) Over 2))")
        );
        assert_eq!(
            read("a * (b + 1%) <= 500 CNY").as_deref(),
            Ok("((a Times (b Plus 1)) Is(AtMost) 500CNY)")
        );
        assert_eq!(
            read("days(a.b, 2025-11-30)").as_deref(),
            Ok("days[\"a.b\", \"(2025, 11, 30)\"]")
        );
        assert_eq!(
            read("x not in [9610, b2b]").as_deref(),
            Ok("(x true [\"9610\", \"b2b\"])")
        );
        assert_eq!(
            read("m >= 2024-10").as_deref(),
            Ok("(m Is(AtLeast) (2024, 10, 1))")
        );
    }

    #[test]
    fn what_is_no_expression_is_refused_once() {
        for text in [
            "",
            "a +",
            "a b",
            "a = b",
            "a and b",
            "a < b < c",
            "(a",
            "f()",
            "1.2.3",
            "a ≤ b",
            "2025-02-30",
            "x in []",
            "1e3e",
        ] {
            let wanted = if text == "1e3e" {
                Ok("1e3e".to_owned())
            } else {
                Err(1)
            };
            assert_eq!(read(text), wanted, "{text}");
        }
        let deep = "(".repeat(500) + "a" + &")".repeat(500);
        assert_eq!(read(&deep), Err(1));
    }
}
