/*
 * A sheet for a shadow root in a browser that knows no constructed sheets: the root links to it.
 */

/** Resolves when the root is dressed in this sheet, the last so far. */
export function link(root, release, path) {
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
    element.nonce = release.nonce || "";
    element.onload = resolve;
    element.onerror = () => {
      element.remove();
      reject(release.failure("NETWORK", `${path}: not loaded`));
    };
    element.href = release.base + path;
    root.appendChild(element);
  }));
}
