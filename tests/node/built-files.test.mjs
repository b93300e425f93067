/*
 * What must not stand in the files of a release, whatever they do: code out of texts, markup out of texts, the address
 * of the page, units of the window, other sites. Looks at the built files as texts; nothing is run here.
 */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import binaryen from "binaryen";
import { joined } from "../../web/src/loader/parts.js";
import { RELEASE } from "./product.mjs";

const files = readdirSync(RELEASE, { recursive: true }).filter((name) => /\.\w+$/.test(name));
const ending = (...endings) => files.filter((name) => endings.some((each) => name.endsWith(each)));
const text = (name) => readFileSync(join(RELEASE, name), "utf8");

/**
 * The scripts that run in the page of a host and do nothing that it did not ask for. Frame and diagnosis are pages of our
 * own, what attributes ask for (a store, links) stands in `host.js` alone, and `files*.js` hold texts.
 */
const IN_PAGES = ending(".js").filter((name) => !/^(?:frame|diagnose|host|files(?:\.later)?)\.js$/.test(name));

/** Where a pattern is found in files, as `file: what`. */
function found(names, pattern) {
  return names.flatMap((name) => [...text(name).matchAll(pattern)].map(([what]) => `${name}: ${what}`));
}

test("R4 R5: no script makes code or markup of texts, or styles by attributes", () => {
  const sinks = /\beval\s*\(|new Function\b|\bFunction\s*\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|srcdoc|createContextualFragment|setAttribute\(\s*["']style|new (?:Shared)?Worker\b|\bimportScripts\b/g;
  assert.deepEqual(found(ending(".js"), sinks), []);
  assert.deepEqual(found(ending(".js"), /set(?:Timeout|Interval)\(\s*["'`]/g), []);
});

test("R2 R14 R52: no script names storage, cookies, or the address, the title and the referrer of the page", () => {
  const names = /\b(?:localStorage|sessionStorage|indexedDB|caches|cookieStore|sendBeacon|serviceWorker|XMLHttpRequest|WebSocket|EventSource|RTCPeerConnection)\b|\.cookie\b|\.referrer\b|document\.title|document\.URL|documentURI|baseURI|\blocation\b|pushState|replaceState|history\b/g;
  assert.deepEqual(found(IN_PAGES, names), []);
});

test("R1: no script and no style names another site", () => {
  const addresses = found(ending(".js", ".css"), /(?:https?|wss?|ftp):\/\/[^"'`)\s]*/g);
  // The name of a language for drawings is no address.
  assert.deepEqual(addresses.filter((each) => !each.includes("http://www.w3.org/2000/svg")), []);
});

test("R20: no style uses the type of the root, the window or a query of it for widths", () => {
  assert.deepEqual(found(ending(".css"), /[\d.](?:rem|vw|vh|vmin|vmax|vi|vb|[dsl]v[hw]|rlh)\b/g), []);
  assert.deepEqual(found(ending(".css"), /@media[^{]*(?:width|height)[^{]*/g), []);
  assert.deepEqual(found(ending(".css"), /url\((?!#)[^)]*\)|@import|@font-face/g), []);
});

test("R63: nothing in a style moves by itself", () => {
  assert.deepEqual(found(ending(".css"), /@keyframes|animation|transition/g), []);
});

test("R66: every module is of the first version of WebAssembly with mutable globals", () => {
  const modules = ending(".wasm", ".bin");
  assert.ok(modules.length >= 5, modules.join());
  for (const name of modules) {
    const bytes = readFileSync(join(RELEASE, name));
    const module = binaryen.readBinary(new Uint8Array(joined(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))));
    module.setFeatures(binaryen.Features.MVP | binaryen.Features.MutableGlobals);
    assert.ok(module.validate(), name);
    module.dispose();
  }
});

test("R37: every script can be read in any encoding of a page", () => {
  assert.deepEqual(found(ending(".js"), /[^\x00-\x7f]/g), []);
});
