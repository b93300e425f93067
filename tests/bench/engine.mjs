/*
 * How long a full answer takes through the JavaScript API: an object in, an object out, five questions included.
 * In Node, and in Chromium without a window.
 */

import { readFileSync } from "node:fs";
import { startBrowser, startSite } from "../browser/harness.mjs";
import { ENGINE } from "../node/product.mjs";

const CASES = ["full", "half"].map((name) => {
  const text = readFileSync(new URL(`./${name}.json`, import.meta.url), "utf8");
  return { name, data: JSON.parse(text) };
});

/** Runs here and in the page: microseconds of each of many answers, in order. */
async function measure(engine, data) {
  const { Calculator } = await import(engine);
  const calculator = await Calculator.load();
  const answers = (count) => {
    const start = performance.now();
    for (let number = 0; number < count; number += 1) {
      calculator.assess(data, { questions: 5 });
    }
    return ((performance.now() - start) * 1000) / count;
  };
  answers(200);
  // Clocks of browsers are coarse, so each sample is the mean of some answers.
  const samples = Array.from({ length: 101 }, () => answers(10));
  calculator.free();
  return samples.sort((one, other) => one - other);
}

function tell(where, name, samples) {
  const at = (share) => samples[Math.floor((samples.length - 1) * share)].toFixed(0).padStart(6);
  console.log(`${where.padEnd(10)} ${name.padEnd(6)} median ${at(0.5)} µs   fastest ${at(0)} µs   95 % ${at(0.95)} µs`);
}

const site = await startSite();
const browser = await startBrowser();
try {
  for (const { name, data } of CASES) {
    tell("Node", name, await measure(ENGINE, data));
  }
  const page = await browser.newPage();
  await page.goto(`${site.origin}/headless.html`);
  for (const { name, data } of CASES) {
    tell("Chromium", name, await page.evaluate(measure, `${site.release}engine.js`, data));
  }
} finally {
  await browser.close();
  await site.close();
}
