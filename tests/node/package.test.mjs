/*
 * The npm package as a stranger gets it: packed, installed from the tarball into an empty project, imported by its
 * name, and compiled against. Nothing here reaches for a file of the checkout but the examples and the tools.
 */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { differences } from "./compare.mjs";
import { RELEASE, data } from "./product.mjs";
import { PACKAGE, stranger } from "./stranger.mjs";

const run = promisify(execFile);
const HERE = fileURLToPath(new URL("./", import.meta.url));
const COMPILER = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));

let project;
let packed;
let says;
let leave;

/** What the compiler has to say about a file of the stranger's project: nothing, when all is well. */
async function complaints(name, text) {
  await writeFile(join(project, name), text);
  const flags = ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom", "--types", ""];
  const modules = ["--module", "nodenext", "--moduleResolution", "nodenext"];
  return run(process.execPath, [COMPILER, ...flags, ...modules, name], { cwd: project }).then(
    () => "",
    (error) => error.stdout || error.message,
  );
}

before(async () => {
  ({ project, packed, says, leave } = await stranger());
});

after(() => leave());

test("it has the release's version, runs nothing when installed and brings nothing along", async () => {
  const description = JSON.parse(await readFile(join(PACKAGE, "package.json"), "utf8"));
  assert.equal(description.version, basename(RELEASE));
  for (const key of ["scripts", "dependencies", "peerDependencies", "optionalDependencies", "bin"]) {
    assert.equal(description[key], undefined, key);
  }
  assert.deepEqual(await readdir(join(project, "node_modules")).then((names) => names.filter((name) => !name.startsWith("."))), [
    "tradeaid",
  ]);
});

test("it holds the whole release, a page to read and both licences, and no more", async () => {
  const released = await readdir(RELEASE, { recursive: true, withFileTypes: true });
  const files = released.filter((entry) => entry.isFile());
  const expected = files.map((entry) => `dist${join(entry.parentPath ?? entry.path, entry.name).slice(RELEASE.length)}`);
  const beside = ["README.md", "package.json", "dist/LICENSE-APACHE", "dist/LICENSE-MIT"];
  const found = packed.files.map(({ path }) => path);
  assert.deepEqual(found.sort(), [...expected.map((path) => path.replaceAll("\\", "/")), ...beside].sort());
});

test("the engine is found by its name and answers an accepted example", async () => {
  const [scenario] = data("scenarios");
  const answer = await says(`
    import { Calculator } from "tradeaid/engine";
    const calculator = await Calculator.load();
    const assessment = calculator.assess(${JSON.stringify(scenario.case)});
    console.log(JSON.stringify(assessment));
  `);
  assert.deepEqual(differences(scenario, JSON.parse(answer)), []);
});

test("the engine and a pack can be handed over by their exported addresses", async () => {
  const answer = await says(`
    import { readFile } from "node:fs/promises";
    import { createRequire } from "node:module";
    import { Calculator } from "tradeaid/engine";
    const pack = createRequire(import.meta.url)("tradeaid/packs/fujian-2024-2.json");
    const wasm = await readFile(new URL(import.meta.resolve("tradeaid/engine.wasm")));
    const calculator = await Calculator.load({ pack, wasm });
    console.log(calculator.pack.id, calculator.assess({}).v);
  `);
  assert.equal(answer, "fujian-2024-2 1\n");
});

test("R7: the files of the calculator for pages are found, stand together and are the published ones", async () => {
  // Modules for programs are exported by the names of what they are, not of their files; documents are for people.
  const files = Object.keys(JSON.parse(await readFile(join(RELEASE, "integrity.json"), "utf8")));
  const found = await says(`
    const names = ${JSON.stringify(["integrity.json", ...files.filter((name) => !/\.d\.ts$|\.md$|^(engine|explain|catalogue)\.js$/.test(name))])};
    console.log(JSON.stringify(names.map((name) => [name, import.meta.resolve("tradeaid/" + name)])));
  `);
  const addresses = new Map(JSON.parse(found));
  const folder = dirname(fileURLToPath(addresses.get("tradeaid.js")));
  const published = JSON.parse(await readFile(fileURLToPath(addresses.get("integrity.json")), "utf8"));
  for (const [name, address] of addresses) {
    assert.equal(address, pathToFileURL(join(folder, name)).href);
    if (name !== "integrity.json") {
      const digest = createHash("sha384").update(await readFile(fileURLToPath(address))).digest("base64");
      assert.equal(`sha384-${digest}`, published[name], name);
    }
  }
});

test("R59: a stranger's TypeScript compiles, and wrong TypeScript does not", async () => {
  assert.equal(await complaints("stranger.ts", await readFile(join(HERE, "package/stranger.ts"), "utf8")), "");
});

