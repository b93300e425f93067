//! A random pack with a random case: measures, groups and support received over a graph, and what is known.

use tradeaid_engine::node::Node;
use tradeaid_engine::pack::{
    Alternative, Domain, Group, Input, InputClass, Measure, Nature, Pack, Pick, Received, Warning,
    Word,
};
use tradeaid_engine::{
    Case, Choices, CodeId, Days, InputId, Interval, Item, ItemId, KindId, Known, MeasureId, NodeId,
    Number, ProvisionId, Scope, Truth, Value,
};

use crate::graph::{Graph, day};
use crate::tape::Tape;

/// The kind of item that measures are about
const THING: KindId = KindId(0);
/// The kind of item that lists support received
const SUPPORT: KindId = KindId(1);

/// A pack and a case of it
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) pack: Pack,
    pub(crate) case: Case,
}

impl World {
    pub(crate) fn of(words: &[u16]) -> Self {
        let mut tape = Tape::new(words);
        let pack = pack(&mut tape);
        let case = case(&mut tape, &pack);
        Self { pack, case }
    }

    /// Pack and case in a form that a failure can be understood from
    pub(crate) fn told(&self) -> String {
        let inputs = self.pack.inputs.iter().enumerate();
        let inputs = inputs.map(|(id, input)| format!("input {id}: {input:?}"));
        let nodes = self.pack.nodes.iter().enumerate();
        let nodes = nodes.map(|(id, node)| format!("{id:3} {node:?}"));
        let rest = [
            format!("arguments {:?}", self.pack.arguments),
            format!("{:?}", self.pack.tables),
            format!("{:?}", self.pack.measures),
            format!("{:?}", self.pack.groups),
            format!("{:?}", self.case),
        ];
        let lines: Vec<String> = inputs.chain(nodes).chain(rest).collect();
        lines.join("\n")
    }
}

fn pack(tape: &mut Tape) -> Pack {
    let mut graph = Graph::new(tape);
    graph.pack.kinds = 2;
    let inputs = 1 + graph.tape.below(3);
    let steps = 1 + graph.tape.below(8);
    graph.block(Scope::Case, inputs, steps);
    for _ in 0..=graph.tape.below(2) {
        measure(&mut graph, Scope::Case);
    }
    let seen = graph.seen();
    // Items share a limit, so it is one figure of the case.
    let limit = graph.number();
    let inputs = graph.tape.below(3);
    let steps = graph.tape.below(6);
    graph.block(Scope::Item(THING), inputs, steps);
    let members: Vec<MeasureId> = (0..graph.tape.below(3))
        .map(|_| measure(&mut graph, Scope::Item(THING)))
        .collect();
    groups(&mut graph, members, limit);
    graph.forget(seen);
    support(&mut graph);
    warnings(&mut graph.pack);
    graph.pack
}

/// Gives every measure a warning about each condition of its block
fn warnings(pack: &mut Pack) {
    for index in 0..pack.measures.len() {
        let block = pack.block(pack.measures[index].scope);
        let conditions = block.filter(|node| {
            matches!(
                pack.nodes[*node],
                Node::Compare { .. }
                    | Node::OneOf { .. }
                    | Node::Not(_)
                    | Node::All(_)
                    | Node::Any(_)
            )
        });
        let warnings = (0_u16..).zip(conditions).map(|(code, node)| Warning {
            code: CodeId(code),
            when: u16::try_from(node).ok().map(NodeId),
            on_refusal: code % 2 == 1,
        });
        pack.measures[index].warnings = warnings.collect();
    }
}

fn measure(graph: &mut Graph<'_>, scope: Scope) -> MeasureId {
    let mut amount = Vec::new();
    if graph.tape.chance(85) {
        if graph.tape.chance(30) {
            let when = graph.truth();
            amount.push(alternative(graph, Some(when)));
        }
        amount.push(alternative(graph, None));
    }
    let natures = [
        Nature::Cash,
        Nature::Cash,
        Nature::Cash,
        Nature::PriceCeiling,
    ];
    let measure = Measure {
        scope,
        provision: ProvisionId(0),
        nature: natures[graph.tape.below(natures.len())],
        entitles: !graph.tape.chance(15),
        eligible: graph.truth(),
        conditions: Vec::new(),
        amount,
        figures: Vec::new(),
        warnings: Vec::new(),
        readings: Vec::new(),
    };
    let id = MeasureId(u16::try_from(graph.pack.measures.len()).unwrap());
    graph.pack.measures.push(measure);
    id
}

fn alternative(graph: &mut Graph<'_>, when: Option<NodeId>) -> Alternative {
    let first = graph.number();
    let (word, floor, ceiling) = match graph.tape.below(6) {
        0 | 1 => (Word::Exactly, Some(first), Some(first)),
        2 => (Word::AtMost, None, Some(first)),
        3 => {
            let ceiling = graph.tape.chance(50).then(|| graph.number());
            (Word::AtLeast, Some(first), ceiling)
        }
        4 => (Word::Unspecified, None, None),
        _ => (Word::FeeCeiling, None, Some(first)),
    };
    Alternative {
        when,
        word,
        floor,
        ceiling,
        cap: graph.tape.chance(40).then(|| graph.number()),
        provision: ProvisionId(0),
        text: None,
    }
}

