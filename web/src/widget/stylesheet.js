/*
 * Dresses a shadow root in the one style sheet of the calculator.
 * Constructed sheets are shared by all roots and need no permission of the page; a link stands in where there are none.
 */

let shared = null;

/** Resolves when the root is dressed. */
export function dress(root, release) {
  return "adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype ? adopt(root, release) : link(root, release);
}

async function adopt(root, release) {
  const text = await release.text("widget.css");
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(text);
  }
  root.adoptedStyleSheets = [shared];
}

function link(root, release) {
  const path = "widget.css";
  const integrity = release.integrity(path);
  if (root.querySelector("link")) {
    return Promise.resolve();
  }
  return new Promise((resolve, reject) => {
    const element = document.createElement("link");
    element.rel = "stylesheet";
    if (integrity) {
      element.integrity = integrity;
      element.crossOrigin = "anonymous";
    }
    element.onload = resolve;
    element.onerror = () => {
      element.remove();
      reject(release.failure("NETWORK", `${path}: not loaded`));
    };
    element.href = release.base + path;
    root.insertBefore(element, root.firstChild);
  });
}
