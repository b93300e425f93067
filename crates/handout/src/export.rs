//! The files that are taken away: their kinds, their names and their bytes.

use tradeaid_engine::Date;
use tradeaid_wire::Problem;

use crate::make::Handout;
use crate::{csv, file, pdf};

/// What a file can be
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The sheet to print or to pass on
    Pdf,
    /// One row a finding
    Csv,
    /// What loads again
    Json,
}

impl Kind {
    /// The kind of a name's ending
    #[must_use]
    pub fn of(ending: &str) -> Option<Self> {
        Some(match ending {
            "pdf" => Self::Pdf,
            "csv" => Self::Csv,
            "json" => Self::Json,
            _ => return None,
        })
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => ".pdf",
            Self::Csv => ".csv",
            Self::Json => ".json",
        }
    }
}

/// How much of a result's id a file's name has
const SHORT_ID: usize = 8;

/// A file of a kind: its name and its bytes, for a case assessed on a day unless it names another
pub fn export(
    handout: &Handout<'_>,
    kind: Kind,
    case_json: &str,
    today: Option<Date>,
) -> Result<(String, Vec<u8>), Vec<Problem>> {
    let texts = handout.texts;
    let sheet = handout.sheet(case_json, today)?;
    let id: String = sheet.result_id.chars().take(SHORT_ID).collect();
    let name = texts.say(
        "handout.file.name",
        &[("day", &sheet.as_of), ("result", &id)],
    );
    let bytes = match kind {
        Kind::Pdf => pdf(&sheet, texts),
        Kind::Csv => csv(&sheet, texts).into_bytes(),
        Kind::Json => file(handout, case_json, today)?.into_bytes(),
    };
    Ok(([&name, kind.ending()].concat(), bytes))
}
