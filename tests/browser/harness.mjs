/*
 * What every browser test stands on: a server for the built files whose answers a test can bend, one Chromium, and
 * pages that keep account of what they asked for and complained of. Knows nothing of calculators.
 */

import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { chromium } from "./drivers/programs.mjs";
import { QUIET } from "./drivers/puppeteer.mjs";

/** The built files. */
export const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

/** Pages of hosts that are hard to live on, served below this path; they name the release by `{{version}}`. */
const HOSTS = { path: "/hosts/", folder: fileURLToPath(new URL("../hosts/", import.meta.url)) };

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".wasm": "application/wasm",
};

/** What hosts are served as: an old page says itself in which encoding it is. */
const OWN_TYPES = { ...TYPES, "": "text/html", ".html": "text/html", ".js": "text/javascript" };

/** The policy a careful host would send: nothing but this origin, and WebAssembly. */
export const STRICT_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'";

/** A built file byte for byte, or one of a host; nothing where there is none. */
async function read(path, root, host) {
  const name = normalize(path.endsWith("/") ? `${path}index.html` : path);
  if (!path.startsWith(HOSTS.path)) {
    return readFile(join(root, name)).catch(() => null);
  }
  const file = await readFile(join(HOSTS.folder, name.slice(HOSTS.path.length))).catch(() => null);
  return file && Buffer.from(host(file.toString("latin1")), "latin1");
}

/** A script at the very beginning of a page, before any policy of the page holds, which leaves no trace there. */
const begun = (script) => `<head><script>(${script})();document.currentScript.remove()</script>`;

/**
 * A server for a folder of built files, on a free port. `release` is the path of the one release in it.
 * `answer(path, {status, type, headers, body})` bends one path; `body` may be a function of the real file.
 * `heard(listener)` has a listener told of every path that is asked for. `watch(script)` has every page of a host begin
 * with a function, in whatever browser.
 */
export async function startSite(root = DIST) {
  const [version] = await readdir(join(root, "tradeaid"));
  const bent = new Map();
  let listener = () => {};
  let head = "<head>";
  const host = (text) => text.replaceAll("{{version}}", version).replace("<head>", () => head);
  const straighten = () => bent.clear() || bent.set("/favicon.ico", { status: 204, body: "" });
  straighten();
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://site").pathname);
    listener(path);
    const rule = bent.get(path) || {};
    const file = await read(path, root, host);
    const body = typeof rule.body === "function" ? await rule.body(file) : (rule.body ?? file);
    const status = rule.status || (body === null ? 404 : 200);
    const type = rule.type ?? (path.startsWith(HOSTS.path) ? OWN_TYPES : TYPES)[extname(path)] ?? "text/html; charset=utf-8";
    response.writeHead(status, { "cache-control": "no-store", ...(type ? { "content-type": type } : {}), ...rule.headers });
    response.end(body ?? "<!doctype html><title>404</title>");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    release: `/tradeaid/${version}/`,
    version,
    origin: `http://127.0.0.1:${server.address().port}`,
    answer: (path, rule) => bent.set(path, rule),
    straighten,
    heard: (next) => (listener = next),
    watch: (script) => (head = begun(script)),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** One Chromium without a window, for all tests of a file. */
export function startBrowser(flags = []) {
  return puppeteer.launch({ executablePath: chromium(), headless: true, args: [...QUIET, ...flags] });
}

/**
 * A page of the given width that keeps lists of the `requests` it made (path and the page's clock), its console
 * `errors` and the `violations` of its security policy.
 */
export async function openPage(browser, site, path, { width = 1280, height = 800, before, javaScript = true } = {}) {
  const page = await browser.newPage();
  const account = { page, requests: [], errors: [], violations: [] };
  await page.setJavaScriptEnabled(javaScript);
  await page.setViewport({ width, height, deviceScaleFactor: 1, isMobile: width < 600, hasTouch: width < 600 });
  // The icon of the site is the browser's own wish, at a time of its own.
  const ask = (path) => path === "/favicon.ico" || account.requests.push(path);
  page.on("request", (request) => ask(request.url().replace(site.origin, "")));
  page.on("console", (message) => message.type() === "error" && account.errors.push(message.text()));
  page.on("pageerror", (error) => account.errors.push(error.message));
  await page.exposeFunction("reportViolation", (text) => account.violations.push(text));
  await page.evaluateOnNewDocument(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  if (before) {
    await page.evaluateOnNewDocument(before);
  }
  await page.goto(site.origin + path, { waitUntil: "load" });
  return account;
}
