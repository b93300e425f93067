/*
 * What a visitor takes away: files, paper, a link, and back again, on a page that allows as little as it can; and what
 * is offered where a browser cannot do one of them. What the forms hold is tested without a browser.
 */

import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { STRICT_POLICY, openPage, startBrowser, startSite } from "./harness.mjs";

const SCENARIO = fileURLToPath(new URL("../scenarios/S06.json", import.meta.url));
const TRUSTED = `${STRICT_POLICY}; require-trusted-types-for 'script'; trusted-types tradeaid-calculator`;
const BASE = "https://example.gov.cn/support";

let site;
let browser;
let data;
let folder;
let open = [];

before(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
  data = JSON.parse(await readFile(SCENARIO, "utf8")).case;
  folder = await mkdtemp(join(tmpdir(), "tradeaid-"));
});

after(async () => {
  await Promise.all([browser.close(), site.close()]);
  await rm(folder, { recursive: true });
});

afterEach(async () => {
  site.straighten();
  await Promise.all(open.map(({ page }) => page.close()));
  open = [];
});

/** Notes the events and gives tests a way to what is inside; paper is never really asked for. */
function listen() {
  window.seen = [];
  ["ready", "error", "export"].forEach((name) => {
    document.addEventListener(`tradeaid-${name}`, (event) => {
      const { code, kind, text } = event.detail;
      window.seen.push({ name, code, kind, file: event.detail.name, text });
      if (window.mine) {
        event.preventDefault();
      }
    });
  });
  window.inside = (selector) => document.querySelector("#a").shadowRoot.querySelector(selector);
  window.print = () => (window.printed = true);
}

async function visit(prepare = listen) {
  const script = `<script src="${site.release}tradeaid.js" defer></script>`;
  const body = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>t</title>${script}</head><body><h1>Bank</h1><main><tradeaid-calculator id="a" share-base="${BASE}"></tradeaid-calculator></main></body></html>`;
  site.answer("/host.html", { body, headers: { "content-security-policy": TRUSTED } });
  const account = await openPage(browser, site, "/host.html", { before: prepare });
  open.push(account);
  const { page } = account;
  await page.waitForFunction(() => window.seen.some(({ name }) => name === "ready"));
  account.requested = account.requests.length;
  await page.evaluate((given) => (document.querySelector("#a").case = given), data);
  await page.waitForFunction(() => window.inside("[data-take=pdf]"));
  return account;
}

/** Runs in the page before anything else, behind the first listener. */
const besides = (more) => `(${listen})(); (${more})()`;

const has = (page, selector) => page.waitForFunction((wanted) => window.inside(wanted), {}, selector);
const press = (page, way) => page.evaluate((wanted) => window.inside(`[data-take=${wanted}]`).click(), way);
const says = (page, text) => page.waitForFunction((wanted) => window.inside(".td-take [role=status]").textContent.includes(wanted), {}, text);
const result = (page) => page.evaluate(() => document.querySelector("#a").assess().result_id);

async function downloaded(ending) {
  for (let tries = 0; tries < 100; tries += 1) {
    const name = (await readdir(folder)).find((each) => each.endsWith(ending));
    if (name) {
      return { name, bytes: await readFile(join(folder, name)) };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no ${ending}`);
}

test("R1 R3 R48 R49: files are saved under a strict policy with trusted types, and nothing is asked for", async () => {
  const { page, requests, requested, errors, violations } = await visit();
  const session = await browser.target().createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  for (const kind of ["pdf", "csv", "json"]) {
    await press(page, kind);
    const { name, bytes } = await downloaded(`.${kind}`);
    assert.match(name, /^外贸惠企测算-2025-12-31-[0-9a-f]{8}\./);
    if (kind === "pdf") {
      assert.ok(bytes.toString("latin1").startsWith("%PDF-1.5") && bytes.length < 10_000);
    } else if (kind === "csv") {
      assert.ok(bytes.toString("utf8").startsWith('\ufeff"序号"') && bytes.includes('"5200.00"'));
    } else {
      const saved = JSON.parse(bytes.toString("utf8"));
      assert.equal(saved.assessment.result_id, await result(page));
      assert.equal(saved.tradeaid, 1);
    }
  }
  await says(page, "已保存");
  assert.deepEqual(violations, []);
  assert.deepEqual(errors, []);
  assert.deepEqual(requests.slice(requested), []);
});

