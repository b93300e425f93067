/*
 * What writing assistants do to every field that gets the focus, open shadow trees included: attributes on the field, a
 * node of their own before it and after it, a button in the body, and a watch over the whole page. Nothing here knows
 * of the calculator.
 */
(function () {
  function field(event) {
    var path = event.composedPath ? event.composedPath() : [event.target];
    return path[0] && /^(input|textarea)$/.test(path[0].localName || "") ? path[0] : null;
  }
  document.addEventListener("focusin", function (event) {
    var at = field(event);
    if (!at || at.hasAttribute("data-assistant")) {
      return;
    }
    at.setAttribute("data-assistant", "true");
    at.setAttribute("spellcheck", "false");
    at.parentNode.insertBefore(document.createElement("assistant-before"), at);
    at.parentNode.insertBefore(document.createElement("assistant-after"), at.nextSibling);
  }, true);
  window.addEventListener("load", function () {
    var mirror = document.createElement("assistant-button");
    document.documentElement.appendChild(mirror);
  });
})();
