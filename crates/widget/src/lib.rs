//! The calculator widget.
pub mod entry;
pub mod state;
pub mod case_text;