test("R47: the sheet alone is printed from inside of a page, which then is as it was", async () => {
  const { page, violations } = await visit();
  await press(page, "print");
  await page.waitForFunction(() => window.printed);
  await page.emulateMediaType("print");
  const printed = await page.evaluate(() => {
    const visible = [...document.body.children].filter((each) => each.getClientRects().length > 0);
    const { shadowRoot } = visible[0];
    const table = shadowRoot.querySelector("table").getBoundingClientRect();
    return {
      count: visible.length,
      sheets: shadowRoot.querySelectorAll(".td-sheet").length,
      controls: shadowRoot.querySelectorAll("button, input, select, textarea").length,
      text: shadowRoot.textContent,
      isWide: table.width > 300,
    };
  });
  assert.deepEqual([printed.count, printed.sheets, printed.controls, printed.isWide], [1, 1, 0, true]);
  assert.ok(printed.text.includes("企业可享支持测算单") && printed.text.includes(await result(page)));
  await page.emulateMediaType(null);
  assert.equal(await page.evaluate(() => document.querySelector("[data-tradeaid-print]").getClientRects().length), 0);
  const paper = Buffer.from(await page.pdf({ preferCSSPageSize: true }));
  assert.equal(paper.toString("latin1").match(/\/Type\s*\/Page\b/g).length, 2);
  assert.deepEqual(
    await page.evaluate(() => [document.querySelector("[data-tradeaid-print]"), document.adoptedStyleSheets.length]),
    [null, 0],
  );
  assert.deepEqual(violations, []);
});

test("R51: a link brings the case back, with a picture of it", async () => {
  const { page } = await visit();
  const before = await result(page);
  await press(page, "share");
  await has(page, "svg.td-qr[role=img]");
  const link = await page.evaluate(() => window.inside("#td-take-text").value);
  assert.ok(link.startsWith(`${BASE}#tradeaid=1.`) && link.length < 1500, link);
  await page.evaluate(() => document.querySelector("#a").reset());
  await page.waitForFunction((id) => document.querySelector("#a").assess().result_id !== id, {}, before);
  await has(page, "[data-take=open]");
  await press(page, "open");
  await has(page, "#td-take-code");
  await page.evaluate(() => (window.inside("#td-take-code").value = "hello"));
  await press(page, "load");
  await says(page, "不是本产品保存");
  await page.evaluate((text) => (window.inside("#td-take-code").value = text), link);
  await press(page, "load");
  await says(page, "已打开");
  assert.equal(await result(page), before);
});

test("R50: the host may take a file into its own hands", async () => {
  const { page } = await visit(besides(() => {
    window.mine = true;
    HTMLAnchorElement.prototype.click = () => (window.clicked = true);
  }));
  await press(page, "csv");
  await page.waitForFunction(() => window.seen.some(({ name }) => name === "export"));
  const [told] = await page.evaluate(() => window.seen.filter(({ name }) => name === "export"));
  assert.deepEqual([told.kind, told.file.endsWith(".csv"), told.text.startsWith("\ufeff")], ["csv", true, true]);
  assert.equal(await page.evaluate(() => window.clicked), undefined);
});

test("R50: without an address of its own a file is saved from inside of one", async () => {
  const { page } = await visit(besides(() => {
    URL.createObjectURL = undefined;
    HTMLAnchorElement.prototype.click = function () {
      window.clicked = [this.href, this.download];
    };
  }));
  await press(page, "csv");
  await says(page, "已保存");
  const [address, name] = await page.evaluate(() => window.clicked);
  const [head, body] = address.split(",");
  assert.equal(head, "data:text/csv;charset=utf-8;base64");
  assert.ok(name.endsWith(".csv") && Buffer.from(body, "base64").toString("utf8").includes("小微出口企业"));
});

test("R50: where no file can be saved, its text is there to be copied, and it is said what helps", async () => {
  const { page } = await visit(besides(() => {
    delete HTMLAnchorElement.prototype.download;
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    document.execCommand = () => false;
  }));
  await press(page, "csv");
  await has(page, "#td-take-text");
  assert.ok(await page.evaluate(() => window.inside("#td-take-text").value.startsWith('"序号"')));
  await press(page, "copy");
  await says(page, "手动复制");
  await press(page, "pdf");
  await page.waitForFunction(() => !window.inside("#td-take-text") && window.inside(".td-take").textContent.includes("系统浏览器"));
});

test("R50: where nothing can be printed, that is said", async () => {
  const { page } = await visit(besides(() => (window.print = undefined)));
  await press(page, "print");
  await says(page, "不能打印");
});
