/*
 * Takes a picture of every state of the calculator at three widths, in three themes and two languages, and lays them
 * out on one page to look through. Usage: node screenshots.mjs FOLDER
 */

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openPage, startBrowser, startSite } from "./harness.mjs";
import { STATES } from "./states.mjs";

const LOOKS = [
  { lang: "zh-CN", width: 360, theme: "light" },
  { lang: "zh-CN", width: 768, theme: "light" },
  { lang: "zh-CN", width: 1280, theme: "light" },
  { lang: "en", width: 360, theme: "light" },
  { lang: "en", width: 1280, theme: "light" },
  { lang: "zh-CN", width: 360, theme: "dark" },
  { lang: "zh-CN", width: 1280, theme: "contrast" },
];

const [folder] = process.argv.slice(2);
const [site, browser] = await Promise.all([startSite(), startBrowser()]);
await mkdir(folder, { recursive: true });
const sections = [];
for (const [number, [state, reach]] of Object.entries(STATES).entries()) {
  const figures = [];
  for (const { lang, width, theme } of LOOKS) {
    const { page } = await openPage(browser, site, "/government.html", { width, height: 900 });
    await page.evaluate(() => document.querySelector("tradeaid-calculator").ready);
    await page.evaluate((look) => {
      const element = document.querySelector("tradeaid-calculator");
      Object.entries(look).forEach(([attribute, value]) => element.setAttribute(attribute, value));
    }, { lang, theme });
    await reach(page);
    const file = `${String(number + 1).padStart(2, "0")}-${lang}-${theme}-${width}.png`;
    const element = await page.$("tradeaid-calculator");
    await element.screenshot({ path: join(folder, file) });
    await page.close();
    figures.push(`<figure><a href="${file}"><img src="${file}" alt="" loading="lazy"></a><figcaption>${lang}, ${theme}, ${width} px</figcaption></figure>`);
  }
  sections.push(`<h2>${state}</h2><div>${figures.join("")}</div>`);
  console.log(`${state}: ${figures.length} pictures`);
}
const style = "body{font:16px/1.5 sans-serif;margin:24px}div{display:flex;align-items:start;overflow:auto}figure{flex:none;margin:0 16px 16px 0}img{max-width:320px;max-height:640px;border:1px solid #999}";
await writeFile(join(folder, "index.html"), `<!doctype html><meta charset="utf-8"><title>Contact sheet</title><style>${style}</style><h1>Contact sheet</h1>${sections.join("")}`);
await Promise.all([browser.close(), site.close()]);
