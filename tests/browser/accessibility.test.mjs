/*
 * No state of the calculator has a finding of axe (WCAG 2.2 A and AA), at phone and at desktop width, in both
 * languages. What axe cannot see is tested elsewhere.
 */

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openPage, startBrowser, startSite } from "./harness.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const SCENARIOS = fileURLToPath(new URL("../scenarios/", import.meta.url));
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

let site;
let browser;
let cases;

before(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
  const files = (await readdir(SCENARIOS)).sort();
  const read = async (file) => JSON.parse(await readFile(SCENARIOS + file, "utf8"));
  cases = await Promise.all(files.map(read));
});

after(() => Promise.all([browser.close(), site.close()]));

/** What each state does to a page that shows the first screen. */
const STATES = {
  "the first screen": async () => {},
  "the first question": async (page) => {
    await press(page, "[data-do=goal]");
    await press(page, "[data-do=guide]");
  },
  "nothing left to ask": async (page) => {
    await press(page, "[data-do=goal]");
    await press(page, "[data-do=guide]");
    while (await press(page, "[data-do=next]")) {
      // On to the last.
    }
  },
  "the empty form": (page) => press(page, "[data-do=form]"),
  "a case with everything": (page) => answer(page, everything()),
  "a case after the end of the plan": (page) => answer(page, cases.find(({ id }) => id === "S12").case),
  "nonsense in the fields": async (page) => {
    await press(page, "[data-do=form]");
    await page.evaluate(() => {
      const root = document.querySelector("tradeaid-calculator").shadowRoot;
      for (const input of root.querySelectorAll("input[inputmode]")) {
        input.value = "十二块五";
        input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
      }
    });
    await settled(page);
  },
  "everything unfolded": async (page) => {
    await answer(page, cases[0].case);
    await page.evaluate(() => {
      const root = document.querySelector("tradeaid-calculator").shadowRoot;
      root.querySelectorAll("details").forEach((details) => (details.open = true));
    });
    await settled(page);
  },
};

/** The first item of every kind that an example has, of one enterprise. */
function everything() {
  const { as_of, enterprise } = cases.find(({ id }) => id === "S13").case;
  const whole = { as_of, enterprise };
  for (const scenario of cases) {
    for (const [kind, value] of Object.entries(scenario.case)) {
      if (Array.isArray(value) && !whole[kind]) {
        whole[kind] = [{ ...value[0], id: kind }];
      }
    }
  }
  return whole;
}

async function answer(page, data) {
  await page.evaluate((given) => {
    const element = document.querySelector("tradeaid-calculator");
    const done = new Promise((resolve) => element.addEventListener("tradeaid-result", resolve, { once: true }));
    element.setAttribute("prefill", JSON.stringify(given));
    return done;
  }, data);
  await settled(page);
}

/** Presses the first button of a kind, and tells whether there was one. */
async function press(page, selector) {
  const there = await page.evaluate((wanted) => {
    const button = document.querySelector("tradeaid-calculator").shadowRoot.querySelector(wanted);
    button?.click();
    return Boolean(button);
  }, selector);
  await settled(page);
  return there;
}

/** Two frames: what was rendered is laid out. */
function settled(page) {
  return page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

for (const width of [360, 1280]) {
  for (const language of ["zh-CN", "en"]) {
    for (const [name, reach] of Object.entries(STATES)) {
      test(`${name}, ${language}, ${width} px`, async () => {
        const { page } = await openPage(browser, site, "/government.html", { width });
        await page.evaluate(() => document.querySelector("tradeaid-calculator").ready);
        await page.evaluate((lang) => document.querySelector("tradeaid-calculator").setAttribute("lang", lang), language);
        await reach(page);
        await page.evaluate(await readFile(AXE, "utf8"));
        const findings = await page.evaluate(async (values) => {
          const { violations } = await window.axe.run("tradeaid-calculator", { runOnly: { type: "tag", values } });
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(" ")).slice(0, 3)}`);
        }, TAGS);
        assert.deepEqual(findings, []);
        await page.close();
      });
    }
  }
}
