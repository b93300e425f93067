/*
 * The visitor's own choice of language: the button in the calculator switches everything and loses nothing.
 */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openPage, startBrowser, startSite } from "./harness.mjs";

let site;
let browser;

before(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
});

/** What was asked for on behalf of a calculator: the browser fetches the page's icon when it likes. */
const calculators = (requests) => requests.filter((path) => path.startsWith(site.release));

after(() => Promise.all([browser.close(), site.close()]));

test("R33 R67: the language button switches the texts and keeps what was said", async () => {
  const { page, requests, errors } = await openPage(browser, site, "/government.html");
  await page.evaluate(() => document.querySelector("tradeaid-calculator").ready);
  const before = await page.evaluate(() => {
    const element = document.querySelector("tradeaid-calculator");
    element.case = { as_of: "2024-12-31", enterprise: { city: "quanzhou", employees: 18 } };
    return element.shadowRoot.querySelector("h1, h2, h3").textContent;
  });
  const asked = calculators(requests);
  await page.evaluate(() => {
    const buttons = [...document.querySelector("tradeaid-calculator").shadowRoot.querySelectorAll("button")];
    buttons.find((button) => button.textContent.trim() === "English").click();
  });
  await page.waitForFunction(() => document.querySelector("tradeaid-calculator").lang === "en");
  await page.waitForFunction(
    (heading) => document.querySelector("tradeaid-calculator").shadowRoot.querySelector("h1, h2, h3").textContent !== heading,
    {},
    before,
  );
  const enterprise = await page.evaluate(() => document.querySelector("tradeaid-calculator").case.enterprise);
  assert.equal(enterprise.city, "quanzhou");
  assert.equal(Number(enterprise.employees), 18);
  assert.deepEqual(calculators(requests), asked, "no request after the calculator stands");
  assert.deepEqual(errors, []);
});
