//! How many tests passed and failed, from what the test runners say. Runs nothing.

/// Tests that ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) passed: usize,
    pub(super) failed: usize,
}

impl Count {
    /// What a check without tests counts.
    pub(super) fn none((): ()) -> Self {
        Self::default()
    }

    /// What a failure without a test counts.
    pub(super) fn one_failure() -> Self {
        Self {
            passed: 0,
            failed: 1,
        }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Programs that run tests and say how many.
#[derive(Clone, Copy)]
pub(super) enum Runner {
    Cargo,
    Nextest,
    Node,
    Pack,
}

impl Runner {
    /// The sum over all lines with counts.
    pub(super) fn count(self, text: &str) -> Count {
        let mut count = Count::default();
        for line in text.lines() {
            count.add(self.count_line(line.trim()));
        }
        count
    }

    fn count_line(self, line: &str) -> Count {
        match self {
            Self::Cargo => line.strip_prefix("test result:").map(numbers_before),
            Self::Nextest => line.strip_prefix("Summary [").map(numbers_before),
            Self::Node => node_line(line),
            Self::Pack => is_pack_line(line).then(|| numbers_before(line)),
        }
        .unwrap_or_default()
    }
}

/// Lines such as `12 tests run: 11 passed (1 slow), 1 failed, 0 skipped`: each number counts by the word after it.
fn numbers_before(line: &str) -> Count {
    let mut count = Count::default();
    let mut last: Option<usize> = None;
    for word in line.split_whitespace() {
        let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        match (word, last) {
            ("passed", Some(number)) => count.passed += number,
            ("failed" | "timed", Some(number)) => count.failed += number,
            // `1 exec failed`: the number stands one word further off.
            ("exec", Some(_)) => continue,
            _ => {}
        }
        last = word.parse().ok();
    }
    count
}

/// Lines such as `ℹ pass 3`, one for each count.
fn node_line(line: &str) -> Option<Count> {
    let mut words = line.split_whitespace();
    if !matches!(words.next(), Some("ℹ" | "#")) {
        return None;
    }
    let (word, number) = (words.next()?, words.next()?.parse().ok()?);
    match word {
        "pass" => Some(Count {
            passed: number,
            failed: 0,
        }),
        "fail" | "cancelled" => Some(Count {
            passed: 0,
            failed: number,
        }),
        _ => None,
    }
}

/// A line that begins `N passed`; other lines of a report may speak of passing too.
fn is_pack_line(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let number = words
        .next()
        .is_some_and(|word| word.parse::<usize>().is_ok());
    number
        && words
            .next()
            .is_some_and(|word| word.trim_end_matches(',') == "passed")
}

#[cfg(test)]
mod tests {
    use super::{Count, Runner};

    fn check(runner: Runner, text: &str, passed: usize, failed: usize) {
        assert_eq!(runner.count(text), Count { passed, failed }, "{text}");
    }

    #[test]
    fn cargo_results_add_up() {
        let text = "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\nx 9 passed\n\
                    test result: FAILED. 2 passed; 3 failed; 0 ignored";
        check(Runner::Cargo, text, 7, 3);
    }

    #[test]
    fn nextest_summary_is_read() {
        let text = "     Summary [   0.010s] 6 tests run: 4 passed (1 slow), 1 failed, 1 timed out, 2 skipped";
        check(Runner::Nextest, text, 4, 2);
        check(
            Runner::Nextest,
            "  Summary [ 0.1s] 3/9 tests run: 2 passed, 1 exec failed, 0 skipped",
            2,
            1,
        );
        check(Runner::Nextest, "        FAIL [   0.003s] a 3 failed", 0, 0);
    }

    #[test]
    fn node_counts_are_read() {
        check(
            Runner::Node,
            "ℹ tests 5\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 0",
            3,
            2,
        );
        check(Runner::Node, "✔ pass 3 (1ms)", 0, 0);
    }

    #[test]
    fn pack_line_is_read() {
        check(
            Runner::Pack,
            "12 rules passed review\n34 passed, 2 failed\n",
            34,
            2,
        );
    }
}
