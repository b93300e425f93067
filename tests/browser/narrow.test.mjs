/*
 * The narrowest columns that a host may give, with everything unfolded that can be: nothing hangs over and no sentence
 * is squeezed into a column of single signs, whatever the browser. How it looks otherwise is for pictures.
 */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { data } from "../node/product.mjs";
import { launch } from "./browsers.mjs";
import { startSite } from "./harness.mjs";

const WIDTHS = [280, 360];

let site;

before(async () => {
  site = await startSite();
  const script = `<script src="${site.release}tradeaid.js" defer></script>`;
  const element = `<tradeaid-calculator prefill='${JSON.stringify(everything())}'></tradeaid-calculator>`;
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>t</title>${script}`;
  site.answer("/narrow.html", { body: `<!doctype html><html lang="zh-CN"><head>${head}<link rel="stylesheet" href="/narrow.css"></head><body>${element}</body></html>` });
  site.answer("/narrow.css", { body: "body { margin: 0 }", type: "text/css" });
});

after(() => site.close());

/** One enterprise with several supports for one policy and one fair, and a loan whose answer is open. */
function everything() {
  const scenarios = data("scenarios");
  const [tea, fair, loan] = ["S06", "S13", "S18"].map((wanted) => scenarios.find(({ id }) => id === wanted).case);
  const named = (items, id) => items.map((item) => ({ ...item, id }));
  return { ...tea, exhibition: named(fair.exhibition, "t2"), loan: named(loan.loan, "t3"), guarantee: named(loan.guarantee, "t4") };
}

/** Runs in the page: unfolds everything, and what is unfolded by that. */
async function unfold() {
  const root = document.querySelector("tradeaid-calculator").shadowRoot;
  for (let round = 0; round < 3; round += 1) {
    root.querySelectorAll("details").forEach((details) => (details.open = true));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
}

/** Runs in the page: what is wider than its card, and sentences in a column that takes fewer than three signs. */
function squeezed() {
  const page = document.documentElement;
  const root = document.querySelector("tradeaid-calculator").shadowRoot;
  const told = page.scrollWidth > page.clientWidth ? [`the page by ${page.scrollWidth - page.clientWidth} px`] : [];
  for (const element of root.querySelectorAll("article *, li *")) {
    const rect = element.getBoundingClientRect();
    const card = element.closest("article, li").getBoundingClientRect();
    const isText = element.firstChild && element.firstChild.nodeType === Node.TEXT_NODE && element.firstChild.data.length > 6;
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (rect.right > card.right + 1) {
      told.push(`${element.textContent.slice(0, 40)} hangs over by ${rect.right - card.right} px`);
    } else if (isText && rect.height > 4 * size && rect.width < 3 * size) {
      told.push(`${element.textContent.slice(0, 40)} is ${rect.width} px wide and ${rect.height} px high`);
    }
  }
  return told;
}

for (const name of ["chromium", "firefox", "webkit", "chromium-80"]) {
  test(`R9 R21: with everything unfolded nothing hangs over or is squeezed, in ${name}`, async (context) => {
    const browser = await launch(name);
    context.after(() => browser.close());
    for (const width of WIDTHS) {
      const page = await browser.open(`${site.origin}/narrow.html`, { width });
      await page.until(() => document.querySelector("tradeaid-calculator").assessment && true);
      await page.evaluate(() => document.querySelector("tradeaid-calculator").ready.then(() => true));
      await page.evaluate(unfold);
      assert.deepEqual(await page.evaluate(squeezed), [], `${width} px`);
      await page.close();
    }
  });
}
