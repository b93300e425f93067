/*
 * The generator as an editor uses it: by keyboard and by touch, at desk and phone width; and what it makes is pasted
 * into a page that has nothing else. Nothing is read from its script.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { DIST, openPage, startBrowser, startSite } from "./harness.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

let site;
let browser;
let page;

before(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
});

after(() => Promise.all([browser.close(), site.close()]));

afterEach(() => page.close());

async function visit(options) {
  const account = await openPage(browser, site, "/generator.html", options);
  page = account.page;
  await page.waitForFunction(() => document.querySelector("#measures input") && document.querySelector("tradeaid-calculator"));
  await page.evaluate(() => document.querySelector("tradeaid-calculator").ready);
  return account;
}

const value = (selector) => page.$eval(selector, (field) => field.value);
const tick = (...ids) =>
  page.evaluate((wanted) => wanted.forEach((id) => document.querySelector(`#measures input[value="${id}"]`).click()), ids);
/** What the calculator asks for at the moment, once it has been drawn. */
const shown = (page) =>
  page.$eval("tradeaid-calculator", async (element) => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const asked = element.shadowRoot.querySelectorAll("h2, h3, h4, legend, label, [data-do=goal]");
    return [...asked].filter((node) => !node.closest("[data-room]")).map((node) => `${node.localName} ${node.textContent}`);
  });

/** A page with what the generator made, as the editor would paste it. */
async function paste() {
  const [code, policy] = [await value("#code"), await value("#policy")];
  const body = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>t</title></head><body>${code}</body></html>`;
  site.answer("/pasted.html", { body, headers: { "content-security-policy": `default-src 'none'; ${policy}` } });
  const account = await openPage(browser, site, "/pasted.html");
  const told = await account.page.evaluate(async () => {
    await customElements.whenDefined("tradeaid-calculator");
    const element = document.querySelector("tradeaid-calculator");
    await element.ready;
    const attributes = Object.fromEntries([...element.attributes].map((each) => [each.name, each.value]));
    return attributes;
  });
  const says = await shown(account.page);
  await account.page.close();
  return { ...account, attributes: told, says };
}

test("R60: what is chosen is shown, and the code with its policy gives the same in an empty page", async () => {
  const { errors, violations } = await visit();
  await page.evaluate(() => (document.querySelector("#choice").open = true));
  await tick("interest_sme_loan", "premium_small_micro");
  await page.select("#theme", "contrast");
  await page.select("#mode", "form");
  await page.select("#heading-level", "3");
  await page.type("#as-of", "2025-06-30");
  await page.waitForFunction(() => document.querySelector("tradeaid-calculator").assessment?.as_of === "2025-06-30");
  const pasted = await paste();
  assert.deepEqual(pasted.says, await shown(page));
  await tick("interest_sme_loan");
  assert.notDeepEqual(pasted.says, await shown(page));
  assert.deepEqual(pasted.attributes, {
    pack: "fujian-2024-2",
    measures: "interest_sme_loan premium_small_micro",
    mode: "form",
    "as-of": "2025-06-30",
    "heading-level": "3",
    theme: "contrast",
  });
  assert.deepEqual([pasted.violations, pasted.errors], [[], []]);
  assert.deepEqual([violations, errors], [[], []]);
});

test("R60: the integrity in the code is that of the published loader", async () => {
  await visit();
  const published = JSON.parse(await readFile(join(DIST, site.release, "integrity.json"), "utf8"));
  assert.ok((await value("#code")).includes(`integrity="${published["tradeaid.js"]}"`));
});

test("R60: one script tag does the same where elements are taken away", async () => {
  await visit();
  await tick("interest_sme_loan");
  await page.select("#way", "script");
  const code = await value("#code");
  assert.ok(!code.includes("<tradeaid-calculator"));
  const { says, attributes, violations } = await paste();
  assert.deepEqual(says, await shown(page));
  assert.deepEqual(attributes, { pack: "fujian-2024-2", measures: "interest_sme_loan" });
  assert.deepEqual(violations, []);
});

test("R60: each engine has its policy, and files from elsewhere are named in it", async () => {
  await visit();
  const lines = [];
  for (const engine of ["", "wasm", "inline", "js"]) {
    await page.select("#engine", engine);
    lines.push(await value("#policy"));
    assert.equal((await value("#code")).includes(`engine="${engine}"`), engine !== "");
  }
  const wasm = "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'";
  const inline = "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";
  assert.deepEqual(lines, [wasm, wasm, inline, "script-src 'self'; style-src 'self'"]);
  await page.$eval("#folder", (field) => (field.value = ""));
  await page.type("#folder", 'https://static.example.cn/a"b/tradeaid/0.1.0');
  assert.equal(await value("#policy"), "script-src https://static.example.cn; style-src https://static.example.cn");
  assert.ok((await value("#code")).includes('src="https://static.example.cn/a&quot;b/tradeaid/0.1.0/tradeaid.js"'));
});

test("R60: a day that is none is said beside its field and not put into the code", async () => {
  await visit();
  await page.type("#as-of", "2025-6");
  assert.equal(await page.$eval("#as-of-wrong", (node) => node.hidden), false);
  assert.ok(!(await value("#code")).includes("as-of"));
  await page.$eval("#as-of", (field) => (field.value = ""));
  await page.type("#as-of", "2025-06-30");
  assert.equal(await page.$eval("#as-of-wrong", (node) => node.hidden), true);
  assert.ok((await value("#code")).includes('as-of="2025-06-30"'));
});

test("R60: by keyboard alone a measure is ticked and the code is copied", async () => {
  await visit();
  await page.focus("#pack");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  assert.match(await value("#code"), /measures="\w+"/);
  await browser.defaultBrowserContext().overridePermissions(site.origin, ["clipboard-read", "clipboard-write", "clipboard-sanitized-write"]);
  await page.focus("[data-copy=code]");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#said").textContent !== "");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await value("#code"));
  assert.equal(await page.$eval("#said", (node) => node.textContent), "已复制。");
});

test("R60: where nothing may be copied the text is selected and the key is named", async () => {
  await visit({
    before: () => {
      Object.defineProperty(navigator, "clipboard", { value: undefined });
      document.execCommand = () => false;
    },
  });
  await page.click("[data-copy=policy]");
  await page.waitForFunction(() => document.querySelector("#said").textContent.includes("Ctrl+C"));
  const selected = await page.evaluate(() => {
    const field = document.activeElement;
    return field.value.slice(field.selectionStart, field.selectionEnd);
  });
  assert.equal(selected, await value("#policy"));
});

for (const [lang, width] of [["zh-CN", 1280], ["en", 1280], ["zh-CN", 360], ["en", 280]]) {
  test(`R60 R63 R67: axe finds nothing and nothing is too wide, ${lang}, ${width} px`, async () => {
    await visit({ width });
    if (lang === "en") {
      await page.click("#language");
    }
    await page.evaluate(() => (document.querySelector("#choice").open = true));
    await page.evaluate(AXE);
    const findings = await page.evaluate(async (values) => {
      const { violations } = await window.axe.run(document, { runOnly: { type: "tag", values } });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(" "))}`);
    }, TAGS);
    assert.deepEqual(findings, []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    const chinese = await page.evaluate(() => {
      const texts = [...document.querySelectorAll("h1, h2, label, legend, summary, option, .hint, .lead")];
      return texts.filter((node) => node.checkVisibility()).map((node) => node.innerText).filter((text) => /\p{Script=Han}/u.test(text));
    });
    assert.equal(chinese.length === 0, lang === "en", chinese.join());
  });
}
