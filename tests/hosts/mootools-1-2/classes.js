/*
 * What MooTools 1.2 does to a page, by its effects: `Element`, `Event`, `Document`, `Window` and `Request` are its own and
 * know nothing of the browser's, lists learn to `extend` and `each`, and `Array.from` wraps what is no list. Nothing here
 * knows of the calculator.
 */
(function () {
  var native = window.Element.prototype;
  ["Event", "Document", "Window", "Request", "Hash", "Class"].forEach(function (name) {
    window[name] = function (given) {
      this.given = given;
    };
  });
  window.Element = function (tag, properties) {
    var made = document.createElement(tag);
    for (var name in properties) {
      made[name] = properties[name];
    }
    return made;
  };
  native.inject = function (into) {
    into.appendChild(this);
    return this;
  };
  native.empty = function () {
    while (this.firstChild) {
      this.removeChild(this.firstChild);
    }
    return this;
  };
  Array.from = function (given) {
    return Array.isArray(given) ? given : given === null || given === undefined ? [] : [given];
  };
  Array.prototype.each = Array.prototype.forEach;
  Array.prototype.extend = function (more) {
    this.push.apply(this, more);
    return this;
  };
  Array.prototype.empty = function () {
    this.length = 0;
    return this;
  };
  String.prototype.contains = function (text) {
    return this.indexOf(text) >= 0;
  };
  Number.prototype.limit = function (least, most) {
    return Math.min(most, Math.max(least, this));
  };
  window.$ = function (id) {
    return typeof id === "string" ? document.getElementById(id) : id;
  };
  window.$$ = function (selector) {
    return document.querySelectorAll(selector);
  };
})();
