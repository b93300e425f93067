/*
 * Chromium and Firefox as they are today, through puppeteer: the DevTools protocol for the one, WebDriver BiDi for the
 * other. Files that a page saves go to a folder of the browser's own.
 */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { chromium, firefox } from "./programs.mjs";

/** What keeps Chromium from asking for anything by itself, and lets it run as root. */
export const QUIET = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

export async function startChromium() {
  const downloads = await folder();
  const browser = await puppeteer.launch({ executablePath: chromium(), headless: true, args: QUIET });
  const session = await browser.target().createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
  return whole(browser, downloads, async (page) => {
    const devtools = await page.createCDPSession();
    return { compose: (...given) => compose(devtools, ...given) };
  });
}

export async function startFirefox() {
  const downloads = await folder();
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: firefox(),
    headless: true,
    extraPrefsFirefox: {
      // A panel that opens by itself takes the focus out of the page.
      "browser.download.alwaysOpenPanel": false,
      "browser.download.dir": downloads,
      "browser.download.folderList": 2,
      "browser.download.useDownloadDir": true,
      "browser.download.always_ask_before_handling_new_types": false,
      "browser.helperApps.neverAsk.saveToDisk": "application/pdf,text/csv,application/json",
      "pdfjs.disabled": true,
    },
  });
  return whole(browser, downloads, async () => ({}));
}

const folder = () => mkdtemp(join(tmpdir(), "tradeaid-saved-"));

async function whole(browser, downloads, more) {
  return {
    version: await browser.version(),
    open: async (look) => {
      const page = await browser.newPage();
      const hands = handsOn(page, look.touch);
      await hands.resize(look.width, look.height);
      return { ...hands, ...(await more(page)), downloads };
    },
    close: async () => {
      await browser.close();
      await rm(downloads, { recursive: true, force: true });
    },
  };
}

/** What can be done with a page. */
export function handsOn(page, touch = false) {
  let frame = page;
  return {
    resize: (width, height) => page.setViewport({ width, height, deviceScaleFactor: 1, isMobile: touch, hasTouch: touch }),
    goto: (url) => page.goto(url, { waitUntil: "load" }),
    enter: (at) => (frame = page.mainFrame().childFrames()[at]),
    evaluate: (code) => frame.evaluate(code),
    evaluateAround: (code) => page.evaluate(code),
    click: (x, y) => page.mouse.click(x, y),
    tap: (x, y) => page.touchscreen.tap(x, y),
    type: (text) => page.keyboard.type(text),
    press: (key) => press(page.keyboard, key),
    picture: async () => Buffer.from(await page.screenshot()),
    paper: async () => Buffer.from(await page.pdf({ preferCSSPageSize: true })),
    close: () => page.close(),
  };
}

/** Keys such as `Shift+Tab`: all but the last are held. */
async function press(keyboard, key) {
  const held = key.split("+").map((each) => (each === "Space" ? " " : each));
  const last = held.pop();
  for (const each of held) {
    await keyboard.down(each);
  }
  await keyboard.press(last);
  for (const each of held.reverse()) {
    await keyboard.up(each);
  }
}

/** Letters are composed one after the other, and become the text that was meant. */
async function compose(devtools, letters, text, between) {
  for (let length = 1; length <= letters.length; length += 1) {
    await devtools.send("Input.imeSetComposition", { text: letters.slice(0, length), selectionStart: length, selectionEnd: length });
    await between();
  }
  await devtools.send("Input.insertText", { text });
}
