/*
 * The accepted examples in a browser: through the calculator as a visitor has it, and through the headless engine in a
 * page and in a worker. All of them must give one answer, to the byte.
 */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { apart, differences } from "../node/compare.mjs";
import { data } from "../node/product.mjs";
import { openPage, startBrowser, startSite } from "./harness.mjs";

const SCENARIOS = data("scenarios");
/* What the calculator asks of the engine. */
const WANTED = { trace: true, questions: 3 };

let site;
let browser;
let answers;

before(async () => {
  site = await startSite();
  browser = await startBrowser();
  const { page } = await visit("");
  answers = await page.evaluate(inPage, `${site.release}engine.js`, cases(), WANTED);
  await page.close();
});

after(async () => {
  await browser.close();
  await site.close();
});

const cases = () => SCENARIOS.map((scenario) => scenario.case);

function visit(body) {
  const script = `<script src="${site.release}tradeaid.js" defer></script>`;
  site.answer("/scenarios.html", {
    body: `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>t</title>${script}</head><body>${body}</body></html>`,
  });
  return openPage(browser, site, "/scenarios.html");
}

/** Runs in the page: the headless engine's answers, as texts. */
async function inPage(engine, cases, wanted) {
  const { Calculator } = await import(engine);
  const calculator = await Calculator.load();
  const answers = cases.map((each) => JSON.stringify(calculator.assess(each, wanted)));
  calculator.free();
  return answers;
}

/** Runs in the page: the same in a module worker. */
function inWorker(engine, cases, wanted, body) {
  const source = `onmessage = async ({ data }) => postMessage(await (${body})(...data));`;
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(address, { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage([new URL(engine, location.href).href, cases, wanted]);
  });
}

test("R40: the headless engine in a page", () => {
  SCENARIOS.forEach((scenario, index) => assert.deepEqual(differences(scenario, JSON.parse(answers[index])), [], scenario.file));
});

test("R40: the headless engine in a module worker", async () => {
  const { page, errors } = await visit("");
  const told = await page.evaluate(inWorker, `${site.release}engine.js`, cases(), WANTED, inPage.toString());
  told.forEach((text, index) => assert.equal(apart(text, answers[index]), null));
  assert.deepEqual(errors, []);
  await page.close();
});

test("R38 R40 R41: the calculator, filled in by its host", async () => {
  const { page, errors } = await visit('<tradeaid-calculator id="a"></tradeaid-calculator>');
  await page.waitForFunction(() => document.querySelector("#a").ready);
  for (const [index, scenario] of SCENARIOS.entries()) {
    const told = await page.$eval(
      "#a",
      (element, text) =>
        new Promise((resolve) => {
          // With all that it looked at, the answer is that of every other engine.
          element.resultDetail = "full";
          element.addEventListener("tradeaid-result", ({ detail }) => resolve(JSON.stringify({ ...detail, case: undefined })), { once: true });
          element.setAttribute("prefill", text);
        }),
      JSON.stringify(scenario.case),
    );
    assert.deepEqual(differences(scenario, JSON.parse(told)), [], scenario.file);
    assert.equal(apart(told, answers[index]), null, scenario.file);
  }
  assert.deepEqual(errors, []);
  await page.close();
});

test("R40 R41: the calculator, filled in from the start", async () => {
  const [scenario] = SCENARIOS;
  const text = JSON.stringify(scenario.case).replaceAll('"', "&quot;");
  const { page } = await visit(`<tradeaid-calculator id="a" prefill="${text}"></tradeaid-calculator>`);
  await page.waitForFunction(() => document.querySelector("#a").assessment);
  const told = await page.$eval("#a", (element) => JSON.stringify(element.assessment));
  assert.equal(apart(told, answers[0]), null);
  await page.close();
});
