//! The names of a pack's parts: stable ids, units and texts, carried beside the graph for the wire.
//!
//! Nothing here takes part in evaluation.

use crate::{InputId, Pack, ProvisionId};

/// A pack with its names and texts: what a pack file holds
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What the engine runs
    pub pack: Pack,
    /// What its parts are called
    pub names: Names,
    /// The texts, one catalogue a language; the first language is the default
    pub texts: Vec<Catalogue>,
}

/// The names of a pack's parts, each list in the order of the pack's own
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// The pack's id
    pub id: String,
    /// The pack's version
    pub version: String,
    /// The inputs
    pub inputs: Vec<InputName>,
    /// The kinds of item, such as `loan`
    pub kinds: Vec<String>,
    /// The measures
    pub measures: Vec<MeasureName>,
    /// The groups
    pub groups: Vec<String>,
    /// The provisions and standards that the pack rests on
    pub provisions: Vec<ProvisionName>,
    /// Text keys, by [`crate::TextId`]
    pub texts: Vec<String>,
    /// Warning codes, by [`crate::CodeId`]
    pub codes: Vec<String>,
    /// The currencies that money may be given in; the first is the base
    pub currencies: Vec<Currency>,
}

/// The name of an input
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InputName {
    /// Where a case writes it: `enterprise.exports`, `loan.principal`, `as_of`
    pub path: String,
    /// How it is written and shown
    pub format: Format,
    /// The currency of money, or the unit of a quantity; else empty
    pub unit: String,
    /// The names of a choice's options
    pub options: Vec<String>,
    /// Where the figures of a parameter come from, one for each dated value
    pub sources: Vec<String>,
    /// The theme it is grouped under when a form is drawn
    pub theme: String,
    /// The provision whose sentence a reading settles
    pub provision: Option<ProvisionId>,
}

/// How an input is written and shown
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// `true` or `false`
    #[default]
    YesNo,
    /// A whole number of things
    Count,
    /// Money, in the unit
    Money,
    /// A share: 0.0345 is 3.45 %
    Rate,
    /// A physical quantity, in the unit
    Quantity,
    /// A calendar year
    Year,
    /// One of the options
    Choice,
    /// A day, `2025-03-01`
    Date,
    /// A month, `2024-10`
    Month,
    /// A name
    Text,
    /// The id of another item
    Reference,
}

/// The name of a measure
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeasureName {
    /// Its id
    pub id: String,
    /// How it is obtained: `apply`, `automatic`, `via_bank`, `via_single_window`
    pub how: String,
    /// The ids of the authorities in charge
    pub authorities: Vec<String>,
    /// The theme it is grouped under
    pub theme: String,
}

/// The name of a provision
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProvisionName {
    /// Its pinpoint: `17.2b`
    pub pinpoint: String,
    /// Its class: `MC` `MP` `ES` `TC` `KPI` `GD` `RULE`, or `EXT` for a rule outside the document
    pub class: String,
    /// Where a rule outside the document comes from; else empty
    pub source: String,
}

/// A currency that money may be given in
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Currency {
    /// Its ISO 4217 code
    pub code: String,
    /// The parameter that holds its rate to the base; none for the base itself
    pub rate: Option<InputId>,
}

/// The texts of one language, sorted by key
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    /// The BCP 47 tag
    pub language: String,
    /// Keys and texts
    pub texts: Vec<(String, String)>,
}
