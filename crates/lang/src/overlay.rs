//! Overlays: values that a locality or an operator adds to a finished pack, each with its days and its source.
//!
//! An overlay is read against a pack as it is run, so that a value which no rule would take is refused. How it is read
//! while answering, without files and places in them, is the wire's business.

use tradeaid_engine::pack::{Domain, Input};
use tradeaid_engine::{Choices, Document, InputClass, InputId, Names, Number, Pack, Value};
use tradeaid_engine::{DatedValue, Locality};

use crate::diagnostic::{Code, Diagnostics, Report};
use crate::fields::{Fields, list, word};
use crate::forms::declarations::{ADDED, OVERLAY};
use crate::header::{span_of_days, written_day};
use crate::nearest::suggest;
use crate::parameters::{option, written_value};
use crate::said::say;
use crate::source::{Source, Span};
use crate::tree::{Entry, Tree};
use crate::yaml;

/// A value that an overlay adds
#[derive(Clone, Debug, PartialEq)]
pub struct Added {
    /// The parameter
    pub parameter: InputId,
    /// Its value, when and where
    pub value: DatedValue,
    /// Who published it, and where
    pub source: String,
}

/// Reads overlays against the pack that they are for, each as YAML or JSON
pub fn read(pack: &Pack, names: &Names, sources: &[Source]) -> Result<Vec<Added>, Diagnostics> {
    let mut report = Report::default();
    let trees: Vec<Tree> = (0_u16..)
        .zip(sources)
        .map(|(file, source)| yaml::parse(&source.text, file, &mut report))
        .collect();
    let mut reader = Reader {
        pack,
        names,
        report,
        added: Vec::new(),
    };
    if reader.report.len() == 0 {
        for tree in &trees {
            reader.overlay(tree);
        }
    }
    let problems = reader.report.finish(sources);
    if problems.is_empty() {
        Ok(reader.added)
    } else {
        Err(problems)
    }
}

/// Adds the values of overlays to a pack that was compiled, as `tradeaid pack build --overlay` does
pub fn apply(document: &mut Document, sources: &[Source]) -> Result<(), Diagnostics> {
    for added in read(&document.pack, &document.names, sources)? {
        let place = document.pack.add_value(added.parameter, added.value);
        if let Some(name) = document.names.inputs.get_mut(added.parameter.index()) {
            name.sources.insert(place, added.source);
        }
    }
    Ok(())
}

struct Reader<'a> {
    pack: &'a Pack,
    names: &'a Names,
    report: Report,
    added: Vec<Added>,
}

impl<'a> Reader<'a> {
    fn overlay(&mut self, tree: &Tree) {
        let Some(fields) = Fields::read(tree, tree.span, &OVERLAY, &mut self.report) else {
            return;
        };
        let Some(values) = fields.need("values", &mut self.report) else {
            return;
        };
        let values = list(values, &say!("part.the_values"), &mut self.report);
        if values.is_empty() {
            let help = say!("mend.overlay_value");
            self.report
                .add(Code::Form, tree.span, say!("wrong.overlay_value"), help);
        }
        for tree in values {
            if let Some(added) = self.value(tree) {
                self.add(added, tree.span);
            }
        }
    }

    fn value(&mut self, tree: &Tree) -> Option<Added> {
        let fields = Fields::read(tree, tree.span, &ADDED, &mut self.report)?;
        let parameter = fields
            .need("parameter", &mut self.report)
            .and_then(|tree| self.parameter(tree));
        let days = span_of_days(&fields, &mut self.report);
        let source = fields
            .need("source", &mut self.report)
            .and_then(|tree| self.source(tree));
        let written = fields.need("value", &mut self.report);
        let (id, input) = parameter?;
        let value = written.and_then(|tree| self.figure(tree, id, input));
        let place = match fields.entry("applies_to") {
            Some(entry) => Some(self.place(entry, input)?),
            None => None,
        };
        let (from, to) = days?;
        let value = DatedValue {
            from,
            to,
            place,
            value: value?,
        };
        Some(Added {
            parameter: id,
            value,
            source: source?,
        })
    }

    fn source(&mut self, tree: &Tree) -> Option<String> {
        let source = word(tree, &mut self.report)?;
        if !source.bytes().any(|byte| byte > b' ') {
            let help = say!("mend.overlay_source");
            self.report
                .add(Code::Form, tree.span, say!("wrong.source_empty"), help);
            return None;
        }
        Some(source.to_owned())
    }

