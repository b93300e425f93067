/* JavaScript values that are not plain JSON: understood or refused, never silently changed. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ENGINE, data } from "./product.mjs";

const { Calculator, CaseError } = await import(ENGINE);
const calculator = await Calculator.load();
const AS_OF = "2025-06-30";

const codes = (caseData) => {
  try {
    calculator.assess({ as_of: AS_OF, ...caseData });
  } catch (error) {
    assert.ok(error instanceof CaseError, String(error));
    return error.problems.map(({ path, code }) => `${path} ${code}`);
  }
  return [];
};
const id = (caseData) => calculator.assess({ as_of: AS_OF, ...caseData }).result_id;

test("what is no number is refused", () => {
  assert.deepEqual(codes({ enterprise: { revenue: NaN } }), ["enterprise.revenue wrong_type"]);
  assert.deepEqual(codes({ enterprise: { revenue: Infinity, employees: -Infinity } }), [
    "enterprise.employees wrong_type",
    "enterprise.revenue wrong_type",
  ]);
});

test("binary fractions are not rounded in passing", () => {
  assert.deepEqual(codes({ parameters: { fx_hedging_reward_rate: 0.1 + 0.2 } }), [
    "parameters.fx_hedging_reward_rate too_fine",
  ]);
  assert.deepEqual(codes({ enterprise: { revenue: 1e21 } }), ["enterprise.revenue wrong_type"]);
  assert.equal(id({ enterprise: { revenue: 0.1 } }), id({ enterprise: { revenue: "0.10" } }));
});

test("a big integer is a number", () => {
  assert.deepEqual(codes({ enterprise: { revenue: 2600000n } }), []);
  assert.equal(id({ enterprise: { revenue: 2600000n } }), id({ enterprise: { revenue: "2600000" } }));
});

test("undefined and null are unknown, like a key that is not there", () => {
  const without = id({ enterprise: { employees: 18 } });
  assert.equal(id({ enterprise: { employees: 18, revenue: undefined, city: null } }), without);
  assert.equal(id({ enterprise: { employees: 18 }, loan: undefined, readings: null }), without);
});

test("a Date is not a day", () => {
  assert.deepEqual(codes({ loan: [{ id: "t1", approved_on: new Date(Date.UTC(2024, 4, 20)) }] }), [
    "loan[0].approved_on out_of_domain",
  ]);
});

test("functions and symbols are refused", () => {
  assert.deepEqual(codes({ enterprise: { employees: () => 18, revenue: Symbol("much") } }), [
    "enterprise.employees wrong_type",
    "enterprise.revenue wrong_type",
  ]);
});

test("a case that contains itself is refused", () => {
  const enterprise = { employees: 18 };
  enterprise.parent = enterprise;
  assert.deepEqual(codes({ enterprise }), [" not_json"]);
});

test("what is no case at all is refused", () => {
  for (const value of [undefined, null, 12, true, [], "", "[]", "null", () => ({})]) {
    assert.throws(() => calculator.assess(value), CaseError, String(value));
  }
});

test("a hole in a list is an item that is none", () => {
  // eslint-disable-next-line no-sparse-arrays
  assert.deepEqual(codes({ loan: [, { id: "t1" }] }), ["loan[0] wrong_type"]);
});

test("the argument is left as it was, even where it cannot be changed", () => {
  const freeze = (value) => {
    if (typeof value === "object" && value !== null) {
      Object.values(value).forEach(freeze);
      Object.freeze(value);
    }
    return value;
  };
  for (const scenario of data("scenarios")) {
    const given = structuredClone(scenario.case);
    const text = JSON.stringify(given);
    calculator.assess(given, { trace: true });
    assert.equal(JSON.stringify(given), text);
    assert.doesNotThrow(() => calculator.assess(freeze(given)));
  }
});

test("an answer belongs to who asked for it", () => {
  const [scenario] = data("scenarios");
  const answer = calculator.assess(scenario.case);
  answer.measures.length = 0;
  assert.ok(calculator.assess(scenario.case).measures.length > 0);
});

test("a refusal says where, what and what is allowed", () => {
  assert.throws(
    () => calculator.assess({ enterprise: { employes: 18 } }),
    (error) => {
      assert.ok(error instanceof CaseError && error instanceof Error);
      assert.equal(error.name, "CaseError");
      assert.match(error.message, /enterprise\.employes/);
      assert.equal(error.problems.length, 1);
      const [problem] = error.problems;
      assert.deepEqual(
        [problem.path, problem.code, problem.found, problem.nearest],
        ["enterprise.employes", "unknown_key", "employes", "employees"],
      );
      assert.match(problem.allowed, /employees/);
      assert.ok(problem.message.length > 0);
      return true;
    },
  );
});

test("options that do not exist are refused", () => {
  assert.throws(() => calculator.assess({}, { tracing: true }), CaseError);
  assert.throws(() => calculator.assess({}, { questions: -1 }), CaseError);
  assert.equal(calculator.assess({}, { questions: 0 }).questions.length, 0);
});
