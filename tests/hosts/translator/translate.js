/*
 * What translators of browsers and messengers do: every text below a node becomes a `font` in a `font`, also in open
 * shadow trees, and whatever appears later is wrapped as well; and the ruder ones, which drop, add and empty nodes.
 * Nothing here knows of the calculator.
 */
(function () {
  function texts(root, found) {
    for (var node = root.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === 3 && node.data.trim() && node.parentNode.localName !== "font") {
        found.push(node);
      } else if (node.nodeType === 1 && !/^(script|style|font|option|text)$/.test(node.localName)) {
        texts(node, found);
        if (node.shadowRoot) {
          texts(node.shadowRoot, found);
        }
      }
    }
    return found;
  }
  window.translate = {
    wrap: function (root) {
      texts(root, []).forEach(function (text) {
        var outer = document.createElement("font");
        var inner = outer.appendChild(document.createElement("font"));
        outer.setAttribute("dir", "auto");
        outer.style.verticalAlign = "inherit";
        inner.textContent = text.data;
        text.parentNode.replaceChild(outer, text);
      });
    },
    alter: function (root) {
      texts(root, []).forEach(function (text) {
        text.data = text.data + " (t)";
      });
    },
    drop: function (root) {
      texts(root, []).forEach(function (text, at) {
        if (at % 3 === 0) {
          text.remove();
        }
      });
    },
    add: function (root) {
      texts(root, []).forEach(function (text) {
        text.parentNode.insertBefore(document.createElement("translated-mark"), text);
      });
    },
    empty: function (root) {
      root.querySelector("[class]").textContent = "";
    }
  };
})();
