/*
 * What portals of the time of jQuery 1.x do to a page: a `$` that others may hold as well, a probe of the browser by
 * elements that come and go, listeners for everything on the document, and helpers on built-in types, enumerable ones
 * among them. Nothing here knows of the calculator.
 */
(function () {
  var cache = {};
  var count = 0;
  var expando = "portal" + String(1.42).replace(".", "");

  function Query(found) {
    this.length = found.length;
    for (var i = 0; i < found.length; i += 1) {
      this[i] = found[i];
    }
  }
  Query.prototype = {
    each: function (action) {
      for (var i = 0; i < this.length; i += 1) {
        if (action.call(this[i], i, this[i]) === false) {
          break;
        }
      }
      return this;
    },
    bind: function (types, listener) {
      return this.each(function () {
        var node = this;
        types.split(" ").forEach(function (type) {
          node.addEventListener(type, listener, false);
        });
      });
    },
    data: function (key, value) {
      return this.each(function () {
        var id = this[expando] || (this[expando] = count += 1);
        (cache[id] = cache[id] || {})[key] = value;
      });
    }
  };
  window.$ = window.jQuery = function (wanted) {
    return new Query(typeof wanted === "string" ? document.querySelectorAll(wanted) : [wanted]);
  };

  var probe = document.createElement("div");
  probe.innerHTML = "<a href='#' style='opacity:.55'>a</a><input type='checkbox'>";
  document.documentElement.appendChild(probe);
  document.documentElement.removeChild(probe);

  Object.prototype.extend = function (more) {
    for (var name in more) {
      this[name] = more[name];
    }
    return this;
  };
  Array.prototype.contains = function (wanted) {
    return this.indexOf(wanted) >= 0;
  };
  Array.prototype.remove = function (at) {
    return this.splice(at, 1);
  };
  String.prototype.trim = function () {
    return this.replace(/(^\s*)|(\s*$)/g, "");
  };
  String.prototype.format = function () {
    var given = arguments;
    return this.replace(/\{(\d+)\}/g, function (_, at) {
      return given[at];
    });
  };
  Number.prototype.toFixed = function (digits) {
    var unit = Math.pow(10, digits || 0);
    return String(Math.round(this * unit) / unit);
  };
  Date.prototype.format = function (form) {
    return form.replace("yyyy", this.getFullYear());
  };

  document.addEventListener("DOMContentLoaded", function () {
    $("input").bind("focus blur", function () {
      $(this).data("touched", true);
    });
    $(document).bind("click keydown keyup submit change", function (event) {
      $(event.target).data("last", event.type);
    });
  });
})();
