/*
 * WebKit through its own driver, by plain WebDriver: its small browser on a display that nobody sees. A window of that
 * browser is never narrower than its tool bar; a narrower page stands in a frame of its width.
 */

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { begin, display, end, miniBrowser, webKitDriver } from "./programs.mjs";

/** The narrowest window. */
const NARROW = 450;
/* What stands above the page in a window. */
const BAR = 38;
const SCREEN = "1920x4200x24";

const KEYS = {
  Backspace: "\ue003",
  Tab: "\ue004",
  Enter: "\ue007",
  Shift: "\ue008",
  Control: "\ue009",
  Space: " ",
  ArrowLeft: "\ue012",
  ArrowUp: "\ue013",
  ArrowDown: "\ue015",
};

export async function startWebKit() {
  const home = await mkdtemp(join(tmpdir(), "tradeaid-webkit-"));
  const downloads = join(home, "saved");
  await Promise.all([downloads, join(home, ".config")].map((folder) => mkdir(folder)));
  await writeFile(join(home, ".config/user-dirs.dirs"), 'XDG_DOWNLOAD_DIR="$HOME/saved"\n');
  const screen = begin(display(), ["-displayfd", "3", "-screen", "0", SCREEN, "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const number = await said(screen.stdio[3]);
  const port = await freePort();
  const driver = begin(webKitDriver(), [`--port=${port}`], {
    stdio: "ignore",
    env: { ...process.env, DISPLAY: `:${number}`, GDK_BACKEND: "x11", HOME: home, XDG_CONFIG_HOME: join(home, ".config"), NO_AT_BRIDGE: "1" },
  });
  const close = async () => {
    await end(driver);
    await end(screen);
    await rm(home, { recursive: true, force: true });
  };
  const options = { binary: miniBrowser(), args: ["--automation", "--private"] };
  const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": options } };
  const call = caller(`http://127.0.0.1:${port}`);
  const session = await patiently(() => call("POST", "/session", { capabilities })).catch((error) => close().then(() => Promise.reject(error)));
  const send = (method, path, body) => call(method, `/session/${session.sessionId}${path}`, body);
  return {
    version: `WebKitGTK ${session.capabilities.browserVersion}`,
    open: async (look) => ({ ...(await open(send, look)), downloads }),
    close: async () => {
      await send("DELETE", "").catch(() => {});
      await close();
    },
  };
}

/** The first line that a program writes. */
function said(stream) {
  return new Promise((resolve, reject) => {
    let text = "";
    stream.on("data", (part) => {
      text += part;
      if (text.includes("\n")) {
        resolve(text.trim());
      }
    });
    stream.on("end", () => reject(new Error("Xvfb ended")));
  });
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const caller = (address) => async (method, path, body) => {
  const response = await fetch(address + path, { method, body: method === "POST" ? JSON.stringify(body ?? {}) : undefined });
  const { value } = await response.json();
  if (value?.error) {
    throw new Error(`${value.error}: ${value.message}`);
  }
  return value;
};

/** Again and again for some seconds: the driver takes a moment until it listens. */
async function patiently(attempt) {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (error.cause?.code !== "ECONNREFUSED") {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error("WebKitWebDriver does not listen");
}

async function open(send, { width, height }) {
  const { handle } = await send("POST", "/window/new", { type: "window" });
  await send("POST", "/window", { handle });
  let size = [width, height];
  let inside = null;
  const evaluate = (code) => run(send, code);
  const goto = async (url) => {
    await send("POST", "/frame", { id: null });
    const [wide, high] = size;
    await send("POST", "/window/rect", { x: 0, y: 0, width: Math.max(wide, NARROW), height: high + BAR });
    if (wide >= NARROW) {
      return send("POST", "/url", { url });
    }
    await send("POST", "/url", { url: "about:blank" });
    await run(send, `(${frame})(${JSON.stringify([url, wide, high])})`);
    await send("POST", "/frame", { id: 0 });
  };
  return {
    goto,
    evaluate,
    resize: async (width, height) => {
      const isFramed = size[0] < NARROW;
      size = [width, height];
      if (isFramed !== width < NARROW) {
        throw new Error("WebKit takes another page for a narrow one: open it again");
      }
      await send("POST", "/frame", { id: null });
      await send("POST", "/window/rect", { x: 0, y: 0, width: Math.max(width, NARROW), height: height + BAR });
      if (isFramed) {
        await run(send, `(${reshape})(${JSON.stringify([width, height])})`);
        await send("POST", "/frame", { id: 0 });
      }
    },
    enter: (id) => send("POST", "/frame", { id: (inside = id) }),
    evaluateAround: async (code) => {
      await send("POST", "/frame", { id: null });
      const value = await evaluate(code);
      await send("POST", "/frame", { id: inside });
      return value;
    },
    click: (x, y) => point(send, "mouse", x, y),
    type: (text) => keys(send, Array.from(text).flatMap((sign) => [down(sign), up(sign)])),
    press: (name) => {
      const names = name.split("+").map((each) => KEYS[each] ?? each);
      return keys(send, [...names.map(down), ...names.reverse().map(up)]);
    },
    picture: async () => Buffer.from(await send("GET", "/screenshot"), "base64"),
    close: async () => {
      const left = await send("DELETE", "/window");
      if (left[0]) {
        await send("POST", "/window", { handle: left[0] });
      }
    },
  };
}

/** Runs an expression in the page and gives its value, waited for. */
async function run(send, code) {
  const script = `const done = arguments[0], told = ${told};
    new Promise((resolve) => resolve(${code})).then((value) => done(encodeURIComponent(told({ value }))),
      (error) => done(encodeURIComponent(told({ error: String(error) }))));`;
  const text = await send("POST", "/execute/async", { script, args: [] });
  // Where a page teaches texts to be JSON by themselves, this one comes in quotation marks.
  const { value, error } = JSON.parse(decodeURIComponent(text.replaceAll('"', "")));
  if (error) {
    throw new Error(error);
  }
  return value;
}

/** Runs in the page: a value as JSON by plain loops. The driver would ask the page's own types, which hosts bend. */
function told(value) {
  if (typeof value === "string") {
    const escape = (sign) => "\\u" + ("000" + sign.charCodeAt(0).toString(16)).slice(-4);
    return '"' + value.replace(/["\\\u0000-\u001f]/g, escape) + '"';
  }
  if (typeof value === "boolean" || (typeof value === "number" && isFinite(value))) {
    return String(value);
  }
  if (typeof value !== "object" || value === null) {
    return "null";
  }
  let parts = "";
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at += 1) {
      parts += (at ? "," : "") + told(value[at]);
    }
    return "[" + parts + "]";
  }
  for (const name in value) {
    if (Object.prototype.hasOwnProperty.call(value, name) && value[name] !== undefined) {
      parts += (parts ? "," : "") + told(name) + ":" + told(value[name]);
    }
  }
  return "{" + parts + "}";
}

/** Runs in an empty page: puts another one into a frame and waits for it. */
function frame([url, width, height]) {
  document.body.style.margin = "0";
  const inner = document.createElement("iframe");
  Object.assign(inner.style, { border: "0", display: "block", width: `${width}px`, height: `${height}px` });
  return new Promise((resolve) => {
    inner.onload = () => resolve(true);
    inner.src = url;
    document.body.append(inner);
  });
}

function reshape([width, height]) {
  Object.assign(document.querySelector("iframe").style, { width: `${width}px`, height: `${height}px` });
}

const down = (value) => ({ type: "keyDown", value });
const up = (value) => ({ type: "keyUp", value });
const keys = (send, actions) => send("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });

const point = (send, pointerType, x, y) =>
  send("POST", "/actions", {
    actions: [
      {
        type: "pointer",
        id: pointerType,
        parameters: { pointerType },
        actions: [
          { type: "pointerMove", duration: 0, x: Math.round(x), y: Math.round(y), origin: "viewport" },
          { type: "pointerDown", button: 0 },
          { type: "pointerUp", button: 0 },
        ],
      },
    ],
  });
