/*
 * No state of the calculator has a finding of axe (WCAG 2.2 A and AA), at phone and at desktop width, in both
 * languages and all themes, and none is wider than its container. What axe cannot see is tested elsewhere.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { openPage, startBrowser, startSite } from "./harness.mjs";
import { STATES } from "./states.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const LOOKS = [
  { lang: "zh-CN", width: 360, theme: "light" },
  { lang: "en", width: 360, theme: "dark" },
  { lang: "en", width: 1280, theme: "light" },
  { lang: "zh-CN", width: 1280, theme: "dark" },
  { lang: "zh-CN", width: 1280, theme: "contrast" },
];

let site;
let browser;

before(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
});

after(() => Promise.all([browser.close(), site.close()]));

for (const { lang, width, theme } of LOOKS) {
  for (const [name, reach] of Object.entries(STATES)) {
    test(`R63: ${name}, ${lang}, ${theme}, ${width} px`, async () => {
      const { page } = await openPage(browser, site, "/government.html", { width });
      await page.evaluate(() => document.querySelector("tradeaid-calculator").ready);
      await page.evaluate((look) => {
        const element = document.querySelector("tradeaid-calculator");
        Object.entries(look).forEach(([attribute, value]) => element.setAttribute(attribute, value));
      }, { lang, theme });
      await reach(page);
      await page.evaluate(AXE);
      const findings = await page.evaluate(async (values) => {
        const { violations } = await window.axe.run("tradeaid-calculator", { runOnly: { type: "tag", values } });
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(" ")).slice(0, 3)}`);
      }, TAGS);
      assert.deepEqual(findings, []);
      assert.deepEqual(await tooWide(page), []);
      await page.close();
    });
  }
}

for (const lang of ["zh-CN", "en"]) {
  for (const [name, reach] of Object.entries(STATES)) {
    test(`R21 R63: ${name}, ${lang}, fits 280 px and 400 % zoom`, async () => {
      const { page } = await openPage(browser, site, "/government.html", { width: 1280 });
      await page.evaluate(() => document.querySelector("tradeaid-calculator").ready);
      await page.evaluate((to) => document.querySelector("tradeaid-calculator").setAttribute("lang", to), lang);
      await reach(page);
      for (const width of [320, 280]) {
        await page.setViewport({ width, height: 640 });
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
        assert.deepEqual(await tooWide(page), [], `${width} px`);
      }
      await page.close();
    });
  }
}

/** What reaches over the right edge of the calculator and would be cut off there. */
function tooWide(page) {
  return page.evaluate(() => {
    const mount = document.querySelector("tradeaid-calculator").shadowRoot.querySelector(".tradeaid");
    const { right } = mount.getBoundingClientRect();
    const isOver = (node) => {
      const box = node.getBoundingClientRect();
      return box.width > 1 && box.right > right + 1 && !node.closest(".ta-hidden, svg");
    };
    return [...mount.querySelectorAll("*")].filter(isOver).map((node) => `${node.className}: ${node.textContent.slice(0, 60)}`);
  });
}
