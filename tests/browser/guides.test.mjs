/*
 * What the install guides tell people to paste is pasted: every tag, under exactly the policy that stands beside it.
 * What no browser can try, such as the files of a server, is held against what the release needs.
 */

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DIST, openPage, startBrowser, startSite } from "./harness.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const NAMES = (await readdir(join(DIST, "guides"))).filter((name) => name.endsWith(".html"));

/** The one truth about what each engine needs; the guides and the generator say the same. */
const POLICIES = {
  wasm: "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'",
  inline: "script-src 'self' 'wasm-unsafe-eval'; style-src 'self'",
  js: "script-src 'self'; style-src 'self'",
};
/** The file that an engine stands in; one that the release does not have cannot be tried. */
const FILES = { wasm: "widget.bin", inline: "widget.inline.js", js: "widget.js.js" };

let site;
let browser;
let released;

before(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
  released = JSON.parse(await readFile(join(DIST, site.release, "integrity.json"), "utf8"));
});

after(() => Promise.all([browser.close(), site.close()]));

/** The texts of a guide that are to be pasted, by engine. */
async function pasted(name) {
  const { page, errors } = await openPage(browser, site, `/guides/${name}`);
  const texts = await page.evaluate(() => {
    const by = (what) => Object.fromEntries([...document.querySelectorAll(`pre[data-${what}]`)].map((pre) => [pre.dataset[what], pre.textContent]));
    return { tags: by("tag"), policies: by("csp"), configs: by("config") };
  });
  await page.close();
  assert.deepEqual(errors, []);
  return texts;
}

/** What a page with this tag and this policy comes to. */
async function tried(tag, policy) {
  const page = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>t</title></head><body>${tag}</body></html>`;
  site.answer("/pasted.html", { body: page, headers: { "content-security-policy": `default-src 'none'; ${policy}` } });
  const account = await openPage(browser, site, "/pasted.html");
  const outcome = await account.page.evaluate(async () => {
    await customElements.whenDefined("tradeaid-calculator");
    const element = document.querySelector("tradeaid-calculator");
    await element.ready;
    return element.shadowRoot.querySelector(".tradeaid").textContent.length > 50;
  });
  await account.page.close();
  return { ...account, outcome };
}

for (const name of NAMES) {
  test(`R61: ${name} has no axe finding and is not wider than a phone`, async () => {
    const { page, errors } = await openPage(browser, site, `/guides/${name}`, { width: 360 });
    await page.evaluate(AXE);
    const findings = await page.evaluate(async (values) => {
      const { violations } = await window.axe.run(document, { runOnly: { type: "tag", values } });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(" "))}`);
    }, TAGS);
    assert.deepEqual(findings, []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    assert.deepEqual(errors, []);
    await page.close();
  });
}

for (const name of NAMES) {
  test(`R61: every tag of ${name} works under the policy beside it, with no violation`, async () => {
    const { tags, policies } = await pasted(name);
    assert.deepEqual(Object.keys(tags), Object.keys(POLICIES));
    for (const [engine, policy] of Object.entries(POLICIES)) {
      assert.ok(policies[engine].includes(policy), `${engine}: ${policies[engine]}`);
      if (released[FILES[engine]]) {
        const { outcome, violations, errors } = await tried(tags[engine], policy);
        assert.deepEqual([outcome, violations, errors], [true, [], []], engine);
      }
    }
  });
}

test("R61: a policy that lacks a word of the line is noticed", async () => {
  const { tags } = await pasted("index.html");
  site.answer("/less.html", {
    body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title></head><body>${tags.wasm}</body></html>`,
    headers: { "content-security-policy": `default-src 'none'; ${POLICIES.wasm.replace("; connect-src 'self'", "")}` },
  });
  const { page, violations } = await openPage(browser, site, "/less.html");
  await page.evaluate(() => document.querySelector("tradeaid-calculator").ready.catch(() => {}));
  assert.notDeepEqual(violations, []);
  await page.close();
});

test("R61: every link of the guides leads to a page or a file that there is", async () => {
  for (const name of NAMES) {
    const { page } = await openPage(browser, site, `/guides/${name}`);
    const paths = await page.$$eval("a[href]", (links) => links.map(({ href }) => new URL(href).pathname));
    await page.close();
    for (const path of new Set(paths)) {
      assert.equal((await fetch(site.origin + path)).status, 200, `${name}: ${path}`);
    }
  }
});

test("R61: the settings for servers name every kind of file of the release, and the renderer is named first", async () => {
  const endings = new Set(Object.keys(released).map((name) => /\.(bin|json|wasm)$/.exec(name)?.[1]).filter(Boolean));
  const { configs: iis } = await pasted("iis.html");
  const { configs: tomcat } = await pasted("tomcat.html");
  for (const ending of endings) {
    assert.match(iis.iis, new RegExp(`<mimeMap fileExtension="\\.${ending}" `));
    assert.match(tomcat.tomcat, new RegExp(`<extension>${ending}</extension>`));
  }
  const { page } = await openPage(browser, site, "/guides/iis.html");
  const root = await page.evaluate((text) => new DOMParser().parseFromString(text.replace(/^\s+/, ""), "text/xml").documentElement.nodeName, iis.iis);
  await page.close();
  assert.equal(root, "configuration");
  assert.match((await pasted("browsers.html")).configs.renderer, /^<meta charset="utf-8">\s+<meta name="renderer" content="webkit">/);
});

test("R28 R61: the guides say what to do about every code there is", async () => {
  const { page } = await openPage(browser, site, "/guides/index.html");
  const told = await page.$$eval("th code", (codes) => codes.map(({ textContent }) => textContent));
  await page.close();
  const known = ["CSP_WASM", "INTEGRITY", "NETWORK", "MIME", "UNSUPPORTED", "PANIC", "RULES_EXPIRED", "BAD_PREFILL", "BAD_CONFIG"];
  assert.deepEqual([...told].sort(), [...known].sort());
});
