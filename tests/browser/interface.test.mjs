/*
 * What a host has in hand: attributes, methods and events of <tradeaid-calculator> behind the first answer, slots and
 * parts. Runs against the built release.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { call, complained, data, give, has, listen, quiet, seen, site, told, visit, ways } from "./host-page.mjs";

const DESCRIBED = fileURLToPath(new URL("../../web/interface.json", import.meta.url));

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
  }, attributes.map(({ name }) => name).filter((name) => !["lang", "nonce"].includes(name)));
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

test("R3: where scripts are admitted by a nonce alone, that of the loader's tag is enough", async () => {
  const policy = "default-src 'none'; script-src 'nonce-abc' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'";
  const { page, violations } = await visit("", { policy, nonce: "abc" });
  await has(page, "slot[name=footer]");
  assert.deepEqual(violations, []);
});

test("R3: where the loader's tag has no nonce, that of the calculator admits the rest", async () => {
  const policy = `default-src 'none'; script-src ${site.origin}${site.release}tradeaid.js 'nonce-abc' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'`;
  const { page, violations } = await visit('nonce="abc"', { policy });
  await has(page, "slot[name=footer]");
  assert.deepEqual(violations, []);
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
  // It loads until what destroys it is there.
  let release;
  const held = new Promise((resolve) => (release = resolve));
  site.answer(`${site.release}host.js`, { body: (file) => setTimeout(release, 500) && file });
  site.answer(`${site.release}widget.bin`, { body: (file) => held.then(() => file) });
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

test("R11 R45: what stands in the slot fallback is shown until the calculator stands and where it cannot, and nothing else is", async () => {
  const content = '<p slot="fallback" id="instead">12345</p><p id="other">other</p><p slot="footer" id="footer">footer</p>';
  const shown = (page) => page.evaluate(() => ["instead", "other", "footer"].filter((id) => document.getElementById(id).checkVisibility()));
  site.answer(`${site.release}widget.bin`, { body: (file) => new Promise((arrive) => setTimeout(arrive, 500, file)) });
  const { page } = await visit("", { content, ready: false });
  assert.deepEqual(await shown(page), ["instead"]);
  await has(page, "slot[name=footer]");
  assert.deepEqual(await shown(page), ["footer"]);
  ["widget.bin", "engines.js"].forEach((file) => site.answer(site.release + file, { status: 404, body: "" }));
  const { page: failing } = await visit("", { content, ready: false });
  await complained(failing, "NETWORK");
  assert.deepEqual(await shown(failing), ["instead"]);
});

test("R45: parts bear their names, and a host's sheet reaches them", async () => {
  site.answer("/parts.css", { body: "tradeaid-calculator::part(button){border-top-left-radius:19px}", type: "text/css" });
  const { page } = await visit("mode=form", { head: `<link rel="stylesheet" href="/parts.css">` });
  await give(page);
  await has(page, "[data-take=pdf]");
  await has(page, "[part=amount]");
  await page.evaluate(() => window.inside(".ta-more > summary").click());
  await has(page, "[part=reason]");
  const names = () => page.evaluate(() => [...new Set([...document.querySelector("#a").shadowRoot.querySelectorAll("[part]")].flatMap(({ part }) => [...part]))]);
  const found = await names();
  ["root", "header", "form", "field", "label", "input", "button", "result", "amount", "reason", "footer"].forEach((name) => assert.ok(found.includes(name), name));
  assert.equal(await page.evaluate(() => getComputedStyle(window.inside("[part~=button]")).borderTopLeftRadius), "19px");
});
