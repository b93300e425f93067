//! Which measure of one pack is which of the other: by id, or, where an id is gone, by the same rules under a new one.

use tradeaid_engine::MeasureId;

use super::both::{Both, Which};
use super::open::Probes;
use super::probe::Probe;
use super::search::Search;
use super::side::Pair;

/// The measures of both packs, in the order of the newer pack; those that are gone come last
pub(super) fn paired(pair: &Pair<'_>) -> Vec<Both<Option<MeasureId>>> {
    let ids = Both::of(|which| {
        let names = &pair.sides.get(which).names.measures;
        let all = (0_u16..).map(MeasureId).zip(names);
        all.map(|(id, name)| (id, name.id.as_str()))
            .collect::<Vec<_>>()
    });
    let has = |list: &[(MeasureId, &str)], id: &str| list.iter().any(|(_, known)| *known == id);
    let mut gone: Vec<MeasureId> = ids
        .before
        .iter()
        .filter(|(_, id)| !has(&ids.after, id))
        .map(|(id, _)| *id)
        .collect();
    let mut pairs = Vec::new();
    for (after, id) in &ids.after {
        let same = ids.before.iter().find(|(_, known)| known == id);
        let before = same.map(|(before, _)| *before).or_else(|| {
            let renamed = gone
                .iter()
                .position(|before| is_renamed(pair, *before, *after));
            renamed.map(|place| gone.remove(place))
        });
        let after = Some(*after);
        pairs.push(Both { before, after });
    }
    pairs.extend(gone.into_iter().map(|before| Both {
        before: Some(before),
        after: None,
    }));
    pairs
}

/// Two measures under a case of which nothing is known
pub(super) fn probes<'a>(pair: &Pair<'a>, ids: Both<Option<MeasureId>>) -> Probes<'a> {
    Both::of(|which| Probe::of(pair.sides.get(which), (*ids.get(which))?))
}

fn is_renamed(pair: &Pair<'_>, before: MeasureId, after: MeasureId) -> bool {
    let ids = Both {
        before: Some(before),
        after: Some(after),
    };
    let kinds = Both::of(|which: Which| {
        let side = pair.sides.get(which);
        let id = (*ids.get(which))?;
        Some(side.kind(side.measure(id)?.scope))
    });
    kinds.agree() && Search::of(pair, probes(pair, ids)).is_same()
}
