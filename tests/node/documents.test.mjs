/*
 * What a release says about itself to auditors and security teams: that it is there, of this version, in both languages,
 * and that what it calls on as evidence exists.
 */

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { RELEASE } from "./product.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const version = basename(RELEASE);
const released = (name) => readFileSync(join(RELEASE, name), "utf8");
const accessibility = released("ACCESSIBILITY.md");
const security = released("SECURITY.md");
const REPOSITORY = JSON.parse(readFileSync(join(ROOT, "pkg/package.json"), "utf8")).repository.url.replace(/^git\+|\.git$/g, "");

/** The rows of the tables of a page, cell by cell. */
const rows = (text) => text.split("\n").filter((line) => line.startsWith("| ")).map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));

test("R17: the accessibility statement is in the release, of its version, with a day and a way to answer", () => {
  assert.match(accessibility.split("\n")[0], new RegExp(`tradeaid ${version.replaceAll(".", "\\.")}$`));
  const [, day] = /自评日期：(\d{4}-\d{2}-\d{2})/.exec(accessibility);
  assert.ok(!Number.isNaN(Date.parse(day)));
  assert.ok(accessibility.includes(`${REPOSITORY}/issues`));
  assert.match(accessibility, /已知不足 Known gaps/);
});

test("R17: every criterion of the design is assessed, and what is said to be tested names a test that there is", () => {
  const criteria = rows(accessibility).filter(([first]) => /^\d\.\d/.test(first));
  const assessed = criteria.map(([first]) => first).join(" ");
  const wanted = ["1.3.1", "4.1.2", "1.3.4", "1.4.10", "1.4.4", "1.4.3", "1.4.11", "1.4.12", "2.1.1", "2.1.2", "2.4.3", "3.2.1", "3.2.2"];
  for (const criterion of [...wanted, "2.4.11", "2.5.7", "2.5.8", "3.2.6", "3.3.1", "3.3.3", "3.3.7", "3.3.8", "4.1.3", "2.4.6"]) {
    assert.ok(assessed.includes(criterion), criterion);
  }
  for (const [criterion, , outcome, evidence] of criteria) {
    if (outcome.includes("tested")) {
      const files = evidence.split(", ").map((name) => join(ROOT, `tests/browser/${name}.test.mjs`));
      assert.deepEqual(files.filter((file) => !existsSync(file)), [], criterion);
    }
  }
});

test("R17: the test script covers what the design lists, each with steps and outcome", () => {
  const script = rows(accessibility.slice(accessibility.indexOf("Test script"))).filter(([first]) => /^\d+$/.test(first));
  const all = script.map(([, environment]) => environment).join("\n");
  for (const environment of ["keyboard", "NVDA + Edge", "360", "VoiceOver + 微信 iOS", "TalkBack + 微信 Android", "400 %", "forced colours", "reduced motion"]) {
    assert.ok(all.includes(environment), environment);
  }
  assert.ok(script.every((cells) => cells.length === 4 && cells.every(Boolean)));
});

test("R18: each sentence for the security team names a test, and the test is there", () => {
  assert.match(security.split("\n")[0], new RegExp(`tradeaid ${version.replaceAll(".", "\\.")}$`));
  const tests = rows(security).filter(([first]) => /^\d+$/.test(first));
  for (const [number, file, title] of tests) {
    assert.ok(readFileSync(join(ROOT, file), "utf8").includes(title), `${number}: ${file}: ${title}`);
    assert.ok(security.includes(`[${number}]`), `${number} shows nothing`);
  }
  const named = [...security.matchAll(/\[(\d+)\]/g)].map(([, number]) => number);
  assert.deepEqual(named.filter((number) => !tests.some(([known]) => known === number)), []);
});

test("R67: both documents speak Chinese and English in every part", () => {
  for (const text of [accessibility, security]) {
    for (const part of text.split(/^## /m)) {
      assert.match(part, /\p{Script=Han}/u);
      assert.match(part, /[a-z]{4,} [a-z]+/);
    }
  }
});

test("R18 R59: the release holds what changed and the list of its digests", () => {
  assert.match(released("CHANGELOG.md"), /^# Changelog/);
  assert.ok("CHANGELOG.md" in JSON.parse(released("integrity.json")));
});

test("R68: the package is under permissive licences, and asks for no key", () => {
  const { license } = JSON.parse(readFileSync(join(ROOT, "pkg/package.json"), "utf8"));
  assert.equal(license, "MIT OR Apache-2.0");
  assert.doesNotMatch(released("tradeaid.js"), /licen[cs]e[-_]?key/i);
});
