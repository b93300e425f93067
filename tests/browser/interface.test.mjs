/*
 * What a host has in hand: attributes, methods and events of <tradeaid-calculator> behind the first answer, what is told
 * to it and what only after the visitor's choice. Runs against the built release.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { STRICT_POLICY, openPage, startBrowser, startSite } from "./harness.mjs";

const DESCRIBED = fileURLToPath(new URL("../../web/interface.json", import.meta.url));
const SCENARIO = fileURLToPath(new URL("../scenarios/S06.json", import.meta.url));
const TRUSTED = `${STRICT_POLICY}; require-trusted-types-for 'script'; trusted-types tradeaid-calculator`;

let site;
let browser;
let data;
let open = [];

before(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
  data = JSON.parse(await readFile(SCENARIO, "utf8")).case;
});

after(() => Promise.all([browser.close(), site.close()]));

afterEach(async () => {
  site.straighten();
  await Promise.all(open.map(({ page }) => page.close()));
  open = [];
});

/** Notes the events and gives tests a way to what is inside; paper is never really asked for. */
function listen() {
  window.seen = [];
  ["ready", "result", "error", "export", "share", "validity", "resize", "destroy"].forEach((name) => {
    document.addEventListener(`tradeaid-${name}`, (event) => {
      const { bytes, ...detail } = event.detail;
      window.seen.push({ event: name, detail: JSON.parse(JSON.stringify(detail)) });
      if (window.mine) {
        event.preventDefault();
      }
    });
  });
  window.inside = (selector) => document.querySelector("#a").shadowRoot.querySelector(selector);
  window.print = () => (window.printed = true);
}

