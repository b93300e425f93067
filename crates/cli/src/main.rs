//! The `tradeaid` command: reads its command line, does one thing, and ends with 0 (done), 1 (the input was
//! refused, or what was compared differs) or 2 (usage, or what was to be compared could not be read). What each thing is stands in the module of its name; no rule and no sentence is here.

mod args;
mod assess;
mod batch;
mod explain;
mod explore;
mod handout;
mod input;
mod output;
mod pack;
mod pack_diff;
mod pack_dmn;
mod pack_doc;
mod pack_schema;
mod pack_sign;
mod pack_test;
mod page;
mod position;
mod refusal;
mod store;
mod texts;
mod today;

use std::process::ExitCode;

use args::{Command, PackTask, Request};
use output::Outcome;

fn main() -> ExitCode {
    let outcome = match args::read(lexopt::Parser::from_env()) {
        Ok(request) => run(&request),
        Err(misuse) => {
            let texts = texts::of(misuse.language);
            let complaint = texts.say(misuse.key, &[("word", &misuse.word)]);
            output::complain(&[&complaint, "\n\n", texts.get("usage")].concat());
            Outcome::Misused
        }
    };
    ExitCode::from(outcome.status())
}

fn run(request: &Request) -> Outcome {
    let texts = texts::of(request.language);
    match &request.command {
        Command::Help => output::print(texts.get("usage")),
        Command::Version => output::print(&["tradeaid ", env!("CARGO_PKG_VERSION")].concat()),
        Command::Types => output::print(&tradeaid_wire::declarations()),
        Command::Assess(wish) => assess::run(wish, &texts),
        Command::Explain(ask) => explain::run(ask, &texts),
        Command::Explore(search) => explore::run(search, &texts),
        Command::Batch(many) => batch::run(many, &texts),
        Command::Handout(wish) => handout::run(wish, &texts),
        Command::PackDiff(before, after, json) => pack_diff::run(before, after, *json, &texts),
        Command::PackDmn(exchange, out) => pack_dmn::run(exchange, out.as_deref(), &texts),
        Command::PackSign(task) => pack_sign::run(task, &texts),
        Command::PackSchema(out) => pack_schema::run(out.as_deref(), &texts),
        Command::Pack(PackTask::Check { source }, folder, overlays) => {
            pack::check(folder, overlays, source.as_deref(), &texts)
        }
        Command::Pack(PackTask::Build(out), folder, overlays) => {
            pack::build(folder, overlays, out, &texts)
        }
        Command::Pack(PackTask::Test { require_coverage }, folder, _) => {
            pack_test::run(folder, *require_coverage, &texts)
        }
        Command::Pack(PackTask::Doc(out), folder, overlays) => {
            pack_doc::run(folder, overlays, out.as_deref(), &texts)
        }
    }
}
