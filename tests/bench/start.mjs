/*
 * How long a visitor waits: from the start of a page to a calculator that stands, on a slow phone (a quarter of this
 * machine's speed, 1.6 Mbit/s and 150 ms there and back, files sent with brotli), and from a keystroke to the frame
 * that shows its answer, on this machine and on that phone.
 */

import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { DIST, openPage, startBrowser, startSite } from "../browser/harness.mjs";

const SAMPLES = 7;
const SLOW = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const CASE = JSON.parse(readFileSync(new URL("./half.json", import.meta.url), "utf8"));

/** Every file of a folder, as the paths of a site. */
function files(folder, path) {
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name);
    return statSync(file).isDirectory() ? files(file, `${path}${name}/`) : [`${path}${name}`];
  });
}

function compress(site) {
  for (const path of files(join(DIST, site.release), site.release)) {
    site.answer(path, { body: (real) => brotliCompressSync(real), headers: { "content-encoding": "br" } });
  }
}

async function slowly(page, cpu, network) {
  const session = await page.createCDPSession();
  await session.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", network);
}

function tell(name, samples) {
  samples.sort((one, other) => one - other);
  const at = (share) => samples[Math.floor((samples.length - 1) * share)].toFixed(0).padStart(6);
  console.log(`${name.padEnd(40)} median ${at(0.5)} ms   fastest ${at(0)} ms   slowest ${at(1)} ms`);
}

/** Milliseconds from the start of the page until its calculator is ready. */
async function start(browser, site) {
  const { page } = await openPage(browser, site, "/index.html");
  await slowly(page, 4, SLOW);
  await page.setCacheEnabled(false);
  await page.goto(`${site.origin}/government.html`, { waitUntil: "domcontentloaded" });
  const waited = await page.evaluate(async () => {
    await customElements.whenDefined("tradeaid-calculator");
    await document.querySelector("tradeaid-calculator").ready;
    return performance.now();
  });
  await page.close();
  return waited;
}

/** Milliseconds from each of some keystrokes to the frame behind it, in a case half of which is known. */
async function keystrokes(browser, site, cpu) {
  const { page } = await openPage(browser, site, "/government.html");
  await page.evaluate(async (data) => {
    const element = document.querySelector("tradeaid-calculator");
    await element.ready;
    element.case = data;
  }, CASE);
  await slowly(page, cpu, { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  const samples = await page.evaluate(async (count) => {
    const input = document.querySelector("tradeaid-calculator").shadowRoot.querySelector("input[inputmode]");
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const waits = [];
    for (let digit = 0; digit < count; digit += 1) {
      await frame();
      input.value += String(digit);
      const pressed = performance.now();
      input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
      await frame();
      waits.push(performance.now() - pressed);
    }
    return waits;
  }, SAMPLES);
  await page.close();
  return samples;
}

const [site, browser] = await Promise.all([startSite(), startBrowser()]);
try {
  compress(site);
  const starts = [];
  for (let number = 0; number < SAMPLES; number += 1) {
    starts.push(await start(browser, site));
  }
  tell("page to calculator, slow phone", starts);
  tell("keystroke to frame", await keystrokes(browser, site, 1));
  tell("keystroke to frame, quarter speed", await keystrokes(browser, site, 4));
} finally {
  await browser.close();
  await site.close();
}
