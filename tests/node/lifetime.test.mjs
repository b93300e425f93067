/* Loading and letting go: where the engine and the pack can come from, in workers too, and what is left afterwards. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { apart } from "./compare.mjs";
import { ENGINE, RELEASE, data, packText } from "./product.mjs";

const { Calculator } = await import(ENGINE);
const [scenario] = data("scenarios");
const expected = JSON.stringify((await Calculator.load()).assess(scenario.case));

/** Runs a body in a worker, a realm of its own; what it returns must be a text. */
function elsewhere(body, workerData = {}) {
  const code = `
    const { parentPort, workerData } = require("node:worker_threads");
    import(workerData.engine).then(async ({ Calculator, CaseError }) => parentPort.postMessage(await (${body})(Calculator, workerData, CaseError)));
  `;
  const worker = new Worker(code, { eval: true, workerData: { engine: ENGINE, case: scenario.case, ...workerData } });
  return new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
}

test("a worker gives the same answer", async () => {
  const answer = await elsewhere(async (Calculator, given) => {
    const calculator = await Calculator.load();
    return JSON.stringify(calculator.assess(given.case));
  });
  assert.equal(apart(answer, expected), null);
});

test("the engine can be given as bytes, as a module or by its address", async () => {
  const file = join(RELEASE, "engine.wasm");
  const bytes = await readFile(file);
  const ways = [bytes, new Uint8Array(bytes), await WebAssembly.compile(bytes), file, pathToFileURL(file).href];
  for (const wasm of ways) {
    const answer = await elsewhere(
      async (Calculator, given) => JSON.stringify((await Calculator.load({ wasm: given.wasm })).assess(given.case)),
      { wasm },
    );
    assert.equal(apart(answer, expected), null);
  }
});

test("the pack can be given by its id, as an object, as text or by its address", async () => {
  const file = join(RELEASE, "packs/fujian-2024-2.json");
  for (const pack of ["fujian-2024-2", JSON.parse(packText()), packText(), file, pathToFileURL(file)]) {
    const calculator = await Calculator.load({ pack });
    assert.equal(apart(JSON.stringify(calculator.assess(scenario.case)), expected), null);
    calculator.free();
  }
});

test("an engine that cannot be loaded does not stand in the way of the next", async () => {
  const answer = await elsewhere(async (Calculator, given) => {
    const failed = await Calculator.load({ wasm: new Uint8Array([0, 1, 2]) }).catch((error) => error instanceof Error);
    const calculator = await Calculator.load();
    return `${failed} ${JSON.stringify(calculator.assess(given.case))}`;
  });
  assert.equal(apart(answer, `true ${expected}`), null);
});

test("R58: a pack that is none is refused with a code", async () => {
  for (const pack of ["{}", "{", {}, JSON.stringify({ ...JSON.parse(packText()), core: {} })]) {
    await assert.rejects(Calculator.load({ pack }), (error) => error instanceof Error);
  }
  await assert.rejects(Calculator.load({ pack: "no-such-pack" }));
  await assert.rejects(Calculator.load({ pack: {} }), (error) => /^PACK_/.test(error.code));
});

test("a pack says what it is, and cannot be changed", async () => {
  const { pack } = await Calculator.load();
  assert.equal(pack.id, "fujian-2024-2");
  assert.match(pack.digest, /^sha256:[0-9a-f]{64}$/);
  assert.deepEqual(pack.valid, { from: "2024-02-05", to: "2025-12-31" });
  assert.ok(pack.inputs.some(({ path }) => path === "enterprise.exports"));
  assert.ok(pack.measures.some(({ id }) => id === "interest_sme_loan"));
  assert.ok(pack.provisions.length >= 125);
  assert.ok(Object.isFrozen(pack) && Object.isFrozen(pack.inputs) && Object.isFrozen(pack.inputs[0]));
  assert.equal(JSON.parse(expected).pack.digest, pack.digest);
});

test("calculators stand side by side, and a freed one can no longer be asked", async () => {
  const [one, other] = [await Calculator.load(), await Calculator.load()];
  one.free();
  assert.throws(() => one.assess(scenario.case), /freed/);
  assert.doesNotThrow(() => one.free(), "freeing twice is freeing once");
  assert.equal(apart(JSON.stringify(other.assess(scenario.case)), expected), null);
  assert.equal(one.pack.id, "fujian-2024-2");
  other.free();
});

test("a thousand calculators leave no memory behind", async () => {
  const answer = await elsewhere(async (Calculator, given) => {
    const memory = () => process.memoryUsage().arrayBuffers + process.memoryUsage().external;
    const round = async (count) => {
      for (let number = 0; number < count; number += 1) {
        const calculator = await Calculator.load({ pack: given.pack });
        calculator.assess(given.case);
        calculator.free();
      }
      return memory();
    };
    const before = await round(100);
    return String((await round(900)) - before);
  }, { pack: packText() });
  assert.ok(Number(answer) < 8 << 20, `${answer} bytes more`);
});
