/*
 * A calculator in the tree of the page (`dom="light"`): toolbars that enter no shadow tree reach all of it, the styles of
 * the page stay out and ours stay in, and everything else is as in a shadow tree. `hosts.test.mjs` walks its page.
 */

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { launch, over } from "./browsers.mjs";
import { openPage, startBrowser, startSite } from "./harness.mjs";
import { Visitor } from "./visitor.mjs";
import { watch } from "./watch.mjs";

let site;
let browser;
let open = [];

before(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
});

after(() => Promise.all([browser.close(), site.close()]));

afterEach(async () => {
  site.straighten();
  await Promise.all(open.map(({ page }) => page.close()));
  open = [];
});

async function visit(name, more = () => {}) {
  const account = await openPage(browser, site, `/hosts/${name}/`, { before: `(${watch})(); (${more})()` });
  open.push(account);
  const visitor = new Visitor(over(account.page));
  await visitor.ready();
  await visitor.see("[data-desk]", () => true);
  return { ...account, visitor };
}

/** A page of its own, with whatever stands in its body. */
async function visitBody(body, { headers } = {}) {
  const script = `<script src="${site.release}tradeaid.js" defer></script>`;
  site.answer("/host.html", { body: `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>t</title>${script}</head><body>${body}</body></html>`, headers });
  const account = await openPage(browser, site, "/host.html", { before: watch });
  open.push(account);
  return { ...account, visitor: new Visitor(over(account.page)) };
}

/**
 * Every computed value of one element of each kind, of what is drawn before and behind it too; but not how far down the
 * page it lies, nor by whose dictionary words would be broken.
 */
const computed = (page) => page.evaluate(() => {
  const element = document.querySelector("#a");
  const mount = (element.shadowRoot || element).querySelector(".tradeaid");
  const kinds = new Map();
  [mount, ...mount.querySelectorAll("*")].forEach((node) => {
    const kind = `${node.parentNode.getAttribute && node.parentNode.getAttribute("class")}>${node.localName}.${node.getAttribute("class")}`;
    kinds.set(kind, kinds.get(kind) || node);
  });
  return [...kinds].flatMap(([kind, node]) => [null, "::before", "::after"].map((part) => {
    const style = getComputedStyle(node, part);
    const isDrawn = !part || !/^(none|normal)$/.test(style.content);
    const names = [...style].filter((name) => isDrawn && !/^(--|-webkit-locale|top|bottom|inset-block)/.test(name));
    return `${node === mount ? "mount" : kind.replaceAll(" ", ".")}${part || ""} ${names.map((name) => `${name}:${style[name]}`).join("|")}`;
  }));
});

/** What differs, short enough to be read. */
function unlike(found, expected) {
  return found.flatMap((line, at) => {
    const [mine, other] = [line, expected[at]].map((each) => String(each).split("|"));
    return mine.filter((part, place) => part !== other[place]).map((part) => `${line.split(" ")[0]} ${part.slice(0, 80)}`);
  });
}

test("R19 R36: in the tree of the page it is drawn as in a shadow tree, whatever the page says about its own elements", async () => {
  const drawn = [];
  for (const name of ["light-tree", "plain"]) {
    const { page, visitor } = await visit(name);
    await visitor.walk();
    await visitor.press('[data-desk=open][data-name="curve"]');
    await visitor.see("#td-title", () => true);
    await page.evaluate(() => document.activeElement.blur());
    await page.mouse.move(0, 0);
    drawn.push(await computed(page));
  }
  const [found, expected] = drawn;
  assert.deepEqual(unlike(found, expected).slice(0, 20), []);
  assert.equal(found.length, expected.length);
});

for (const name of ["firefox", "webkit"]) {
  test(`R9 R19 R36: in ${name} too it is drawn as in a shadow tree`, async () => {
    const other = await launch(name);
    try {
      const drawn = [];
      for (const host of ["light-tree", "plain"]) {
        const page = await other.open(`${site.origin}/hosts/${host}/`);
        await page.until(() => {
          const element = document.querySelector("#a");
          return (element.shadowRoot || element).querySelector("[data-desk]") !== null;
        });
        drawn.push(await computed(page));
        await page.close();
      }
      const [found, expected] = drawn;
      assert.deepEqual(unlike(found, expected).slice(0, 20), []);
      assert.equal(found.length, expected.length);
    } finally {
      await other.close();
    }
  });
}

