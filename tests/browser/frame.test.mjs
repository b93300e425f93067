/*
 * The page for frames as hosts and visitors meet it: its settings, by itself, under policies and in a sandbox, with axe;
 * and the script for host pages as a guest that leaves nothing behind.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "acorn";
import { elsewhere, findings, fitted, frameTag, frames, give, hostScript, settle, stage } from "./frame-page.mjs";
import { DIST } from "./harness.mjs";

/** The page of a careful operator: the policy that the guide names. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";
/** Values that a result rests on. */
const CASE = { enterprise: { city: "quanzhou", employees: 7351 } };

const { scene, host, direct, example, framed, seen } = stage();

const heights = (page) => page.$$eval("iframe", (all) => all.map((frame) => frame.style.height));

test("R13 R41: a frame takes its settings from its own address, and tells what of them it does not know", async () => {
  const prefill = encodeURIComponent(JSON.stringify({ enterprise: { city: "quanzhou" } }));
  const { page, errors } = await host(framed(`&lang=en&theme=dark&mode=form&prefill=${prefill}&sheme=x&pack=https://a.example/p.json`));
  const [frame] = await frames(page);
  await page.waitForFunction(() => window.seen.some(({ name }) => name === "result"));
  assert.deepEqual(
    (await seen(page, "error")).map(({ detail }) => detail.message),
    ["unknown setting sheme", "pack: a frame takes packs by id only"],
  );
  const { lang, city, pack, title } = await frame.evaluate(() => {
    const element = document.querySelector("tradeaid-calculator");
    return { lang: document.documentElement.lang, city: element.case.enterprise.city, pack: element.pack, title: document.title };
  });
  assert.deepEqual({ lang, city, pack, title }, { lang: "en", city: "quanzhou", pack: null, title: "Trade support calculator" });
  assert.deepEqual(errors, []);
});

/** Somebody else opens a link. */
async function followed(link) {
  const { page } = await direct();
  const warnings = [];
  await page.goto("about:blank");
  page.on("console", (message) => message.text().includes("BAD_CONFIG") && warnings.push(message.text()));
  await page.goto(link);
  return { page, warnings };
}

/** The case of these tests is there. */
const opens = (page) =>
  page.waitForFunction((size) => JSON.stringify(document.querySelector("tradeaid-calculator").case || {}).includes(size), {}, String(CASE.enterprise.employees));

test("R51: a link that is made in a frame opens its case on the page by itself, with the settings of the frame", async () => {
  const prefill = encodeURIComponent(JSON.stringify({ enterprise: { city: "fuzhou" } }));
  const { page } = await host(framed(`&lang=en&theme=dark&share=link&prefill=${prefill}`));
  const [frame] = await frames(page);
  await give(frame, CASE);
  const link = await frame.evaluate(() => document.querySelector("tradeaid-calculator").shareLink());
  assert.ok(link.startsWith(`${scene.site.origin}${scene.site.release}frame.html#`), link);
  assert.ok(!link.includes("fuzhou"));
  const { page: alone, warnings } = await followed(link);
  await opens(alone);
  assert.deepEqual(
    await alone.$eval("tradeaid-calculator", ({ lang, theme, share }) => [lang, theme, share]),
    ["en", "dark", "link"],
  );
  assert.deepEqual(warnings, []);
});