    /// The parameter that is named, if rules take it on a day
    fn parameter(&mut self, tree: &Tree) -> Option<(InputId, &'a Input)> {
        let path = word(tree, &mut self.report)?;
        let (pack, names) = (self.pack, self.names);
        let inputs = || (0_u16..).map(InputId).zip(&names.inputs);
        let found = inputs().find(|(_, name)| name.path == path);
        let declared = found.and_then(|(id, _)| Some((id, pack.input(id)?)));
        let Some((id, input)) = declared else {
            let known = inputs().filter(|(id, _)| pack.takes_by_day(*id));
            let known = known.map(|(_, name)| name.path.as_str());
            let help = suggest(path, known, say!("mend.name_parameter"));
            let message = say!("wrong.no_parameter", path = path);
            self.report.add(Code::UnknownName, tree.span, message, help);
            return None;
        };
        let (code, message, help) = if input.class != InputClass::Parameter {
            let help = say!("mend.into_case");
            (Code::Type, say!("wrong.not_parameter", path = path), help)
        } else if input.may_be_none {
            let help = say!("mend.into_case_none");
            (Code::None, say!("wrong.overlay_none", path = path), help)
        } else if self.pack.takes_by_day(id) {
            return Some((id, input));
        } else {
            let help = say!("mend.into_case_day");
            (Code::Dated, say!("wrong.not_by_day", path = path), help)
        };
        self.report.add(code, tree.span, message, help);
        None
    }

    fn figure(&mut self, tree: &Tree, id: InputId, input: &Input) -> Option<Value> {
        let options = self.names.inputs.get(id.index());
        let options = options.map_or(&[][..], |name| &name.options);
        let value = written_value(tree, &input.domain, options, &mut self.report)?;
        if let (Domain::Number { lo, step, .. }, Some(point)) =
            (&input.domain, value.number().as_point())
            && !is_on_step(point, *lo, *step)
        {
            let help = say!("mend.on_steps");
            let message = say!("wrong.on_steps");
            self.report.add(Code::Form, tree.span, message, help);
            return None;
        }
        Some(value)
    }

    /// The choice and the options under `applies_to`
    fn place(&mut self, entry: &Entry, parameter: &Input) -> Option<Locality> {
        let [choice] = entry.value.entries() else {
            let help = say!("mend.applies_to");
            let message = say!("wrong.applies_to");
            self.report.add(Code::Form, entry.span, message, help);
            return None;
        };
        let (pack, names) = (self.pack, self.names);
        let inputs = || (0_u16..).map(InputId).zip(&names.inputs);
        let fits = |id: &InputId| pack.is_place(parameter, *id);
        let found = inputs().find(|(id, name)| name.path == choice.key && fits(id));
        let Some((input, name)) = found else {
            let known = inputs().filter(|(id, _)| fits(id));
            let known = known.map(|(_, name)| name.path.as_str());
            let otherwise = say!("mend.place_choice");
            let help = suggest(&choice.key, known, otherwise);
            let message = say!("wrong.place_choice", path = choice.key);
            self.report
                .add(Code::UnknownName, choice.span, message, help);
            return None;
        };
        let mut options = Choices::NONE;
        for tree in list(&choice.value, &say!("part.options"), &mut self.report) {
            let option = option(tree, &name.options, &mut self.report)?;
            options = options.union(Choices::one(option));
        }
        if options.is_empty() {
            let help = say!("mend.some_option");
            let message = say!("wrong.some_option");
            self.report
                .add(Code::Form, choice.value.span, message, help);
            return None;
        }
        Some(Locality { input, options })
    }

    /// Takes a value, unless another one holds then and there
    fn add(&mut self, added: Added, span: Span) {
        let own = self.pack.input(added.parameter);
        let own = own.map_or(&[][..], |input| &input.dated).iter();
        let others = self.added.iter();
        let others = others.filter(|other| other.parameter == added.parameter);
        let mut all = own.chain(others.map(|other| &other.value));
        if let Some(other) = all.find(|other| other.meets(&added.value)) {
            let (from, to) = (written_day(other.from), written_day(other.to));
            let message = say!("wrong.same_time");
            let help = say!("mend.same_time", from = from, to = to);
            self.report.add(Code::Dated, span, message, help);
        }
        self.added.push(added);
    }
}

fn is_on_step(value: Number, least: Number, step: Number) -> bool {
    let above = value.minus(least);
    above.is_some() && above.and_then(|above| above.floor_to(step)) == above
}
