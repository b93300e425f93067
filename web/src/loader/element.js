/*
 * The custom element as the host sees it: attributes, their properties, the case, the methods.
 * Passes everything on to its shell; holds nothing itself.
 *
 * Nothing newer than ECMAScript 5 but `import` and `export`, because it is part of the loader: hence no class.
 */
import { Shell } from "./shell.js";

/* Attributes that have a property of the same name in camel case; `lang` and `nonce` have one in every element. */
var REFLECTED = [
  "pack", "pack-integrity", "measures", "as-of", "prefill", "readonly-inputs", "mode", "heading-level",
  "theme", "preset", "size", "density", "loading", "dom", "engine",
  "storage", "idle-reset", "share", "share-base", "exports", "consent", "result-detail", "sticky-offset", "name"
];
export var attributes = ["lang", "nonce"].concat(REFLECTED);

/* Methods that come behind the first answer: each gives a promise, whenever it is called. */
var LATE = ["validate", "print", "export", "shareLink", "explain", "diagnose", "destroy"];

export function camelCase(name) {
  return name.replace(/-([a-z])/g, function (_, letter) {
    return letter.toUpperCase();
  });
}

/* A list becomes words, a structure becomes JSON: both are what the attribute of that name holds. */
function attributeText(value) {
  if (Array.isArray(value)) {
    return value.join(" ");
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function reflect(prototype, name) {
  property(
    prototype,
    camelCase(name),
    function () {
      return this.getAttribute(name);
    },
    function (value) {
      if (value === null || value === undefined) {
        this.removeAttribute(name);
      } else {
        this.setAttribute(name, attributeText(value));
      }
    }
  );
}

/* Properties that the host set before the element was known hide the real ones until they are set again. */
function adoptEarlyProperties(element) {
  REFLECTED.map(camelCase).concat("case").forEach(function (name) {
    if (Object.prototype.hasOwnProperty.call(element, name)) {
      var value = element[name];
      delete element[name];
      element[name] = value;
    }
  });
}

function property(prototype, name, get, set) {
  Object.defineProperty(prototype, name, { configurable: true, enumerable: true, get: get, set: set });
}

/* What the browser calls. */
function addReactions(prototype, shellOf) {
  prototype.connectedCallback = function () {
    adoptEarlyProperties(this);
    shellOf(this).connected();
  };
  prototype.disconnectedCallback = function () {
    shellOf(this).disconnected();
  };
  prototype.attributeChangedCallback = function (name, before, now) {
    if (before !== now) {
      shellOf(this).changed(name);
    }
  };
}

/* What the host reads and sets. */
function addState(prototype, shellOf) {
  property(prototype, "ready", function () {
    return shellOf(this).ready;
  });
  property(prototype, "assessment", function () {
    var shell = shellOf(this);
    return shell.stands ? shell.app.assessment : null;
  });
  property(
    prototype,
    "case",
    function () {
      var shell = shellOf(this);
      return shell.stands ? shell.app.caseData() : shell.wanted && shell.wanted.value;
    },
    function (value) {
      shellOf(this).want(value);
    }
  );
}

/* What the host asks for; before the calculator stands it is remembered. */
function addMethods(prototype, shellOf, release) {
  prototype.assess = function () {
    var shell = shellOf(this);
    return shell.stands ? shell.app.assess() : null;
  };
  prototype.reset = function () {
    var shell = shellOf(this);
    if (shell.stands) {
      shell.app.reset();
    } else {
      shell.want(null);
    }
  };
  prototype.focus = function () {
    var shell = shellOf(this);
    if (shell.stands) {
      shell.app.focus();
    } else {
      shell.focusWanted = true;
    }
  };
  prototype.formResetCallback = prototype.reset;
  LATE.forEach(function (name) {
    prototype[name] = function (wish) {
      var element = this;
      return release.runtime("host.js").then(function (host) {
        return host[name](element, shellOf(element), wish);
      });
    };
  });
}

/* Makes the element known. Gives what examines page and browser, which needs none. */
export function define(tag, release) {
  var shells = new WeakMap();
  var prototype = Object.create(HTMLElement.prototype, { constructor: { value: TradeaidCalculator } });

  function TradeaidCalculator() {
    return Reflect.construct(HTMLElement, [], TradeaidCalculator);
  }

  function shellOf(element) {
    var shell = shells.get(element);
    if (!shell) {
      shell = new Shell(element, release);
      shells.set(element, shell);
    }
    return shell;
  }

  TradeaidCalculator.prototype = prototype;
  TradeaidCalculator.observedAttributes = attributes;
  TradeaidCalculator.formAssociated = true;
  Object.setPrototypeOf(TradeaidCalculator, HTMLElement);
  REFLECTED.forEach(reflect.bind(null, prototype));
  addReactions(prototype, shellOf);
  addState(prototype, shellOf);
  addMethods(prototype, shellOf, release);
  window.customElements.define(tag, TradeaidCalculator);
  return prototype.diagnose;
}
