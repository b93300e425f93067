/*
 * A toolbar for readers as most are: it walks the elements of the page and knows nothing of shadow trees. It makes the
 * type half as large again, and gathers what a voice would read.
 */
(function () {
  function every() {
    return [].slice.call(document.querySelectorAll("body *"));
  }
  window.toolbar = {
    larger: function () {
      var sizes = every().map(function (element) {
        return parseFloat(getComputedStyle(element).fontSize);
      });
      every().forEach(function (element, at) {
        element.style.fontSize = sizes[at] * 1.5 + "px";
      });
    },
    read: function () {
      return every().map(function (element) {
        return [].filter.call(element.childNodes, function (node) {
          return node.nodeType === 3;
        }).map(function (node) {
          return node.data;
        }).join("").trim();
      }).filter(Boolean);
    }
  };
})();
