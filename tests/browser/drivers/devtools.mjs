/*
 * Chromium 80 and 88 by the plain DevTools protocol over two pipes: no driver of today speaks to them. They run as
 * one process, as whoever packed them did, and draw without graphics, which were left out of the package.
 */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { begin, end, oldChromium } from "./programs.mjs";
import { QUIET } from "./puppeteer.mjs";

const FLAGS = [...QUIET, "--headless", "--single-process", "--no-zygote", "--use-gl=disabled", "--hide-scrollbars", "--remote-debugging-pipe"];

/** What a key is called by the protocol. */
const KEYS = {
  Tab: { keyCode: 9 },
  Enter: { keyCode: 13, text: "\r" },
  Backspace: { keyCode: 8 },
  Space: { key: " ", keyCode: 32, text: " " },
  ArrowLeft: { keyCode: 37 },
  ArrowUp: { keyCode: 38 },
  ArrowDown: { keyCode: 40 },
};
const HELD = { Control: 2, Shift: 8 };

export async function startOldChromium(name) {
  const profile = await mkdtemp(join(tmpdir(), "tradeaid-old-"));
  const downloads = await mkdtemp(join(tmpdir(), "tradeaid-saved-"));
  const child = begin(oldChromium(name), [...FLAGS, `--user-data-dir=${profile}`, "about:blank"], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const contexts = new Map();
  const send = talk(child, ({ method, params, sessionId }) => {
    if (method === "Runtime.executionContextCreated" && params.context.auxData.isDefault) {
      contexts.set(`${sessionId} ${params.context.auxData.frameId}`, params.context.id);
    }
  });
  const { product } = await send("Browser.getVersion");
  return {
    version: product,
    open: async (look) => {
      const { targetId } = await send("Target.createTarget", { url: "about:blank" });
      const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
      const page = (method, params) => send(method, params, sessionId);
      await page("Page.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
      return { ...(await hands(page, look, (frameId) => contexts.get(`${sessionId} ${frameId}`))), downloads };
    },
    close: async () => {
      await end(child);
      await Promise.all([profile, downloads].map((folder) => rm(folder, { recursive: true, force: true })));
    },
  };
}

/** Questions and answers over the pipes, each message ended by a zero; one that fails is an error. News are told. */
function talk(child, news) {
  const [, , , into, out] = child.stdio;
  const waiting = new Map();
  let heard = "";
  let last = 0;
  out.setEncoding("utf8");
  out.on("data", (text) => {
    const messages = (heard + text).split("\0");
    heard = messages.pop();
    for (const { id, result, error, ...rest } of messages.map((message) => JSON.parse(message))) {
      const settle = waiting.get(id) ?? (() => news(rest));
      waiting.delete(id);
      settle(result, error);
    }
  });
  child.once("exit", () => waiting.forEach((settle) => settle(null, { message: "the browser ended" })));
  into.on("error", () => {});
  return (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, (result, error) => (error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result)));
      into.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    });
}

/** `contextOf(frame)` is where the scripts of a frame run, once it has any. */
async function hands(send, { width, height, touch }, contextOf) {
  let frame = null;
  const resize = (width, height) =>
    send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: touch });
  await send("Page.enable");
  await send("Runtime.enable");
  await send("Emulation.setTouchEmulationEnabled", { enabled: touch });
  await resize(width, height);
  const evaluateIn = async (expression, contextId) => {
    const { result, exceptionDetails } = await send("Runtime.evaluate", { expression, contextId, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description || exceptionDetails.text);
    }
    return result.value;
  };
  const evaluateAround = (expression) => evaluateIn(expression);
  const evaluate = (expression) => evaluateIn(expression, frame ? contextOf(frame) : undefined);
  const mouse = (type, x, y) => send("Input.dispatchMouseEvent", { type, x, y, button: "left", clickCount: 1 });
  return {
    resize,
    evaluate,
    evaluateAround,
    enter: async (at) => {
      const { frameTree } = await send("Page.getFrameTree");
      frame = frameTree.childFrames[at].frame.id;
    },
    goto: async (url) => {
      await send("Page.navigate", { url });
      while ((await evaluate("document.readyState + ' ' + location.href").catch(() => "")) !== `complete ${url}`) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    click: async (x, y) => {
      await mouse("mousePressed", x, y);
      await mouse("mouseReleased", x, y);
    },
    tap: async (x, y) => {
      await send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x: Math.round(x), y: Math.round(y) }] });
      await send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    },
    type: (text) => send("Input.insertText", { text }),
    press: (key) => press(send, key),
    picture: async () => Buffer.from((await send("Page.captureScreenshot")).data, "base64"),
    paper: async () => Buffer.from((await send("Page.printToPDF", { preferCSSPageSize: true })).data, "base64"),
    close: () => send("Page.close"),
  };
}

async function press(send, name) {
  const held = name.split("+");
  const last = held.pop();
  const modifiers = held.reduce((sum, each) => sum + HELD[each], 0);
  const { key = last, keyCode = last.toUpperCase().charCodeAt(0), text } = KEYS[last] || {};
  const common = { key, code: last, modifiers, windowsVirtualKeyCode: keyCode };
  await send("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", text, ...common });
  await send("Input.dispatchKeyEvent", { type: "keyUp", ...common });
}
