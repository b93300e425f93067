//! What is known of a pack while it is compiled, and the small questions every part asks of it:
//! provisions, texts, codes. The parts themselves are compiled in modules of their own.

use tradeaid_engine::{
    CodeId, Document, InputId, KindId, Names, NodeId, ProvisionId, Scope, TextId,
};

use crate::condition::Explained;
use crate::declare::Declared;
use crate::diagnostic::{Code, Report};
use crate::fields::{Fields, word};
use crate::folder::{Folder, TableFile};
use crate::graph::Graph;
use crate::nearest::suggest;
use crate::resolve::Typed;
use crate::shared::Shared;
use crate::source::Span;
use crate::units::{Type, Unit};
use crate::window::Window;
use crate::yaml::Tree;

/// Where an expression stands
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Whose the rule is
    pub(crate) scope: Scope,
    /// The governing day that dated parameters are taken on
    pub(crate) on: Option<NodeId>,
}

impl Place {
    /// A rule of the case as a whole without a governing day
    pub(crate) const CASE: Self = Self {
        scope: Scope::Case,
        on: None,
    };
}

/// A pack being compiled
pub(crate) struct Compiler<'a> {
    pub(crate) report: Report,
    pub(crate) graph: Graph,
    pub(crate) names: Names,
    /// What only the compiler needs of an input, by [`InputId`]
    pub(crate) declared: Vec<Declared<'a>>,
    pub(crate) shared: Vec<Shared<'a>>,
    pub(crate) windows: Vec<Window<'a>>,
    pub(crate) tables: &'a [TableFile],
    /// The tables that something uses, by their place
    pub(crate) used_tables: Vec<usize>,
    /// Texts that must be there, and what needs them
    pub(crate) wanted: Vec<(String, Span)>,
    /// Shared values as compiled, by name and governing day
    pub(crate) values: Vec<(usize, Option<NodeId>, Option<Typed>)>,
    /// Shared conditions as compiled, by name and governing day
    pub(crate) conditions: Vec<(usize, Option<NodeId>, Option<Explained>)>,
    /// Derived inputs as compiled
    pub(crate) derived: Vec<(InputId, Option<NodeId>)>,
    /// Names whose definition is being compiled, outermost first
    pub(crate) underway: Vec<String>,
    /// Where the rules of each measure stand, by [`tradeaid_engine::MeasureId`]
    pub(crate) measure_places: Vec<Place>,
    cited: Vec<ProvisionId>,
    places: Vec<Span>,
}

impl<'a> Compiler<'a> {
    pub(crate) fn new(tables: &'a [TableFile], report: Report) -> Self {
        Self {
            report,
            graph: Graph::default(),
            names: Names::default(),
            declared: Vec::new(),
            shared: Vec::new(),
            windows: Vec::new(),
            tables,
            used_tables: Vec::new(),
            wanted: Vec::new(),
            values: Vec::new(),
            conditions: Vec::new(),
            derived: Vec::new(),
            underway: Vec::new(),
            measure_places: Vec::new(),
            cited: Vec::new(),
            places: Vec::new(),
        }
    }

    /// Compiles everything a folder holds; the document is whole only if the report stays empty
    pub(crate) fn run(mut self, folder: &'a Folder) -> (Document, Report) {
        self.provisions(&folder.provisions);
        self.header(&folder.pack);
        for tree in &folder.inputs {
            self.inputs(tree);
        }
        self.parameters(&folder.parameters);
        self.readings(&folder.readings);
        self.distinct_kinds();
        self.header_links(&folder.pack);
        self.declare_shared(&folder.shared);
        self.declare_windows(&folder.pack);
        self.derivations();
        for tree in &folder.articles {
            self.measures(tree);
        }
        self.groups(&folder.groups);
        self.received(&folder.pack);
        for tree in &folder.inputs {
            self.checks(tree);
        }
        let texts = self.catalogues(folder);
        self.unused();
        if self.graph.is_overfull() {
            let help = "split the pack, or make its rules share more";
            self.report.add(Code::Limit, Span::default(), "the rules need more than 65535 steps", help);
        }
        let (pack, scopes) = self.graph.into_parts();
        let pack = crate::order::into_blocks(pack, &scopes);
        (Document { pack, names: self.names, texts }, self.report)
    }

