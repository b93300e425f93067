/*
 * Whole ways through the calculator, from the first screen to what is taken away, in every browser. A way is data
 * (`tests/journeys`): what somebody starts from, what they know, and what the result must show. What is held against
 * it is read from the page.
 */

import assert from "node:assert/strict";
import { readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { BROWSERS, launch } from "./browsers.mjs";
import { STRICT_POLICY, startSite } from "./harness.mjs";
import { Traveller } from "./traveller.mjs";
import { words } from "./words.mjs";

const FOLDER = fileURLToPath(new URL("../journeys/", import.meta.url));
const names = (await readdir(FOLDER)).sort();
const journeys = await Promise.all(names.map(async (name) => JSON.parse(await readFile(join(FOLDER, name), "utf8"))));
const walks = journeys.flatMap((journey) => journey.walks.map((walk) => ({ journey, ...walk })));

/** The three that every width and language is seen in. */
const TODAY = ["chromium", "firefox", "webkit"];
const WIDTHS = [360, 768, 1280];
const LANGUAGES = ["zh-CN", "en"];

/** Before Chromium 97 there was no word for WebAssembly alone, and what was allowed was complained of all the same. */
const OLD_POLICY = STRICT_POLICY.replace("'wasm-unsafe-eval'", "'unsafe-eval'");
const OLD_COMPLAINT = "script-src eval";

let site;

before(async () => {
  site = await startSite();
});

after(() => site.close());

/** Every way has its page; a script of the page keeps account of what goes wrong in it, whatever the browser. */
function host(browser, lang, asOf) {
  site.answer("/account.js", { type: "text/javascript", body: `(${account})()` });
  const scripts = `<script src="/account.js"></script><script src="${site.release}tradeaid.js" defer></script>`;
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>t</title>${scripts}`;
  site.answer("/journey.html", {
    body: `<!doctype html><html lang="${lang}"><head>${head}</head><body><main><tradeaid-calculator as-of="${asOf}"></tradeaid-calculator></main></body></html>`,
    headers: { "content-security-policy": TODAY.includes(browser) ? STRICT_POLICY : OLD_POLICY },
  });
  return `${site.origin}/journey.html`;
}

/** Runs in the page before anything else. A dialogue for paper would stand before it for ever. */
function account() {
  window.account = [];
  const note = (text) => window.account.push(text);
  addEventListener("error", (event) => note(event.message));
  addEventListener("unhandledrejection", (event) => note(String(event.reason)));
  addEventListener("tradeaid-error", (event) => note(event.detail.code));
  document.addEventListener("securitypolicyviolation", (event) => note(`${event.violatedDirective} ${event.blockedURI}`));
  addEventListener("tradeaid-ready", () => {
    const { fetch } = window;
    window.fetch = (...given) => note(`fetches ${given[0]} when it is ready`) && fetch(...given);
    const asks = (node) => (node.src || node.href) && !node.download && note(`adds ${node.src || node.href} when it is ready`);
    new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach(asks))).observe(document, { childList: true, subtree: true });
  });
  window.print = () => (window.printed = true);
}

/** Waits for the calculator and everything that it loads. */
async function arrive(page) {
  await page.until(() => document.querySelector("tradeaid-calculator").assessment && true);
  await page.evaluate(() => document.querySelector("tradeaid-calculator").ready.then(() => true));
}

/** The screen is as wide as it is, and nothing hangs over. */
async function assertFits(page, screen) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `${screen} is ${over} px too wide`);
}

async function walk(browser, { journey, lang, width, by, composing }) {
  const word = await words(lang);
  const page = await browser.open(host(browser.name, lang, journey.as_of), { width, touch: by === "touch" });
  await arrive(page);
  await assertFits(page, "the first screen");
  const traveller = new Traveller(page, word, { by, composing });
  await traveller.start(journey.starts);
  const questions = await traveller.answerAll(journey.knows, { backAt: journey.back_at });
  await assertFits(page, "the last question");
  if (journey.adds) {
    await traveller.add(journey.adds);
    questions.push(...(await traveller.answerAll(journey.knows)));
  }
  journey.asked.forEach((each) => assert.ok(questions.includes(each), `${each} was not asked, but ${questions}`));
  journey.never_asked.forEach((each) => assert.ok(!questions.includes(each), `${each} was asked`));
  await traveller.pressButton("dock.to_result");
  await assertShown(page, journey, word, lang);
  await assertExplained(traveller, journey, lang);
  await assertFits(page, "the result");
  for (const kind of journey.takes) {
    await take(page, traveller, kind, journey, word);
  }
  const complaints = await page.evaluate(() => window.account);
  assert.deepEqual(complaints.filter((each) => TODAY.includes(browser.name) || each !== OLD_COMPLAINT), []);
  await page.close();
}

/** The cards, rows and total of the result say what they must. */
async function assertShown(page, { cards, rows, total }, word, lang) {
  const shown = await page.texts("article");
  for (const { measure, status, provision, kind, amount, says } of cards) {
    const begin = [word(`status.${status}`), word(`provision.${provision}.cite`), word(`measure.${measure}.title`)].join(" ");
    const card = shown.find((text) => text.startsWith(begin));
    assert.ok(card, `no card begins “${begin}”: ${shown.map((text) => text.slice(0, 40)).join(" / ")}`);
    const parts = [word(`measure.${measure}.summary`), `${word(kind)} ${amount}`.trim(), ...(says?.[lang] || [])];
    parts.forEach((part) => assert.ok(card.includes(part), `“${part}” is not in: ${card}`));
  }
  const lines = await page.texts("li");
  for (const { measure, status, provision, says } of rows) {
    const title = word(`measure.${measure}.title`);
    const parts = [word(`status.${status}`), word(`provision.${provision}.cite`), ...(says?.[lang] || [])];
    const fits = (line) => line.startsWith(title) && parts.every((part) => line.includes(part));
    assert.ok(lines.some(fits), `no row “${title}” with ${parts.join(", ")}: ${lines.filter((line) => line.startsWith(title))}`);
  }
  const [least, most] = total;
  const [sum] = await page.texts("section");
  [`${word("total.least")} ${least} `, `${word("total.most")} ${most} `].forEach((part) => assert.ok(sum.includes(part), `“${part}” is not in: ${sum.slice(0, 300)}`));
}

/** The grounds of the first card, once they are unfolded. */
async function assertExplained(traveller, { cards: [{ because }] }, lang) {
  const grounds = "article > details";
  await traveller.press({ of: `${grounds} > summary` });
  const told = await traveller.page.text(grounds);
  because[lang].forEach((part) => assert.ok(told.includes(part), `“${part}” is not in: ${told}`));
}

/** Takes the result away, and looks into what was taken. */
async function take(page, traveller, kind, { cards, holds }, word) {
  await traveller.pressButton(`handout.take.${kind}`);
  // A press that lands while the page still scrolls is lost: whoever sees nothing come of it presses again.
  if (!(await came(page, kind))) {
    await traveller.pressButton(`handout.take.${kind}`);
  }
  const titles = cards.filter(({ amount }) => amount).map(({ measure }) => word(`measure.${measure}.title`));
  if (kind === "print") {
    await page.until(() => window.printed);
    const sheet = await page.evaluate(() => document.querySelector("[data-tradeaid-print]").shadowRoot.textContent);
    [...titles, ...holds.sheet].forEach((part) => assert.ok(sheet.includes(part), `“${part}” is not on the sheet: ${sheet}`));
    if (page.prints) {
      assert.equal((await page.pdf()).toString("latin1", 0, 5), "%PDF-");
    }
    return;
  }
  const bytes = await saved(page, kind);
  if (kind === "pdf") {
    assert.ok(bytes.toString("latin1").startsWith("%PDF-1.5") && bytes.length < 10_000);
  } else if (kind === "csv") {
    const text = bytes.toString("utf8");
    assert.ok(text.startsWith("\ufeff"));
    [...titles, ...holds.csv].forEach((part) => assert.ok(text.includes(part), `“${part}” is not in: ${text}`));
  } else {
    const { tradeaid, case: given } = JSON.parse(bytes.toString("utf8"));
    assert.equal(tradeaid, 1);
    Object.entries(holds.case).forEach(([path, value]) => assert.equal(path.split(".").reduce((at, name) => at[name], given), value, path));
  }
}

/** Whether anything comes of a press within some seconds. */
async function came(page, kind) {
  for (let tries = 0; tries < 50; tries += 1) {
    const isThere = kind === "print"
      ? await page.evaluate(() => Boolean(window.printed))
      : (await readdir(page.downloads)).some((each) => each.endsWith(`.${kind}`));
    if (isThere) {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** The file of this kind that the browser has saved. */
async function saved(page, kind) {
  for (let tries = 0; tries < 200; tries += 1) {
    const name = (await readdir(page.downloads)).find((each) => each.endsWith(`.${kind}`));
    const bytes = name ? await readFile(join(page.downloads, name)) : [];
    if (bytes.length > 0) {
      await rm(join(page.downloads, name));
      return bytes;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no .${kind} was saved`);
}

