/*
 * Prints a sheet from inside of a page: for as long as it takes, the sheet stands at the end of the page in a shadow
 * tree of its own, and a constructed style sheet, which needs no permission, lets nothing else be printed. Afterwards
 * the page is as it was.
 */

import { read, show } from "./markup.js";

const MARK = "data-tradeaid-print";

/** What holds while the sheet is printed; its page numbers are the browser's, in the words of the sheet. */
function rules(numbers) {
  return `
@media screen { [${MARK}] { display: none !important; } }
@media print {
  html, body { display: block !important; width: auto !important; height: auto !important; margin: 0 !important; padding: 0 !important; overflow: visible !important; background: none !important; }
  body > *, body::before, body::after { display: none !important; }
  body > [${MARK}] { display: block !important; }
}
@page { size: A4; margin: 14mm 15mm 16mm; @bottom-right { content: ${numbers}; font-size: 8pt; } }`;
}

/** Prints; whether that can be done here. */
export function print(from, markup) {
  if (typeof window.print !== "function" || !("adoptedStyleSheets" in document)) {
    return false;
  }
  const place = document.createElement("div");
  place.setAttribute(MARK, "");
  const root = place.attachShadow({ mode: "open" });
  show(root, read(markup));
  // Roots in the tree of the page hold what paper takes of them.
  root.adoptedStyleSheets = from.adoptedStyleSheets || from.paper;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules(root.firstElementChild.getAttribute("data-page")));
  const end = () => {
    place.remove();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets].filter((each) => each !== sheet);
    ["afterprint", "pointerdown", "keydown"].forEach((type) => window.removeEventListener(type, end, true));
  };
  document.body.appendChild(place);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  // Some telephones tell of no end: then the next touch is one, also where the page lets none through.
  ["afterprint", "pointerdown", "keydown"].forEach((type) => window.addEventListener(type, end, true));
  try {
    window.print();
    return true;
  } catch (refused) {
    end();
    return false;
  }
}
