//! Rules of the source that no compiler knows. The rules are in the modules below.

mod layering;
mod tidy;

pub(crate) use layering::check as layering;
pub(crate) use tidy::check as tidy;

use anyhow::{Result, bail};

/// An error that lists every breach, where there is one.
fn verdict(breaches: &[String]) -> Result<()> {
    if breaches.is_empty() {
        return Ok(());
    }
    bail!("\n  {}", breaches.join("\n  "));
}
