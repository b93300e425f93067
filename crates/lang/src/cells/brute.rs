//! The search against every case there is: random conditions over two small counts and a choice.

use proptest::prelude::*;
use tradeaid_engine::node::Comparison;
use tradeaid_engine::pack::{Domain, Input};
use tradeaid_engine::{
    Choices, Format, InputClass, InputId, InputName, Interval, Names, Node, NodeId, Number, Scope,
    Value,
};

use super::{Possible, holds};
use crate::graph::Graph;

const COUNTS: i64 = 4;
const OPTIONS: u8 = 3;
const WAYS: [Comparison; 5] = [
    Comparison::Below,
    Comparison::AtMost,
    Comparison::Equal,
    Comparison::AtLeast,
    Comparison::Above,
];

/// A condition as the test writes it
#[derive(Clone, Debug)]
enum Written {
    /// The first or second count against so many halves
    Against(bool, Comparison, i64),
    /// The two counts against each other
    Pair(Comparison),
    /// The choice
    Among(u64),
    Not(Box<Self>),
    All(Vec<Self>),
    Any(Vec<Self>),
}

fn written(with_pairs: bool) -> impl Strategy<Value = Written> {
    let way = prop::sample::select(WAYS.to_vec());
    let against = (any::<bool>(), way.clone(), -2_i64..11)
        .prop_map(|(first, how, halves)| Written::Against(first, how, halves));
    let pair = way.prop_map(Written::Pair);
    let among = (0_u64..8).prop_map(Written::Among);
    let leaf = prop_oneof![4 => against, 2 => among, u32::from(with_pairs) => pair];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|of| Written::Not(Box::new(of))),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Written::All),
            prop::collection::vec(inner, 1..4).prop_map(Written::Any),
        ]
    })
}

fn compared(how: Comparison, a: i64, b: i64) -> bool {
    holds(how, a.cmp(&b))
}

fn truth(of: &Written, (a, b, option): (i64, i64, u8)) -> bool {
    match of {
        Written::Against(first, how, halves) => {
            compared(*how, 2 * if *first { a } else { b }, *halves)
        }
        Written::Pair(how) => compared(*how, a, b),
        Written::Among(wanted) => wanted >> option & 1 == 1,
        Written::Not(inner) => !truth(inner, (a, b, option)),
        Written::All(parts) => parts.iter().all(|part| truth(part, (a, b, option))),
        Written::Any(parts) => parts.iter().any(|part| truth(part, (a, b, option))),
    }
}

fn node(graph: &mut Graph, of: &Written) -> NodeId {
    let mut input = |id| graph.node(Node::Input(InputId(id)));
    let (first, second, choice) = (input(0), input(1), input(2));
    let many = |graph: &mut Graph, parts: &[Written]| -> Vec<NodeId> {
        parts.iter().map(|part| node(graph, part)).collect()
    };
    match of {
        Written::Against(is_first, how, halves) => {
            let end = Number::from(*halves).over(Number::from(2)).unwrap();
            let right = graph.node(Node::Constant(Value::Number(Interval::point(end))));
            let left = if *is_first { first } else { second };
            graph.node(Node::Compare {
                how: *how,
                left,
                right,
            })
        }
        Written::Pair(how) => graph.node(Node::Compare {
            how: *how,
            left: first,
            right: second,
        }),
        Written::Among(wanted) => graph.node(Node::OneOf {
            of: choice,
            wanted: Choices::from_bits(*wanted),
        }),
        Written::Not(inner) => {
            let inner = node(graph, inner);
            graph.not(inner)
        }
        Written::All(parts) => {
            let parts = many(graph, parts);
            graph.all(&parts)
        }
        Written::Any(parts) => {
            let parts = many(graph, parts);
            graph.any(&parts)
        }
    }
}

fn declared() -> (Graph, Names) {
    let (mut graph, mut names) = (Graph::default(), Names::default());
    let count = Domain::Number {
        lo: Number::ZERO,
        hi: Number::from(COUNTS),
        step: Number::ONE,
        limit: false,
    };
    for (slot, domain) in (0..).zip([count.clone(), count, Domain::Choice(OPTIONS)]) {
        let is_choice = matches!(domain, Domain::Choice(_));
        graph.pack.inputs.push(Input {
            scope: Scope::Case,
            slot,
            class: InputClass::Fact,
            domain,
            may_be_none: false,
            yearly: false,
            assumed: None,
            dated: Vec::new(),
            warning: None,
        });
        names.inputs.push(InputName {
            path: format!("i{slot}"),
            format: Format::Count,
            unit: String::new(),
            options: if is_choice {
                ["a", "b", "c"].map(str::to_owned).to_vec()
            } else {
                Vec::new()
            },
            sources: Vec::new(),
            theme: String::new(),
            provision: None,
        });
    }
    (graph, names)
}

/// What the search says, and whether there is such a case
fn asked(conditions: &[(Written, bool)]) -> (bool, bool) {
    let (mut graph, names) = declared();
    let wanted: Vec<(NodeId, bool)> = conditions
        .iter()
        .map(|(written, wanted)| (node(&mut graph, written), *wanted))
        .collect();
    let graph = &graph;
    let names = &names;
    let may = Possible { graph, names }.may_be(&wanted);
    let counts = || 0..=COUNTS;
    let cases = counts().flat_map(|a| counts().map(move |b| (a, b)));
    let mut cases = cases.flat_map(|(a, b)| (0..OPTIONS).map(move |option| (a, b, option)));
    let is = cases.any(|case| {
        conditions
            .iter()
            .all(|(of, wanted)| truth(of, case) == *wanted)
    });
    (may, is)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn what_a_case_shows_is_never_denied(
        conditions in prop::collection::vec((written(true), any::<bool>()), 1..4)
    ) {
        let (may, is) = asked(&conditions);
        prop_assert!(may || !is);
    }

    #[test]
    fn what_no_case_shows_is_denied_where_inputs_stand_alone(
        conditions in prop::collection::vec((written(false), any::<bool>()), 1..4)
    ) {
        let (may, is) = asked(&conditions);
        prop_assert_eq!(may, is);
    }
}
