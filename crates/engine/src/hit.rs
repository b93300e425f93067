//! Which row of a decision table counts, for tools that say what tests have seen. No answer is made of it.

use crate::node::HitPolicy;
use crate::{Pack, TableId, Truth, Workspace};

/// The row of a table that counts in the latest pass, if that is settled
///
/// # Example
/// ```
/// use tradeaid_engine::{Pack, TableId, Workspace, counting_row};
/// let pack = Pack::default();
/// assert_eq!(counting_row(&pack, &Workspace::new(&pack), TableId(0)), None);
/// ```
#[must_use]
pub fn counting_row(pack: &Pack, workspace: &Workspace, table: TableId) -> Option<usize> {
    let table = pack.tables.get(table.index())?;
    let pass = workspace.pass();
    for (index, row) in table.rows.iter().enumerate() {
        match pass.row_matches(table, &row.tests) {
            Truth::True => return Some(index),
            // What comes before the row that counts must surely not match.
            Truth::Open if table.hit == HitPolicy::First => return None,
            Truth::Open | Truth::False => {}
        }
    }
    None
}
