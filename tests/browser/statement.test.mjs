/*
 * What the accessibility statement says and axe cannot see: text spacing, target sizes, forced colours, motion. Each
 * test goes through the states of the calculator.
 */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openPage, startBrowser, startSite } from "./harness.mjs";
import { STATES, settled } from "./states.mjs";

let site;
let browser;

before(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
});

after(() => Promise.all([browser.close(), site.close()]));

async function visit({ width = 1280, attributes = {}, features = [] } = {}) {
  const { page } = await openPage(browser, site, "/government.html", { width });
  await page.emulateMediaFeatures(features);
  await page.evaluate(async (wanted) => {
    const element = document.querySelector("tradeaid-calculator");
    Object.entries(wanted).forEach(([name, value]) => element.setAttribute(name, value));
    await element.ready;
  }, attributes);
  return page;
}

/** Elements that can be pressed and are there to be seen, with the size of what answers to a press. */
const targets = (page) =>
  page.$eval("tradeaid-calculator", (element) => {
    const all = element.shadowRoot.querySelectorAll("button, select, input, summary, [tabindex='0']");
    const seen = [...all].filter((node) => node.checkVisibility() && node.getBoundingClientRect().width > 0);
    return seen.map((node) => {
      const boxes = [node, ...(node.labels || [])].map((each) => each.getBoundingClientRect());
      const [width, height] = ["width", "height"].map((side) => Math.max(...boxes.map((box) => box[side])));
      return { name: `${node.localName} ${node.className} ${node.textContent.slice(0, 20)}`, width, height };
    });
  });

for (const [name, reach] of Object.entries(STATES)) {
  test(`R63: nothing to press is smaller than 24 px when compact: ${name}`, async () => {
    const page = await visit({ width: 360, attributes: { density: "compact" } });
    await reach(page);
    const found = await targets(page);
    assert.ok(found.length > 0);
    assert.deepEqual(found.filter(({ width, height }) => Math.min(width, height) < 24), []);
    await page.close();
  });

  test(`R63: with the text spacing of WCAG 1.4.12 nothing is cut off: ${name}`, async () => {
    const page = await visit({ width: 360 });
    await reach(page);
    await page.$eval("tradeaid-calculator", ({ shadowRoot }) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
      shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, sheet];
    });
    await settled(page);
    const cut = await page.$eval("tradeaid-calculator", ({ shadowRoot }) => {
      const { right } = shadowRoot.querySelector(".tradeaid").getBoundingClientRect();
      const texts = [...shadowRoot.querySelectorAll(".tradeaid *")].filter((node) => node.textContent.trim() && node.checkVisibility());
      const isCut = (node) => {
        const box = node.getBoundingClientRect();
        const style = getComputedStyle(node);
        const hides = style.overflowX !== "visible" && !["auto", "scroll"].includes(style.overflowX);
        return box.width > 1 && !node.closest(".ta-hidden, svg, select") && (box.right > right + 1 || (hides && node.scrollWidth > node.clientWidth + 1));
      };
      return texts.filter(isCut).map((node) => `${node.className}: ${node.textContent.slice(0, 40)}`);
    });
    assert.deepEqual(cut, []);
    await page.close();
  });

  test(`R63: nothing moves by itself, nor where less motion is wished for: ${name}`, async () => {
    const page = await visit({ features: [{ name: "prefers-reduced-motion", value: "reduce" }] });
    await reach(page);
    const moving = await page.$eval("tradeaid-calculator", ({ shadowRoot }) => {
      const isMoving = (node) => {
        const { animationName, transitionDuration } = getComputedStyle(node);
        return animationName !== "none" || /[1-9]/.test(transitionDuration);
      };
      return [...shadowRoot.querySelectorAll(".tradeaid *")].filter(isMoving).map((node) => node.className);
    });
    assert.deepEqual(moving, []);
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    await page.close();
  });
}

test("R63: in forced colours the calculator takes its contrast theme, and words stay on a ground that differs", async () => {
  const page = await visit();
  const client = await page.createCDPSession();
  await client.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
  await page.$eval("tradeaid-calculator", (element) => element.setAttribute("theme", "auto"));
  await STATES["a case with everything"](page);
  const same = await page.$eval("tradeaid-calculator", ({ shadowRoot }) => {
    const mount = shadowRoot.querySelector(".tradeaid");
    const texts = [...mount.querySelectorAll("button, p, h2, h3, summary, label")].filter((node) => node.checkVisibility());
    const ground = (node) => {
      const { backgroundColor } = getComputedStyle(node);
      return /, 0\)$|transparent/.test(backgroundColor) && node.parentElement ? ground(node.parentElement) : backgroundColor;
    };
    return { theme: mount.dataset.theme, same: texts.filter((node) => getComputedStyle(node).color === ground(node)).map((node) => node.className) };
  });
  assert.deepEqual(same, { theme: "contrast", same: [] });
  await page.close();
});