    fn provisions(&mut self, tree: &'a Tree) {
        use tradeaid_engine::ProvisionName;
        const CLASSES: [(&str, &str); 8] = [
            ("MC", "MC"), ("MP", "MP"), ("ES", "ES"), ("TC", "TC"), ("KPI", "KPI"), ("GD", "GD"), ("RULE", "RULE"), ("EXT", "EXT"),
        ];
        for entry in crate::fields::entries(tree, "the list of provisions", &mut self.report) {
            let report = &mut self.report;
            let Some(fields) = Fields::read(&entry.value, entry.span, "a provision", &["class", "source"], report) else {
                continue;
            };
            let class = fields.need_one_of("class", &CLASSES, report).unwrap_or_default();
            let source = fields.word("source", report).unwrap_or_default();
            if class == "EXT" && source.is_empty() {
                let message = format!("`{}` lies outside the document and lacks its source", entry.key);
                report.add(Code::MissingKey, entry.span, message, "add `source: \"…\"` with the rule's own number");
            }
            for key in [format!("provision.{}", entry.key), format!("provision.{}.cite", entry.key)] {
                self.want(key, entry.span);
            }
            self.places.push(entry.span);
            self.names.provisions.push(ProvisionName {
                pinpoint: entry.key.clone(),
                class: class.to_owned(),
                source: source.to_owned(),
            });
        }
    }

    /// The provision that a map names under `key`
    pub(crate) fn cite(&mut self, fields: &Fields<'a>, key: &'static str) -> Option<ProvisionId> {
        let Some(tree) = fields.get(key) else {
            let help = format!("add `{key}: …` with the provision it rests on, such as 17.2b");
            self.report.add(Code::Citation, fields.span, "no provision is cited", help);
            return None;
        };
        let pinpoint = word(tree, &mut self.report)?;
        let found = (0_u16..).map(ProvisionId).zip(&self.names.provisions).find(|(_, known)| known.pinpoint == pinpoint);
        let Some((id, _)) = found else {
            let known = self.names.provisions.iter().map(|known| known.pinpoint.as_str());
            let help = suggest(pinpoint, known, "declare it in provisions.yaml");
            self.report.add(Code::Citation, tree.span, format!("no provision `{pinpoint}` is declared"), help);
            return None;
        };
        self.cited.push(id);
        Some(id)
    }

    /// Every provision that gives something must be cited by some rule
    pub(crate) fn unmapped_provisions(&mut self) {
        let cited: Vec<&str> = self
            .cited
            .iter()
            .filter_map(|id| self.names.provisions.get(id.index()))
            .map(|provision| provision.pinpoint.as_str())
            .collect();
        for (provision, span) in self.names.provisions.iter().zip(&self.places) {
            let gives = ["MC", "MP", "ES", "TC"].contains(&provision.class.as_str());
            if gives && !cited.iter().any(|cited| covers(cited, &provision.pinpoint)) {
                let message = format!("no rule maps the provision `{}`", provision.pinpoint);
                self.report.add(Code::Unused, *span, message, "add a measure for it, or class it KPI, GD or RULE");
            }
        }
    }

    /// Notes that a text must be there in every language
    pub(crate) fn want(&mut self, key: String, span: Span) {
        self.wanted.push((key, span));
    }

    /// The id of the text that a map names under `text`, with its family such as `reason`
    pub(crate) fn text(&mut self, fields: &Fields<'a>, family: &str) -> Option<TextId> {
        let tree = fields.need("text", &mut self.report)?;
        let name = word(tree, &mut self.report)?;
        self.text_id(&format!("{family}.{name}"), tree.span)
    }

    /// Notes the text that a map names under `text`, which no id stands for
    pub(crate) fn wanted_text(&mut self, fields: &Fields<'a>, family: &str) {
        if let Some(tree) = fields.get("text")
            && let Some(name) = word(tree, &mut self.report)
        {
            self.want(format!("{family}.{name}"), tree.span);
        }
    }

    /// The id of a text
    pub(crate) fn text_id(&mut self, key: &str, span: Span) -> Option<TextId> {
        self.want(key.to_owned(), span);
        let place = self.names.texts.iter().position(|known| known == key).unwrap_or_else(|| {
            self.names.texts.push(key.to_owned());
            self.names.texts.len() - 1
        });
        self.id(place, "texts", span).map(TextId)
    }

    /// The id of a warning code
    pub(crate) fn code(&mut self, tree: &Tree) -> Option<CodeId> {
        let name = word(tree, &mut self.report)?;
        self.want(format!("warning.{name}"), tree.span);
        let place = self.names.codes.iter().position(|known| known == name).unwrap_or_else(|| {
            self.names.codes.push(name.to_owned());
            self.names.codes.len() - 1
        });
        self.id(place, "warning codes", tree.span).map(CodeId)
    }