test("R51: a link without settings opens its case too", async () => {
  const { page } = await direct("&share=link");
  await give(page, CASE);
  const link = await page.evaluate(() => document.querySelector("tradeaid-calculator").shareLink());
  const { page: alone } = await followed(link.replace(/#.*tradeaid=/, "#tradeaid="));
  await opens(alone);
});

test("R31: opened directly it is a page that scrolls, with a heading of its own", async () => {
  const { page, errors } = await direct("&mode=form&height=9", { height: 600 });
  const state = await page.evaluate(() => {
    window.scrollTo(0, 300);
    const heading = document.querySelector("main h1");
    return { y: window.scrollY, heading: heading.textContent, overflow: document.documentElement.style.overflowY };
  });
  assert.deepEqual([state.y, state.heading, state.overflow], [300, "外贸惠企测算", ""]);
  assert.deepEqual(errors, []);
});

test("R11: without scripts the page for frames has a heading, and says what is needed, in both languages", async () => {
  const { page } = await direct("", { javaScript: false });
  assert.equal(await page.$eval("h1", (node) => node.offsetHeight > 20 && node.textContent), "外贸惠企测算");
  assert.deepEqual(await page.$$eval("tradeaid-calculator > p", (all) => all.map((node) => node.offsetHeight > 20)), [true, true]);
});

test("R31: changing the fragment changes the settings", async () => {
  const { page } = await direct("&theme=dark&lang=en");
  await page.evaluate(() => (location.hash = "v=1&lang=zh-CN"));
  await page.waitForFunction(() => document.documentElement.lang === "zh-CN");
  assert.equal(await page.$eval("tradeaid-calculator", (element) => element.theme), null);
});

test("R15: in a sandbox that allows scripts alone it works, where the server lets everyone read", async () => {
  const digests = JSON.parse(await readFile(join(DIST, scene.site.release, "integrity.json"), "utf8"));
  Object.keys(digests).forEach((file) => scene.site.answer(scene.site.release + file, { headers: { "access-control-allow-origin": "*" } }));
  const tag = frameTag(scene.site, "", 'data-tradeaid-frame id=a sandbox="allow-scripts"');
  const { page, errors } = await host(tag + hostScript(scene.site));
  const [frame] = await frames(page);
  assert.equal(await frame.evaluate(() => self.origin), "null");
  await fitted(page, frame);
  await page.waitForFunction(() => window.seen.some(({ name }) => name === "result"));
  assert.deepEqual(errors, []);
});

test("R3 R31: under the published policies there is no violation", async () => {
  scene.site.answer(`${scene.site.release}frame.html`, { headers: { "content-security-policy": `${POLICY}; frame-ancestors ${elsewhere(scene.site).origin}` } });
  const headers = { "content-security-policy": `default-src 'none'; script-src ${scene.site.origin}; frame-src ${scene.site.origin}` };
  const { page, errors, violations } = await host(framed("&result-detail=full"), { headers });
  const [frame] = await frames(page);
  await frame.waitForSelector("#question [data-choice=yes]", { visible: true });
  await fitted(page, frame);
  assert.deepEqual([errors, violations], [[], []]);
});

test("R16: frames made in their place, and nothing left after they are detached", async () => {
  const script = `<script src="${scene.site.origin}${scene.site.release}frame-host.js" data-tradeaid-frame data-lang="en"></script>`;
  const body = `<p>before</p><div id=box data-tradeaid-frame data-measures="interest_sme_loan"></div><p>between</p>${script}<p id=behind>behind</p>${hostScript(scene.site)}`;
  const { page, errors } = await host(body, {
    before: () => {
      window.seen = [];
      window.heard = 0;
      window.counts = {};
      window.globals = Object.getOwnPropertyNames(window).concat("globals");
      for (const [name, step] of [["addEventListener", 1], ["removeEventListener", -1]]) {
        const real = EventTarget.prototype[name];
        EventTarget.prototype[name] = function (type, ...rest) {
          if (!(rest[1] && rest[1].once)) {
            window.counts[type] = (window.counts[type] || 0) + step;
          }
          return real.call(this, type, ...rest);
        };
      }
    },
  });
  const all = await frames(page);
  assert.equal(all.length, 2);
  assert.deepEqual(await page.$$eval("iframe", (list) => list.map((frame) => frame.title)), ["外贸惠企测算", "Trade support calculator"]);
  assert.equal(await page.$eval("#behind", (node) => node.previousElementSibling.localName), "iframe");
  assert.equal(await all[0].$eval("tradeaid-calculator", (element) => element.measures), "interest_sme_loan");
  const frame = await page.$("#box > iframe");
  await page.waitForFunction((node) => node.style.height !== "480px", {}, frame);
  const left = await page.evaluate(() => {
    const nodes = document.querySelectorAll("[data-tradeaid-frame]");
    nodes.forEach((node) => window.TradeAidFrame.attach(node).detach());
    const added = Object.getOwnPropertyNames(window).filter((name) => !window.globals.includes(name));
    const listening = Object.entries(window.counts).filter(([, count]) => count !== 0);
    return { frames: document.querySelectorAll("iframe").length, listening, added: added.filter((name) => !/^\d|ariaQuery/.test(name)) };
  });
  assert.deepEqual(left, { frames: 0, listening: [], added: ["TradeAidFrame"] });
  assert.deepEqual(errors, []);
});

test("R16: a frame that was there is left as it was", async () => {
  const { page } = await host(framed(""));
  const [frame] = await frames(page);
  await fitted(page, frame);
  await page.evaluate(() => window.TradeAidFrame.attach(document.querySelector("#a")).detach());
  await settle(page, frame);
  assert.deepEqual(await heights(page), [""]);
  // It scrolls again, and its news have no one to go to.
  await frame.waitForFunction(() => document.documentElement.style.overflowY === "");
  const before = await page.evaluate(() => window.seen.length);
  await give(frame, CASE);
  await settle(page, frame);
  assert.equal(await page.evaluate(() => window.seen.length), before);
});

test("R10: the script for host pages can be read by a browser that knows ECMAScript 5 only", async () => {
  const source = await readFile(join(DIST, scene.site.release, "frame-host.js"), "utf8");
  assert.doesNotThrow(() => parse(source, { ecmaVersion: 5 }));
  assert.ok(!/[^\x00-\x7f]/.test(source), "a page in another encoding reads it alike");
});

for (const lang of ["zh-CN", "en"]) {
  for (const [theme, width] of [["light", 1280], ["dark", 360], ["contrast", 1280]]) {
    test(`R63: axe finds nothing on the page, opened directly and in a frame: ${lang}, ${theme}, ${width} px`, async () => {
      const { page } = await direct(`&lang=${lang}&theme=${theme}`, { width });
      assert.deepEqual(await findings(page), []);
      assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
      const around = await host(framed(`&lang=${lang}&theme=${theme}&consent=ask`), { width });
      const [frame] = await frames(around.page);
      await frame.waitForSelector("#question [data-choice=yes]", { visible: true });
      assert.deepEqual(await findings(frame), []);
    });
  }
}

test("R63: the example with a frame hears results under its own policy, fits, and axe finds nothing", async () => {
  const { page, errors, violations } = await example("/association.html");
  await page.waitForFunction(() => document.querySelector("#result").textContent.length > 20);
  const [frame] = await frames(page);
  await fitted(page, frame, "#calculator > iframe");
  assert.deepEqual(await findings(page), []);
  assert.deepEqual([errors, violations], [[], []]);
});
