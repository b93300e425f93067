/*
 * Frame mode as a host page lives with it: the greeting and who is not answered, heights, steps below what sticks to the
 * top, results without what was entered, and the visitor's choice. Host and frame are of different sites throughout.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { parse } from "acorn";
import { BARE, elsewhere, fitted, frameTag, frames, hostScript, settle, visit } from "./frame-page.mjs";
import { DIST, openPage, startBrowser, startSite } from "./harness.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** The page of a careful operator: the policy that the guide names. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";
/** Values that no outcome repeats. */
const CASE = {
  as_of: "2025-06-30",
  enterprise: { city: "quanzhou", employees: 7351, revenue: "28173917", total_assets: "19283746", exports: "2234571" },
  loan: [{ id: "a", lender: "bank", kind: "new", principal: "8675309", approved_on: "2024-05-17", annual_rate: "0.04567" }],
  other_support: [{ id: "b", object: "a", level: "municipal", amount: "1357.91" }],
};
const VALUES = ["7351", "28173917", "19283746", "2234571", "8675309", "2024-05-17", "0.04567", "4567", "1357.91", "135791"];

let site;
let hostile;
let browser;
let open = [];

before(async () => {
  [site, hostile, browser] = await Promise.all([startSite(), startSite(), startBrowser()]);
});

after(async () => {
  await browser.close();
  await Promise.all([site.close(), hostile.close()]);
});

afterEach(async () => {
  site.straighten();
  await Promise.all(open.map(({ page }) => page.close()));
  open = [];
});

async function host(body, options) {
  const account = await visit(browser, site, body, options);
  open.push(account);
  return account;
}

/** The page for frames, opened by itself. */
async function direct(fragment = "", options) {
  const account = await openPage(browser, site, `${site.release}frame.html#v=1&as-of=2025-06-30${fragment}`, options);
  open.push(account);
  await account.page.waitForFunction(() => document.querySelector("tradeaid-calculator").assessment);
  return account;
}

const framed = (fragment) => frameTag(site, fragment) + hostScript(site);
const bare = (fragment) => `${frameTag(site, fragment, "id=a")}<script>${BARE}</script>`;
const seen = (page, name) => page.evaluate((wanted) => window.seen.filter((event) => event.name === wanted), name);
const told = (page, type) => page.evaluate((wanted) => window.words.filter((word) => word.type === wanted), type);
const heights = (page) => page.$$eval("iframe", (all) => all.map((frame) => frame.style.height));
const give = (frame, data) =>
  frame.evaluate((given) => {
    const element = document.querySelector("tradeaid-calculator");
    const done = new Promise((resolve) => element.addEventListener("tradeaid-result", resolve, { once: true }));
    element.case = given;
    return done.then(() => {});
  }, data);
const press = async (frame, selector) => (await frame.waitForSelector(`tradeaid-calculator >>> ${selector}`)).evaluate((node) => node.click());