test("R24 R36: a toolbar that enters no shadow tree reads every word and makes all type larger, and the calculator works on", async () => {
  const { page, visitor, errors } = await visit("light-tree");
  assert.equal(await page.evaluate(() => document.querySelector("#a").shadowRoot), null);
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("#a label")).fontSize));
  const before = await size();
  await page.evaluate(() => window.toolbar.larger());
  assert.equal(await size(), before * 1.5);
  await visitor.walk();
  const words = await page.evaluate(() => window.toolbar.read());
  assert.ok(words.includes("保费") && words.some((word) => word.includes("5,200.00")), "what is shown can be read");
  assert.deepEqual(errors, []);
});

test("R36 R63: all of it works by keyboard", async () => {
  const { page, visitor } = await visit("light-tree");
  const reach = async (label, answer) => {
    for (let presses = 0; presses < 80; presses += 1) {
      if (await visitor.see({ label, answer }, (node) => (node.control || node) === document.activeElement)) {
        return;
      }
      await page.keyboard.press("Tab");
    }
    throw new Error(`${label} was not reached`);
  };
  await page.focus("#own");
  await reach("保费");
  await page.keyboard.type("5200元");
  await page.keyboard.press("Tab");
  await page.evaluate(() => document.querySelector("#own").focus());
  await reach("小微出口企业认定", "是");
  await page.keyboard.press("Space");
  await visitor.reads("5,200.00");
});

test("R23 R36: moved, taken out and put back it keeps nodes, case, focus and looks; its sheets come and go with it", async () => {
  const { page, visitor } = await visit("light-tree");
  await visitor.type("保费", "5200元");
  const sheets = () => page.evaluate(() => document.adoptedStyleSheets.length);
  const look = () => page.evaluate(() => getComputedStyle(document.querySelector("#a .ta-h1, #a .ta-h2")).fontSize);
  const before = await look();
  await page.evaluate(() => {
    window.field = document.activeElement;
    document.querySelector("#there").append(document.querySelector("#a"));
  });
  assert.ok(await page.evaluate(() => window.field.isConnected && window.field === document.activeElement));
  await page.evaluate(() => {
    window.element = document.querySelector("#a");
    window.element.remove();
  });
  assert.equal(await sheets(), 0);
  await page.evaluate(() => document.querySelector("#main").append(window.element));
  assert.equal(await sheets(), 2);
  assert.ok(await page.evaluate(() => window.field.isConnected && window.field.value.includes("5200")));
  assert.equal(await look(), before);
  await visitor.choose("小微出口企业认定", "是");
  await visitor.reads("5,200.00");
});

test("R11 R36: what the host wrote inside gives way to it, comes back when it is destroyed, and it can begin anew", async () => {
  const { page, visitor } = await visit("light-tree");
  assert.equal(await page.$("#a .fallback"), null);
  await visitor.walk();
  await page.evaluate(async () => {
    window.element = document.querySelector("#a");
    await window.element.destroy();
    document.querySelector("#main").append(window.element);
    window.inside = [...window.element.children].map((node) => [node.className, node.checkVisibility()]);
  });
  assert.deepEqual(await page.evaluate(() => window.inside), [["fallback", true], ["", true]]);
  await page.waitForFunction(() => document.querySelector("#a .tradeaid:not([hidden])"));
  assert.equal(await page.$("#a .fallback"), null);
  await visitor.walk();
});

test("R11 R28 R36: where it cannot stand, the host's words return beside the message, and trying again helps", async () => {
  site.answer(`${site.release}widget.bin`, { status: 404, body: "" });
  site.answer(`${site.release}engines.js`, { status: 404, body: "" });
  const { page, visitor } = await visitBody('<tradeaid-calculator id="a" dom="light"><p class="fallback">12345</p></tradeaid-calculator>');
  await visitor.see("[role=alert]", () => true);
  assert.equal(await page.$eval("#a .fallback", (node) => node.checkVisibility()), true);
  site.straighten();
  await visitor.press("[role=alert] button");
  await visitor.ready();
  assert.equal(await page.$("#a .fallback"), null);
  assert.equal(await page.$("#a [role=alert]"), null);
});

