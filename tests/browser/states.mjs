/*
 * The states of the calculator that tests and pictures go through, and how a page gets there from the first screen.
 * No assertion stands here.
 */

import { readFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const SCENARIOS = fileURLToPath(new URL("../scenarios/", import.meta.url));
const files = (await readdir(SCENARIOS)).sort();
const cases = await Promise.all(files.map(async (file) => JSON.parse(await readFile(SCENARIOS + file, "utf8"))));

/** What each state does to a page that shows the first screen. */
export const STATES = {
  "the first screen": async () => {},
  "the first question": async (page) => {
    await press(page, "[data-do=goal]");
    await press(page, "[data-do=guide]");
  },
  "nothing left to ask": async (page) => {
    await press(page, "[data-do=goal]");
    await press(page, "[data-do=guide]");
    while (await press(page, "[data-do=next]")) {
      // On to the last.
    }
  },
  "the empty form": (page) => press(page, "[data-do=form]"),
  "a case with everything": (page) => answer(page, everything()),
  "a case after the end of the plan": (page) => answer(page, cases.find(({ id }) => id === "S12").case),
  "nonsense in the fields": async (page) => {
    await press(page, "[data-do=form]");
    await page.evaluate(() => {
      const root = document.querySelector("tradeaid-calculator").shadowRoot;
      for (const input of root.querySelectorAll("input[inputmode]")) {
        input.value = "十二块五";
        input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
      }
    });
    await settled(page);
  },
  "everything unfolded": async (page) => {
    await answer(page, cases[0].case);
    await page.evaluate(() => {
      const root = document.querySelector("tradeaid-calculator").shadowRoot;
      root.querySelectorAll("details").forEach((details) => (details.open = true));
    });
    await settled(page);
  },
  ...Object.fromEntries(
    ["curve", "costs", "timeline", "compare", "plan"].map((room) => [
      `the room ${room}`,
      async (page) => {
        await answer(page, everything());
        await there(page, `[data-name=${room}]`);
        await press(page, `[data-name=${room}]`);
        await there(page, "#td-title");
      },
    ]),
  ),
  "the code to share": async (page) => {
    await page.evaluate(() => document.querySelector("tradeaid-calculator").setAttribute("share", "qr"));
    await answer(page, everything());
    await there(page, "[data-take=share]");
    await press(page, "[data-take=share]");
    await there(page, "svg.td-qr");
  },
};

/** The first item of every kind that an example has, of one enterprise. */
function everything() {
  const { as_of, enterprise } = cases.find(({ id }) => id === "S13").case;
  const whole = { as_of, enterprise };
  for (const scenario of cases) {
    for (const [kind, value] of Object.entries(scenario.case)) {
      if (Array.isArray(value) && !whole[kind]) {
        whole[kind] = [{ ...value[0], id: kind }];
      }
    }
  }
  return whole;
}

async function answer(page, data) {
  await page.evaluate((given) => {
    const element = document.querySelector("tradeaid-calculator");
    const done = new Promise((resolve) => element.addEventListener("tradeaid-result", resolve, { once: true }));
    element.setAttribute("prefill", JSON.stringify(given));
    return done;
  }, data);
  await settled(page);
}

/** Presses the first button of a kind, and tells whether there was one. */
async function press(page, selector) {
  const there = await page.evaluate((wanted) => {
    const button = document.querySelector("tradeaid-calculator").shadowRoot.querySelector(wanted);
    button?.click();
    return Boolean(button);
  }, selector);
  await settled(page);
  return there;
}

/** Until something is drawn that comes behind the first answer. */
async function there(page, selector) {
  await page.waitForFunction((wanted) => document.querySelector("tradeaid-calculator").shadowRoot.querySelector(wanted), {}, selector);
  await settled(page);
}

/** Two frames: what was rendered is laid out. */
export function settled(page) {
  return page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}
