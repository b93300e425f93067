//! What the form asks for and in which order, worked out once from the pack.
//!
//! Pure. Where only some measures are wanted, only what bears on them is asked.

use tradeaid_engine::pack::Measure;
use tradeaid_engine::{Format, InputClass, InputId, KindId, NodeId, Scope};
use tradeaid_wire::Calculator;

/// One part of the form
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Theme {
    /// Its id in the pack
    pub id: String,
    /// What is asked of the enterprise
    pub inputs: Vec<InputId>,
    /// What it can list
    pub kinds: Vec<KindId>,
}

/// The whole form
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    /// Its parts
    pub themes: Vec<Theme>,
    /// Figures that other rules set
    pub parameters: Vec<InputId>,
    /// Readings of unclear sentences
    pub readings: Vec<InputId>,
    asked: Vec<bool>,
}

impl Layout {
    /// The form of a pack, for all of its measures or for those with these ids
    #[must_use]
    pub(crate) fn of(calculator: &Calculator, measures: Option<&[String]>) -> Self {
        let mut layout = Self {
            asked: asked(calculator, measures),
            ..Self::default()
        };
        let pack = calculator.engine().pack();
        for (at, name) in (0..).zip(&calculator.names().inputs) {
            let id = InputId(at);
            let Some(input) = pack.input(id).filter(|_| layout.asks(id)) else {
                continue;
            };
            match (input.scope, input.class) {
                (Scope::Case, InputClass::Parameter) => layout.parameters.push(id),
                (Scope::Case, InputClass::Reading) => layout.readings.push(id),
                (scope, _) => {
                    if let Some(theme) = layout.theme(&name.theme) {
                        theme.add(id, scope);
                    }
                }
            }
        }
        layout
    }

    /// Whether an input is asked for
    #[must_use]
    pub(crate) fn asks(&self, id: InputId) -> bool {
        self.asked.get(id.index()).copied().unwrap_or(false)
    }

    /// The part with this id, which is added if there is none yet
    fn theme(&mut self, id: &str) -> Option<&mut Theme> {
        let known = self.themes.iter().position(|theme| theme.id == id);
        let at = known.unwrap_or(self.themes.len());
        if known.is_none() {
            self.themes.push(Theme {
                id: id.into(),
                inputs: Vec::new(),
                kinds: Vec::new(),
            });
        }
        self.themes.get_mut(at)
    }
}

impl Theme {
    fn add(&mut self, id: InputId, scope: Scope) {
        match scope {
            Scope::Case => self.inputs.push(id),
            Scope::Item(kind) if self.kinds.contains(&kind) => {}
            Scope::Item(kind) => self.kinds.push(kind),
        }
    }
}

/// Which inputs bear on the wanted measures
fn asked(calculator: &Calculator, measures: Option<&[String]>) -> Vec<bool> {
    let pack = calculator.engine().pack();
    let names = calculator.names();
    let Some(wanted) = measures else {
        return vec![true; pack.inputs.len()];
    };
    let mut asked = vec![false; pack.inputs.len()];
    let mut pending = Vec::new();
    for (measure, name) in pack.measures.iter().zip(&names.measures) {
        if wanted.contains(&name.id) {
            add_roots(measure, &mut pending);
        }
    }
    let mut seen = vec![false; pack.nodes.len()];
    while let Some(id) = pending.pop() {
        let Some((id, node)) = id.and_then(|id| Some((id, pack.node(id)?))) else {
            continue;
        };
        if !mark(&mut seen, id.index()) {
            continue;
        }
        if let Some(input) = node.input() {
            mark(&mut asked, input.index());
        }
        node.for_each_argument(pack, |argument| pending.push(Some(argument)));
    }
    if let Some(input) = pack.as_of {
        mark(&mut asked, input.index());
    }
    for currency in &names.currencies {
        if let Some(input) = currency.rate {
            mark(&mut asked, input.index());
        }
    }
    add_references(calculator, &mut asked);
    asked
}

/// Marks a place, and tells whether it was not marked yet
fn mark(places: &mut [bool], at: usize) -> bool {
    match places.get_mut(at) {
        Some(place) => !std::mem::replace(place, true),
        None => false,
    }
}

fn add_roots(measure: &Measure, roots: &mut Vec<Option<NodeId>>) {
    roots.push(Some(measure.eligible));
    for part in &measure.amount {
        roots.extend_from_slice(&[part.when, part.floor, part.ceiling, part.cap]);
    }
    for figure in &measure.figures {
        roots.push(Some(figure.node));
    }
}

/// Support received elsewhere can bear on any measure, so kinds that refer to items are asked as a whole.
fn add_references(calculator: &Calculator, asked: &mut [bool]) {
    let inputs = &calculator.engine().pack().inputs;
    for (input, name) in inputs.iter().zip(&calculator.names().inputs) {
        if input.scope == Scope::Case || name.format != Format::Reference {
            continue;
        }
        for (place, other) in asked.iter_mut().zip(inputs) {
            *place |= other.scope == input.scope;
        }
    }
}
