//! What the form asks for and in which order, worked out once from the pack.
//!
//! Pure. Where only some measures are wanted, only what bears on them is asked.

use tradeaid_engine::pack::Measure;
use tradeaid_engine::{Format, InputClass, InputId, KindId, NodeId, Scope};
use tradeaid_wire::Calculator;

use crate::case_text::inputs_of;

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
        for ((id, input), name) in (0_u16..)
            .map(InputId)
            .zip(&pack.inputs)
            .zip(&calculator.names().inputs)
        {
            if !layout.asks(id) {
                continue;
            }
            match (input.scope, input.class) {
                (Scope::Item(kind), _) => layout.in_theme(&name.theme, |theme| {
                    if !theme.kinds.contains(&kind) {
                        theme.kinds.push(kind);
                    }
                }),
                (Scope::Case, InputClass::Parameter) => layout.parameters.push(id),
                (Scope::Case, InputClass::Reading) => layout.readings.push(id),
                (Scope::Case, InputClass::Fact) => {
                    layout.in_theme(&name.theme, |theme| theme.inputs.push(id));
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

    fn in_theme(&mut self, id: &str, add: impl FnOnce(&mut Theme)) {
        if let Some(theme) = self.themes.iter_mut().find(|theme| theme.id == id) {
            return add(theme);
        }
        let mut theme = Theme {
            id: id.into(),
            inputs: Vec::new(),
            kinds: Vec::new(),
        };
        add(&mut theme);
        self.themes.push(theme);
    }
}

/// Which inputs bear on the wanted measures
fn asked(calculator: &Calculator, measures: Option<&[String]>) -> Vec<bool> {
    let pack = calculator.engine().pack();
    let Some(wanted) = measures else {
        return vec![true; pack.inputs.len()];
    };
    let mut asked = vec![false; pack.inputs.len()];
    let mut mark = |id: InputId| {
        if let Some(place) = asked.get_mut(id.index()) {
            *place = true;
        }
    };
    let names = &calculator.names().measures;
    let mut pending: Vec<NodeId> = Vec::new();
    for (measure, name) in pack.measures.iter().zip(names) {
        if wanted.contains(&name.id) {
            pending.extend(roots(measure));
        }
    }
    let mut seen = vec![false; pack.nodes.len()];
    while let Some(id) = pending.pop() {
        let (Some(node), Some(seen)) = (pack.node(id), seen.get_mut(id.index())) else {
            continue;
        };
        if std::mem::replace(seen, true) {
            continue;
        }
        if let Some(input) = node.input() {
            mark(input);
        }
        node.for_each_argument(pack, |argument| pending.push(argument));
    }
    pack.as_of.into_iter().for_each(&mut mark);
    for currency in &calculator.names().currencies {
        currency.rate.into_iter().for_each(&mut mark);
    }
    with_references(calculator, asked)
}

fn roots(measure: &Measure) -> impl Iterator<Item = NodeId> + '_ {
    let amounts = measure.amount.iter().flat_map(|part| {
        [part.when, part.floor, part.ceiling, part.cap]
            .into_iter()
            .flatten()
    });
    let figures = measure.figures.iter().map(|figure| figure.node);
    std::iter::once(measure.eligible)
        .chain(amounts)
        .chain(figures)
}

/// Support received elsewhere can bear on any measure, so kinds that refer to items are asked as a whole.
fn with_references(calculator: &Calculator, mut asked: Vec<bool>) -> Vec<bool> {
    let pack = calculator.engine().pack();
    let refers = |scope: Scope| {
        inputs_of(calculator, scope).any(|(_, _, name)| name.format == Format::Reference)
    };
    for (place, input) in asked.iter_mut().zip(&pack.inputs) {
        *place |= input.scope != Scope::Case && refers(input.scope);
    }
    asked
}
