/*
 * A reporter for Node's test runner: for every test file that ran, a list of its tests with their outcome, one file
 * each in `target/xtask/results`. The table of requirements is made from them. Nothing here judges.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const RESULTS = join(ROOT, "target/xtask/results");

export default async function* report(events) {
  const files = new Map();
  for await (const { type, data } of events) {
    const isOutcome = type === "test:pass" || type === "test:fail";
    // A file that could not be run at all is told as a test of its own name; of what only holds tests, nothing is.
    if (isOutcome && data.details.type !== "suite" && data.file) {
      const file = relative(ROOT, data.file).split(sep).join("/");
      const outcome = data.skip !== undefined ? "skipped" : type.slice("test:".length);
      files.set(file, [...(files.get(file) || []), { title: data.name, outcome }]);
    }
  }
  mkdirSync(RESULTS, { recursive: true });
  for (const [file, tests] of files) {
    writeFileSync(join(RESULTS, `${file.replaceAll("/", ".")}.json`), JSON.stringify({ file, tests }, null, 1));
  }
  yield "";
}
