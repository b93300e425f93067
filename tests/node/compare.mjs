/*
 * How an expected row of a scenario is compared with an assessment, for Node and for browsers. The same rule stands in
 * crates/cli/tests/scenarios.rs, and nowhere else.
 */

/** Everything in which an assessment differs from what a scenario expects, as texts. */
export function differences(scenario, assessment) {
  const found = scenario.expected.map((row) => difference(row, assessment)).filter(Boolean);
  const size = assessment.derived["enterprise.size_class"].value;
  return size === scenario.size_class ? found : [`size class ${size}, not ${scenario.size_class}`, ...found];
}

function difference(expected, assessment) {
  const rows = assessment.measures.filter(
    ({ id, item }) => id === expected.measure && (!expected.items || expected.items.includes(item)),
  );
  const told = `${JSON.stringify(expected)}\n  is ${JSON.stringify(rows)}`;
  if (expected.status === "not_applicable") {
    return rows.every(({ status }) => ["not_applicable", "not_eligible"].includes(status)) ? null : told;
  }
  const accepted = [expected, ...(expected.accept_also || [])].some((each) => isAccepted(each, rows));
  const warned = (expected.warnings || []).every((code) => rows.every(({ warnings }) => warnings.includes(code)));
  return rows.length === (expected.items || [1]).length && accepted && warned ? null : told;
}

function isAccepted({ status, amount }, rows) {
  const sum = (bound) => {
    const bounds = rows.map((row) => row.amount[bound]);
    return bounds.includes(undefined) ? undefined : bounds.reduce((total, each) => total + cents(each), 0n);
  };
  const fits = (wanted, bound) => wanted === undefined || cents(wanted) === sum(bound);
  return (
    rows.every((row) => row.status === status && kind(row.amount.kind) === kind(amount.kind)) &&
    fits(amount.value ?? amount.min, "min") &&
    fits(amount.value ?? amount.max, "max")
  );
}

/** A floor with a cap is a range. */
const kind = (word) => (word === "at_least" ? "range" : word);

const cents = (money) => BigInt(money.replace(".", ""));

/** Where two texts first differ, in a few words of each; null where they do not. */
export function apart(one, other) {
  if (one === other) {
    return null;
  }
  let at = 0;
  while (one[at] === other[at]) {
    at += 1;
  }
  const near = (text) => text.slice(Math.max(0, at - 60), at + 60);
  return `at ${at}:\n  ${near(one)}\n  ${near(other)}`;
}
