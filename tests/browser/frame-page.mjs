/*
 * Pages with frames, for the tests of frame mode: a host on one origin, the calculator on another, and what each side
 * saw. No assertion stands here.
 */

import { openPage } from "./harness.mjs";

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
  for (;;) {
    const [high, room] = await Promise.all([wanted(), given()]);
    if (Math.abs(high - room) <= 3) {
      await settle(frame, page);
      return room;
    }
    await settle(frame);
  }
}