async function findings(frame) {
  await frame.evaluate(AXE);
  return frame.evaluate(async (values) => {
    const { violations } = await window.axe.run(document, { runOnly: { type: "tag", values } });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(" ")).slice(0, 3)}`);
  }, TAGS);
}

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

test("R13: settings over the line, remembered when the frame is loaded anew", async () => {
  const { page } = await host(framed(""));
  await frames(page);
  const set = (values) => page.evaluate((given) => window.TradeAidFrame.attach(document.querySelector("#a")).set(given), values);
  await set({ lang: "en", case: { enterprise: { city: "xiamen" } }, onclick: "alert(1)" });
  const city = async () => {
    const [frame] = await frames(page);
    await frame.waitForFunction(() => (document.querySelector("tradeaid-calculator").case.enterprise || {}).city === "xiamen");
    return frame.evaluate(() => document.documentElement.lang);
  };
  assert.equal(await city(), "en");
  assert.match((await seen(page, "error")).pop().detail.message, /unknown setting onclick/);
  await page.$eval("#a", (frame) => {
    const done = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
    frame.src = frame.src.replace("frame.html", "frame.html?again");
    return done;
  });
  assert.equal(await city(), "en");
});

test("R13: one answer for one greeting, and none for a page that is not the one named", async () => {
  const { page } = await host(bare(""));
  const [frame] = await frames(page);
  await page.waitForFunction(() => window.welcomes === 1);
  await page.evaluate(() => window.greet("0123456789abcdef"));
  await page.evaluate(() => window.greet("short"));
  await settle(frame, page);
  assert.equal(await page.evaluate(() => window.welcomes), 1);
  await page.evaluate(() => window.greet("fedcba9876543210"));
  await page.waitForFunction(() => window.welcomes === 2);
  await page.evaluate(() => {
    for (let count = 0; count < 100; count += 1) {
      window.greet(`a greeting, number ${count}`);
    }
  });
  await frame.waitForFunction(() => window.heard === 104);
  await settle(frame, page);
  assert.equal(await page.evaluate(() => window.welcomes), 64, "who never stops greeting is not answered for ever");

  const foreign = await host(bare("&origin=https://elsewhere.example"));
  const [other] = await frames(foreign.page);
  await settle(other, foreign.page);
  assert.equal(await other.evaluate(() => window.heard), 1);
  assert.equal(await foreign.page.evaluate(() => window.welcomes), undefined);
});

for (const [fragment, welcomes] of [["", 0], ["&origin=null", 1]]) {
  test(`R13: a page without an origin is ${welcomes ? "answered where that is said" : "refused"}`, async () => {
    const inner = `${frameTag(site, fragment, "id=a")}<script>${BARE}</script>`.replaceAll('"', "&quot;");
    const { page } = await host(`<iframe id=outer sandbox="allow-scripts" srcdoc="${inner}"></iframe>`);
    const outer = await (await page.$("#outer")).contentFrame();
    const frame = await (await outer.waitForSelector("#a")).contentFrame();
    await frame.waitForFunction(() => window.heard > 0);
    await settle(frame, outer);
    assert.equal(await outer.evaluate(() => window.welcomes || 0), welcomes);
  });
}

test("R13: a host that names another origin than the frame has gets no line", async () => {
  const tag = frameTag(site, "", 'id=a data-tradeaid-frame data-origin="https://elsewhere.example"');
  const { page } = await host(tag + hostScript(site));
  const [frame] = await frames(page);
  await settle(frame, page);
  assert.equal(await frame.evaluate(() => window.heard), 0);
  assert.deepEqual(await heights(page), [""]);
});

test("R13 R31: 10,000 messages of a hostile third frame, and of the page around, change nothing", async () => {
  hostile.answer("/third.html", { body: "<!doctype html><title>t</title>" });
  const third = `<iframe id=third title=t src="${hostile.origin}/third.html"></iframe>`;
  const { page, errors } = await host(framed("") + third);
  const [frame] = await frames(page);
  await fitted(page, frame);
  const enemy = await (await page.$("#third")).contentFrame();
  const state = async () => ({
    inside: await frame.evaluate(() => {
      const element = document.querySelector("tradeaid-calculator");
      return [document.documentElement.outerHTML, element.shadowRoot.querySelector(".tradeaid").outerHTML, JSON.stringify(element.case)];
    }),
    outside: await page.evaluate(() => [document.documentElement.outerHTML, window.scrollY, window.seen.length]),
  });
  const [before, counts] = [await state(), [await frame.evaluate(() => window.heard), await page.evaluate(() => window.heard)]];
  const sent = await enemy.evaluate(bombard, 20260101, 5000, true);
  const own = await page.evaluate(bombard, 7, 5000, false);
  await frame.waitForFunction((count) => window.heard >= count, {}, counts[0] + sent.child + own.child);
  await page.waitForFunction((count) => window.heard >= count, {}, counts[1] + sent.parent + own.parent);
  await settle(frame, page);
  assert.equal(sent.child + sent.parent + own.child + own.parent, 10000);
  assert.deepEqual(await state(), before);
  assert.deepEqual(errors, []);
  // The line is still there.
  await page.evaluate(() => {
    window.TradeAidFrame.attach(document.querySelector("#a")).get().then((detail) => (window.answer = detail));
  });
  await page.waitForFunction(() => window.answer && window.answer.as_of === "2025-06-30");
});

test("R13: what is no word of the protocol is passed over on the line, too", async () => {
  const { page, errors } = await host(bare(""));
  const [frame] = await frames(page);
  await page.waitForFunction(() => window.words.some(({ type }) => type === "result"));
  await settle(frame, page);
  const inside = () => frame.evaluate(() => [document.documentElement.outerHTML, JSON.stringify(document.querySelector("tradeaid-calculator").case)]);
  const [before, said] = [await inside(), await page.evaluate(() => window.words.length)];
  await page.evaluate(() => {
    const many = Object.assign({}, ...Array.from({ length: 1000 }, (_, index) => ({ [`k${index}`]: "" })));
    const bodies = [null, 7, "set", [], ["set"], {}, { type: null }, { type: "hello" }, { type: "resize", height: 9 }, { type: "set" }];
    const values = [null, 7, "lang", ["lang"], many].map((each) => ({ type: "set", values: each }));
    const asked = [null, "1", 1.5, {}, []].map((n) => ({ type: "get", n }));
    [...bodies, ...values, ...asked].forEach((message) => window.port.postMessage(message));
    window.port.postMessage({ type: "get", n: 5 });
  });
  await page.waitForFunction(() => window.words.some(({ n }) => n === 5));
  assert.deepEqual(await inside(), before);
  assert.equal(await page.evaluate(() => window.words.length), said + 1);
  assert.deepEqual(errors, []);
});

/** Runs in a window: throws seeded nonsense at the first frame of the page around and at that page. */
function bombard(seed, count, isThird) {
  let state = seed;
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = (list) => list[random(list.length)];
  const deep = (levels) => (levels > 0 ? { a: [deep(levels - 1)], tradeaid: 1 } : "end");
  const types = ["hello", "welcome", "set", "get", "result", "validity", "resize", "scroll", "export", "error", "bye", "", null, 7];
  const value = () => pick([null, 0, -1, 1e9, NaN, "", "0123456789abcdef", "frame-1", [], {}, true, "x".repeat(200), deep(40), new Date(0)]);
  const makers = [
    () => value(),
    () => "[iFrameSizer]a:9999:9999:init",
    () => ({ kind: "resize-height", value: 9999 }),
    () => "y".repeat(random(40) === 0 ? 1e6 : 100),
    () => ({ tradeaid: 1, type: pick(types), id: value(), nonce: pick([null, [], {}, 5, "short", "z".repeat(500)]) }),
    () => ({ tradeaid: pick([1, "1", true, 2]), type: pick(types.slice(1)), height: value(), top: value(), values: { lang: "en", case: {} }, n: 1, detail: value() }),
    // Only a third one may greet as is proper: it is not the page around.
    () => (isThird ? { tradeaid: 1, type: pick(["hello", "welcome"]), id: "frame-1", nonce: `0123456789abcdef${random(1e6)}` } : { tradeaid: 1 }),
    () => deep(100),
  ];
  const around = isThird ? window.parent : window;
  const sent = { child: 0, parent: 0 };
  for (let index = 0; index < count; index += 1) {
    const data = pick(makers)();
    const ports = random(5) === 0 ? [new MessageChannel().port1] : [];
    const target = random(3) === 0 ? "parent" : "child";
    (target === "parent" ? around : around.frames[0]).postMessage(data, "*", ports);
    sent[target] += 1;
  }
  return sent;
}

test("R31: each frame is as high as its own content, and no other one moves", async () => {
  const two = frameTag(site, "") + frameTag(site, "&lang=en", "data-tradeaid-frame id=b");
  const { page, errors } = await host(two + hostScript(site), { height: 8000 });
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
  const account = await openPage(browser, site, `${site.release}frame.html`, { javaScript: false, before: undefined });
  open.push(account);
  const { page } = account;
  assert.equal(await page.$eval("h1", (node) => node.offsetHeight > 20 && node.textContent), "外贸惠企测算");
  assert.deepEqual(await page.$$eval("tradeaid-calculator > p", (all) => all.map((node) => node.offsetHeight > 20)), [true, true]);
});

test("R31: changing the fragment changes the settings", async () => {
  const { page } = await direct("&theme=dark&lang=en");
  await page.evaluate(() => (location.hash = "v=1&lang=zh-CN"));
  await page.waitForFunction(() => document.documentElement.lang === "zh-CN");
  assert.equal(await page.$eval("tradeaid-calculator", (element) => element.theme), null);
});

for (const motion of ["reduce", "no-preference"]) {
  test(`R32: the heading of the next step stands below what sticks to the top, motion: ${motion}`, async () => {
    const head = "<style>header{position:sticky;top:0;height:120px;background:#eee}.gap{height:1500px}iframe{width:100%;border:7px solid}</style>";
    const tag = frameTag(site, "", 'data-tradeaid-frame id=a data-sticky-offset="120"');
    const { page } = await host(`<header>h</header><div class=gap></div>${tag}<div class=gap></div>${hostScript(site)}`, { head });
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

test("R39: a result says what came of it, and none of the values it rests on", async () => {
  const { page } = await host(bare("&lang=en"));
  const [frame] = await frames(page);
  await give(frame, CASE);
  await page.waitForFunction(() => window.words.some(({ type, detail }) => type === "result" && detail.measures.some(({ item }) => item === "a")));
  await frame.evaluate(() => (document.querySelector("tradeaid-calculator").case = { enterprise: { employees: "7351 and 28173917" } }));
  await page.waitForFunction(() => window.words.some(({ type }) => type === "error"));
  // The document is of Fujian: no city outside of it.
  await give(frame, { enterprise: { province: "fujian", city: "quanzhou", employees: 7351 } });
  await frame.evaluate(() => {
    const lists = [...document.querySelector("tradeaid-calculator").shadowRoot.querySelectorAll("select")];
    const city = lists.find(({ value }) => value === "quanzhou");
    city.value = "other";
    city.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
  });
  await page.waitForFunction(() => window.words.some(({ type, valid }) => type === "validity" && !valid));
  const words = JSON.stringify(await page.evaluate(() => window.words));
  VALUES.forEach((value) => assert.ok(!words.includes(value), value));
  const { detail } = (await told(page, "result")).pop();
  assert.ok(detail.result_id && detail.measures.every(({ status, amount }) => status && amount));
  assert.equal("case" in detail, false);
  assert.equal("derived" in detail, false);
});

test("R39: who wants everything gets nothing before the visitor agrees, and nothing after a no", async () => {
  const { page } = await host(bare("&result-detail=full&lang=en"));
  const [frame] = await frames(page);
  await give(frame, CASE);
  const question = () => frame.$eval("#question", (node) => node.textContent);
  await frame.waitForSelector("#question [data-choice=yes]", { visible: true });
  assert.match(await question(), new RegExp(`part of ${elsewhere(site).origin}.*what you entered`));
  assert.deepEqual(await findings(frame), []);
  await frame.evaluate(() => document.querySelector("tradeaid-calculator").setAttribute("lang", "zh-CN"));
  await frame.waitForFunction(() => /要把测算结果和您填写的内容/.test(document.querySelector("#question").textContent));
  await settle(frame, page);
  assert.deepEqual([await told(page, "result"), await told(page, "validity")], [[], []]);
  assert.ok((await told(page, "resize")).length > 0);
  await page.evaluate(() => window.port.postMessage({ type: "set", values: { consent: "none", "result-detail": "outcome" } }));
  await page.waitForFunction(() => window.words.filter(({ type }) => type === "error").length === 2);
  assert.deepEqual(await told(page, "result"), []);

  await frame.$eval("[data-choice=yes]", (button) => button.click());
  await page.waitForFunction(() => window.words.some(({ type }) => type === "result"));
  const [{ detail }] = await told(page, "result");
  assert.equal(detail.case.enterprise.revenue, CASE.enterprise.revenue);
  assert.match(await question(), /正在交给/);
  assert.deepEqual(await findings(frame), []);

  await frame.$eval("[data-choice=no]", (button) => button.click());
  await give(frame, { enterprise: { city: "xiamen" } });
  await settle(frame, page);
  assert.equal((await told(page, "result")).length, 1);
  assert.match(await question(), /没有向.*交出结果/);
});

test("R39: with consent asked even the outcome waits; without, a bank's own page gets the case", async () => {
  const asked = await host(bare("&consent=ask"));
  const [frame] = await frames(asked.page);
  await frame.waitForSelector("#question [data-choice=yes]", { visible: true });
  assert.deepEqual(await told(asked.page, "result"), []);
  await frame.$eval("[data-choice=yes]", (button) => button.click());
  await asked.page.waitForFunction(() => window.words.some(({ type }) => type === "result"));
  assert.equal((await told(asked.page, "result"))[0].detail.case, undefined);

  const plain = await host(bare("&consent=none&result-detail=full"));
  const [other] = await frames(plain.page);
  await give(other, CASE);
  await plain.page.waitForFunction(() => window.words.some(({ type, detail }) => type === "result" && (detail.case.enterprise || {}).employees));
  assert.equal(await other.$eval("#question", (node) => node.hidden), true);
});

test("R14 R15: in a sandbox that allows scripts alone it works, where the server lets everyone read", async () => {
  const digests = JSON.parse(await readFile(join(DIST, site.release, "integrity.json"), "utf8"));
  Object.keys(digests).forEach((file) => site.answer(site.release + file, { headers: { "access-control-allow-origin": "*" } }));
  const tag = frameTag(site, "", 'data-tradeaid-frame id=a sandbox="allow-scripts"');
  const { page, errors } = await host(tag + hostScript(site));
  const [frame] = await frames(page);
  assert.equal(await frame.evaluate(() => self.origin), "null");
  await fitted(page, frame);
  await page.waitForFunction(() => window.seen.some(({ name }) => name === "result"));
  assert.deepEqual(errors, []);
});

test("R3 R31: under the published policies there is no violation", async () => {
  site.answer(`${site.release}frame.html`, { headers: { "content-security-policy": `${POLICY}; frame-ancestors ${elsewhere(site).origin}` } });
  const headers = { "content-security-policy": `default-src 'none'; script-src ${site.origin}; frame-src ${site.origin}` };
  const { page, errors, violations } = await host(framed("&result-detail=full"), { headers });
  const [frame] = await frames(page);
  await frame.waitForSelector("#question [data-choice=yes]", { visible: true });
  await fitted(page, frame);
  assert.deepEqual([errors, violations], [[], []]);
});

test("R16: frames made in their place, and nothing left after they are detached", async () => {
  const script = `<script src="${site.origin}${site.release}frame-host.js" data-tradeaid-frame data-lang="en"></script>`;
  const body = `<p>before</p><div id=box data-tradeaid-frame data-measures="interest_sme_loan"></div><p>between</p>${script}<p id=behind>behind</p>${hostScript(site)}`;
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
  const source = await readFile(join(DIST, site.release, "frame-host.js"), "utf8");
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
