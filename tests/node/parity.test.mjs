/* One engine, two builds: the native command and the module answer alike, to the byte. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { apart } from "./compare.mjs";
import { ENGINE, data, native } from "./product.mjs";
import { random, recombined } from "./random-cases.mjs";

const { Calculator, CaseError } = await import(ENGINE);
const calculator = await Calculator.load();

/** Both answers to a case, as texts; problems where it is refused. */
async function both(caseData) {
  const text = JSON.stringify(caseData);
  const command = await native(text, "--trace", "--questions", "5");
  try {
    const answer = calculator.assess(text, { trace: true, questions: 5 });
    return { command: { status: command.status, text: command.text }, module: { status: 0, text: JSON.stringify(answer) } };
  } catch (error) {
    assert.ok(error instanceof CaseError, String(error));
    const known = JSON.parse(command.text).problems.map(({ path, code, found }) => [path, code, found].join());
    const here = error.problems.map(({ path, code, found }) => [path, code, found].join());
    return { command: { status: command.status, text: known.sort().join("\n") }, module: { status: 1, text: here.sort().join("\n") } };
  }
}

for (const scenario of data("scenarios")) {
  test(`R40: ${scenario.file}: the same bytes, the id included`, async () => {
    const { command, module } = await both(scenario.case);
    assert.equal(module.status, command.status);
    assert.equal(apart(module.text, command.text), null);
    assert.match(JSON.parse(module.text).result_id, /^[0-9a-f]{32}$/);
  });
}

test("R40: 200 random cases: the same bytes, or the same problems", async () => {
  const cases = data("scenarios").map((scenario) => scenario.case);
  const next = random(20251231);
  const made = Array.from({ length: 200 }, () => recombined(cases, next));
  let answered = 0;
  const ids = new Set();
  const work = async () => {
    for (let each = made.pop(); each; each = made.pop()) {
      const { command, module } = await both(each);
      const difference = module.status === command.status ? apart(module.text, command.text) : "one is refused";
      assert.equal(difference, null, `${difference}\n${JSON.stringify(each)}`);
      answered += module.status === 0 ? 1 : 0;
      ids.add(module.status === 0 ? JSON.parse(module.text).result_id : module.text);
    }
  };
  await Promise.all([work(), work()]);
  assert.ok(answered > 150, `${answered} of 200 are answered`);
  assert.ok(ids.size > 150, "they differ");
});

test("without a day of assessment both take today", async () => {
  const text = '{"enterprise": {"city": "fuzhou"}}';
  const told = JSON.parse((await native(text)).text);
  assert.equal(calculator.assess(text).as_of, told.as_of);
  assert.equal(calculator.assess({ as_of: null, enterprise: { city: "fuzhou" } }).as_of, told.as_of);
});
