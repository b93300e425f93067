/*
 * Pages with frames, for the tests of frame mode: a host on one origin, the calculator on another, what each side saw,
 * and what the tests of a file have in common. No assertion stands here.
 */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, afterEach, before } from "node:test";
import { openPage, startBrowser, startSite } from "./harness.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Runs in every window before anything else: notes what a host is told, and counts what any window hears. */
function listen() {
  window.seen = [];
  window.heard = 0;
  ["result", "validity", "error", "export"].forEach((name) => {
    document.addEventListener(`tradeaid-${name}`, ({ target, detail }) => {
      window.seen.push({ name, id: target.id, detail: JSON.parse(JSON.stringify(detail)) });
    });
  });
  window.addEventListener("message", () => {
    window.heard += 1;
  });
}

/** Talks by the bare protocol, without our script, and keeps every word. */
export const BARE = `
  window.words = [];
  const frame = document.querySelector("iframe");
  window.greet = (nonce) => frame.contentWindow.postMessage({ tradeaid: 1, type: "hello", id: "a", nonce }, "*");
  addEventListener("message", ({ source, data, ports }) => {
    if (source === frame.contentWindow && data.type === "welcome") {
      window.welcomes = (window.welcomes || 0) + 1;
      window.port = ports[0];
      window.port.onmessage = (event) => window.words.push(event.data);
    }
  });
  frame.onload = () => window.greet("0123456789abcdef");`;

/** The same server by another name is another origin, and another site. */
export function elsewhere(site) {
  return { ...site, origin: site.origin.replace("127.0.0.1", "localhost") };
}

export function frameTag(site, fragment = "", attributes = "data-tradeaid-frame id=a") {
  return `<iframe ${attributes} title=t src="${site.origin}${site.release}frame.html#v=1&as-of=2025-06-30${fragment}"></iframe>`;
}

export function hostScript(site) {
  return `<script src="${site.origin}${site.release}frame-host.js"></script>`;
}

/** A host page of another origin than the frames in it. */
export async function visit(browser, site, body, { head = "", headers, ...options } = {}) {
  const page = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>t</title>${head}</head><body>${body}</body></html>`;
  site.answer("/host.html", { body: page, headers });
  return openPage(browser, elsewhere(site), "/host.html", { before: listen, ...options });
}

/** The pages in frames, in the order of the document, once their calculators stand. */
export async function frames(page) {
  const handles = await page.$$("iframe");
  const all = await Promise.all(handles.map((handle) => handle.contentFrame()));
  const own = all.filter((frame) => frame.url().includes("/frame.html"));
  await Promise.all(own.map((frame) => frame.waitForFunction(() => document.querySelector("tradeaid-calculator").assessment)));
  return own;
}

/** Two pictures later, or where none is drawn, a moment later. */
function pass() {
  return new Promise((done) => {
    setTimeout(done, 300);
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 20)));
  });
}

/** What is drawn in a frame has been drawn, told and heeded: several drawn frames on both sides. */
export async function settle(...windows) {
  for (let round = 0; round < 3; round += 1) {
    for (const each of windows) {
      await each.evaluate(pass);
    }
  }
}

/** Waits until a frame is as high as the page in it. */
export async function fitted(page, frame, selector = "#a") {
  const wanted = () => frame.evaluate(() => document.querySelector("main").getBoundingClientRect().height);
  const given = () => page.$eval(selector, (node) => node.clientHeight);
  for (let round = 0; round < 100; round += 1) {
    const [high, room] = await Promise.all([wanted(), given()]);
    if (Math.abs(high - room) <= 3) {
      await settle(frame, page);
      return room;
    }
    await settle(frame);
  }
  throw new Error(`${selector} is not as high as the page in it`);
}

export const give = (frame, data) =>
  frame.evaluate((given) => {
    const element = document.querySelector("tradeaid-calculator");
    const done = new Promise((resolve) => element.addEventListener("tradeaid-result", resolve, { once: true }));
    element.case = given;
    return done.then(() => {});
  }, data);

export const press = async (frame, selector) =>
  (await frame.waitForSelector(`tradeaid-calculator >>> ${selector}`)).evaluate((node) => node.click());

/** What axe finds in a window. */
export async function findings(frame) {
  await frame.evaluate(AXE);
  return frame.evaluate(async (values) => {
    const { violations } = await window.axe.run(document, { runOnly: { type: "tag", values } });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(" ")).slice(0, 3)}`);
  }, TAGS);
}

/**
 * What the tests of one file play on: two servers and a browser for as long as they last, and every page closed after the
 * test that opened it.
 */
export function stage() {
  const scene = {};
  let open = [];
  before(async () => {
    [scene.site, scene.hostile, scene.browser] = await Promise.all([startSite(), startSite(), startBrowser()]);
  });
  after(async () => {
    await scene.browser.close();
    await Promise.all([scene.site.close(), scene.hostile.close()]);
  });
  afterEach(async () => {
    scene.site.straighten();
    await Promise.all(open.map(({ page }) => page.close()));
    open = [];
  });
  const kept = async (opening) => {
    const account = await opening;
    open.push(account);
    return account;
  };
  return {
    scene,
    host: (body, options) => kept(visit(scene.browser, scene.site, body, options)),
    /** The page for frames, opened by itself. */
    direct: async (fragment = "", options = {}) => {
      const path = `${scene.site.release}frame.html#v=1&as-of=2025-06-30${fragment}`;
      const account = await kept(openPage(scene.browser, scene.site, path, options));
      if (options.javaScript !== false) {
        await account.page.waitForFunction(() => document.querySelector("tradeaid-calculator").assessment);
      }
      return account;
    },
    /** A page of the site as it is. */
    example: (path) => kept(openPage(scene.browser, scene.site, path)),
    framed: (fragment) => frameTag(scene.site, fragment) + hostScript(scene.site),
    bare: (fragment) => `${frameTag(scene.site, fragment, "id=a")}<script>${BARE}</script>`,
    seen: (page, name) => page.evaluate((wanted) => window.seen.filter((event) => event.name === wanted), name),
  };
}
