/* Cases that must be refused, through the headless engine: as text, and as a value where the value says the same. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ENGINE, badText, data, told } from "./product.mjs";

const { Calculator, CaseError } = await import(ENGINE);
const calculator = await Calculator.load();

function problems(caseData) {
  try {
    calculator.assess(caseData);
  } catch (error) {
    assert.ok(error instanceof CaseError, String(error));
    return told(error.problems);
  }
  return "accepted";
}

for (const file of data("bad-input")) {
  test(`${file.file}: ${file.name}`, () => {
    assert.deepEqual(problems(badText(file)), told(file.problems));
    if (file.case) {
      assert.deepEqual(problems(file.case), told(file.problems), "as a value");
    }
  });
}

test("after every refusal the next case is answered", () => {
  const [scenario] = data("scenarios");
  const before = JSON.stringify(calculator.assess(scenario.case));
  data("bad-input").forEach((file) => problems(badText(file)));
  assert.equal(JSON.stringify(calculator.assess(scenario.case)), before);
  assert.equal({}.employees, undefined, "no prototype was touched");
});
