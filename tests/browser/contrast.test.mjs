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
/** Every so many themes axe looks as well: it says the same as the reckoning here, and takes longer. */
const LOOK = 10;
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

/** Leaves one of each kind of thing that is drawn, by its class and the classes around it, so that axe is soon done. */
async function sample(page) {
  await page.evaluate(AXE);
  return page.evaluate(() => {
    const mount = document.querySelector("#a").shadowRoot.querySelector(".tradeaid");
    const kinds = new Map();
    const all = [...mount.querySelectorAll("*")].filter((node) => !node.closest("svg"));
    for (const node of all) {
      const hasText = [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
      const { width, height } = node.getBoundingClientRect();
      if ((hasText || node.matches("input, select")) && width > 1 && height > 1) {
        const around = node.parentNode.closest("[class]");
        const kind = [node.localName, node.className, around.className].join("|");
        kinds.has(kind) || kinds.set(kind, node);
      }
    }
    const kept = new Set();
    kinds.forEach((node) => {
      for (let each = node; each !== mount; each = each.parentNode) {
        kept.add(each);
      }
    });
    all.forEach((node) => kept.has(node) || node.remove());
    const has = (selector) => Boolean(mount.querySelector(selector));
    return { count: kinds.size, hasForm: has("input[inputmode]"), hasResults: has("#ta-results"), hasTake: has("[data-take]") };
  });
}

const axed = (page) =>
  page.evaluate(async () => {
    const { violations } = await window.axe.run("#a", { runOnly: ["color-contrast"], elementRef: false, resultTypes: ["violations"] });
    return violations.flatMap(({ nodes }) => nodes.map(({ target, any }) => `${target.flat().join(" ")}: ${JSON.stringify(any[0].data)}`));
  });

/** What cannot be read, reckoned by WCAG 2: texts below 4.5 to 1, or 3 to 1 where they are large, and edges of controls. */
const reckoned = (page) =>
  page.evaluate(() => {
    const mount = document.querySelector("#a").shadowRoot.querySelector(".tradeaid");
    const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
    const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
    const light = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    const ratio = (one, other) => {
      const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
      return (bright + 0.05) / (dark + 0.05);
    };
    const over = (colour, share, below) => colour.map((part, index) => part * share + below[index] * (1 - share));
    const ground = (node) => {
      if (!node) {
        return [255, 255, 255];
      }
      const isElement = node.nodeType === Node.ELEMENT_NODE;
      const [red, green, blue, share = 1] = isElement ? numbers(getComputedStyle(node).backgroundColor) : [0, 0, 0, 0];
      return share === 1 ? [red, green, blue] : over([red, green, blue], share, ground(node.parentNode || node.host));
    };
    const wrong = [];
    const note = (node, what, colour, against, least) => {
      const [red, green, blue, share = 1] = numbers(colour);
      const found = ratio(over([red, green, blue], share, against), against);
      found >= least || wrong.push(`${node.localName}.${node.className} ${what}: ${found.toFixed(2)}`);
    };
    for (const node of mount.querySelectorAll("*")) {
      const style = getComputedStyle(node);
      const hasText = [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
      const size = parseFloat(style.fontSize);
      const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 600);
      if (hasText && !node.closest("svg")) {
        note(node, "text", style.color, ground(node), isLarge ? 3 : 4.5);
      }
      if (node.matches(".ta-box, .ta-btn:not(.ta-btn--text)")) {
        note(node, "edge", style.borderTopColor, ground(node.parentNode), 3);
      }
    }
    return wrong;
  });

test(`R46: ${COUNT} random themes, every kind of text on form and results can be read`, async () => {
  const page = await visit();
  await page.evaluate((to) => (document.querySelector("#a").case = to), data);
  await page.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelector("[data-take=pdf]"));
  const { count, ...screens } = await sample(page);
  assert.ok(count > 30, String(count));
  assert.deepEqual(screens, { hasForm: true, hasResults: true, hasTake: true });
  const all = [];
  for (const [index, theme] of THEMES.entries()) {
    await wear(page, theme);
    const found = [...(await reckoned(page)), ...(index % LOOK === 0 ? await axed(page) : [])];
    all.push(...found.map((finding) => `${theme}: ${finding}`));
  }
  assert.deepEqual(all.slice(0, 5), []);
  await page.close();
});

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
