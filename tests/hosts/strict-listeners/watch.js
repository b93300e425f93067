/*
 * A page with listeners of its own on everything: what must never happen without the page is written down, keys and
 * clicks are stopped where they bubble, and what a field of the page says is believed. Nothing here knows of the
 * calculator.
 */
(function () {
  window.unexpected = [];
  ["error", "unhandledrejection", "message", "hashchange", "popstate", "beforeunload", "storage", "submit", "reset", "copy"].forEach(function (type) {
    window.addEventListener(type, function (event) {
      window.unexpected.push(type + " " + (event.message || ""));
    }, true);
  });
  ["keydown", "keyup", "keypress", "click", "mousedown", "mouseup", "pointerdown", "pointerup", "input", "wheel"].forEach(function (type) {
    document.addEventListener(type, function (event) {
      event.stopImmediatePropagation();
      if (event.target.form && event.target.form.id !== "host") {
        window.unexpected.push(type + " of a form that is not ours");
      }
    });
  });
})();