/** A page with a calculator of these attributes. */
async function visit(attributes = "", { path = "", content = "", head = "", ready = true, before: prepare = listen, around = (element) => element } = {}) {
  const script = `<script src="${site.release}tradeaid.js" defer></script>`;
  const element = `<tradeaid-calculator id="a" ${attributes}>${content}</tradeaid-calculator>`;
  const body = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>t</title>${head}${script}</head><body><main>${around(element)}</main></body></html>`;
  site.answer("/host.html", { body, headers: { "content-security-policy": TRUSTED } });
  const account = await openPage(browser, site, `/host.html${path}`, { before: prepare });
  open.push(account);
  if (ready) {
    await account.page.waitForFunction(() => window.seen.some(({ event }) => event === "ready"));
  }
  return account;
}

const give = (page, given = data) => page.evaluate((to) => (document.querySelector("#a").case = to), given);
const has = (page, selector) => page.waitForFunction((wanted) => window.inside(wanted), {}, selector);
const seen = (page, event) => page.evaluate((name) => window.seen.filter((each) => each.event === name).map(({ detail }) => detail), event);
const told = async (page, event) => {
  await page.waitForFunction((name) => window.seen.some((each) => each.event === name), {}, event);
  return (await seen(page, event)).at(-1);
};
const complained = (page, code, words = "") =>
  page
    .waitForFunction((wanted, part) => (window.seen.find(({ event, detail }) => event === "error" && detail.code === wanted && detail.message.includes(part)) || {}).detail, {}, code, words)
    .then((handle) => handle.jsonValue());
const call = (page, name, ...given) =>
  page.evaluate(
    (method, list) =>
      document.querySelector("#a")[method](...list).then((value) => ({ value }), ({ code, message }) => ({ code, message })),
    name,
    given,
  );
const press = (page, selector) => page.evaluate((wanted) => window.inside(wanted).click(), selector);
const ways = (page) => page.evaluate(() => [...document.querySelector("#a").shadowRoot.querySelectorAll(".td-take ul [data-take]")].map(({ dataset }) => dataset.take));
/** Two frames and the moment that the desk waits for quiet. */
const quiet = (page) => page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 250)));

test("R44: every attribute that is described is reflected by a property, both ways, and every method is there", async () => {
  const { page } = await visit();
  const { attributes, methods } = JSON.parse(await readFile(DESCRIBED, "utf8"));
  const observed = await page.evaluate(() => customElements.get("tradeaid-calculator").observedAttributes);
  assert.deepEqual([...observed].sort(), attributes.map(({ name }) => name).sort());
  const missing = await page.evaluate((all) => all.filter((name) => typeof document.querySelector("#a")[name] !== "function"), methods.map(({ name }) => name));
  assert.deepEqual(missing, []);
  const unlike = await page.evaluate((names) => {
    const element = document.createElement("tradeaid-calculator");
    return names.filter((name) => {
      const property = name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
      element[property] = "x";
      const isSet = element.getAttribute(name) === "x";
      element.setAttribute(name, "y");
      const isRead = element[property] === "y";
      element[property] = null;
      return !isSet || !isRead || element.hasAttribute(name);
    });
  }, attributes.map(({ name }) => name).filter((name) => name !== "lang"));
  assert.deepEqual(unlike, []);
});

test("R43: methods called before anything is loaded answer once it is", async () => {
  const prepare = `(${listen})(); document.addEventListener("DOMContentLoaded", () => {
    const element = document.querySelector("#a");
    element.case = ${JSON.stringify(data)};
    const calls = () => [element.validate(), element.ready];
    customElements.whenDefined("tradeaid-calculator").then(() => (window.early = Promise.all(calls())));
  })`;
  const { page } = await visit("", { before: prepare });
  const [validity] = await page.evaluate(() => window.early.then(([first]) => [first]));
  assert.deepEqual(validity, { v: 1, valid: true, problems: [] });
});

test("validate tells every problem of what was entered", async () => {
  const { page } = await visit("mode=form");
  await page.evaluate(() => {
    const field = window.inside("input[inputmode]");
    field.focus();
    field.value = "十二块五";
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    field.blur();
  });
  await has(page, "[aria-invalid=true]");
  const { value } = await call(page, "validate");
  assert.equal(value.valid, false);
  assert.deepEqual(value.problems.map(({ code, found }) => [code, found]), [["unread", "十二块五"]]);
  assert.ok(value.problems[0].message.length > 4);
});

test("explain gives the sentences of a measure", async () => {
  const { page } = await visit("lang=en");
  await give(page);
  await has(page, "[data-take=pdf]");
  const measure = await page.evaluate(() => document.querySelector("#a").assessment.measures[0].id);
  const { value } = await call(page, "explain", measure);
  assert.equal(value[0].measure, measure);
  assert.ok(value[0].sentences.length > 0);
});

test("R47: print prints the sheet, and the host may do it instead", async () => {
  const { page } = await visit();
  await give(page);
  await has(page, "[data-take=pdf]");
  assert.deepEqual(await call(page, "print"), { value: true });
  assert.equal(await page.evaluate(() => window.printed), true);
  await page.evaluate(() => {
    window.mine = true;
    window.printed = false;
  });
  assert.deepEqual(await call(page, "print"), { value: true });
  assert.equal(await page.evaluate(() => window.printed), false);
});

test("R48 R49: export gives the host each kind of file, and refuses others", async () => {
  const { page } = await visit();
  await give(page);
  await has(page, "[data-take=pdf]");
  const files = await page.evaluate(async () => {
    const element = document.querySelector("#a");
    const all = await Promise.all(["pdf", "csv", "json"].map((kind) => element.export(kind)));
    return all.map(({ kind, name, type, text, bytes }) => ({ kind, name, type, text, head: String.fromCharCode(...bytes.slice(0, 5)) }));
  });
  assert.deepEqual(files.map(({ kind, head }) => [kind, head.startsWith("%PDF-") || head.startsWith("ï»¿") || head.startsWith("{")]), [["pdf", true], ["csv", true], ["json", true]]);
  assert.equal(JSON.parse(files[2].text).tradeaid, 1);
  assert.equal((await call(page, "export", "exe")).code, "BAD_CONFIG");
});

test("R50: exports names the forms in which a result may be taken away", async () => {
  const { page } = await visit('exports="csv print"');
  await give(page);
  await has(page, "[data-take=csv]");
  assert.deepEqual(await ways(page), ["print", "csv", "share", "open"]);
  await page.evaluate(() => (document.querySelector("#a").exports = ""));
  await page.waitForFunction(() => !window.inside("[data-take=csv]"));
  assert.deepEqual(await ways(page), ["share", "open"]);
  await page.evaluate(() => (document.querySelector("#a").exports = "csv,exe"));
  await complained(page, "BAD_CONFIG", 'exports="exe"');
});

test("R51: share=off offers no link, share=link one without a picture, share=qr both", async () => {
  const { page } = await visit("share=off");
  await give(page);
  await has(page, "[data-take=pdf]");
  assert.ok(!(await ways(page)).includes("share"));
  const look = async (share) => {
    await page.evaluate((to) => (document.querySelector("#a").share = to), share);
    await has(page, "[data-take=share]");
    await quiet(page);
    await press(page, "[data-take=share]");
    await has(page, "#td-take-text");
    const drawn = await page.evaluate(() => Boolean(window.inside("svg.td-qr")));
    await press(page, "[data-take=share]");
    await page.waitForFunction(() => !window.inside("#td-take-text"));
    return drawn;
  };
  assert.equal(await look("link"), false);
  assert.equal(await look("qr"), true);
});

test("R51 R52: a link leads to the page that the host lends, tells the host, and leaves the address alone", async () => {
  const { page } = await visit("share=link", { path: "?id=7&tradeaid=1.old#/route?a=b&tradeaid=1.old" });
  await give(page);
  const before = await page.evaluate(() => window.location.href);
  const { value } = await call(page, "shareLink");
  const [head, code] = value.split("tradeaid=");
  assert.equal(head, `${site.origin}/host.html?id=7#/route?a=b&`);
  assert.match(code, /^1\.[\w-]+$/);
  assert.deepEqual(await told(page, "share"), { v: 1, link: value });
  assert.equal(await page.evaluate(() => window.location.href), before);
});

