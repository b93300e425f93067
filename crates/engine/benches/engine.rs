//! How long the engine takes on the real pack: status and bounds alone, and the whole answer with questions.
//!
//! Both cases stand in `tests/bench`, where the benchmarks in JavaScript read them too.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::OnceLock;

use divan::Bencher;
use tradeaid_engine::{Case, Wanted, Workspace};
use tradeaid_wire::{Calculator, KnownCase, Part, encode_pack};

/// What is measured
struct Setup {
    calculator: Calculator,
    full: Loaded,
    half: Loaded,
}

/// A case as its text and as it is read
struct Loaded {
    text: String,
    known: KnownCase,
}

static SETUP: OnceLock<Setup> = OnceLock::new();

const WANTED: Wanted = Wanted {
    trace: false,
    questions: 5,
};

fn main() -> ExitCode {
    match Setup::load() {
        Ok(setup) => {
            SETUP.get_or_init(|| setup);
            divan::main();
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

impl Setup {
    fn load() -> Result<Self, String> {
        let folder = at("crates/packs/fujian-2024-2");
        let document = tradeaid_lang::compile(&folder).map_err(|faults| faults.to_string())?;
        let pack = encode_pack(&document, Part::Full);
        let calculator = Calculator::load(&pack).map_err(|fault| format!("{fault:?}"))?;
        let load = |name: &str| {
            let path = at("tests/bench").join(name);
            let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
            let known = calculator
                .read_case(&text)
                .map_err(|problems| format!("{name}: {problems:?}"))?;
            Ok::<Loaded, String>(Loaded { text, known })
        };
        Ok(Self {
            full: load("full.json")?,
            half: load("half.json")?,
            calculator,
        })
    }
}

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

fn measure<T>(bencher: Bencher<'_, '_>, work: impl Fn(&Setup) -> T + Sync) {
    if let Some(setup) = SETUP.get() {
        bencher.bench(|| work(setup));
    }
}

#[divan::bench]
fn bounds_of_a_full_case(bencher: Bencher<'_, '_>) {
    bounds(bencher, |setup| &setup.full);
}

#[divan::bench]
fn bounds_of_a_half_known_case(bencher: Bencher<'_, '_>) {
    bounds(bencher, |setup| &setup.half);
}

#[divan::bench]
fn answer_with_five_questions_to_a_full_case(bencher: Bencher<'_, '_>) {
    measure(bencher, |setup| answer(setup, &setup.full));
}

#[divan::bench]
fn answer_with_five_questions_to_a_half_known_case(bencher: Bencher<'_, '_>) {
    measure(bencher, |setup| answer(setup, &setup.half));
}

#[divan::bench]
fn json_to_json_of_a_full_case(bencher: Bencher<'_, '_>) {
    measure(bencher, |setup| written(setup, &setup.full));
}

#[divan::bench]
fn json_to_json_of_a_half_known_case(bencher: Bencher<'_, '_>) {
    measure(bencher, |setup| written(setup, &setup.half));
}

/// One pass over the graph for the case and each of its items, into room that is reused
fn bounds(bencher: Bencher<'_, '_>, pick: fn(&Setup) -> &Loaded) {
    let Some(setup) = SETUP.get() else { return };
    let engine = setup.calculator.engine();
    let mut case: Case = pick(setup).known.case.clone();
    case.assume_readings(engine.pack());
    let mut pass = Workspace::new(engine.pack());
    let mut rows = Vec::new();
    bencher.bench_local(|| {
        engine.evaluate(&case, &mut pass, &mut rows);
        rows.len()
    });
}

fn answer(setup: &Setup, loaded: &Loaded) -> usize {
    let answer = setup.calculator.assess(&loaded.known, WANTED);
    answer.map_or(0, |answer| answer.questions.len())
}

fn written(setup: &Setup, loaded: &Loaded) -> usize {
    let calculator = &setup.calculator;
    let Ok(known) = calculator.read_case(&loaded.text) else {
        return 0;
    };
    let answer = calculator.assess(&known, WANTED);
    answer.map_or(0, |answer| {
        calculator.write_assessment(&known, &answer, WANTED).len()
    })
}
