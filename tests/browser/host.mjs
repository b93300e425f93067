/*
 * A host page with one calculator, and what it tells: for tests of how the files of a release arrive. Knows nothing of
 * what is calculated.
 */

/** Runs in the page before anything else: notes the news of the calculator, but not that the shipped rules have ended. */
export function listen() {
  window.seen = [];
  ["ready", "error"].forEach((name) => {
    document.addEventListener(`tradeaid-${name}`, ({ detail }) => detail.code === "RULES_EXPIRED" || window.seen.push({ name, ...detail }));
  });
}

/** The tags of scripts that a page names itself. */
export const tags = (folder, ...names) => names.map((name) => `<script src="${folder}${name}" defer></script>`).join("");

/** A page around a calculator with these tags in its head. */
export function hostPage(head, attributes = "", { content = '<p id="fallback">Call 12345</p>', around = (element) => element } = {}) {
  const calculator = around(`<tradeaid-calculator id="a" ${attributes}>${content}</tradeaid-calculator>`);
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>t</title>${head}</head><body><main>${calculator}</main></body></html>`;
}

/** Waits for the first news of a name. */
export const heard = (frame, name) =>
  frame.waitForFunction((name) => window.seen.find((each) => each.name === name), {}, name).then((handle) => handle.jsonValue());

/** Fills in a case and waits for the assessment, as text: the whole of it, of which news tell less. */
export const assessed = (frame, text) =>
  frame.$eval(
    "#a",
    (element, text) =>
      new Promise((resolve) => {
        element.addEventListener("tradeaid-result", () => resolve(JSON.stringify(element.assessment)), { once: true });
        element.setAttribute("prefill", text);
      }),
    text,
  );

/** Waits for what comes behind the first answer. */
export const furnished = (frame) => frame.waitForFunction(() => document.querySelector("#a").shadowRoot.querySelector("[data-desk]"));

/** Whether the host's own text is what a visitor sees. */
export const fallsBack = (frame, words = "#fallback") => frame.$eval(words, (node) => node.checkVisibility() && node.getBoundingClientRect().height > 0);
