//! The two packs beside each other: which inputs of one are which of the other, by their paths. Nothing is
//! compared here.

use tradeaid_engine::pack::{Input, Measure};
use tradeaid_engine::{
    InputClass, InputId, InputName, MeasureId, Names, Node, NodeId, Pack, Scope,
};

use super::both::{Both, Which};
use tradeaid_explain::Voice;

/// One pack
pub(super) struct Side<'a> {
    pub(super) voice: Voice<'a>,
    pub(super) pack: &'a Pack,
    pub(super) names: &'a Names,
    /// For each node: the input whose options it chooses among
    chosen: Vec<Option<InputId>>,
    /// For each input: its place among the inputs of both packs
    places: Vec<usize>,
}

/// An input that at least one of the packs has
pub(super) struct Joint {
    pub(super) path: String,
    pub(super) ids: Both<Option<InputId>>,
    /// The options that either knows
    pub(super) options: Vec<String>,
    /// Whether a value of one pack means the same in the other
    pub(super) fits: bool,
}

/// Both packs
pub(super) struct Pair<'a> {
    pub(super) sides: Both<Side<'a>>,
    pub(super) inputs: Vec<Joint>,
}

impl<'a> Pair<'a> {
    /// Sets two packs beside each other
    pub(super) fn of(before: Voice<'a>, after: Voice<'a>) -> Self {
        let sides = Both {
            before: Side::of(before),
            after: Side::of(after),
        };
        let mut pair = Self {
            sides,
            inputs: Vec::new(),
        };
        for which in Which::BOTH {
            pair.join(which);
        }
        for joint in &mut pair.inputs {
            let forms = Both::of(|which| {
                let side = pair.sides.get(which);
                joint.ids.get(which).map(|id| side.form(id))
            });
            joint.fits = forms.before.is_none() || forms.after.is_none() || forms.agree();
        }
        pair
    }

    /// Gives every input of a pack its place
    fn join(&mut self, which: Which) {
        let side = self.sides.get_mut(which);
        for (id, name) in (0_u16..).map(InputId).zip(&side.names.inputs) {
            let known = self.inputs.iter().position(|joint| joint.path == name.path);
            let place = known.unwrap_or(self.inputs.len());
            if known.is_none() {
                self.inputs.push(Joint {
                    path: name.path.clone(),
                    ids: Both::default(),
                    options: Vec::new(),
                    fits: true,
                });
            }
            if let Some(joint) = self.inputs.get_mut(place) {
                *joint.ids.get_mut(which) = Some(id);
                for option in &name.options {
                    if !joint.options.contains(option) {
                        joint.options.push(option.clone());
                    }
                }
            }
            side.places.push(place);
        }
    }

    /// An input by its place
    pub(super) fn joint(&self, place: usize) -> Option<&Joint> {
        self.inputs.get(place)
    }

    /// An input in one of the packs
    pub(super) fn input(&self, which: Which, place: usize) -> Option<(InputId, &'a Input)> {
        let id = (*self.joint(place)?.ids.get(which))?;
        Some((id, self.sides.get(which).pack.input(id)?))
    }

    /// A pack that has an input, the newer one if both do
    pub(super) fn owner(&self, place: usize) -> Option<(&Side<'a>, InputId)> {
        let joint = self.joint(place)?;
        let which = if joint.ids.after.is_some() {
            Which::After
        } else {
            Which::Before
        };
        Some((self.sides.get(which), (*joint.ids.get(which))?))
    }
}

impl<'a> Side<'a> {
    fn of(voice: Voice<'a>) -> Self {
        let pack = voice.calculator.engine().pack();
        let names = voice.calculator.names();
        let mut side = Self {
            voice,
            pack,
            names,
            chosen: Vec::with_capacity(pack.nodes.len()),
            places: Vec::new(),
        };
        for (id, node) in (0_u16..).map(NodeId).zip(&pack.nodes) {
            let chosen = match node {
                // What a choice reads stands before it.
                Node::Choose {
                    then, otherwise, ..
                } => side.chosen(*then).or_else(|| side.chosen(*otherwise)),
                Node::Table(_) => side.derived_from(id),
                node => node.input(),
            };
            side.chosen.push(chosen);
        }
        side
    }

    /// The input whose options a node chooses among
    pub(super) fn chosen(&self, node: NodeId) -> Option<InputId> {
        self.chosen.get(node.index()).copied().flatten()
    }

    fn derived_from(&self, table: NodeId) -> Option<InputId> {
        self.pack.nodes.iter().find_map(|node| match node {
            Node::Derived { input, from } if *from == table => Some(*input),
            _ => None,
        })
    }

    /// The place of an input among those of both packs
    pub(super) fn place(&self, input: InputId) -> usize {
        self.places
            .get(input.index())
            .copied()
            .unwrap_or(usize::MAX)
    }

    pub(super) fn name(&self, input: InputId) -> Option<&'a InputName> {
        self.names.inputs.get(input.index())
    }

    pub(super) fn measure(&self, id: MeasureId) -> Option<&'a Measure> {
        self.pack.measures.get(id.index())
    }

    pub(super) fn pinpoint(&self, provision: tradeaid_engine::ProvisionId) -> &'a str {
        let name = self.names.provisions.get(provision.index());
        name.map_or("", |name| name.pinpoint.as_str())
    }

    pub(super) fn text_key(&self, text: tradeaid_engine::TextId) -> &'a str {
        self.names
            .texts
            .get(text.index())
            .map_or("", String::as_str)
    }

    /// The name of the kind of item that something is about; none for the enterprise
    pub(super) fn kind(&self, scope: Scope) -> Option<&'a str> {
        match scope {
            Scope::Case => None,
            Scope::Item(kind) => self.names.kinds.get(kind.index()).map(String::as_str),
        }
    }

    /// What the values of an input are, apart from which of them are allowed
    fn form(&self, id: InputId) -> (String, bool, Option<&'a str>, InputClass) {
        let (Some(input), Some(name)) = (self.pack.input(id), self.name(id)) else {
            return (String::new(), false, None, InputClass::Fact);
        };
        let written = tradeaid_wire::FormatWord(name.format).word();
        let written = [written, " ", &name.unit].concat();
        (written, input.yearly, self.kind(input.scope), input.class)
    }
}
