/*
 * The first screen and the way through the questions, walked as a person walks it: by keyboard and by touch, forward
 * and back, with nonsense typed on the way. Values are read from the page.
 */

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { openPage, startBrowser, startSite } from "./harness.mjs";

/** More steps than any way has. */
const MANY = 80;

let site;
let browser;
let page;

before(async () => {
  site = await startSite();
  browser = await startBrowser();
});

after(async () => {
  await browser.close();
  await site.close();
});

afterEach(() => page.close());

async function visit(attributes = "", options = {}) {
  const body = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>t</title>
    <script src="${site.release}tradeaid.js" defer></script></head><body><tradeaid-calculator as-of="2025-06-30" ${attributes}></tradeaid-calculator></body></html>`;
  site.answer("/guide.html", { body });
  const opened = await openPage(browser, site, "/guide.html", options);
  page = opened.page;
  await page.waitForFunction(() => document.querySelector("tradeaid-calculator").assessment);
  return opened.errors;
}

const find = async (selector) => page.waitForSelector(`tradeaid-calculator >>> ${selector}`);
const text = async (selector) => (await find(selector)).evaluate((node) => node.textContent);
const count = (selector) =>
  page.$eval("tradeaid-calculator", (element, wanted) => element.shadowRoot.querySelectorAll(wanted).length, selector);
const press = async (selector) => (await find(selector)).click();
const heading = () => text("#ta-form");
const given = () => page.$eval("tradeaid-calculator", (element) => element.case);
const focused = () => page.$eval("tradeaid-calculator", (element) => element.shadowRoot.activeElement?.id || element.shadowRoot.activeElement?.tagName);

/** Starts from the goal with these words. */
async function startFrom(...goals) {
  for (const goal of goals) {
    await page.$eval(
      "tradeaid-calculator",
      (element, words) => [...element.shadowRoot.querySelectorAll("[data-do=goal]")].find((tile) => tile.textContent.includes(words)).click(),
      goal,
    );
  }
  await press("[data-do=guide]");
}

/** What the question at hand is about, by the place in the form that its field has. */
const asked = () =>
  page.$eval("tradeaid-calculator", (element) => {
    const field = element.shadowRoot.querySelector("#ta-form ~ div [data-at]");
    return field ? field.getAttribute("data-at") : null;
  });

/** The first option of a choice, a day or a figure: whatever the field takes. */
async function answerSomething() {
  const inField = (selector) => page.$(`tradeaid-calculator >>> #ta-form ~ div ${selector}`);
  const [list, radio, box] = await Promise.all(["select", "input[type=radio]", "input[type=text]"].map(inField));
  if (list) {
    await list.evaluate((select) => {
      select.selectedIndex = 1;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });
  } else if (radio) {
    await radio.evaluate((input) => input.click());
  } else {
    await box.type((await box.evaluate((input) => input.placeholder)) ? "2025-03-01" : "2024");
  }
}

test("R57: the first screen says what one can start from, and that the document has ended", async () => {
  await visit('as-of="2026-11-23"');
  assert.equal(await heading(), "贵企业能得到哪些出口支持？");
  assert.equal(await count("[data-do=goal]"), 10);
  assert.equal(await count(".ta-dock"), 0);
  assert.equal(await count("#ta-results"), 0);
});

test("R55: whoever starts from one thing is asked about that alone, until nothing is left", async () => {
  const errors = await visit();
  await startFrom("我办了融资担保");
  const places = [];
  for (let step = 0; step < MANY; step += 1) {
    const place = await asked();
    if (place === null) {
      break;
    }
    assert.ok(!places.includes(place), `asked twice: ${place}`);
    places.push(place);
    await press("[data-do=next]");
  }
  assert.equal(await heading(), "该问的都问完了");
  assert.ok(places.length > 2 && places.length < 20, String(places));
  assert.deepEqual(Object.keys(await given()).sort(), ["as_of", "guarantee"]);
  assert.deepEqual(errors, []);
});

