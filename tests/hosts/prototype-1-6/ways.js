/*
 * What Prototype.js 1.6 does to the built-in types, by its effects: JSON of arrays is a text within a text, `reduce`,
 * `entries`, `Array.from` and `Object.values` mean something else, `bind` is its own, and every element has methods
 * such as `update`, `select`, `remove` and `fire`. Nothing here knows of the calculator.
 */
(function () {
  function copy(to, from) {
    for (var name in from) {
      to[name] = from[name];
    }
    return to;
  }
  function list(from) {
    var made = [];
    for (var at = 0; from && at < (from.length || 0); at += 1) {
      made[at] = from[at];
    }
    return made;
  }
  function json(value) {
    if (value === null || value === undefined) {
      return "null";
    }
    if (typeof value === "string") {
      return value.toJSON();
    }
    if (typeof value !== "object") {
      return String(value);
    }
    if (value.toJSON) {
      return value.toJSON();
    }
    var parts = [];
    for (var name in value) {
      parts.push(name.toJSON() + ": " + json(value[name]));
    }
    return "{" + parts.join(", ") + "}";
  }

  copy(Object, {
    extend: copy,
    toJSON: json,
    keys: function (of) {
      var names = [];
      for (var name in of) {
        names.push(name);
      }
      return names;
    },
    values: function (of) {
      return Object.keys(of).map(function (name) {
        return of[name];
      });
    },
    clone: function (of) {
      return copy({}, of);
    }
  });

  copy(Function.prototype, {
    bind: function () {
      if (arguments.length < 2 && arguments[0] === undefined) {
        return this;
      }
      var method = this;
      var given = list(arguments);
      var object = given.shift();
      return function () {
        return method.apply(object, given.concat(list(arguments)));
      };
    },
    curry: function () {
      return this.bind.apply(this, [null].concat(list(arguments)));
    },
    delay: function (seconds) {
      return window.setTimeout(this, seconds * 1000);
    }
  });

  copy(Array.prototype, {
    each: function (action) {
      this.forEach(action);
      return this;
    },
    reduce: function () {
      return this.length > 1 ? this : this[0];
    },
    inject: function (memo, action) {
      this.each(function (value, at) {
        memo = action(memo, value, at);
      });
      return memo;
    },
    entries: function () {
      return list(this);
    },
    toArray: function () {
      return list(this);
    },
    first: function () {
      return this[0];
    },
    last: function () {
      return this[this.length - 1];
    },
    clear: function () {
      this.length = 0;
      return this;
    },
    include: function (wanted) {
      return this.indexOf(wanted) >= 0;
    },
    size: function () {
      return this.length;
    },
    toJSON: function () {
      return "[" + this.map(json).join(", ") + "]";
    }
  });
  Array.from = window.$A = list;

  copy(String.prototype, {
    toJSON: function () {
      return '"' + this.replace(/["\\]/g, "\\$&") + '"';
    },
    strip: function () {
      return this.replace(/^\s+|\s+$/g, "");
    },
    sub: function (what, by) {
      return this.replace(what, by);
    },
    toArray: function () {
      return this.split("");
    }
  });
  copy(Number.prototype, {
    toJSON: function () {
      return isFinite(this) ? this.toString() : "null";
    }
  });
  Date.prototype.toJSON = function () {
    return '"' + this.toISOString() + '"';
  };

  copy(HTMLElement.prototype, {
    update: function (content) {
      this.textContent = content;
      return this;
    },
    visible: function () {
      return this.style.display !== "none";
    },
    show: function () {
      this.style.display = "";
      return this;
    },
    hide: function () {
      this.style.display = "none";
      return this;
    },
    remove: function () {
      this.parentNode.removeChild(this);
      return this;
    },
    replace: function (content) {
      return this.update(content);
    },
    select: function (selector) {
      return list(this.querySelectorAll(selector));
    },
    observe: function (type, listener) {
      this.addEventListener(type, listener, false);
      return this;
    },
    fire: function (type) {
      var event = document.createEvent("HTMLEvents");
      event.initEvent("dataavailable", true, true);
      event.eventName = type;
      this.dispatchEvent(event);
      return event;
    }
  });
  window.$ = function (id) {
    return document.getElementById(id);
  };
  window.Class = {
    create: function (methods) {
      function Made() {
        this.initialize.apply(this, arguments);
      }
      copy(Made.prototype, methods);
      return Made;
    }
  };
})();
