/*
 * Colours that a host sets: two hundred sets from a fixed seed, of which none leaves anything that cannot be read, and
 * what is told of those that had to be corrected. What axe measures is measured on the form and on the results.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openPage, startBrowser, startSite } from "./harness.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SCENARIO = fileURLToPath(new URL("../scenarios/S13.json", import.meta.url));
const COUNT = 200;
const NAMES = ["accent", "text", "bg"].map((name) => `--tradeaid-color-${name}`);

let site;
let browser;
let data;

before(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
  data = JSON.parse(await readFile(SCENARIO, "utf8")).case;
});

after(() => Promise.all([browser.close(), site.close()]));

/** Numbers that look random and are the same in every run. */
function seeded(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const random = seeded(46);
const hex = () => `#${[0, 1, 2].map(() => random(256).toString(16).padStart(2, "0")).join("")}`;
/** Every spelling that a host may choose, and now and then none. */
const spellings = [hex, hex, hex, () => `hsl(${random(360)}, ${random(101)}%, ${random(101)}%)`, () => `rgba(${random(256)}, ${random(256)}, ${random(256)}, 0.${random(10)})`, () => ""];
const THEMES = Array.from({ length: COUNT }, () => NAMES.map(() => spellings[random(spellings.length)]()));

async function visit(attributes = "") {
  const script = `<script src="${site.release}tradeaid.js" defer></script>`;
  const body = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>t</title>${script}</head><body><main><tradeaid-calculator id="a" mode="form" theme="light" ${attributes}></tradeaid-calculator></main></body></html>`;
  site.answer("/host.html", { body });
  const { page } = await openPage(browser, site, "/host.html", {
    before: () => {
      window.told = [];
      document.addEventListener("tradeaid-error", ({ detail }) => detail.code === "BAD_CONFIG" && window.told.push(detail.message));
    },
  });
  await page.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelector("slot[name=footer]"));
  return page;
}

/** Sets a theme as a host does and waits until it was looked at. */
const wear = (page, theme) =>
  page.evaluate(
    (names, values) => {
      const { style } = document.querySelector("#a");
      names.forEach((name, index) => style.setProperty(name, values[index]));
      return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    },
    NAMES,
    theme,
  );

/** One of each kind of thing that is drawn: what has a class, colours and a ground of its own. */
async function sample(page) {
  await page.evaluate(AXE);
  await page.evaluate(() => {
    const root = document.querySelector("#a").shadowRoot;
    const kinds = new Map();
    for (const node of root.querySelectorAll(".tradeaid *")) {
      const hasText = [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
      const { width, height } = node.getBoundingClientRect();
      if ((hasText || node.matches("input, select")) && width > 1 && height > 1) {
        const kind = [node.localName, node.className, node.parentNode.className, node.closest("[class]").className].join("|");
        kinds.has(kind) || kinds.set(kind, node);
      }
    }
    window.sample = [...kinds.values()];
  });
  return page.evaluate(() => window.sample.length);
}

const findings = (page) =>
  page.evaluate(async () => {
    const { violations } = await window.axe.run({ include: window.sample }, { runOnly: ["color-contrast"], elementRef: false, resultTypes: ["violations"] });
    return violations.flatMap(({ nodes }) => nodes.map(({ target, any }) => `${target.flat().join(" ")}: ${JSON.stringify(any[0].data)}`));
  });

for (const [screen, reach] of [["the form", () => {}], ["the results", (page) => page.evaluate((to) => (document.querySelector("#a").case = to), data)]]) {
  test(`R46: ${COUNT} random themes, every kind of text on ${screen} can be read`, async () => {
    const page = await visit();
    await reach(page);
    if (screen === "the results") {
      await page.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelector("[data-take=pdf]"));
    }
    assert.ok((await sample(page)) > 10);
    const all = [];
    for (const theme of THEMES) {
      await wear(page, theme);
      all.push(...(await findings(page)).map((finding) => `${theme}: ${finding}`));
    }
    assert.deepEqual(all.slice(0, 5), []);
    await page.close();
  });
}

test("R46: a colour that had to be corrected is told once, and one that can be read stays the host's", async () => {
  const page = await visit();
  const worn = () => page.evaluate((names) => names.map((name) => document.querySelector("#a").shadowRoot.querySelector(".tradeaid").style.getPropertyValue(name)), NAMES);
  await wear(page, ["#7a1fa2", "#101010", "#fafafa"]);
  assert.deepEqual(await worn(), ["", "", ""]);
  assert.deepEqual(await page.evaluate(() => window.told), []);
  await wear(page, ["#ffe000", "#101010", "#fafafa"]);
  const [accent, ...others] = await worn();
  assert.match(accent, /^rgb\(/);
  assert.deepEqual(others, ["", ""]);
  await page.evaluate(() => document.querySelector("#a").setAttribute("density", "compact"));
  await wear(page, ["#ffe000", "#101010", "#fafafa"]);
  const told = await page.evaluate(() => window.told);
  assert.equal(told.length, 1);
  assert.match(told[0], /--tradeaid-color-accent: #ffe000/);
  await wear(page, ["", "", ""]);
  assert.deepEqual(await worn(), ["", "", ""]);
});

test("R46: what is no colour is as if it were not said", async () => {
  const page = await visit();
  const ground = () => page.evaluate(() => getComputedStyle(document.querySelector("#a").shadowRoot.querySelector(".tradeaid")).backgroundColor);
  const before = await ground();
  await wear(page, ["12px", "none", "url(x)"]);
  assert.equal(await ground(), before);
  assert.equal((await page.evaluate(() => window.told)).length, 1);
});

for (const look of ["theme=dark", "theme=contrast", "preset=bank"]) {
  test(`R46: ${look} has colours of its own, which no host changes`, async () => {
    const page = await visit();
    await page.evaluate((attribute) => document.querySelector("#a").setAttribute(...attribute.split("=")), look);
    await page.waitForFunction((attribute) => document.querySelector("#a").shadowRoot.querySelector(`[data-${attribute.replace("=", "='")}']`), {}, look);
    const colours = () => page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.querySelector("#a").shadowRoot.querySelector(".tradeaid"));
      return [color, backgroundColor];
    });
    const before = await colours();
    await wear(page, ["#777777", "#888888", "#999999"]);
    assert.deepEqual(await colours(), before);
    assert.deepEqual(await page.evaluate(() => window.told), []);
  });
}
