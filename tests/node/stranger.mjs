/*
 * An empty project into which the npm package is installed from its tarball, as a stranger would. Tests nothing.
 */

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const QUIET = ["--no-audit", "--no-fund", "--offline", "--loglevel=error"];

/** The folder that is published. */
export const PACKAGE = fileURLToPath(new URL("../../pkg", import.meta.url));

/** The project, what npm says of the tarball, a way to run a module in it, and the end of it. */
export async function stranger() {
  const project = await mkdtemp(join(tmpdir(), "tradeaid-stranger-"));
  // Wherever node has npm: on Windows it is a script that only a shell finds.
  const npm = (...words) => run("npm", words, { cwd: project, shell: process.platform === "win32" });
  const { stdout } = await npm("pack", PACKAGE, "--json", ...QUIET);
  const [packed] = JSON.parse(stdout);
  await writeFile(join(project, "package.json"), '{"name":"stranger","private":true,"type":"module"}');
  await npm("install", join(project, packed.filename), ...QUIET);
  return {
    project,
    packed,
    /** What a module of the project says on its standard output. */
    async says(code) {
      await writeFile(join(project, "main.mjs"), code);
      const { stdout: said } = await run(process.execPath, ["main.mjs"], { cwd: project, maxBuffer: 1 << 26 });
      return said;
    },
    leave: () => rm(project, { recursive: true }),
  };
}
