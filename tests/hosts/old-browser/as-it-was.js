/*
 * Takes away from a browser what IE 11 does not have, as far as a page can: a stand-in for the browser that nobody can
 * install any more. Nothing here knows of the calculator.
 */
(function () {
  var gone = ["customElements", "Promise", "fetch", "Reflect", "Symbol", "Proxy", "WebAssembly", "AbortController", "URLSearchParams"];
  for (var i = 0; i < gone.length; i += 1) {
    delete window[gone[i]];
    if (gone[i] in window) {
      Object.defineProperty(window, gone[i], { value: undefined });
    }
  }
  window.CustomEvent = {};
  delete Object.assign;
  delete Array.from;
  delete Array.prototype.find;
  delete Array.prototype.includes;
  delete String.prototype.includes;
  delete String.prototype.startsWith;
  delete Element.prototype.attachShadow;
  delete Element.prototype.remove;
  delete Element.prototype.closest;
  delete NodeList.prototype.forEach;
  Object.defineProperty(Document.prototype, "currentScript", { value: undefined });
})();
