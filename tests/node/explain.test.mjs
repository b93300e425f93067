/* Explanations through their module for JavaScript: the files that the native test reads too, in both languages. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { EXPLAIN, RELEASE, data } from "./product.mjs";

const { CaseError, Explainer } = await import(EXPLAIN);
const LANGUAGES = ["zh-CN", "en"];
const explainers = await Promise.all(LANGUAGES.map((lang) => Explainer.load({ lang })));

for (const file of data("explain")) {
  for (const [place, lang] of LANGUAGES.entries()) {
    test(`R67: ${file.file} ${lang}: ${file.title}`, () => {
      assert.deepEqual(told(explainers[place], file, lang), expected(file.expected, lang));
    });
  }
}

test("words and module can be handed over, and Chinese is spoken unless another language is asked for", async () => {
  const words = JSON.parse(await readFile(join(RELEASE, "explain/zh-CN.json"), "utf8"));
  const wasm = await readFile(join(RELEASE, "explain.wasm"));
  const explainer = await Explainer.load({ words, wasm });
  const [explanation] = explainer.explain({ as_of: "2024-12-31" }, "core_trader_service");
  assert.match(explanation.sentences[0].text, /测算日期 2024-12-31/);
  assert.equal(explanation.sentences[0].holds, true);
  explainer.free();
  assert.throws(() => explainer.explain({}), /freed/);
});

test("a language that is not spoken and a pack that is none are refused", async () => {
  await assert.rejects(Explainer.load({ lang: "fr", words: {} }), { code: "LANGUAGE" });
  await assert.rejects(Explainer.load({ pack: "{}" }), { code: "PACK_FORM" });
});

/** What is compared: sentences moved in by their depth, and of problems what names them. */
function told(explainer, { case: caseData, measure, options }, lang) {
  try {
    const explanations = explainer.explain(caseData, measure, options).map((explanation) => {
      const { measure: id, item, status, title, sentences } = explanation;
      const lines = sentences.map(({ depth, text }) => "  ".repeat(depth) + text);
      return { measure: id, item, status, [lang]: { title, sentences: lines } };
    });
    return { explanations };
  } catch (error) {
    assert.ok(error instanceof CaseError, error);
    const kept = ({ path, code, found, nearest }) => {
      const problem = { path, code, found: found || undefined, nearest };
      return JSON.parse(JSON.stringify(problem));
    };
    return { problems: error.problems.map(kept) };
  }
}

/** What a file expects in one language. */
function expected({ explanations, problems }, lang) {
  if (problems) {
    return { problems };
  }
  const other = LANGUAGES.find((language) => language !== lang);
  return { explanations: explanations.map(({ [other]: _, ...explanation }) => explanation) };
}
