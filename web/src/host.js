/*
 * What a host page has of the calculator besides the first answer: its attributes, methods and events behind that, and
 * the report on what page and browser make of the release. Loaded once a page beside the desk; where a method is called
 * before that, then.
 */

import { guard, guardProperties } from "./host/consent.js";
import { destroy } from "./host/destroy.js";
import { examine } from "./host/diagnose.js";
import { Host } from "./host/host.js";

guardProperties(customElements.get("tradeaid-calculator").prototype);

/** A method that waits until everything stands. */
const waiting = (name) => async (element, shell, wish) => {
  await shell.ready;
  return (await shell.app.desk)[name](wish);
};

const methods = ["validate", "print", "export", "shareLink", "explain"].map((name) => ({ [name]: waiting(name) }));

const host = Object.assign({}, ...methods, {
  open: (app, rooms) => new Host(app, rooms),
  /** Tells the page of an answer what it may know of it. */
  answer: (shell, assessment) => {
    guard(shell);
    shell.fire("result", assessment);
  },
  diagnose: (element, { release }) => examine(release, element instanceof HTMLElement ? element : null),
  destroy,
});

window.TradeAid.provide(TRADEAID_VERSION, "host.js", host);
