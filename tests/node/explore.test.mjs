/* Curves, nearest changes and batches through the headless engine: the files that the native test reads too. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ENGINE, data } from "./product.mjs";

const { Calculator, CaseError } = await import(ENGINE);
const calculator = await Calculator.load();

const CALLS = {
  whatIf: (file) => calculator.whatIf(file.case, file.input, file.options),
  nearest: (file) => calculator.nearest(file.case, file.measure),
  assessBatch: (file) => calculator.assessBatch(file.columns, file.options),
};

for (const file of data("explore")) {
  test(`${file.file} ${file.title}`, () => {
    assert.deepEqual(differences("", file.expected, answer(file)), []);
  });
}

test("a batch gives what the single cases give", () => {
  const columns = { "enterprise.employees": [18, 90], "enterprise.exports.2023": ["310000", "35000000"] };
  const { result_id: ids, total } = calculator.assessBatch(columns, { as_of: "2024-12-31" });
  for (const [row, id] of ids.entries()) {
    const [employees, exports] = Object.values(columns).map((cells) => cells[row]);
    const enterprise = { employees, exports: { by_year: { 2023: exports } } };
    const assessment = calculator.assess({ as_of: "2024-12-31", enterprise });
    assert.equal(assessment.totals.cash.max ?? null, total.max[row]);
    assert.equal(assessment.result_id, id);
  }
});

function answer(file) {
  try {
    return CALLS[file.call](file);
  } catch (error) {
    assert.ok(error instanceof CaseError, error);
    return { problems: error.problems };
  }
}

/** Where an answer is not what is expected; keys that are not expected are not looked at. */
function differences(at, expected, given) {
  const isNested = (value) => typeof value === "object" && value !== null;
  if (!isNested(expected) || !isNested(given)) {
    return expected === given ? [] : [`${at}: ${JSON.stringify(expected)} expected, ${JSON.stringify(given)} found`];
  }
  if (Array.isArray(expected) && expected.length !== given.length) {
    return [`${at}: ${expected.length} expected, ${given.length} found`];
  }
  return Object.keys(expected).flatMap((key) => differences(`${at}.${key}`, expected[key], given[key]));
}
