//! A pack as the engine runs it: inputs, a flat graph in topological order, measures and groups.
//!
//! Names, texts and sources live at the wire; here everything is an index.

use std::ops::Range;

use crate::DatedValue;
use crate::node::{Node, Table};
use crate::{
    Choices, CodeId, Date, Days, InputId, Interval, KindId, MeasureId, NodeId, Number, ProvisionId,
    TextId, Truth, Type, Value,
};

/// Whose property an input or a measure is
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Of the one enterprise, or of the case as a whole
    Case,
    /// Of each item of a kind
    Item(KindId),
}

/// Why an input can be open, and who can settle it
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputClass {
    /// The user can supply it
    Fact,
    /// Another rule sets it: the host or the author can supply it
    Parameter,
    /// A reading of an unclear sentence: the authority can settle it
    Reading,
}

/// Which values an input can have
#[derive(Clone, Debug, PartialEq)]
pub enum Domain {
    /// Yes or no
    Truth,
    /// A number from `lo` to `hi` in steps; where `limit` is set, `hi` only guards the arithmetic
    Number {
        /// The least allowed
        lo: Number,
        /// The greatest allowed
        hi: Number,
        /// The distance of two neighbours
        step: Number,
        /// Whether `hi` is a technical limit rather than a bound the matter itself has
        limit: bool,
    },
    /// One of so many options
    Choice(u8),
    /// A day
    Date,
    /// A name, which no rule looks at
    Text,
    /// The id of another item
    Reference,
}

impl Domain {
    /// The type of its values; none for what no rule looks at
    pub(crate) const fn kind(&self) -> Option<Type> {
        match self {
            Self::Truth => Some(Type::Truth),
            Self::Number { .. } => Some(Type::Number),
            Self::Choice(_) => Some(Type::Choice),
            Self::Date => Some(Type::Date),
            Self::Text | Self::Reference => None,
        }
    }

    /// Everything that is possible when nothing is known; none for what no rule looks at
    #[must_use]
    pub fn unknown(&self) -> Option<Value> {
        Some(match self {
            Self::Truth => Value::Truth(Truth::Open),
            Self::Number { lo, hi, limit, .. } => Value::Number(Interval {
                lo: *lo,
                hi: if *limit { Number::INFINITY } else { *hi },
            }),
            Self::Choice(count) => Value::Choice(Choices::first(*count)),
            Self::Date => Value::Date(Days::ALL),
            Self::Text | Self::Reference => return None,
        })
    }
}

/// One thing that can be known of a case
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Whose it is
    pub scope: Scope,
    /// Its place among the inputs of its scope
    pub slot: u16,
    /// Who can settle it
    pub class: InputClass,
    /// Its possible values
    pub domain: Domain,
    /// Whether it may be known not to exist
    pub may_be_none: bool,
    /// Whether it is a figure for each year
    pub yearly: bool,
    /// What is taken when a case does not say: a reading's assumed option
    pub assumed: Option<Value>,
    /// The pack's own sourced values, for a parameter
    pub dated: Vec<DatedValue>,
    /// The warning to give when this input is open or assumed and matters
    pub warning: Option<CodeId>,
}

/// What kind of good a measure is; only cash is ever added up
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// Money paid or credited
    Cash,
    /// A ceiling on a price
    PriceCeiling,
    /// A tax relief
    Tax,
    /// A service or a facilitation
    Service,
}

/// What the law says of an amount
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// 全额, or a formula without a margin
    Exactly,
    /// 最高, 不高于: anything from zero up to it
    AtMost,
    /// 不低于
    AtLeast,
    /// The document gives no figure
    Unspecified,
    /// The price may not exceed it
    FeeCeiling,
}

/// One way of computing an amount; the first whose condition holds counts
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alternative {
    /// When it is this one; always, if absent
    pub when: Option<NodeId>,
    /// What the law says of it
    pub word: Word,
    /// Not less than this
    pub floor: Option<NodeId>,
    /// Not more than this
    pub ceiling: Option<NodeId>,
    /// The cost itself, which no support exceeds
    pub cap: Option<NodeId>,
    /// The provision it rests on
    pub provision: ProvisionId,
    /// The sentence that says how it is reckoned
    pub text: Option<TextId>,
}

/// One leaf condition, as it is explained
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Condition {
    /// Whether it holds
    pub node: NodeId,
    /// Its sentence
    pub text: TextId,
    /// The provision it rests on
    pub provision: ProvisionId,
}

/// A figure worth showing beside the amount, such as what is carried forward
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// Its value
    pub node: NodeId,
    /// Its name
    pub text: TextId,
    /// The provision it rests on
    pub provision: ProvisionId,
}

/// A warning of a measure
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Warning {
    /// Its code
    pub code: CodeId,
    /// When it is given, as soon as that may hold; always, if absent
    pub when: Option<NodeId>,
    /// Whether it also explains a refusal
    pub on_refusal: bool,
}

