//! The amount of a measure, reckoned with the figures of the case: which way of reckoning counts, what each bound is
//! made of, and what the amount comes to.

use tradeaid_engine::pack::{Alternative, Word};
use tradeaid_engine::{Finding, NodeId, Number, Rounding, Truth};

use crate::amount::{filled, row_amount_key};
use crate::conditions::Steps;
use crate::rules::Seen;
use crate::sentence::{Kind, Sentence};

impl Steps<'_> {
    /// Every step of the amount
    pub(crate) fn sums(&mut self, finding: &Finding) {
        let measure = self.measure;
        if measure.amount.is_empty() {
            return;
        }
        for (place, alternative) in measure.amount.iter().enumerate() {
            let holds = self.alternative(alternative, place);
            if holds.may_hold() {
                let open = measure.amount.len() > 1 && holds == Truth::Open;
                self.bounds(alternative, usize::from(open));
            }
            if holds == Truth::True {
                break;
            }
        }
        let voice = self.teller.sight.rules.voice;
        if let Some(key) = row_amount_key(voice, measure, finding.row.amount) {
            let text = if key == "amount.missing" {
                self.own("explain.amount.missing", &[])
            } else {
                let amount = filled(voice, key, finding.row.amount);
                self.own("explain.amount", &[("amount", &amount)])
            };
            self.sentences.push(Sentence::of(Kind::Amount, text));
        }
    }

    /// Figures beside the amount
    pub(crate) fn figures(&mut self) {
        let sight = self.teller.sight;
        for figure in &self.measure.figures {
            let key = sight.rules.names.texts.get(figure.text.index());
            let key = key.map_or("", String::as_str);
            let label = sight.rules.voice.pack_or(key, key);
            let text = self.reckoned(&label, figure.node, Rounding::HalfUp);
            let text = self.cited(&text, figure.provision);
            self.sentences.push(Sentence {
                provision: Some(self.pinpoint(figure.provision)),
                ..Sentence::of(Kind::Figure, text)
            });
        }
    }

    /// Whether a way of reckoning counts, and why
    fn alternative(&mut self, alternative: &Alternative, place: usize) -> Truth {
        let Some(when) = alternative.when else {
            // The last one counts where none before it does.
            if place == 0 || self.all_failed(place) {
                return Truth::True;
            }
            let text = self.own("explain.way.else", &[]);
            self.sentences.push(Sentence::of(Kind::Alternative, text));
            return Truth::Open;
        };
        let holds = self.teller.sight.truth(when);
        let text = match holds {
            Truth::True => self.own("explain.way.counts", &[("fact", &self.teller.fact(when))]),
            Truth::False => self.own("explain.way.fails", &[("fact", &self.teller.fact(when))]),
            Truth::Open => self.own("explain.way.if", &[("rule", &self.teller.rule(when))]),
        };
        let reason = self.leaf(when);
        let leaf = reason.and_then(|place| self.measure.conditions.get(place));
        let provision = leaf.map_or(alternative.provision, |leaf| leaf.provision);
        let text = self.cited(&text, provision);
        self.sentences.push(Sentence {
            provision: Some(self.pinpoint(provision)),
            holds: Some(holds),
            reason,
            ..Sentence::of(Kind::Alternative, text)
        });
        holds
    }

    fn all_failed(&self, before: usize) -> bool {
        let mut earlier = self.measure.amount.iter().take(before);
        earlier.all(|way| {
            way.when
                .is_some_and(|when| self.teller.sight.truth(when) == Truth::False)
        })
    }

    fn bounds(&mut self, alternative: &Alternative, depth: usize) {
        let (floor, ceiling) = (alternative.floor, alternative.ceiling);
        let apart = ceiling.filter(|_| floor != ceiling);
        let (floor_label, ceiling_label) = match alternative.word {
            Word::Exactly => ("explain.sum.amount", "explain.sum.amount"),
            Word::FeeCeiling => ("explain.sum.floor", "explain.sum.price"),
            Word::AtLeast => ("explain.sum.floor", "explain.sum.presumed"),
            Word::AtMost | Word::Unspecified => ("explain.sum.floor", "explain.sum.ceiling"),
        };
        let ceiling = if alternative.word == Word::Exactly {
            None
        } else {
            apart
        };
        let floor = match alternative.word {
            Word::Exactly => floor.or(alternative.ceiling),
            _ => floor,
        };
        let parts = [
            (Kind::Floor, floor_label, floor),
            (Kind::Ceiling, ceiling_label, ceiling),
            (Kind::Cap, "explain.sum.cap", alternative.cap),
        ];
        if alternative.word == Word::Unspecified && floor.is_none() && ceiling.is_none() {
            let text = self.own("explain.unspecified", &[]);
            self.sum(Kind::Ceiling, &text, alternative, depth);
        }
        for (kind, label, node) in parts {
            if let Some(node) = node {
                let label = self.own(label, &[]);
                let text = self.reckoned(&label, node, rounding(alternative.word));
                self.sum(kind, &text, alternative, depth);
            }
        }
    }

    fn sum(&mut self, kind: Kind, text: &str, alternative: &Alternative, depth: usize) {
        let text = self.cited(text, alternative.provision);
        self.sentences.push(Sentence {
            depth,
            provision: Some(self.pinpoint(alternative.provision)),
            ..Sentence::of(kind, text)
        });
    }

    /// `上限：1000万元 × 1% × 180天 ÷ 360天 = 5万元`
    fn reckoned(&self, label: &str, node: NodeId, rounding: Rounding) -> String {
        let sight = self.teller.sight;
        let node = sight.through(node);
        if let Some(name) = sight.name(node) {
            let value = sight.said(node);
            let fillings = [("label", label), ("name", name.as_str()), ("value", &value)];
            return self.own("explain.sum.of_one", &fillings);
        }
        let formula = self.teller.formula(node);
        let range = sight.pass.value(node).number();
        let cents = |number: Number| number.to_cents(rounding).filter(|_| number.is_finite());
        let money = |cents| sight.rules.voice.money(cents);
        let exact =
            |number: Number| cents(number).is_some_and(|cents| Number::from_cents(cents) == number);
        let (lo, hi) = (cents(range.lo), cents(range.hi));
        let (key, value) = match (lo, hi) {
            (Some(lo), Some(hi)) if lo == hi && exact(range.lo) => ("explain.sum", money(lo)),
            (Some(lo), Some(hi)) if lo == hi => ("explain.sum.about", money(lo)),
            (Some(lo), Some(hi)) => {
                let ends = [money(lo), money(hi)];
                let [min, max] = ends.each_ref().map(String::as_str);
                let value = self.own("value.between", &[("min", min), ("max", max)]);
                ("explain.sum", value)
            }
            (Some(lo), None) if lo > 0 => ("explain.sum.from", money(lo)),
            _ => ("explain.sum.open", String::new()),
        };
        let fillings = [
            ("label", label),
            ("formula", formula.as_str()),
            ("value", &value),
        ];
        self.own(key, &fillings)
    }
}

/// How an amount of which the law says this is rounded
const fn rounding(word: Word) -> Rounding {
    match word {
        Word::AtLeast => Rounding::Up,
        Word::AtMost | Word::Unspecified | Word::FeeCeiling => Rounding::Down,
        Word::Exactly => Rounding::HalfUp,
    }
}
