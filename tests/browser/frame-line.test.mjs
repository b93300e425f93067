/*
 * The line between a page and the frame in it: who is answered and who is not, what nonsense does, what a result says and
 * what it does not, and the visitor's choice. Host and frame are of different sites throughout.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { BARE, elsewhere, findings, fitted, frameTag, frames, give, hostScript, settle, stage } from "./frame-page.mjs";

/** Values that no outcome repeats. */
const CASE = {
  as_of: "2025-06-30",
  enterprise: { city: "quanzhou", employees: 7351, revenue: "28173917", total_assets: "19283746", exports: "2234571" },
  loan: [{ id: "a", lender: "bank", kind: "new", principal: "8675309", approved_on: "2024-05-17", annual_rate: "0.04567" }],
  other_support: [{ id: "b", object: "a", level: "municipal", amount: "1357.91" }],
};
const VALUES = ["7351", "28173917", "19283746", "2234571", "8675309", "2024-05-17", "0.04567", "4567", "1357.91", "135791"];

const { scene, host, framed, bare, seen } = stage();

const told = (page, type) => page.evaluate((wanted) => window.words.filter((word) => word.type === wanted), type);
const heights = (page) => page.$$eval("iframe", (all) => all.map((frame) => frame.style.height));

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
    const inner = `${frameTag(scene.site, fragment, "id=a")}<script>${BARE}</script>`.replaceAll('"', "&quot;");
    const { page } = await host(`<iframe id=outer sandbox="allow-scripts" srcdoc="${inner}"></iframe>`);
    const outer = await (await page.$("#outer")).contentFrame();
    const frame = await (await outer.waitForSelector("#a")).contentFrame();
    await frame.waitForFunction(() => window.heard > 0);
    await settle(frame, outer);
    assert.equal(await outer.evaluate(() => window.welcomes || 0), welcomes);
  });
}

test("R13: a host that names another origin than the frame has gets no line", async () => {
  const tag = frameTag(scene.site, "", 'id=a data-tradeaid-frame data-origin="https://elsewhere.example"');
  const { page } = await host(tag + hostScript(scene.site));
  const [frame] = await frames(page);
  await settle(frame, page);
  assert.equal(await frame.evaluate(() => window.heard), 0);
  assert.deepEqual(await heights(page), [""]);
});

test("R13 R31: 10,000 messages of a hostile third frame, and of the page around, change nothing", async () => {
  scene.hostile.answer("/third.html", { body: "<!doctype html><title>t</title>" });
  const third = `<iframe id=third title=t src="${scene.hostile.origin}/third.html"></iframe>`;
  const { page, errors } = await host(framed("") + third);
  const [frame] = await frames(page);
  // What comes behind the first answer is there as well.
  await frame.waitForFunction(() => {
    const { shadowRoot } = document.querySelector("tradeaid-calculator");
    return ["[data-desk=look]", "[part~=button]"].every((each) => shadowRoot.querySelector(each));
  });
  await settle(frame, page);
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
  assert.match(await question(), new RegExp(`part of ${elsewhere(scene.site).origin}.*what you entered`));
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
