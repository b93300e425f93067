/*
 * What the tests in Node stand on: the built release, the native command, and the data under tests/. Tests nothing.
 */

import { execFile, execFileSync } from "node:child_process";
import { accessSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The folder of the one built release. */
export const RELEASE = join(ROOT, "dist/tradeaid", readdirSync(join(ROOT, "dist/tradeaid"))[0]);

/** The address of the headless engine, for whoever imports it in a realm of their own. */
export const ENGINE = pathToFileURL(join(RELEASE, "engine.js")).href;

/** The address of the explanations. */
export const EXPLAIN = pathToFileURL(join(RELEASE, "explain.js")).href;

/** The address of the catalogue of packs. */
export const CATALOGUE = pathToFileURL(join(RELEASE, "catalogue.js")).href;

/** The JSON files of a folder under tests/, sorted, each with the name of its file. */
export function data(folder) {
  const files = readdirSync(join(ROOT, "tests", folder)).filter((file) => file.endsWith(".json"));
  return files.sort().map((file) => {
    const text = readFileSync(join(ROOT, "tests", folder, file), "utf8");
    return { file: basename(file, ".json"), ...JSON.parse(text) };
  });
}

/** The pack as the release has it, as text. */
export function packText() {
  const file = readdirSync(join(RELEASE, "packs")).find((name) => /^[^.]+\.json$/.test(name));
  return readFileSync(join(RELEASE, "packs", file), "utf8");
}

/** The files that the native command builds of a demonstration pack under tests/packs, each by its name. */
export function demonstration(id) {
  const folder = mkdtempSync(join(tmpdir(), "tradeaid-"));
  try {
    execFileSync(command(), ["pack", "build", join(ROOT, "tests/packs", id), "-o", folder], { stdio: "pipe" });
    return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The native command. */
export function command() {
  const folder = process.env.CARGO_TARGET_DIR || join(ROOT, "target");
  const built = ["release", "debug"].map((profile) => join(folder, profile, "tradeaid"));
  return built.find((path) => {
    try {
      accessSync(path);
      return true;
    } catch {
      return false;
    }
  });
}

/** What the native command answers to a case: its exit status and what it wrote. */
export function native(text, ...options) {
  const words = ["assess", "-", "--json", "--pack", join(RELEASE, "packs/fujian-2024-2.json"), ...options];
  return new Promise((resolve) => {
    const child = execFile(command(), words, { maxBuffer: 1 << 26 }, (error, stdout) => {
      resolve({ status: error ? error.code : 0, text: stdout.trimEnd() });
    });
    // A case that is refused early may be answered before it was read to its end.
    child.stdin.on("error", () => {});
    child.stdin.end(text);
  });
}

/** The text of a bad case: written out, or made as its file says. */
export function badText({ text, case: written, generate }) {
  if (text !== undefined) {
    return text;
  }
  if (written) {
    return JSON.stringify(written);
  }
  const { kind, count } = generate;
  switch (kind) {
    case "nested":
      return `{"loan":${"[".repeat(count)}${"]".repeat(count)}}`;
    case "spaces":
      return `{"enterprise":${" ".repeat(count)}{}}`;
    case "loans":
      return JSON.stringify({ loan: Array.from({ length: count }, (_, number) => ({ id: String(number) })) });
    default:
      throw new Error(`no recipe for ${kind}`);
  }
}

/** What is compared of a list of problems, in the order of their paths. */
export function told(problems) {
  const kept = problems.map(({ path, code, nearest }) => [path, code, nearest ?? null]);
  return kept.sort((one, other) => (one.join() < other.join() ? -1 : 1));
}
