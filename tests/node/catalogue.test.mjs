/*
 * Several packs through their module for JavaScript: the files that the native test reads too. Answers are those of the
 * native command to the byte, and what the files expect.
 */

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { CATALOGUE, RELEASE, data, demonstration, native, packText, told } from "./product.mjs";

const { CaseError, Catalogue } = await import(CATALOGUE);
const successor = demonstration("demo-successor")["demo-successor.json"];
const folder = await mkdtemp(join(tmpdir(), "tradeaid-"));
const file = join(folder, "demo-successor.json");
await writeFile(file, successor);
const catalogue = await Catalogue.load({ packs: ["fujian-2024-2", JSON.parse(successor)] });

after(() => rm(folder, { recursive: true }));

for (const { file: name, title, case: caseData, expected, problems } of data("catalogue")) {
  test(`${name}: ${title}`, async () => {
    const command = await native(JSON.stringify(caseData), "--pack", file, "--questions", "5");
    if (problems) {
      assert.notEqual(command.status, 0);
      assert.deepEqual(refused(caseData).map(({ path, code }) => ({ path, code })), problems);
      assert.deepEqual(told(refused(caseData)), told(JSON.parse(command.text).problems));
      return;
    }
    const answers = catalogue.assess(caseData);
    assert.ok(JSON.stringify(answers) === command.text, "equal to the byte");
    assert.deepEqual(answers.uncovered, expected.uncovered);
    const kept = answers.assessments.map(({ items, enterprise, assessment }) => [assessment.pack.id, items, enterprise]);
    assert.deepEqual(kept, expected.assessments.map(({ items, enterprise, assessment }) => [assessment.pack.id, items, enterprise]));
  });
}

test("the packs say which they are, in the order in which they were named", () => {
  const [first, second] = catalogue.packs;
  assert.deepEqual([first.id, second.id], ["fujian-2024-2", "demo-successor"]);
  assert.deepEqual(second.valid, { from: "2026-01-01", to: "2027-12-31" });
  assert.deepEqual(first.valid, { from: "2024-02-05", to: "2025-12-31" });
  const { assessments } = catalogue.assess({ as_of: "2026-06-30", enterprise: { province: "fujian" } });
  assert.deepEqual(assessments.map(({ assessment }) => assessment.pack.digest), [first.digest, second.digest]);
  assert.ok(Object.isFrozen(catalogue.packs) && Object.isFrozen(first) && Object.isFrozen(first.valid));
});

test("packs come as text or by their address, and the module can be handed over", async () => {
  const wasm = await readFile(join(RELEASE, "catalogue.wasm"));
  const address = `data:application/json,${encodeURIComponent(successor)}`;
  const other = await Catalogue.load({ packs: [packText(), address, new URL(address)], wasm });
  assert.deepEqual(other.packs.map(({ id }) => id), ["fujian-2024-2", "demo-successor", "demo-successor"]);
  other.free();
  other.free();
  assert.throws(() => other.assess({}), /freed/);
});

test("a pack that is none is refused, and so are options", async () => {
  await assert.rejects(Catalogue.load({ packs: ["fujian-2024-2", "{}"] }), { code: "PACK_FORM" });
  assert.throws(() => catalogue.assess({}, { tracing: true }), CaseError);
  assert.throws(() => catalogue.assess(undefined), CaseError);
});

function refused(caseData) {
  try {
    catalogue.assess(caseData);
  } catch (error) {
    assert.ok(error instanceof CaseError, error);
    return error.problems;
  }
  assert.fail("it was taken");
}
