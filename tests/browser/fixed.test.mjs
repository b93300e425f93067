/*
 * What a host filled in and nobody else may change: its fields are read-only and say so, whatever comes from elsewhere or
 * is emptied does not change it, and everything else is answered as ever.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { complained, data, give, press, visit } from "./host-page.mjs";

const NAMED = "readonly-inputs='enterprise.employees enterprise.exports credit_insurance.premium loan.principal'";
const OF_HOST = {
  enterprise: { employees: 120, exports: { by_year: { 2024: "9000000.00" } } },
  credit_insurance: [{ id: "p1", premium: "50000.00" }],
};

/** What can be done with the fields of an input: those of text are read-only, the rest is out of use. */
const fields = (page, path) =>
  page.evaluate((wanted) => {
    const found = document.querySelector("#a").shadowRoot.querySelectorAll(`.ta-group .ta-field[data-of="${wanted}"]`);
    return [...found].map((field) => ({
      value: field.querySelector("input").value,
      isFixed: [...field.querySelectorAll("input, button")].every((control) => control.readOnly || control.disabled),
      said: getComputedStyle(field.querySelector(".ta-label"), "::after").content,
    }));
  }, path);

const isFixed = (page, path, wanted = true) =>
  page.waitForFunction(
    (of, on) => document.querySelector("#a").shadowRoot.querySelector(`.ta-field[data-of="${of}"]`)?.hasAttribute("data-fixed") === on,
    {},
    path,
    wanted,
  );

const now = (page) => page.evaluate(() => document.querySelector("#a").case);

test("R41: what the host gave of the inputs it names is read-only and says so; the rest is not", async () => {
  const { page, errors } = await visit(`mode=form ${NAMED} prefill='${JSON.stringify(OF_HOST)}'`);
  await isFixed(page, "enterprise.employees");
  const [employees] = await fields(page, "enterprise.employees");
  assert.equal(employees.value, "120");
  assert.ok(employees.isFixed);
  assert.match(employees.said, /由本站提供/);
  const years = await fields(page, "enterprise.exports");
  assert.deepEqual(years.map(({ value, isFixed: on }) => Boolean(value) === on), years.map(() => true));
  assert.ok(years.length > 1 && years.some((year) => year.isFixed));
  const other = await page.evaluateHandle(() => [...document.querySelector("#a").shadowRoot.querySelectorAll(".ta-field[data-of='enterprise.exports'] input")].find(({ readOnly }) => !readOnly));
  await other.type("12万");
  await page.waitForFunction(() => Object.keys(document.querySelector("#a").case.enterprise.exports.by_year).length === 2);
  const [revenue] = await fields(page, "enterprise.revenue");
  assert.deepEqual([revenue.isFixed, revenue.said], [false, "none"]);
  assert.equal(await page.evaluate(() => window.inside(".ta-item [data-do=remove]").disabled), true);
  assert.deepEqual(errors, []);
});

test("R41: a named input that the host did not give, or of another item, is answered as ever", async () => {
  const { page } = await visit(`mode=form ${NAMED} prefill='${JSON.stringify(OF_HOST)}'`);
  await isFixed(page, "credit_insurance.premium");
  await page.evaluate(() => [...document.querySelector("#a").shadowRoot.querySelectorAll("[data-do=add]")].slice(0, 2).forEach((button) => button.click()));
  await page.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelectorAll(".ta-item").length === 3);
  await isFixed(page, "loan.principal", false);
  assert.deepEqual((await fields(page, "credit_insurance.premium")).map((each) => each.isFixed), [true, false]);
  const buttons = await page.$eval("#a", ({ shadowRoot }) => [...shadowRoot.querySelectorAll(".ta-item [data-do=remove]")].map(({ disabled }) => disabled));
  assert.deepEqual(buttons.sort(), [false, false, true]);
});

test("R41: neither emptying nor a link nor a kept case changes what is fixed; the host does", async () => {
  const { page } = await visit(`mode=form storage=session ${NAMED} prefill='${JSON.stringify(OF_HOST)}'`);
  await isFixed(page, "enterprise.employees");
  await press(page, "[data-do=clear]");
  await press(page, "[data-do=clear]");
  await page.waitForFunction(() => document.querySelector("#a").case?.credit_insurance?.[0]?.premium === "50000");
  assert.equal((await now(page)).enterprise.employees, "120");
  await give(page, { ...data, enterprise: { employees: 30 } });
  await page.waitForFunction(() => window.inside(".ta-field[data-of='enterprise.employees'] input").value === "30");
  await isFixed(page, "enterprise.employees");
  assert.equal((await now(page)).enterprise.employees, "30");
  await page.evaluate(() => document.querySelector("#a").removeAttribute("readonly-inputs"));
  await isFixed(page, "enterprise.employees", false);
});

test("R28 R41: a name that no input can have is told", async () => {
  const { page } = await visit("mode=form readonly-inputs='enterprise.employees 企业'");
  assert.match((await complained(page, "BAD_CONFIG", "readonly-inputs")).message, /"企业" is not one of/);
});