/** What a way shows beyond itself. */
function requirements(name, { lang, by, composing, journey }) {
  const takes = { print: "R47", pdf: "R48", csv: "R49", json: "R49" };
  const shown = ["R1", "R21", ...(name.startsWith("chromium-") ? ["R9"] : []), "R33"];
  const more = [composing && "R34", ...journey.takes.map((kind) => takes[kind]), by === "keyboard" && "R63", lang === "en" && "R67"];
  return [...new Set([...shown, ...more.filter(Boolean)])].join(" ");
}

test("R9 R21 R33: every browser is seen at every width and in every language", () => {
  const seen = new Set(walks.flatMap(({ browser, width, lang }) => [`${browser} ${width}`, `${browser} ${lang}`]));
  const wanted = TODAY.flatMap((name) => [...WIDTHS, ...LANGUAGES].map((look) => `${name} ${look}`));
  assert.deepEqual(wanted.filter((each) => !seen.has(each)), []);
  assert.deepEqual(BROWSERS.filter((name) => !walks.some(({ browser }) => browser === name)), []);
});

for (const name of BROWSERS) {
  test(`in ${name}`, async (context) => {
    const browser = await launch(name);
    context.after(() => browser.close());
    for (const each of walks.filter((walk) => walk.browser === name)) {
      const title = `${requirements(name, each)}: ${each.journey.title} (${name}, ${each.lang}, ${each.width} px, ${each.by})`;
      await context.test(title, () => walk(browser, each));
    }
  });
}
