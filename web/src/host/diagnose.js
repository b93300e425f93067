/*
 * What a page and this browser make of the release, for those who look after the page, even where no calculator can be
 * drawn. The report says nothing of the visitor, of what was entered and of the page's
 * address, and is sent nowhere.
 */

import { examineBrowser } from "./diagnose/browser.js";
import { examineFiles } from "./diagnose/files.js";
import { inWords } from "./diagnose/words.js";

/** How an element fares: whether its calculator stands, or the code of what keeps it from that. */
async function stateOf(element) {
  const waiting = new Promise((resolve) => setTimeout(resolve, 0, "loading"));
  const settled = element.ready.then(() => "stands", (error) => error.code || "UNSUPPORTED");
  return Promise.race([settled, waiting]);
}

/** The report: facts under their names, the same in words of both languages, and all of it as one text to pass on. */
export async function examine(release, element) {
  const barred = [];
  const note = ({ effectiveDirective }) => barred.includes(effectiveDirective) || barred.push(effectiveDirective);
  document.addEventListener("securitypolicyviolation", note);
  const [browser, files] = await Promise.all([examineBrowser(), examineFiles(release)]);
  // A violation is told in a task of its own.
  await new Promise((resolve) => setTimeout(resolve, 50));
  document.removeEventListener("securitypolicyviolation", note);
  const facts = { v: 1, version: release.version, ...browser, policy: barred, files };
  if (element) {
    facts.element = { state: await stateOf(element), attributes: element.getAttributeNames().sort() };
  }
  const words = Object.fromEntries(release.languages.map((lang) => [lang, inWords(facts, lang)]));
  const lines = Object.values(words).map((said) => said.map(({ label, value, ok }) => `${ok ? " " : "!"} ${label}: ${value}`).join("\n"));
  return Object.freeze({ ...facts, words, text: [`tradeaid ${release.version}`, ...lines, ""].join("\n") });
}
