/*
 * Pages of `tests/hosts` whose styles, widths and readers' tools reach for the calculator: what is drawn inside is what
 * is drawn on a page that does nothing, it fits its place, and what tools do to it harms nothing.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { inEveryBrowser } from "./hosts.mjs";
import { Visitor } from "./visitor.mjs";

/** Every computed value of everything inside that a page could reach. */
const computed = (page) => page.evaluate(() => {
  const mount = document.querySelector("#a").shadowRoot.querySelector(".tradeaid");
  const names = [
    "color", "fontSize", "fontFamily", "lineHeight", "letterSpacing", "direction", "visibility", "textAlign", "textTransform",
    "wordBreak", "display", "boxSizing", "float", "position", "opacity",
  ];
  const lines = [];
  [mount, ...mount.querySelectorAll("*")].forEach((node) => {
    const style = getComputedStyle(node);
    lines.push(`${node.localName}.${node.getAttribute("class")} ${names.map((name) => style[name]).join("|")}`);
  });
  return lines;
});

/** Sizes and places inside of the columns of a page. */
function columns() {
  return [...document.querySelectorAll(".column")].map((column) => {
    const { shadowRoot } = column.querySelector("tradeaid-calculator");
    const edge = column.getBoundingClientRect().right + 0.5;
    const wide = [...shadowRoot.querySelectorAll("button, input, select, p, h2, h3, .ta-num")].filter((node) => {
      // What is there for voices alone is a pixel wide and cut off.
      const box = node.getBoundingClientRect();
      return box.width > 1 && box.right > edge && !node.closest(".ta-hidden");
    });
    return [shadowRoot.querySelector(".tradeaid").dataset.width, column.scrollWidth, wide.map((node) => node.className || node.localName)];
  });
}

/** What has the focus, where the header of the page covers it. */
function covered() {
  const focused = document.querySelector("#a").shadowRoot.activeElement;
  const box = (focused && (focused.closest("label") || focused)).getBoundingClientRect();
  return focused && box.top < document.querySelector("#top").getBoundingClientRect().bottom ? `${focused.localName} ${focused.id} at ${box.top}` : "";
}

const sizeOfLabels = () => getComputedStyle(document.querySelector("#a").shadowRoot.querySelector("label")).fontSize;

inEveryBrowser((host) => {
  for (const name of ["hostile-sheet", "rem-100", "rtl", "prototype-1-6"]) {
    test(...host.named(`R19 R20: on the page ${name} every style inside is what it is on a plain page`), async () => {
      const plain = await host.visit("plain");
      await plain.visitor.furnished();
      const { page, visitor } = await host.visit(name);
      await visitor.furnished();
      assert.deepEqual(await computed(page), await computed(plain.page));
    });
  }

  test(...host.named("R21: columns from 280 to 1000 px of one page have each their own layout, and nothing sticks out"), async () => {
    const { page, visitor } = await host.visit("narrow-columns", { width: 1920 });
    for (const id of ["a", "b", "c", "d"]) {
      await new Visitor(page, id).ready();
    }
    await visitor.furnished();
    assert.deepEqual(await page.evaluate(columns), [["xs", 280, []], ["s", 360, []], ["m", 600, []], ["l", 1000, []]]);
  });

  test(...host.named("R32: below a header that sticks, what has the focus is never covered"), async () => {
    const { page, visitor } = await host.visit("sticky-header", { height: 500 });
    await visitor.ready();
    await visitor.focus("保费");
    for (const [key, times] of [["Tab", 30], ["Shift+Tab", 50]]) {
      for (let time = 0; time < times; time += 1) {
        await page.press(key);
        assert.equal(await page.evaluate(covered), "", `${key} ${time}`);
      }
    }
  });

  test(...host.named("R23: a calculator in a tab that is shown later takes its width then, and works"), async () => {
    const { page, visitor } = await host.visit("hidden-tab");
    await visitor.ready();
    await page.click("#show");
    await page.until(() => document.querySelector("#a").shadowRoot.querySelector(".tradeaid").dataset.width === "l");
    await visitor.type("保费", "5200元");
    const show = (display) => page.evaluate((display) => (document.querySelector("#tab").style.display = display), display);
    await show("none");
    await show("");
    await visitor.choose("小微出口企业认定", "是");
    await visitor.reads("5,200.00");
    assert.deepEqual(await visitor.errors(), []);
  });

  test(...host.named("R24 R36: a toolbar that enters open roots reads every word, makes all type larger, and the calculator works on"), async () => {
    const { page, visitor } = await host.visit("toolbar");
    await visitor.ready();
    await visitor.type("保费", "5200元");
    const before = await page.evaluate(sizeOfLabels);
    assert.ok((await page.evaluate(() => window.toolbar.larger())) > 200);
    assert.equal(parseFloat(await page.evaluate(sizeOfLabels)), parseFloat(before) * 1.5);
    await page.click("#zoom");
    // Browsers differ in where things are that a page has zoomed: with the keyboard there is no where.
    await visitor.see({ label: "小微出口企业认定", answer: "是" }, (label) => label.control.focus());
    await page.press("Space");
    await visitor.reads("5,200.00");
    const words = await page.evaluate(() => window.toolbar.read());
    assert.ok(words.includes("保费") && words.some((word) => word.includes("5,200.00")), "what is shown can be read");
    const { scroll, client } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, client: document.documentElement.clientWidth }));
    assert.ok(scroll <= client + 1, `${scroll} px of ${client}`);
    assert.deepEqual(await visitor.errors(), []);
  });
});
