/* Overlays through the headless engine: the files that the native test reads too. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ENGINE, data } from "./product.mjs";

const { Calculator, CaseError, OverlayError } = await import(ENGINE);
const plain = await Calculator.load();

for (const { file, title, overlay, case: caseData, expected, problems } of data("overlay")) {
  test(`${file} ${title}`, async () => {
    if (problems) {
      const error = await Calculator.load({ overlay }).catch((refused) => refused);
      assert.ok(error instanceof OverlayError && error instanceof CaseError, error);
      const told = error.problems.map(({ path, code }) => [path, code]);
      assert.deepEqual(told, problems.map(({ path, code }) => [path, code]));
      return;
    }
    const calculator = await Calculator.load({ overlay });
    const assessment = calculator.assess(caseData);
    for (const [id, { status, amount }] of Object.entries(expected)) {
      const measure = assessment.measures.find((one) => one.id === id);
      assert.equal(measure.status, status);
      assert.deepEqual({ ...measure.amount, ...amount }, measure.amount);
    }
    assert.equal(assessment.pack.digest, calculator.pack.digest);
    assert.notEqual(calculator.pack.digest, plain.pack.digest);
    assert.notEqual(assessment.result_id, plain.assess(caseData).result_id);
    calculator.free();
  });
}

test("an overlay comes as text, as an object or by its address", async () => {
  const value = { parameter: "parameters.usd_cny", value: "7.1", from: "2024-01-01", to: "2024-12-31", source: "a test" };
  const text = JSON.stringify({ values: [value] });
  const address = `data:application/json,${encodeURIComponent(text)}`;
  const digests = new Set();
  for (const overlay of [text, { values: [value] }, address, new URL(address)]) {
    digests.add((await Calculator.load({ overlay })).pack.digest);
  }
  assert.equal(digests.size, 1);
});
