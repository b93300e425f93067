/*
 * A page with one calculator on it, as a host would write it under a strict policy, and what a host does with it. For
 * the tests of what hosts have in hand; nothing is asserted here.
 */

import { readFile } from "node:fs/promises";
import { after, afterEach, before } from "node:test";
import { fileURLToPath } from "node:url";
import { hostPage } from "./host.mjs";
import { STRICT_POLICY, openPage, startBrowser, startSite } from "./harness.mjs";

const SCENARIO = fileURLToPath(new URL("../scenarios/S06.json", import.meta.url));
const TRUSTED = `${STRICT_POLICY}; require-trusted-types-for 'script'; trusted-types tradeaid-calculator`;

export let site;
let browser;
let open = [];

/** A case with an answer. */
export const data = JSON.parse(await readFile(SCENARIO, "utf8")).case;

before(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
});

after(() => Promise.all([browser.close(), site.close()]));

afterEach(async () => {
  site.straighten();
  await Promise.all(open.map(({ page }) => page.close()));
  open = [];
});

/** Notes the events and gives tests a way to what is inside; paper is never really asked for. */
export function listen() {
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
export async function visit(attributes = "", { path = "", content = "", head = "", ready = true, before: prepare = listen, around, policy = TRUSTED, nonce = "" } = {}) {
  const script = `<script src="${site.release}tradeaid.js" ${nonce && `nonce="${nonce}"`} defer></script>`;
  site.answer("/host.html", { body: hostPage(head + script, attributes, { content, around }), headers: { "content-security-policy": policy } });
  const account = await openPage(browser, site, `/host.html${path}`, { before: prepare });
  open.push(account);
  if (ready) {
    await account.page.waitForFunction(() => window.seen.some(({ event }) => event === "ready"));
  }
  return account;
}

export const give = (page, given = data) => page.evaluate((to) => (document.querySelector("#a").case = to), given);
export const has = (page, selector) => page.waitForFunction((wanted) => window.inside(wanted), {}, selector);
export const seen = (page, event) => page.evaluate((name) => window.seen.filter((each) => each.event === name).map(({ detail }) => detail), event);
export const told = async (page, event) => {
  await page.waitForFunction((name) => window.seen.some((each) => each.event === name), {}, event);
  return (await seen(page, event)).at(-1);
};
export const complained = (page, code, words = "") =>
  page
    .waitForFunction((wanted, part) => (window.seen.find(({ event, detail }) => event === "error" && detail.code === wanted && detail.message.includes(part)) || {}).detail, {}, code, words)
    .then((handle) => handle.jsonValue());
export const call = (page, name, ...given) =>
  page.evaluate(
    (method, list) =>
      document.querySelector("#a")[method](...list).then((value) => ({ value }), ({ code, message }) => ({ code, message })),
    name,
    given,
  );
export const press = (page, selector) => page.evaluate((wanted) => window.inside(wanted).click(), selector);
export const ways = (page) => page.evaluate(() => [...document.querySelector("#a").shadowRoot.querySelectorAll(".td-take ul [data-take]")].map(({ dataset }) => dataset.take));
/** Two frames and the moment that the desk waits for quiet. */
export const quiet = (page) => page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 250)));
