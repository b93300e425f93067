//! What is said of overlays, as data: each file of `tests/overlay-errors` is an overlay for the pack that stands beside
//! it, and what is said of it.

use std::error::Error;
use std::fmt::Write as _;

use tradeaid_lang::{Language, Tree};

mod overlay_cases;

#[test]
fn every_overlay_is_answered_as_it_expects() -> Result<(), Box<dyn Error>> {
    let answered = overlay_cases::answered()?;
    let mut wrong = String::new();
    for (path, case, problems) in &answered {
        for (key, language) in [("expect", Language::En), ("expect-zh-CN", Language::ZhCn)] {
            let expected = case.get(key).and_then(Tree::word).unwrap_or_default();
            let said = problems.in_language(language);
            if said.trim_end() != expected.trim_end() {
                let path = path.display();
                writeln!(
                    wrong,
                    "==== {path} {key}\n{said}==== instead of\n{expected}"
                )?;
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(answered.len() > 8);
    Ok(())
}
