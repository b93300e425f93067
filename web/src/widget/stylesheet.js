/*
 * Dresses the root of a calculator in a style sheet of the release. Constructed sheets are shared by all shadow roots and
 * need no permission of the page; roots that adopt none are dressed by what is loaded for them alone.
 */

const shared = {};

/** Resolves when the root is dressed in this sheet, the last so far. */
export async function dress(root, release, path) {
  if (!("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype)) {
    // A root that was dressed once asks for the next sheet at once: nothing may be asked for after the host was told.
    const other = root.dress || (await release.runtime("roots.js")).dress;
    return other(root, release, path);
  }
  const text = await release.text(path);
  if (!shared[path]) {
    shared[path] = new CSSStyleSheet();
    shared[path].replaceSync(text);
  }
  if (!root.adoptedStyleSheets.includes(shared[path])) {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, shared[path]];
  }
}