/** The code of the case of these tests. */
async function codeOf() {
  const { page } = await visit();
  await give(page);
  await has(page, "[data-take=pdf]");
  const { value } = await call(page, "shareLink");
  const id = await page.evaluate(() => document.querySelector("#a").assessment.result_id);
  return { code: value, id };
}

for (const [where, path] of [["behind the hash", (code) => `#tradeaid=${code}`], ["in the query", (code) => `?tradeaid=${code}`], ["in a hash route", (code) => `#/x?tradeaid=${code}`]]) {
  test(`R51: a link opens its case, ${where}`, async () => {
    const { code, id } = await codeOf();
    const { page } = await visit("share=link", { path: path(code) });
    await page.waitForFunction((wanted) => (document.querySelector("#a").assessment || {}).result_id === wanted, {}, id);
    assert.deepEqual((await seen(page, "error")).filter(({ code }) => code !== "RULES_EXPIRED"), []);
  });
}

test("R14 R52: without share the address of the page is no business of the calculator's", async () => {
  const { code, id } = await codeOf();
  const { page } = await visit("", { path: `#tradeaid=${code}` });
  await has(page, "slot[name=footer]");
  await quiet(page);
  assert.notEqual(await page.evaluate(() => (document.querySelector("#a").assessment || {}).result_id), id);
});

test("R41 R51: what the host says wins over a link", async () => {
  const { code } = await codeOf();
  const { page } = await visit(`share=link prefill='{"enterprise":{"city":"fuzhou"}}'`, { path: `#tradeaid=${code}` });
  await page.waitForFunction(() => Object.keys(document.querySelector("#a").case).length > 2);
  assert.equal(await page.evaluate(() => document.querySelector("#a").case.enterprise.city), "fuzhou");
});

test("R51: links of other versions and broken ones are refused with a sentence, in view and to the host", async () => {
  for (const [code, sentence] of [["9.AAAA", /更新的版本/], ["1.AAAA", /不完整或有改动/]]) {
    const { page } = await visit("share=link", { path: `#tradeaid=${code}` });
    const error = await complained(page, "BAD_PREFILL");
    assert.match(error.message, sentence);
    assert.match(await page.evaluate(() => window.inside("[role=alert]").textContent), sentence);
  }
});

