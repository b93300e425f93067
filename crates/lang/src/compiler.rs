//! What is known of a pack while it is compiled, and the order in which its parts are. The parts
//! themselves are compiled in modules of their own.

use tradeaid_engine::{Document, InputId, MAX_NODES, Names, NodeId, ProvisionId, Scope};

use crate::condition::Explained;
use crate::declare::Declared;
use crate::diagnostic::{Code, Report};
use crate::folder::{Folder, TableFile};
use crate::graph::Graph;
use crate::resolve::Typed;
use crate::said::say;
use crate::shared::Shared;
use crate::source::Span;
use crate::window::Window;

/// What is asked of a pack
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Demand {
    /// That what it says is sound
    Sound,
    /// That it also leaves no provision out
    Complete,
}

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
    /// Names whose declaration is at fault, so that their users need not be reported too
    pub(crate) faulty: Vec<String>,
    /// Names whose definition is being compiled, outermost first
    pub(crate) underway: Vec<String>,
    /// Where the rules of each measure stand, by [`tradeaid_engine::MeasureId`]
    pub(crate) measure_places: Vec<Place>,
    /// Conditions that have been reported as certain, and what is made of them
    pub(crate) certain: Vec<NodeId>,
    /// The provisions that some rule cites
    pub(crate) cited: Vec<ProvisionId>,
    /// Where each provision is declared
    pub(crate) provision_spans: Vec<Span>,
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
            faulty: Vec::new(),
            underway: Vec::new(),
            measure_places: Vec::new(),
            certain: Vec::new(),
            cited: Vec::new(),
            provision_spans: Vec::new(),
        }
    }

    /// Compiles everything a folder holds; the document is whole only if the report stays empty
    pub(crate) fn run(mut self, folder: &'a Folder, demand: Demand) -> (Document, Report) {
        self.provisions(&folder.provisions);
        self.header(&folder.pack);
        for tree in &folder.inputs {
            self.inputs(tree);
        }
        self.parameters(&folder.parameters);
        self.readings(&folder.readings);
        self.distinct_kinds();
        self.header_links(&folder.pack);
        self.check_tags(&folder.pack, &folder.provisions);
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
        self.unused(folder);
        if demand == Demand::Complete {
            self.unmapped_provisions();
        }
        let overfull = self.graph.is_overfull();
        self.graph.pack.kinds = u16::try_from(self.names.kinds.len()).unwrap_or(u16::MAX);
        let (pack, scopes) = self.graph.into_parts();
        let pack = crate::order::into_blocks(pack, &scopes);
        if overfull || pack.nodes.len() > MAX_NODES {
            let message = say!("wrong.too_many_steps", most = MAX_NODES);
            let help = say!("mend.too_many_steps");
            self.report.add(Code::Limit, Span::PACK, message, help);
        }
        (
            Document {
                pack,
                names: self.names,
                texts,
            },
            self.report,
        )
    }
}
