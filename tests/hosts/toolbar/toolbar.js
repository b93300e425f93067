/*
 * A toolbar for readers: it walks every element, those of open shadow trees as well, makes the type half as large
 * again, zooms the page, and gathers what a voice would read. Nothing here knows of the calculator.
 */
(function () {
  function every(root, found) {
    Array.prototype.forEach.call(root.querySelectorAll("*"), function (element) {
      found.push(element);
      if (element.shadowRoot) {
        every(element.shadowRoot, found);
      }
    });
    return found;
  }
  window.toolbar = {
    larger: function () {
      var elements = every(document.body, []);
      var sizes = elements.map(function (element) {
        return parseFloat(getComputedStyle(element).fontSize);
      });
      elements.forEach(function (element, at) {
        element.style.fontSize = sizes[at] * 1.5 + "px";
      });
      return elements.length;
    },
    zoom: function () {
      document.body.style.zoom = "1.5";
    },
    read: function () {
      return every(document.body, []).map(function (element) {
        var own = "";
        for (var node = element.firstChild; node; node = node.nextSibling) {
          own += node.nodeType === 3 ? node.data : "";
        }
        return own.trim();
      }).filter(Boolean);
    }
  };
  document.getElementById("larger").onclick = window.toolbar.larger;
  document.getElementById("zoom").onclick = window.toolbar.zoom;
})();
