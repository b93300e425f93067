//! What the form asks for and in which order, worked out once from the pack.
//!
//! Pure. Where only some measures are wanted, only what bears on them is asked.

use tradeaid_engine::node::Node;
use tradeaid_engine::{Format, InputClass, InputId, KindId, Scope};
use tradeaid_wire::Calculator;

use crate::case_text::{all_inputs, inputs_of};

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
            themes: Vec::new(),
            parameters: Vec::new(),
            readings: Vec::new(),
            asked: vec![measures.is_none(); calculator.engine().pack().inputs.len()],
        };
        if let Some(wanted) = measures {
            layout.ask_for(calculator, wanted);
        }
        for (id, input, name) in all_inputs(calculator) {
            if !layout.asks(id) {
                continue;
            }
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

    /// Asks for what bears on the wanted measures
    fn ask_for(&mut self, calculator: &Calculator, wanted: &[String]) {
        let pack = calculator.engine().pack();
        let mut roots = Vec::new();
        for (at, name) in calculator.names().measures.iter().enumerate() {
            if let Some(measure) = pack.measures.get(at)
                && wanted.contains(&name.id)
            {
                measure.push_roots(&mut roots);
                for figure in &measure.figures {
                    roots.push(figure.node);
                }
            }
        }
        for id in &pack.below(roots) {
            self.ask(pack.node(*id).and_then(Node::input));
        }
        self.ask(pack.as_of);
        for currency in &calculator.names().currencies {
            self.ask(currency.rate);
        }
        // Support received elsewhere can bear on any measure, so kinds that refer to items are asked as a whole.
        for (_, reference, name) in all_inputs(calculator) {
            if reference.scope != Scope::Case && name.format == Format::Reference {
                for (id, ..) in inputs_of(calculator, reference.scope) {
                    self.ask(Some(id));
                }
            }
        }
    }

    fn ask(&mut self, input: Option<InputId>) {
        if let Some(asked) = input.and_then(|input| self.asked.get_mut(input.index())) {
            *asked = true;
        }
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
