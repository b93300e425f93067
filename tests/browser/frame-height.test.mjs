/*
 * How high a frame is, and where the page around stands: heights that follow the content and nothing else, and steps below
 * what sticks to the top. Host and frame are of different sites throughout.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { fitted, frameTag, frames, hostScript, press, settle, stage } from "./frame-page.mjs";

const { scene, host, framed } = stage();

const heights = (page) => page.$$eval("iframe", (all) => all.map((frame) => frame.style.height));

test("R31: each frame is as high as its own content, and no other one moves", async () => {
  const two = frameTag(scene.site, "") + frameTag(scene.site, "&lang=en", "data-tradeaid-frame id=b");
  const { page, errors } = await host(two + hostScript(scene.site), { height: 8000 });
  const [first, second] = await frames(page);
  await Promise.all([fitted(page, first), fitted(page, second, "#b")]);
  const before = await heights(page);
  await second.evaluate(() => document.querySelector("tradeaid-calculator").setAttribute("mode", "form"));
  await page.waitForFunction((was) => document.querySelector("#b").style.height !== was, {}, before[1]);
  await fitted(page, second, "#b");
  const now = await heights(page);
  assert.equal(now[0], before[0]);
  assert.ok(parseFloat(now[1]) > parseFloat(before[1]));
  // Nothing is cut off, and no scroll bar takes room.
  const room = await second.evaluate(() => innerHeight - document.querySelector("main").getBoundingClientRect().height);
  assert.ok(Math.abs(room) <= 2, String(room));
  await second.waitForFunction(() => document.documentElement.style.overflowY === "hidden");
  // It becomes lower again: what it was once is no minimum.
  await second.evaluate(() => document.querySelector("tradeaid-calculator").remove());
  await page.waitForFunction(() => document.querySelector("#b").clientHeight < 100);
  assert.deepEqual(errors, []);
});

test("R31: a frame that nobody has scrolled to is as high as its content already", async () => {
  const { page } = await host(`<div style="height:9000px"></div>${framed("")}`);
  await frames(page);
  await page.waitForFunction(() => document.querySelector("#a").clientHeight > 600);
});

test("R31: differences of two pixels are not told, and many changes between two pictures only once", async () => {
  const { page } = await host(framed(""));
  const [frame] = await frames(page);
  await fitted(page, frame);
  await page.$eval("#a", (node) => {
    window.changes = 0;
    new MutationObserver(() => (window.changes += 1)).observe(node, { attributes: true, attributeFilter: ["style"] });
  });
  const pad = (...sizes) =>
    frame.evaluate((given) => given.forEach((size) => (document.querySelector("tradeaid-calculator").style.paddingBottom = `${size}px`)), sizes);
  for (const size of [1, 2, 0, 2, 1, 0]) {
    await pad(size);
    await settle(frame, page);
  }
  assert.equal(await page.evaluate(() => window.changes), 0);
  await pad(90, 5, 70, 20, 40);
  await page.waitForFunction(() => window.changes > 0);
  await settle(frame, page);
  assert.equal(await page.evaluate(() => window.changes), 1);
});

test("R31: a page that answers every growth with more room is not followed for ever", async () => {
  const { page } = await host(framed(""), { head: "<style>html,body{height:100%}iframe{height:auto}</style>" });
  const [frame] = await frames(page);
  await fitted(page, frame);
  await page.$eval("#a", (node) => {
    window.changes = 0;
    new MutationObserver(() => (window.changes += 1)).observe(node, { attributes: true, attributeFilter: ["style"] });
  });
  await frame.evaluate(() => {
    const drive = () => (document.querySelector("tradeaid-calculator").style.paddingBottom = `${window.innerHeight}px`);
    window.addEventListener("resize", drive);
    drive();
  });
  let last = -1;
  for (let now = 0; now !== last && now < 100; ) {
    last = now;
    for (let round = 0; round < 4; round += 1) {
      await settle(frame, page);
    }
    now = await page.evaluate(() => window.changes);
  }
  assert.ok(last > 2 && last <= 30, String(last));
  // What has no room is reached by scrolling.
  await frame.waitForFunction(() => getComputedStyle(document.documentElement).overflowY !== "hidden");
});

for (const motion of ["reduce", "no-preference"]) {
  test(`R32: the heading of the next step stands below what sticks to the top, motion: ${motion}`, async () => {
    const head = "<style>header{position:sticky;top:0;height:120px;background:#eee}.gap{height:1500px}iframe{width:100%;border:7px solid}</style>";
    const tag = frameTag(scene.site, "", 'data-tradeaid-frame id=a data-sticky-offset="120"');
    const { page } = await host(`<header>h</header><div class=gap></div>${tag}<div class=gap></div>${hostScript(scene.site)}`, { head });
    await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: motion }]);
    const [frame] = await frames(page);
    await press(frame, "[data-do=goal]");
    await press(frame, "[data-do=guide]");
    await fitted(page, frame);
    // To the foot of the frame, where the button for the next step is.
    await page.$eval("#a", (node) => window.scrollTo(0, node.getBoundingClientRect().bottom + window.scrollY - 200));
    await press(frame, "[data-do=next]");
    const box = () =>
      frame.evaluate(() => {
        const node = document.querySelector("tradeaid-calculator").shadowRoot.activeElement;
        const { top, bottom } = node.getBoundingClientRect();
        return { id: node.id, top: top + window.scrollY, bottom: bottom + window.scrollY };
      });
    await frame.waitForFunction(() => (document.querySelector("tradeaid-calculator").shadowRoot.activeElement || {}).id === "ta-form");
    await fitted(page, frame);
    await page.waitForFunction(
      ({ top, bottom }) => {
        const node = document.querySelector("#a");
        const from = node.getBoundingClientRect().top + node.clientTop;
        const isStill = window.was === window.scrollY;
        window.was = window.scrollY;
        return isStill && from + top >= 120 && from + bottom <= window.innerHeight;
      },
      { polling: 100 },
      await box(),
    );
  });
}