test("R36 R47: the sheet for paper is dressed, and stands alone", async () => {
  const { page, visitor } = await visit("light-tree", () => (window.print = () => {}));
  await visitor.walk();
  await visitor.see("[data-take=print]", () => true);
  const worn = () => page.evaluate(() => {
    const place = document.querySelector("[data-tradeaid-print]");
    return place && place.shadowRoot.adoptedStyleSheets.map(({ cssRules }) => [...cssRules].some(({ selectorText }) => selectorText === ".tradeaid" || selectorText === ".td-sheet"));
  });
  await page.evaluate(() => document.querySelector("#a").print());
  assert.deepEqual(await worn(), [true, true]);
  await page.emulateMediaType("print");
  assert.deepEqual(await page.evaluate(() => [...document.body.children].filter((node) => node.checkVisibility()).map(({ localName }) => localName)), ["div"]);
  await page.emulateMediaType("screen");
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  assert.equal(await worn(), null);
});

test("R5 R36: where the page admits no script made by a script, its own tag for roots.js is enough", async () => {
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
  const tags = ["widget.js", "roots.js", "desk.js", "host.js"].map((name) => `<script src="${site.release}${name}" defer></script>`).join("");
  const { page, visitor, violations } = await visitBody(`${tags}<tradeaid-calculator id="a" dom="light"></tradeaid-calculator>`, { headers: { "content-security-policy": policy } });
  await visitor.ready();
  await visitor.see("[data-desk]", () => true);
  assert.equal(await page.$eval("#a", (element) => element.shadowRoot), null);
  assert.deepEqual(violations, []);
});

test("R36: several packs stand in the tree of the page too", async () => {
  const { page, visitor } = await visitBody('<tradeaid-calculator id="a" dom="light" pack="fujian-2024-2 fujian-2024-2"></tradeaid-calculator>');
  await visitor.ready();
  assert.equal(await page.$eval("#a", (element) => element.shadowRoot), null);
  assert.ok(await page.$("#a .tradeaid-light > .tradeaid:not([hidden])"));
});

const second = '<tradeaid-calculator id="b" dom="light"></tradeaid-calculator>';
for (const [what, body] of [
  ["a second one", `<tradeaid-calculator id="a" dom="light"></tradeaid-calculator>${second}`],
  ["one in a form", `<form>${second}</form>`],
]) {
  test(`R22 R36: ${what} of a page stands in a shadow tree, which the host is told`, async () => {
    const { page } = await visitBody(body);
    await new Visitor(over(page), "b").ready();
    const told = await page.evaluate(() => window.watched.seen.filter(({ name, code }) => name === "error" && code === "BAD_CONFIG").map(({ id, message }) => [id, message.split(":")[0]]));
    assert.deepEqual(told, [["b", 'dom="light"']]);
    assert.ok(await page.evaluate(() => document.querySelector("#b").shadowRoot.querySelector(".tradeaid:not([hidden])")));
    assert.equal(await page.$("#b .tradeaid-light"), null);
  });
}

test("R9: where no root adopts a sheet it links to them, before the host is told that it stands", async () => {
  const { page, errors } = await visit("plain", () => [Document, ShadowRoot].forEach((type) => delete type.prototype.adoptedStyleSheets));
  const { links, late } = await page.evaluate(() => ({
    links: [...document.querySelector("#a").shadowRoot.querySelectorAll("link")].map(({ href }) => href.split("/").pop()),
    late: performance.getEntriesByType("resource").filter(({ startTime }) => startTime > window.watched.readyAt).map(({ name }) => name),
  }));
  assert.deepEqual([links, late, errors], [["widget.css", "desk.css"], [], []]);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("#a").shadowRoot.querySelector(".tradeaid")).position), "static");
});

for (const dom of ["open", "light"]) {
  test(`R9 R36: on Chromium 80 it stands with dom="${dom}"`, async () => {
    const script = `<script src="${site.release}tradeaid.js" defer></script><script>document.addEventListener("tradeaid-ready", function () { window.stands = true; });</script>`;
    site.answer("/old.html", { body: `<!doctype html><html lang="zh-CN"><meta charset="utf-8">${script}<tradeaid-calculator id="a" dom="${dom}"></tradeaid-calculator>` });
    const old = await launch("chromium-80");
    try {
      const page = await old.open(`${site.origin}/old.html`);
      await page.until(() => window.stands);
      assert.equal(await page.evaluate(() => Boolean(document.querySelector("#a").shadowRoot)), true);
      assert.ok((await page.count("#a .tradeaid, .ta-root")) > 0);
    } finally {
      await old.close();
    }
  });
}
