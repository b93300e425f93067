/* A module that was taken apart for the way is put together by the loader's own code, outside a browser too. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { joined } from "../../web/src/loader/parts.js";
import { RELEASE } from "./product.mjs";

const buffer = async (name) => {
  const { buffer: bytes, byteOffset, byteLength } = await readFile(join(RELEASE, name));
  return bytes.slice(byteOffset, byteOffset + byteLength);
};

test("the widget's parts make a module that is smaller on the way than it is", async () => {
  const parts = await buffer("widget.bin");
  const module = joined(parts);
  assert.ok(module.byteLength > parts.byteLength);
  const names = WebAssembly.Module.exports(await WebAssembly.compile(module)).map(({ kind }) => kind);
  assert.ok(names.includes("memory") && names.includes("function"));
});

test("a module that was never taken apart, and what is none, stay as they are", async () => {
  const whole = await buffer("engine.wasm");
  assert.equal(joined(whole), whole);
  const nothing = new ArrayBuffer(3);
  assert.equal(joined(nothing), nothing);
});
