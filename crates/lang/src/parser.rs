//! Reads one-line expressions. Knows no names, types or units.

use tradeaid_engine::node::Comparison;
use tradeaid_engine::{MAX_DIGITS, Number};

use crate::diagnostic::{Code, Report};
use crate::expression::{Expression, Form, Operator, Relation};
use crate::lexer::{Placed, Slip, Token, tokens};
use crate::source::Span;
use crate::tree::Tree;

/// Reads the expression that a tree holds; what is wrong is reported
pub(crate) fn parse(tree: &Tree, report: &mut Report) -> Option<Expression> {
    let Some(text) = tree.word() else {
        report.add(
            Code::Form,
            tree.span,
            "an expression must stand here",
            "write one line such as `loan.principal * 1%`",
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
}

type Parsed = Result<Expression, Slip>;

impl Parser<'_> {
    fn whole(mut self) -> Parsed {
        let expression = self.condition()?;
        match self.tokens.first() {
            None => Ok(expression),
            Some(_) => Err(self.unexpected("the end of the expression")),
        }
    }

    fn condition(&mut self) -> Parsed {
        let left = self.sum()?;
        if let Some(how) = self.relation()? {
            let right = self.sum()?;
            let span = left.span;
            return Ok(Expression {
                form: Form::Compare {
                    how,
                    left: Box::new(left),
                    right: Box::new(right),
                },
                span,
            });
        }
        let negated = self.take_name("not");
        if self.take_name("in") {
            let span = left.span;
            let list = self.bracketed("[", "]")?;
            return Ok(Expression {
                form: Form::Among {
                    of: Box::new(left),
                    list,
                    negated,
                },
                span,
            });
        }
        if negated {
            return Err(self.unexpected("`in` and a list"));
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
                    "`=` does not compare",
                    "write `==`",
                ));
            }
            _ => return Ok(None),
        };
        self.advance();
        Ok(Some(relation))
    }

    fn sum(&mut self) -> Parsed {
        let mut left = self.product()?;
        loop {
            let how = match self.sign() {
                Some("+") => Operator::Plus,
                Some("-") => Operator::Minus,
                _ => return Ok(left),
            };
            self.advance();
            let right = self.product()?;
            left = arithmetic(how, left, right);
        }
    }

    fn product(&mut self) -> Parsed {
        let mut left = self.factor()?;
        loop {
            let how = match self.sign() {
                Some("*") => Operator::Times,
                Some("/") => Operator::Over,
                _ => return Ok(left),
            };
            self.advance();
            let right = self.factor()?;
            left = arithmetic(how, left, right);
        }
    }

    fn factor(&mut self) -> Parsed {
        let Some(Placed {
            token,
            start,
            length,
        }) = self.tokens.first().cloned()
        else {
            return Err(self.unexpected("a value"));
        };
        let span = self.tree.part(start, length);
        match token {
            Token::Date(date) => {
                self.advance();
                Ok(Expression {
                    form: Form::Date(date),
                    span,
                })
            }
            Token::Number(written) => {
                self.advance();
                self.number(written, span, start, length)
            }
            Token::Name(name) => {
                self.advance();
                if self.sign() == Some("(") {
                    let arguments = self.bracketed("(", ")")?;
                    return Ok(Expression {
                        form: Form::Call { name, arguments },
                        span,
                    });
                }
                Ok(Expression {
                    form: Form::Name(name),
                    span,
                })
            }
            Token::Sign("(") => {
                self.advance();
                self.deeper(start)?;
                let inner = self.condition()?;
                self.expect(")")?;
                self.depth -= 1;
                Ok(inner)
            }
            Token::Sign(_) => Err(self.unexpected("a value")),
        }
    }

    fn number(&mut self, written: String, span: Span, start: u32, length: u32) -> Parsed {
        let slip = || {
            let help = format!("write at most {MAX_DIGITS} digits, with a point if need be: 12.5");
            Slip::new(start, length, format!("`{written}` is no number"), help)
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
        Ok(Expression {
            form: Form::Number {
                written,
                value,
                unit,
            },
            span,
        })
    }

    fn bracketed(
        &mut self,
        open: &'static str,
        close: &'static str,
    ) -> Result<Vec<Expression>, Slip> {
        let start = self.tokens.first().map_or(self.end, |placed| placed.start);
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
                "this is nested too deeply",
                "name an inner part in shared.yaml and use the name",
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
        Err(self.unexpected(&format!("`{wanted}`")))
    }

    fn advance(&mut self) {
        self.tokens = self.tokens.get(1..).unwrap_or(&[]);
    }

    fn unexpected(&self, wanted: &str) -> Slip {
        let Some(Placed {
            token,
            start,
            length,
        }) = self.tokens.first()
        else {
            return Slip::new(
                self.end.saturating_sub(1),
                1,
                "the expression breaks off",
                format!("{wanted} must follow"),
            );
        };
        let found = match token {
            Token::Name(name) | Token::Number(name) => name.as_str(),
            Token::Sign(sign) => sign,
            Token::Date(_) => "a day",
        };
        let help = match found {
            "and" => "write the parts as conditions of their own under `all:`".to_owned(),
            "or" => "write the parts as conditions of their own under `any:`".to_owned(),
            "not" => "put the condition under `not:`".to_owned(),
            _ => format!("{wanted} must stand here"),
        };
        Slip::new(
            *start,
            *length,
            format!("`{found}` cannot stand here"),
            help,
        )
    }
}

fn arithmetic(how: Operator, left: Expression, right: Expression) -> Expression {
    let span = left.span;
    Expression {
        form: Form::Arithmetic {
            how,
            left: Box::new(left),
            right: Box::new(right),
        },
        span,
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
