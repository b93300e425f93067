/*
 * What the widget does with several packs, without a browser: what one pack does not know of a case is kept aside and
 * given back, the pack that is shown first, and words in both languages.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { joined, parted } from "../../web/src/successors/aside.js";
import { firstShown } from "../../web/src/successors/choice.js";

const CASE = {
  as_of: "2026-06-30",
  enterprise: { province: "fujian", city: "quanzhou" },
  parameters: { usd_cny: { min: "7", max: "8" } },
  loan: [
    { id: "t1", principal: { amount: "5", currency: "USD" }, green: true },
    { id: "t2", principal: "6" },
  ],
  exhibition: [{ id: "t3", starts_on: "2026-03-01" }],
  other_support: [{ id: "t4", object: "t3", amount: "1" }],
};

/** Refuses these paths as long as they are there. */
const refusing = (...paths) => {
  const left = new Set(paths);
  return () => [...left].map((path) => (left.delete(path), { path }));
};

test("kinds, keys of sections and keys of items are set aside and come back", () => {
  const paths = ["exhibition", "enterprise.city", "parameters.usd_cny.min", "loan[0].green", "other_support[0].object"];
  const { part, aside } = parted(CASE, refusing(...paths));
  assert.deepEqual(part, {
    as_of: "2026-06-30",
    enterprise: { province: "fujian" },
    parameters: {},
    loan: [{ id: "t1", principal: { amount: "5", currency: "USD" } }, { id: "t2", principal: "6" }],
    other_support: [{ id: "t4", amount: "1" }],
  });
  assert.deepEqual(joined(part, aside), CASE);
  const { parameters, ...written } = part;
  assert.deepEqual(joined(written, aside), CASE, "a form writes no empty section");
});

test("half an amount is never taken", () => {
  const { part } = parted(CASE, refusing("loan[0].principal.currency"));
  assert.equal("principal" in part.loan[0], false);
});

test("what leads nowhere, or to an id, is left for the pack to refuse", () => {
  for (const path of ["", "nothing", "enterprise.nothing", "loan[7].green", "loan[0].id", "loan[0]", "constructor"]) {
    const { part, aside } = parted(CASE, () => [{ path }]);
    assert.deepEqual([part, aside], [CASE, []], path);
  }
});

test("an item that was removed takes along what was kept of it, and what was said anew stays", () => {
  const { part, aside } = parted(CASE, refusing("loan[0].green", "enterprise.city"));
  part.loan.shift();
  part.enterprise.city = "xiamen";
  const whole = joined(part, aside);
  assert.deepEqual(whole.loan, [{ id: "t2", principal: "6" }]);
  assert.equal(whole.enterprise.city, "xiamen");
});

test("an item that is kept aside gives way to a new one of its name, and stays what it was for others", () => {
  const { part, aside } = parted(CASE, refusing("exhibition", "other_support[0].object"));
  part.loan.push({ id: "t3", principal: "7" });
  const whole = joined(part, aside);
  assert.deepEqual(whole.loan.map(({ id }) => id), ["t1", "t2", "t3"]);
  assert.deepEqual(whole.exhibition, [{ id: "t5", starts_on: "2026-03-01" }]);
  assert.equal(whole.other_support[0].object, "t5");
  assert.deepEqual(joined(part, aside), whole);
});

test("the pack in force is shown first, else the last one, else the next", () => {
  const pack = (from, to) => ({ valid: { from, to } });
  const packs = [pack("2024-02-05", "2025-12-31"), pack("2026-01-01", "2027-12-31")];
  const first = (day) => firstShown(packs, day);
  assert.deepEqual(["2024-02-05", "2025-12-31", "2026-01-01"].map(first), [0, 0, 1]);
  assert.equal(first("2028-01-01"), 1);
  assert.equal(first("2020-01-01"), 0);
  assert.equal(firstShown([...packs].reverse(), "2028-01-01"), 0);
  assert.equal(firstShown([packs[0], { valid: null }], "2028-01-01"), 1);
});

test("both languages say the same with the same places", async () => {
  const [zh, en] = await Promise.all(["zh-CN", "en"].map(async (lang) => {
    const texts = JSON.parse(await readFile(new URL(`../../web/src/successors/texts/${lang}.json`, import.meta.url), "utf8"));
    return Object.entries(texts).map(([key, text]) => [key, (text.match(/\{\d\}/g) || []).sort()]);
  }));
  assert.deepEqual(zh, en);
});