for (const [entry, main, member] of [["engine", "Calculator", "assess"], ["explain", "Explainer", "explain"], ["catalogue", "Catalogue", "assess"]]) {
  test(`the declarations name what ${entry} has, and nothing else`, async () => {
    const names = await says(`
      import * as module from "tradeaid/${entry}";
      const own = (value, ...but) => Object.getOwnPropertyNames(value).filter((name) => !but.includes(name));
      const { ${main} } = module;
      console.log(JSON.stringify({
        exported: Object.keys(module),
        fixed: own(${main}, "length", "name"),
        members: own(${main}.prototype, "constructor"),
      }));
    `);
    const { exported, fixed, members } = JSON.parse(names);
    const words = (list) => list.map((name) => JSON.stringify(name)).join(" | ");
    const text = `
      import * as module from "tradeaid/${entry}";
      type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
      export const same: [
        Same<keyof typeof module, ${words(exported)}>,
        Same<keyof typeof module.${main}, ${words(fixed)}>,
        Same<keyof module.${main}, ${words(members)}>,
      ] = [true, true, true];
    `;
    assert.equal(await complaints("names.ts", text), "");
    assert.match(await complaints("names.ts", text.replace(`"${member}"`, `"${member}" | "guess"`)), /TS2322/);
  });
}

test("answers are explained in the declared form, with files that are found by their exported addresses", async () => {
  const written = await says(`
    import { createRequire } from "node:module";
    import { readFile } from "node:fs/promises";
    import { Explainer } from "tradeaid/explain";
    const words = createRequire(import.meta.url)("tradeaid/explain/en.json");
    const wasm = await readFile(new URL(import.meta.resolve("tradeaid/explain.wasm")));
    const explainer = await Explainer.load({ lang: "en", words, wasm });
    console.log(JSON.stringify(explainer.explain({ enterprise: { city: "other" }, loan: [{ id: "t1" }] })));
  `);
  const text = `
    import type { Explanation } from "tradeaid/explain";
    export const explanations: Explanation[] = ${written};
  `;
  assert.match(written, /“Province” \(/);
  assert.equal(await complaints("explanations.ts", text), "");
  assert.match(await complaints("explanations.ts", text.replace('"kind":"outcome"', '"kind":"guess"')), /TS2322/);
});

test("answers of several packs have the declared form", async () => {
  const written = await says(`
    import { readFile } from "node:fs/promises";
    import { Catalogue } from "tradeaid/catalogue";
    const wasm = await readFile(new URL(import.meta.resolve("tradeaid/catalogue.wasm")));
    const catalogue = await Catalogue.load({ packs: ["fujian-2024-2"], wasm });
    const answers = catalogue.assess({ as_of: "2028-01-01", loan: [{ id: "t1", approved_on: "2028-01-01" }] });
    console.log(JSON.stringify([answers, catalogue.packs]));
  `);
  const text = `
    import type { CataloguePack } from "tradeaid/catalogue";
    import type { Answers } from "tradeaid/engine";
    export const told: [Answers, CataloguePack[]] = ${written};
  `;
  assert.match(written, /"uncovered":\[\{"kind":"loan"/);
  assert.equal(await complaints("answers.ts", text), "");
  assert.match(await complaints("answers.ts", text.replace('"uncovered":', '"covered":')), /TS2/);
});

test("R38: answers, packs and problems have the declared form", async () => {
  const [scenario] = data("scenarios");
  const written = await says(`
    import { Calculator } from "tradeaid/engine";
    const calculator = await Calculator.load();
    const problems = [{ enterprise: { employes: 1 } }, 1n].map((wrong) => {
      try {
        return calculator.assess(wrong);
      } catch (error) {
        return error.problems;
      }
    });
    const assessment = calculator.assess(${JSON.stringify(scenario.case)}, { trace: true, questions: 5 });
    console.log(JSON.stringify({ assessment, pack: calculator.pack, problems }));
  `);
  const { assessment, pack, problems } = JSON.parse(written);
  const text = `
    import type { Assessment, CaseError, Pack } from "tradeaid/engine";
    export const assessment: Assessment = ${JSON.stringify(assessment)};
    export const pack: Pack = ${JSON.stringify(pack)};
    export const problems: CaseError["problems"][] = ${JSON.stringify(problems)};
  `;
  assert.equal(await complaints("answers.ts", text), "");
  assert.match(await complaints("answers.ts", text.replace('"result_id"', '"result"')), /TS2561|TS2353|TS2741/);
});

test("R40: a program of CommonJS gets the same module, by require where Node has that, and by import in any", async () => {
  await writeFile(join(project, "program.cjs"), `
    const told = (way, { Calculator }) => Calculator.load().then((c) => console.log(way, c.assess({ as_of: "2025-06-30" }).result_id));
    (async () => {
      await told("import", await import("tradeaid/engine"));
      if (process.features.require_module) await told("require", require("tradeaid/engine"));
    })();
  `);
  const { stdout } = await run(process.execPath, ["program.cjs"], { cwd: project });
  const lines = stdout.trim().split("\n").map((line) => line.split(" "));
  assert.deepEqual(lines.map(([way]) => way), process.features.require_module ? ["import", "require"] : ["import"]);
  assert.equal(new Set(lines.map(([, id]) => id)).size, 1);
  assert.match(lines[0][1], /^[0-9a-f]{32}$/);
});

test("R40: a worker of Node gets the same answer", async () => {
  const answer = await says(`
    import { Worker, isMainThread, parentPort } from "node:worker_threads";
    import { fileURLToPath } from "node:url";
    import { Calculator } from "tradeaid/engine";
    const { result_id: id } = (await Calculator.load()).assess({ as_of: "2025-06-30" });
    if (isMainThread) {
      const worker = new Worker(fileURLToPath(import.meta.url));
      worker.once("message", (other) => console.log(other === id));
    } else {
      parentPort.postMessage(id);
    }
  `);
  assert.equal(answer, "true\n");
});