    /// A place in a list as an id
    pub(crate) fn id(&mut self, place: usize, what: &str, span: Span) -> Option<u16> {
        let id = u16::try_from(place).ok().filter(|id| *id < u16::MAX);
        if id.is_none() {
            self.report.add(Code::Limit, span, format!("a pack holds at most 65535 {what}"), "split the pack");
        }
        id
    }

    /// The scope that a map names under `for_each`
    pub(crate) fn for_each(&mut self, fields: &Fields<'a>) -> Option<Scope> {
        match fields.get("for_each") {
            None => Some(Scope::Case),
            Some(tree) => self.kind(tree).map(Scope::Item),
        }
    }

    /// The kind of item that a tree names
    pub(crate) fn kind(&mut self, tree: &Tree) -> Option<KindId> {
        let name = word(tree, &mut self.report)?;
        let found = (0_u16..).map(KindId).zip(&self.names.kinds).find(|(_, known)| *known == name);
        if found.is_none() {
            let help = suggest(name, self.names.kinds.iter().map(String::as_str), "declare an input of it: `loan.principal: …`");
            self.report.add(Code::UnknownName, tree.span, format!("no input is of the kind `{name}`"), help);
        }
        found.map(|(id, _)| id)
    }

    /// A scope in words
    pub(crate) fn describe_scope(&self, scope: Scope) -> String {
        match scope {
            Scope::Case => "the case as a whole".to_owned(),
            Scope::Item(kind) => format!("each {}", self.names.kinds.get(kind.index()).map_or("item", String::as_str)),
        }
    }

    /// The input with a path
    pub(crate) fn input_id(&self, path: &str) -> Option<InputId> {
        (0_u16..).map(InputId).zip(&self.names.inputs).find(|(_, input)| input.path == path).map(|(id, _)| id)
    }

    /// The input that a tree names
    pub(crate) fn named_input(&mut self, tree: &Tree) -> Option<InputId> {
        let path = word(tree, &mut self.report)?;
        let found = self.input_id(path);
        if found.is_none() {
            let help = suggest(path, self.names.inputs.iter().map(|input| input.path.as_str()), "declare it in inputs/");
            self.report.add(Code::UnknownName, tree.span, format!("there is no input `{path}`"), help);
        }
        found
    }

    /// The currency that amounts are in
    pub(crate) fn base_currency(&self) -> &str {
        self.names.currencies.first().map_or("", |currency| currency.code.as_str())
    }

    /// Whether a value is money in the base currency; if not, it is reported
    pub(crate) fn expect_money(&mut self, value: &Typed, span: Span, what: &str) -> bool {
        let fits = matches!(&value.kind, Type::Number(unit) if unit.is_money(self.base_currency()));
        if !fits {
            let base = self.base_currency().to_owned();
            let message = format!("{what} is money in {base}, but this is {}", value.kind.describe());
            let help = match &value.kind {
                Type::Number(Unit::Of(powers)) if matches!(powers.as_slice(), [(unit, 1)] if crate::units::is_currency(unit)) => {
                    format!("convert it: convert(…, {base})")
                }
                _ => format!("multiply by a figure in {base}, or write {base} behind the number"),
            };
            self.report.add(Code::Unit, span, message, help);
        }
        fits
    }
}

/// Whether a cited pinpoint covers another: itself, or for `15.2b-d` each of 15.2b, 15.2c and 15.2d
fn covers(cited: &str, pinpoint: &str) -> bool {
    if cited == pinpoint {
        return true;
    }
    let split_last = |text: &'_ str| text.char_indices().next_back().and_then(|(at, last)| Some((text.get(..at)?.to_owned(), last)));
    let range = cited.rsplit_once('-').and_then(|(first, last)| {
        let (stem, from) = split_last(first)?;
        let mut ends = last.chars();
        Some((stem, from, ends.next().filter(|_| ends.next().is_none())?))
    });
    match (range, split_last(pinpoint)) {
        (Some((stem, from, to)), Some((own_stem, letter))) => stem == own_stem && (from..=to).contains(&letter),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn a_range_of_sentences_covers_each_of_them() {
        assert!(covers("15.2b-d", "15.2c") && covers("15.2b", "15.2b"));
        assert!(!covers("15.2b-c", "15.2d") && !covers("15.2b", "15.2c") && !covers("15.2b-c", "15.3c"));
    }
}