fn groups(graph: &mut Graph<'_>, members: Vec<MeasureId>, limit: NodeId) {
    if members.is_empty() {
        return;
    }
    let sums = graph.tape.chance(40);
    let group = |pick, members, key, cap, counts_received| Group {
        kind: THING,
        members,
        pick,
        key,
        cap,
        counts_received,
        provision: ProvisionId(0),
    };
    let cap = graph.tape.chance(50).then(|| graph.number());
    let received = graph.tape.chance(60);
    let highest = group(Pick::Highest, members.clone(), None, cap, received);
    graph.pack.groups.push(highest);
    if sums {
        let key = graph.tape.chance(70).then(|| graph.number());
        let cap = graph.tape.chance(80).then_some(limit);
        graph
            .pack
            .groups
            .push(group(Pick::Sum, members, key, cap, false));
    }
}

fn support(graph: &mut Graph<'_>) {
    let scope = Scope::Item(SUPPORT);
    let start = u16::try_from(graph.pack.nodes.len()).unwrap();
    let domain = Domain::Number {
        lo: Number::ZERO,
        hi: Number::from(3),
        step: Number::ONE,
        limit: false,
    };
    let amount = graph.declare(scope, InputClass::Fact, domain);
    let level = graph.declare(scope, InputClass::Fact, Domain::Truth);
    let remainder = graph.declare(scope, InputClass::Fact, Domain::Truth);
    graph.declare(scope, InputClass::Fact, Domain::Reference);
    let amount = graph.push(Node::Input(amount));
    let counts = graph.push(Node::Input(level));
    let remainder = graph.push(Node::Input(remainder));
    let is_said = graph.tape.chance(80);
    let end = u16::try_from(graph.pack.nodes.len()).unwrap();
    graph.pack.blocks.push(start..end);
    graph.pack.received = Some(Received {
        kind: SUPPORT,
        counts,
        amount,
        remainder: is_said.then_some(remainder),
    });
}

fn case(tape: &mut Tape, pack: &Pack) -> Case {
    let mut case = Case::unknown(pack);
    let derived: Vec<InputId> = pack
        .nodes
        .iter()
        .filter_map(|node| match node {
            Node::Derived { input, .. } => Some(*input),
            _ => None,
        })
        .collect();
    for (id, input) in pack.inputs_of(Scope::Case) {
        if input.yearly {
            let slot = usize::from(input.slot);
            series(tape, input, &mut case.series[slot]);
        } else if let Some(place) = case.known_mut(input, None) {
            // A range for what is derived narrows the derivation and does not stand beside it.
            know(tape, input, place, !derived.contains(&id));
        }
    }
    for _ in 0..tape.below(3) {
        case.items.push(item(tape, pack, THING));
    }
    let things = case.items.len();
    for _ in 0..tape.below(2) {
        let mut support = item(tape, pack, SUPPORT);
        let target = tape.below(things + 1);
        support.refers_to = (target < things)
            .then(|| u16::try_from(target).map(ItemId).ok())
            .flatten();
        case.items.push(support);
    }
    case
}

fn item(tape: &mut Tape, pack: &Pack, kind: KindId) -> Item {
    let mut item = Item::unknown(pack, kind);
    for (_, input) in pack.inputs_of(Scope::Item(kind)) {
        know(tape, input, &mut item.values[usize::from(input.slot)], true);
    }
    item
}

/// Leaves an input open, or says one value of it, or several.
fn know(tape: &mut Tape, input: &Input, place: &mut Known, may_be_wide: bool) {
    let wide = may_be_wide && tape.chance(25);
    let spoken_of = tape.chance(60) || wide;
    if !spoken_of {
        return;
    }
    if input.may_be_none && tape.chance(30) {
        place.exists = Truth::False;
        place.given = true;
        return;
    }
    let value = match &input.domain {
        Domain::Truth => Value::Truth(Truth::from(tape.chance(50))),
        Domain::Number { .. } => {
            let values = numbers(input);
            let (a, b) = (tape.below(values.len()), tape.below(values.len()));
            let (lo, hi) = if wide { (a.min(b), a.max(b)) } else { (a, a) };
            Value::Number(Interval {
                lo: values[lo],
                hi: values[hi],
            })
        }
        Domain::Choice(count) => {
            let some = 1 + tape.below((1 << count) - 1);
            let choices = Choices::from_bits(u64::try_from(some).unwrap());
            let first = choices.iter().next().map_or(Choices::NONE, Choices::one);
            Value::Choice(if wide { choices } else { first })
        }
        Domain::Date => {
            let (a, b) = (tape.below(4), tape.below(4));
            let (lo, hi) = if wide { (a.min(b), a.max(b)) } else { (a, a) };
            Value::Date(Days {
                lo: day(lo),
                hi: day(hi),
            })
        }
        Domain::Text | Domain::Reference => return,
    };
    *place = Known::given(value);
}

/// The years that dates of a case can name are known, known between bounds, or open; the rest may be too.
fn series(tape: &mut Tape, input: &Input, series: &mut tradeaid_engine::Series) {
    let values = numbers(input);
    let span = |tape: &mut Tape| {
        let (a, b) = (tape.below(values.len()), tape.below(values.len()));
        Interval {
            lo: values[a.min(b)],
            hi: if tape.chance(50) {
                values[a.max(b)]
            } else {
                values[a.min(b)]
            },
        }
    };
    if tape.chance(70) {
        series.every = Some(span(tape));
    }
    for year in [2023, 2024, 2025] {
        if tape.chance(40) {
            let figure = span(tape);
            series.years.push((year, figure));
        }
    }
}

/// Every value a number may have
pub(crate) fn numbers(input: &Input) -> Vec<Number> {
    let Domain::Number { lo, hi, step, .. } = &input.domain else {
        return Vec::new();
    };
    let mut values = vec![*lo];
    while let Some(next) = values.last().and_then(|last| last.plus(*step))
        && next <= *hi
    {
        values.push(next);
    }
    values
}