test("R51: another link followed on the same page takes the place of what is there", async () => {
  const { code, id } = await codeOf();
  const { page } = await visit("share=link");
  await has(page, "slot[name=footer]");
  await page.evaluate((to) => (window.location.hash = `tradeaid=${to}`), code);
  await page.waitForFunction((wanted) => (document.querySelector("#a").assessment || {}).result_id === wanted, {}, id);
});

/** A case whose every figure and name is nowhere else. */
const MARKED = () => ({
  ...data,
  enterprise: { ...data.enterprise, employees: 83, exports: undefined },
  credit_insurance: [{ id: "zz9", channel: "single_window", issued_on: "2025-03-19", premium_paid_on: "2025-04-23", premium: "7913.57" }],
});

test("R39: a result holds no figure that was entered, and with result-detail=full the case", async () => {
  const { page } = await visit();
  await give(page, MARKED());
  const outcome = await told(page, "result");
  assert.equal("case" in outcome, false);
  const text = JSON.stringify(outcome);
  ["83", "2025-03-19", "2025-04-23", data.enterprise.city].forEach((value) => assert.ok(!text.includes(`"${value}"`) && !text.includes(`:${value},`), value));
  assert.ok(!/"(inputs|derived)":/.test(text));
  assert.ok(outcome.measures.length > 0 && outcome.result_id);
  await page.evaluate(() => (document.querySelector("#a").resultDetail = "full"));
  await page.evaluate(() => (document.querySelector("#a").case = { ...document.querySelector("#a").case, as_of: "2025-06-30" }));
  await page.waitForFunction(() => window.seen.some(({ event, detail }) => event === "result" && detail.case));
  const full = (await seen(page, "result")).at(-1);
  assert.equal(full.case.credit_insurance[0].premium, "7913.57");
  assert.equal(full.result_id, await page.evaluate(() => document.querySelector("#a").assessment.result_id));
});

test("R39: with consent=ask nothing leaves before the visitor agrees, and nothing after they withdraw", async () => {
  const { page } = await visit('consent="ask" result-detail="full" name="r"', { around: (element) => `<form id="f">${element}</form>` });
  await give(page);
  await has(page, "#td-consent");
  assert.match(await page.evaluate(() => window.inside("#td-consent").textContent), /测算结果和填写的内容/);
  const hidden = () => page.evaluate(() => {
    const { assessment, case: known } = document.querySelector("#a");
    return [assessment, known, document.querySelector("#a").assess(), new FormData(document.querySelector("#f")).get("r")];
  });
  assert.deepEqual(await hidden(), [null, null, null, null]);
  assert.equal((await call(page, "shareLink")).code, "CONSENT");
  assert.deepEqual(await seen(page, "result"), []);
  await press(page, "[data-take=refuse]");
  await page.waitForFunction(() => window.inside("#td-consent").textContent.includes("没有"));
  assert.deepEqual(await seen(page, "result"), []);
  await press(page, "[data-take=agree]");
  const result = await told(page, "result");
  assert.equal(result.case.enterprise.city, data.enterprise.city);
  assert.equal(await page.evaluate(() => new FormData(document.querySelector("#f")).get("r")), result.result_id);
  await page.waitForFunction(() => window.inside("[data-take=withdraw]"));
  assert.ok(await page.evaluate(() => document.querySelector("#a").shadowRoot.activeElement.id === "td-consent"));
  await press(page, "[data-take=withdraw]");
  await page.waitForFunction(() => window.inside("[data-take=agree]"));
  assert.deepEqual(await hidden(), [null, null, null, null]);
});

test("R39: before the visitor agrees a file is saved without the host", async () => {
  const { page } = await visit("consent=ask lang=en");
  await give(page);
  await has(page, "[data-take=print]");
  await press(page, "[data-take=print]");
  await page.waitForFunction(() => window.printed);
  assert.deepEqual(await seen(page, "export"), []);
});

