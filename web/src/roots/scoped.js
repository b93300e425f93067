/*
 * The sheets of the release for a calculator in the tree of the page: every rule of theirs reaches the inside of a
 * calculator alone, and the rules of the page stop at its edge unless they insist. The page's root adopts them for as long
 * as the calculator is in it; nothing is written into the page.
 */

/** The class of a root in the tree of the page. */
export const MARK = "tradeaid-light";

/** Stronger than the rules of pages; it raises all of ours alike, so that their order among themselves stays. */
const STRONG = ":not(#_)".repeat(3);
const INSIDE = `.tradeaid${STRONG}`;
const ELEMENT = "tradeaid-calculator[dom=light]";

/** What drawings say of themselves in attributes, which any rule would take away. The page's rules about these hold. */
const DRAWN = /^(?:d|x|y|r|[cr][xy]|width|height|(?:inline|block)-size|transform|overflow.*|text-anchor|fill.*|stroke.*|--.*)$/;

/** The first sheet takes away what the page says about its own texts, fields, tables and drawings. */
const FIRST = "widget.css";

function afresh() {
  const all = "{all:revert;direction:revert;unicode-bidi:revert}";
  const drawing = [...getComputedStyle(document.documentElement)].filter((name) => !DRAWN.test(name)).map((name) => `${name}:revert`);
  return [
    '@namespace s "http://www.w3.org/2000/svg";',
    ...[`.${MARK}${STRONG}`, ...["", "::before", "::after"].map((part) => `${INSIDE} :not(s|*)${part}`)].map((each) => each + all),
    `${INSIDE} s|*{${drawing.join(";")}}`,
  ].join("");
}

/** Of each file the sheet as it is, for paper, and the one with the rules of the inside. */
const shared = {};

/** What a root wears, in the order of the cascade, and the tree that adopted it. */
const wardrobe = new WeakMap();

/** A selector that reaches the inside of a calculator: the mount itself may be what it begins with. */
function scoped(selector) {
  if (selector.startsWith(":host")) {
    return selector.replace(/^:host(?:\((.*)\))?/, (_, more = "") => ELEMENT + more);
  }
  const within = `${INSIDE} ${selector}`;
  if (/^\.tradeaid(?![\w-])/.test(selector)) {
    return INSIDE + selector;
  }
  return selector.startsWith("[") ? `${INSIDE}${selector},${within}` : within;
}

/** Selectors one by one: what stands in brackets stays together. */
const parts = (list) => list.match(/(?:\([^)]*\)|[^,(])+/g).map((each) => each.trim());

function scope(rules) {
  [...rules].forEach((rule) => {
    if (rule.selectorText && !rule.selectorText.includes(STRONG)) {
      rule.selectorText = parts(rule.selectorText).map(scoped).join();
    } else if (rule.media) {
      scope(rule.cssRules);
    }
  });
}

function made(text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

/** Resolves when a root in the tree of the page is dressed in this sheet, the last so far. */
export async function clothe(root, release, path) {
  const text = await release.text(path);
  if (!shared[path]) {
    const inside = made((path === FIRST ? afresh() : "") + text);
    scope(inside.cssRules);
    shared[path] = { plain: made(text), inside };
  }
  const own = wardrobe.get(root) || { sheets: [], tree: null };
  wardrobe.set(root, own);
  if (!own.sheets.includes(shared[path].inside)) {
    own.sheets.push(shared[path].inside);
    root.paper = [...(root.paper || []), shared[path].plain];
  }
  wear(root);
}

/** The tree that the root is in adopts what the root wears. */
export function wear(root) {
  const own = wardrobe.get(root);
  const tree = root.getRootNode();
  if (own && root.isConnected) {
    strip(root);
    own.tree = tree;
    tree.adoptedStyleSheets = [...tree.adoptedStyleSheets, ...own.sheets];
  }
}

export function strip(root) {
  const own = wardrobe.get(root);
  if (own && own.tree) {
    own.tree.adoptedStyleSheets = [...own.tree.adoptedStyleSheets].filter((each) => !own.sheets.includes(each));
    own.tree = null;
  }
}