test("R32 R63: by keyboard: goal, answers with Enter, and back without loss", async () => {
  await visit();
  await startFrom("我投保了出口信用保险");
  assert.equal(await focused(), "ta-form");
  const first = await heading();
  assert.equal(first, "这张保单的保费是多少？");
  await (await find("input[type=text]")).focus();
  await page.keyboard.type("5200元");
  await page.keyboard.press("Enter");
  const second = await heading();
  assert.notEqual(second, first);
  assert.equal(await focused(), "ta-form");
  await press("[data-do=back]");
  assert.equal(await heading(), first);
  assert.equal(await (await find("input[type=text]")).evaluate((input) => input.value), "5200元");
  await press("[data-do=next]");
  assert.equal(await heading(), second);
  assert.equal((await given()).credit_insurance[0].premium, "5200");
});

test("a question says what each answer changes, and where one stands", async () => {
  await visit();
  await startFrom("我投保了出口信用保险");
  for (let step = 0; step < MANY && !(await heading()).includes("城市"); step += 1) {
    await press("[data-do=next]");
  }
  const rows = await count(".ta-out li");
  assert.ok(rows >= 3);
  assert.equal(await count(".ta-out .is-on"), 0);
  const city = await find("select");
  await city.select("quanzhou");
  assert.match(await text(".ta-out .is-on"), /泉州.*贵企业在这一档/);
});

test("R55: nonsense is named and keeps one at the question; not sure goes on", async () => {
  await visit();
  await startFrom("我投保了出口信用保险");
  const first = await heading();
  await (await find("input[type=text]")).type("很多钱");
  await page.keyboard.press("Enter");
  assert.equal(await heading(), first);
  assert.match(await text(".ta-error"), /看不明白这个数/);
  await press("[data-do=unsure]");
  await press("[data-do=next]");
  assert.notEqual(await heading(), first);
});

test("a day can be typed as people write it, or picked", async () => {
  await visit(`prefill='{"as_of":"2025-06-30","loan":[{"id":"a"}]}'`);
  const label = "获批日期";
  const boxes = await page.$$("tradeaid-calculator >>> input[type=date]");
  let picked;
  for (const box of boxes) {
    if ((await box.evaluate((input) => input.getAttribute("aria-label"))).includes(label)) {
      picked = box;
    }
  }
  await picked.evaluate((input) => {
    input.value = "2024-05-20";
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  const at = await picked.evaluate((input) => input.getAttribute("data-at"));
  const text = await find(`input[id="ta-${at}"]`);
  assert.equal(await text.evaluate((input) => input.value), "2024-05-20");
  assert.equal((await given()).loan[0].approved_on, "2024-05-20");
  await text.evaluate((input) => input.select());
  await text.type("2024年6月1日");
  assert.equal(await picked.evaluate((input) => input.value), "2024-06-01");
});

test("progress never promises less than is asked", async () => {
  await visit();
  await startFrom("我新办了贷款");
  const told = [];
  for (let step = 0; step < MANY && (await asked()) !== null; step += 1) {
    const [done, left] = (await text(".ta-cols > div > p")).match(/\d+/g).map(Number);
    told.push([done, left]);
    await answerSomething();
    await press("[data-do=next]");
  }
  assert.ok(told.length > 3);
  told.forEach(([done, left], index) => {
    assert.equal(done, index);
    assert.ok(left >= told.length - index, `after ${done}: ${left} left, ${told.length - index} asked`);
  });
});

test("from the questions to the form and back, with everything kept", async () => {
  await visit("", { width: 360, height: 740 });
  await startFrom("我投保了出口信用保险", "我新办了贷款");
  await (await find("input[type=text]")).type("5200");
  await press("[data-do=form]");
  assert.equal(await heading(), "填写情况");
  assert.equal(await count(".ta-item"), 2);
  await press("[data-do=guide]");
  assert.notEqual(await heading(), "填写情况");
  assert.equal((await given()).credit_insurance[0].premium, "5200");
});

test("what the host asks for decides where one begins", async () => {
  await visit('mode="form"');
  assert.equal(await heading(), "填写情况");
  await page.$eval("tradeaid-calculator", (element) => element.setAttribute("mode", "guided"));
  await page.waitForFunction(() => document.querySelector("tradeaid-calculator").shadowRoot.querySelector("[data-do=next]"));
  await page.close();
  await visit(`prefill='{"enterprise":{"city":"quanzhou"}}'`);
  assert.equal(await heading(), "填写情况");
});
