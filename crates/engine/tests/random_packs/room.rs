//! Whether one answer leaves room for another: what "can only refine" and "lies inside" mean, for rows and totals.

use tradeaid_engine::{Amount, Assessment, Cents, Row, Status};

/// Whether a status and bounds can still become these
pub(crate) fn has_room(wide: &Row, status: Status, lo: Cents, hi: Option<Cents>) -> bool {
    let Amount {
        lo: least,
        hi: most,
        ..
    } = wide.amount;
    let same = wide.status == Status::Undetermined || wide.status == status;
    same && least <= lo && most.is_none_or(|most| hi.is_some_and(|hi| hi <= most))
}

/// Whether every row and the total of one answer leave room for those of another; if not, which does not
pub(crate) fn leaves_room(wide: &Assessment, narrow: &Assessment) -> Result<(), String> {
    if wide.findings.len() != narrow.findings.len() {
        return Err("other rows".into());
    }
    for (wide, narrow) in wide.findings.iter().zip(&narrow.findings) {
        let (row, other) = (&wide.row, &narrow.row);
        let same = row.measure == other.measure && row.item == other.item;
        if !same || !has_room(row, other.status, other.amount.lo, other.amount.hi) {
            return Err(format!(
                "{row:?} (tight: {}) has no room for {other:?} (tight: {})",
                wide.tight, narrow.tight
            ));
        }
    }
    let (wide, narrow) = (&wide.total, &narrow.total);
    let most = wide
        .hi
        .is_none_or(|hi| narrow.hi.is_some_and(|narrow| narrow <= hi));
    if wide.lo > narrow.lo || !most {
        return Err(format!("{wide:?} has no room for {narrow:?}"));
    }
    Ok(())
}