test("R31: the host learns how much room the calculator takes, when that changes", async () => {
  const { page } = await visit();
  const first = await told(page, "resize");
  await give(page);
  await page.waitForFunction((before) => window.seen.filter(({ event }) => event === "resize").at(-1).detail.height > before + 100, {}, first.height);
  const { height, width } = (await seen(page, "resize")).at(-1);
  assert.deepEqual(await page.evaluate(() => ["width", "height"].map((side) => Math.round(document.querySelector("#a").getBoundingClientRect()[side]))), [width, height]);
});

test("R32: sticky-offset keeps what has the focus below the host's bars", async () => {
  const { page } = await visit("sticky-offset=80 mode=form");
  await page.waitForFunction(() => getComputedStyle(window.inside("input")).scrollMarginTop === "104px");
  await page.evaluate(() => (document.querySelector("#a").stickyOffset = "tall"));
  await complained(page, "BAD_CONFIG", 'sticky-offset="tall"');
  await page.waitForFunction(() => getComputedStyle(window.inside("input")).scrollMarginTop === "24px");
});

test("R16 R43: destroy takes everything away, twice is once, and a new place is a new beginning", async () => {
  const { page } = await visit("share=link");
  await give(page);
  await has(page, "[data-take=pdf]");
  const left = await page.evaluate(async () => {
    const element = document.querySelector("#a");
    const parent = element.parentNode;
    window.element = element;
    await Promise.all([element.destroy(), element.destroy()]);
    const nothing = [element.isConnected, element.shadowRoot.childNodes.length, element.assessment];
    parent.append(element);
    return nothing;
  });
  assert.deepEqual(left, [false, 0, null]);
  assert.equal((await seen(page, "destroy")).length, 1);
  await page.evaluate(() => window.element.ready);
  assert.deepEqual(await page.evaluate(() => Object.keys(window.element.case).filter((key) => key !== "as_of")), []);
});

test("R43: destroyed while it loads, it does not come", async () => {
  const prepare = `(${listen})(); customElements.whenDefined("tradeaid-calculator").then(() => (window.gone = document.querySelector("#a").destroy()))`;
  const { page } = await visit("", { ready: false, before: prepare });
  await page.evaluate(() => window.gone);
  await quiet(page);
  assert.deepEqual(await seen(page, "ready"), []);
});

test("R45: content in slots keeps the host's styling and stands around the calculator", async () => {
  const slots = ["header", "intro", "actions", "help", "disclaimer", "footer"];
  const content = slots.map((name) => `<p slot="${name}" id="${name}">${name}</p>`).join("");
  site.answer("/host.css", { body: "p{color:rgb(1, 2, 3)}", type: "text/css" });
  const { page } = await visit("", { content, head: `<link rel="stylesheet" href="/host.css">` });
  await has(page, "slot[name=footer]");
  const places = await page.evaluate((names) => names.map((name) => {
    const node = document.getElementById(name);
    const mount = window.inside(".tradeaid").getBoundingClientRect();
    const { top, bottom, height } = node.getBoundingClientRect();
    const place = bottom <= mount.top + 1 ? "above" : top >= mount.bottom - 1 && "below";
    return [name, height > 0, place, getComputedStyle(node).color];
  }), slots);
  assert.deepEqual(places, slots.map((name, index) => [name, true, index < 2 ? "above" : "below", "rgb(1, 2, 3)"]));
});

test("R45: parts bear their names, and a host's sheet reaches them", async () => {
  site.answer("/parts.css", { body: "tradeaid-calculator::part(button){border-top-left-radius:19px}", type: "text/css" });
  const { page } = await visit("mode=form", { head: `<link rel="stylesheet" href="/parts.css">` });
  await give(page);
  await has(page, "[data-take=pdf]");
  await has(page, "[part=amount]");
  const names = () => page.evaluate(() => [...new Set([...document.querySelector("#a").shadowRoot.querySelectorAll("[part]")].flatMap(({ part }) => [...part]))]);
  const found = await names();
  ["root", "header", "form", "field", "label", "input", "button", "result", "amount", "reason", "footer"].forEach((name) => assert.ok(found.includes(name), name));
  assert.equal(await page.evaluate(() => getComputedStyle(window.inside("[part~=button]")).borderTopLeftRadius), "19px");
});
