/*
 * The bill of materials of the release: that it is whole, right about versions, and free of licences that would bind
 * those who ship it. What is in a module is asked of cargo again, the other way round: from the lock file upwards.
 */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { RELEASE } from "./product.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const bill = JSON.parse(readFileSync(join(RELEASE, "sbom.json"), "utf8"));
const licences = readFileSync(join(RELEASE, "licences.txt"), "utf8");
const crates = bill.components.filter(({ purl }) => purl);
const version = basename(RELEASE);

/** Licences that ask nothing of those who ship the module but to name them. */
const PERMISSIVE = ["MIT", "Apache-2.0", "Unlicense", "BSL-1.0", "Zlib", "Unicode-3.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "0BSD"];
/** The crates that the modules are made of, by the names of the modules. */
const MODULES = { engine: "wasm", explain: "wasm-explain", catalogue: "wasm-catalogue", widget: "widget", desk: "wasm-desk" };

/** Whether an expression leaves one a way with permissive licences alone. */
const isPermissive = (expression) =>
  expression
    .replace(/[()]/g, "")
    .split(" AND ")
    .every((part) => part.split(" OR ").some((licence) => PERMISSIVE.includes(licence.trim())));

/** The crates of the lock file, each with its digest, by name and version. */
function locked() {
  const text = readFileSync(join(ROOT, "Cargo.lock"), "utf8");
  const value = (block, key) => new RegExp(`^${key} = "(.*)"$`, "m").exec(block)?.[1];
  const blocks = text.split("[[package]]").slice(1);
  return new Map(blocks.map((block) => [`${value(block, "name")}@${value(block, "version")}`, value(block, "checksum")]));
}

test("R18: the bill is CycloneDX 1.5 of the release's version, and each of its parts is named once", () => {
  assert.deepEqual([bill.bomFormat, bill.specVersion, bill.metadata.component.version], ["CycloneDX", "1.5", version]);
  const references = bill.components.map((component) => component["bom-ref"]);
  assert.equal(new Set(references).size, references.length);
  const known = new Set([...references, "tradeaid"]);
  for (const { ref, dependsOn } of bill.dependencies) {
    assert.deepEqual([ref, ...dependsOn].filter((each) => !known.has(each)), []);
  }
  for (const tool of ["rustc", "wasm-bindgen-cli-support", "binaryen", "esbuild", "terser"]) {
    assert.match(bill.metadata.tools.components.find(({ name }) => name === tool).version, /^\d+\.\d+\.\d+/, tool);
  }
});

test("R18: every crate of every module is in it, and no other", () => {
  for (const [module, name] of Object.entries(MODULES)) {
    const words = ["tree", "--locked", "--offline", "--package", `tradeaid-${name}`, "--target", "wasm32-unknown-unknown"];
    const listing = execFileSync("cargo", [...words, "--edges", "normal,no-proc-macro", "--prefix", "none", "--no-dedupe", "--format", "{p}"], { cwd: ROOT });
    const wanted = new Set(String(listing).trim().split("\n").map((line) => line.split(" ").slice(0, 2).join("@").replace("@v", "@")));
    const told = crates.filter(({ properties }) => properties.some(({ value }) => value === module));
    assert.deepEqual(told.map((each) => `${each.name}@${each.version}`).sort(), [...wanted].sort(), module);
  }
});

test("R18: versions and digests are those of the lock file", () => {
  const lock = locked();
  for (const { name, version: given, hashes } of crates) {
    assert.ok(lock.has(`${name}@${given}`), name);
    assert.equal(hashes[0]?.content, lock.get(`${name}@${given}`), name);
  }
});

test("R18 R68: no licence of the GPL kind is in it, and each leaves a permissive way", () => {
  for (const { name, licenses } of bill.components) {
    const [{ expression }] = licenses;
    assert.ok(isPermissive(expression), `${name}: ${expression}`);
  }
  assert.equal(isPermissive("GPL-2.0-or-later"), false);
  assert.equal(isPermissive("MIT AND LGPL-3.0-only"), false);
  assert.equal(isPermissive("(MIT OR GPL-3.0-only) AND Apache-2.0"), true);
});

test("R18 R68: the texts of the licences are there, each crate with its own", () => {
  for (const { name, version: given, licenses } of crates) {
    assert.ok(licences.includes(`${name} ${given}: ${licenses[0].expression}\n`), name);
  }
  for (const words of ["Permission is hereby granted, free of charge", "Apache License\n", "Boost Software License"]) {
    assert.ok(licences.includes(words) || !crates.some(({ licenses }) => licenses[0].expression === "BSL-1.0"), words);
  }
});

test("R18: bill and licences name no folder of the machine that made them", () => {
  for (const text of [JSON.stringify(bill), licences]) {
    assert.ok(!text.includes(ROOT) && !/\/home\/|\/root\/|\.cargo\//.test(text));
  }
});

test("R18: the shipped code of the page names no licence of the GPL kind", () => {
  const scripts = readdirSync(RELEASE).filter((name) => name.endsWith(".js"));
  assert.ok(scripts.length > 3);
  for (const name of scripts) {
    assert.doesNotMatch(readFileSync(join(RELEASE, name), "latin1"), /GNU (Lesser |Affero )?General Public/, name);
  }
});
