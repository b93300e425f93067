/*
 * The description of the host's interface and what is made of it: the manifest and the types name everything that is
 * described, and what is described is what the element has is tested in a browser.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { RELEASE } from "./product.mjs";

const SOURCE = fileURLToPath(new URL("../../web/interface.json", import.meta.url));
const described = JSON.parse(await readFile(SOURCE, "utf8"));
const names = (list) => list.map(({ name }) => name);

test("R44: the manifest of the release names what is described", async () => {
  const { modules } = JSON.parse(await readFile(`${RELEASE}/custom-elements.json`, "utf8"));
  const [{ attributes, members, events, slots, cssParts, cssProperties, tagName }] = modules[0].declarations;
  assert.equal(tagName, described.tag);
  assert.deepEqual(names(attributes), names(described.attributes));
  assert.deepEqual(names(events), names(described.events));
  assert.deepEqual([names(slots), names(cssParts), names(cssProperties)], [names(described.slots), names(described.parts), names(described.variables)]);
  const methods = members.filter(({ kind }) => kind === "method");
  assert.deepEqual(names(methods), names(described.methods));
});

test("R44: every attribute has a property, in the manifest and in the types", async () => {
  const { modules } = JSON.parse(await readFile(`${RELEASE}/custom-elements.json`, "utf8"));
  const fields = modules[0].declarations[0].members.filter(({ attribute }) => attribute);
  assert.deepEqual(fields.map(({ attribute }) => attribute), names(described.attributes));
  const types = await readFile(`${RELEASE}/tradeaid.d.ts`, "utf8");
  // These every element has, as texts.
  fields.filter(({ name }) => !["lang", "nonce"].includes(name)).forEach(({ name }) => assert.match(types, new RegExp(`^  ${name}: `, "m")));
});
