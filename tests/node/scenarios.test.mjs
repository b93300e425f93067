/* The accepted examples through the headless engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { differences } from "./compare.mjs";
import { ENGINE, data } from "./product.mjs";

const { Calculator } = await import(ENGINE);
const calculator = await Calculator.load();

for (const scenario of data("scenarios")) {
  test(`${scenario.file} ${scenario.title}`, () => {
    const assessment = calculator.assess(scenario.case, { trace: true, questions: 5 });
    assert.deepEqual(differences(scenario, assessment), []);
  });
}

test("a difference is seen", () => {
  const row = (item, max) => ({
    id: "a",
    item,
    status: "eligible",
    warnings: [],
    amount: { kind: "exact", min: "1.00", max },
  });
  const answer = (value, max) => ({
    derived: { "enterprise.size_class": { value } },
    measures: [row("x", "1.00"), row("y", max)],
  });
  const expected = [
    { measure: "a", status: "eligible", amount: { kind: "exact", value: "2.00" }, items: ["x", "y"] },
    { measure: "b", status: "not_applicable", amount: { kind: "none" } },
  ];
  const seen = (wanted, ...given) => differences({ size_class: "micro", expected: wanted }, answer(...given)).length;
  assert.equal(seen(expected, "micro", "1.00"), 0);
  assert.equal(seen(expected, "small", "1.00"), 1);
  assert.equal(seen(expected, "micro", "1.01"), 1);
  assert.equal(seen([{ ...expected[0], status: "not_eligible" }], "micro", "1.00"), 1);
  assert.equal(seen([{ ...expected[0], items: ["x", "z"] }], "micro", "1.00"), 1);
  assert.equal(seen([{ ...expected[0], warnings: ["EXPIRED"] }], "micro", "1.00"), 1);
});