/// One support that a provision gives
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Whose it is
    pub scope: Scope,
    /// The provision that gives it
    pub provision: ProvisionId,
    /// What kind of good it is
    pub nature: Nature,
    /// Whether one is entitled to it once the conditions hold; 鼓励 gives no entitlement
    pub entitles: bool,
    /// Whether all conditions hold
    pub eligible: NodeId,
    /// The leaf conditions, in the order they are explained
    pub conditions: Vec<Condition>,
    /// The amount; none for what is not money
    pub amount: Vec<Alternative>,
    /// Figures beside the amount
    pub figures: Vec<Figure>,
    /// Warnings
    pub warnings: Vec<Warning>,
    /// The readings that can bear on it
    pub readings: Vec<InputId>,
}

/// How the amounts of a group become one
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// The highest counts once: 就高不重复
    Highest,
    /// They add up, to a cap: one yearly limit for several projects
    Sum,
}

/// Measures that support the same object
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The kind of item they are about
    pub kind: KindId,
    /// The measures
    pub members: Vec<MeasureId>,
    /// How they become one amount
    pub pick: Pick,
    /// For sums: items with the same key share one limit; without a key, all do
    pub key: Option<NodeId>,
    /// What the group's amount never exceeds
    pub cap: Option<NodeId>,
    /// Whether support received from elsewhere for the same item is a member
    pub counts_received: bool,
    /// The provision it rests on
    pub provision: ProvisionId,
}

/// Where a case lists the support already received from elsewhere
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Received {
    /// The kind of item that lists it
    pub kind: KindId,
    /// Whether it is at the level the clause speaks of
    pub counts: NodeId,
    /// How much it is
    pub amount: NodeId,
    /// Whether what goes beyond it is still paid; open, if absent
    pub remainder: Option<NodeId>,
}

/// An input that the pack can derive from others
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Derivation {
    /// The input
    pub input: InputId,
    /// The node that holds the outcome
    pub node: NodeId,
    /// The provision it rests on
    pub provision: ProvisionId,
}

/// A condition every sane case meets; a case that surely breaks it is refused
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Whose it is
    pub scope: Scope,
    /// What must not be false
    pub node: NodeId,
    /// What is said when it is
    pub text: TextId,
    /// The inputs to look at; the first is where the problem is reported
    pub inputs: Vec<InputId>,
}

/// A pack as the engine runs it
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pack {
    /// Everything that can be known
    pub inputs: Vec<Input>,
    /// How many kinds of item there are
    pub kinds: u16,
    /// The graph: case-level nodes first, then the nodes of each kind
    pub nodes: Vec<Node>,
    /// The arguments of nodes with many
    pub arguments: Vec<NodeId>,
    /// The run of case-level nodes, then one run a kind
    pub blocks: Vec<Range<u16>>,
    /// The decision tables
    pub tables: Vec<Table>,
    /// The measures, in the order they are answered
    pub measures: Vec<Measure>,
    /// The groups
    pub groups: Vec<Group>,
    /// Support received from elsewhere, if the pack knows it
    pub received: Option<Received>,
    /// The inputs the pack derives
    pub derivations: Vec<Derivation>,
    /// What every sane case meets
    pub checks: Vec<Check>,
    /// The input that holds the day of assessment
    pub as_of: Option<InputId>,
    /// The days the document is in force, both included
    pub valid: Option<(Date, Date)>,
}

impl Pack {
    /// The run of nodes of a scope
    #[must_use]
    pub fn block(&self, scope: Scope) -> Range<usize> {
        let index = match scope {
            Scope::Case => 0,
            Scope::Item(kind) => kind.index().saturating_add(1),
        };
        self.blocks
            .get(index)
            .map_or(0..0, |run| usize::from(run.start)..usize::from(run.end))
    }

    /// The arguments of a node that has many
    #[must_use]
    pub fn arguments_of(&self, run: crate::node::Arguments) -> &[NodeId] {
        let start = usize::from(run.start);
        let end = start.saturating_add(usize::from(run.count));
        self.arguments.get(start..end).unwrap_or(&[])
    }

    /// The inputs of a scope, in slot order
    pub fn inputs_of(&self, scope: Scope) -> impl Iterator<Item = (InputId, &Input)> + '_ {
        (0_u16..)
            .map(InputId)
            .zip(&self.inputs)
            .filter(move |(_, input)| input.scope == scope)
    }

    /// The measures of a scope
    pub fn measures_of(&self, scope: Scope) -> impl Iterator<Item = (MeasureId, &Measure)> {
        (0_u16..)
            .map(MeasureId)
            .zip(&self.measures)
            .filter(move |(_, measure)| measure.scope == scope)
    }

    /// An input
    #[must_use]
    pub fn input(&self, id: InputId) -> Option<&Input> {
        self.inputs.get(id.index())
    }

    /// A node
    #[must_use]
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.index())
    }
}
