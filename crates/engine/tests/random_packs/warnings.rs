//! Warnings: what may apply by readings and by what was said in part is told; what is surely false is not, and what
//! nothing was said of speaks for nothing.

use proptest::prelude::prop_assert;
use tradeaid_engine::{InputClass, ItemId, NodeId, Status, Truth, Value, Workspace};

use crate::completion::completions;
use crate::laws::{Outcomes, answered, outcome};
use crate::reference::Reference;
use crate::world::World;

/// What is warned of in any completion is warned of now where something was said of all it rests on, and nothing that is
/// surely false.
pub(crate) fn warnings(world: &World) -> Outcomes {
    let Some((_, answer)) = answered(world, 0) else {
        return Ok(());
    };
    let completions = completions(world);
    let mut case = world.case.clone();
    case.assume_readings(&world.pack);
    let mut pass = Workspace::new(&world.pack);
    pass.run_case(&world.pack, &case);
    for finding in &answer.findings {
        let row = &finding.row;
        let measure = &world.pack.measures[row.measure.index()];
        if row.status == Status::NotApplicable {
            continue;
        }
        if let Some(item) = row.item {
            pass.run_item(&world.pack, &case, &case.items[item.index()]);
        }
        for warning in &measure.warnings {
            let is_false = |node| *pass.value(node) == Value::Truth(Truth::False);
            let is_told = finding.warnings.contains(&warning.code);
            prop_assert!(
                !is_told || !warning.when.is_some_and(is_false),
                "{warning:?} is told"
            );
        }
        for completion in &completions.list {
            let Some(truth) = outcome(&world.pack, completion, row) else {
                continue;
            };
            let reference = Reference {
                pack: &world.pack,
                case: &completion.case,
            };
            let item = row.item.map(|item| &completion.case.items[item.index()]);
            for warning in &measure.warnings {
                let shown = truth.status != Status::NotEligible || warning.on_refusal;
                let Some(holds) = warning.when.and_then(|node| reference.truth(node, item)) else {
                    continue;
                };
                if !warning
                    .when
                    .is_some_and(|node| is_said(world, row.item, node))
                {
                    continue;
                }
                let is_told = finding.warnings.contains(&warning.code);
                prop_assert!(is_told || !(shown && holds), "{warning:?} is hidden");
            }
        }
    }
    Ok(())
}

/// Whether something was said of everything that a condition rests on; of readings nothing has to be said
fn is_said(world: &World, item: Option<ItemId>, node: NodeId) -> bool {
    let World { pack, case, .. } = world;
    let below = pack.below(vec![node]);
    let mut inputs = below.iter().filter_map(|id| pack.node(*id)?.input());
    inputs.all(|id| {
        let input = pack.input(id).unwrap();
        let item = item.map(|item| &case.items[item.index()]);
        let known = || case.known(input, item).is_some_and(|known| known.given);
        input.class == InputClass::Reading || (!input.yearly && known())
    })
}
