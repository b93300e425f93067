/*
 * Dresses a shadow root in a style sheet of the release.
 * Constructed sheets are shared by all roots and need no permission of the page; a link stands in where there are none.
 */

const shared = {};

/** Resolves when the root is dressed in this sheet, the last so far. */
export function dress(root, release, path) {
  return "adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype ? adopt(root, release, path) : link(root, release, path);
}

async function adopt(root, release, path) {
  const text = await release.text(path);
  if (!shared[path]) {
    shared[path] = new CSSStyleSheet();
    shared[path].replaceSync(text);
  }
  if (!root.adoptedStyleSheets.includes(shared[path])) {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, shared[path]];
  }
}

function link(root, release, path) {
  if (root.querySelector(`link[href$="${path}"]`)) {
    return Promise.resolve();
  }
  return release.known(path, (integrity) => new Promise((resolve, reject) => {
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
    root.appendChild(element);
  }));
}
