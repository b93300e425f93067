/*
 * The one script that a page includes. It defines the global `TradeAid` and the element <tradeaid-calculator>, and
 * fetches nothing before the first calculator is on the page. In a browser that knows no custom elements it does no
 * more than stay out of the way: the text inside the element remains.
 *
 * Becomes a classic script that is ECMAScript 5, and so do its parts: older browsers must be able to read it in order to ignore it.
 */
import { attributes, camelCase, define } from "./loader/element.js";
import { openRelease } from "./loader/release.js";
import { warn } from "./loader/warn.js";

var TAG = "tradeaid-calculator";
var NAME = /(^|\/)tradeaid\.js([?#]|$)/;

/* The script element that is running; a bundler or an optimiser may hide it, then the last one of our name. */
function ownScript() {
  var current = document.currentScript;
  var scripts = document.getElementsByTagName("script");
  var i;
  if (current && NAME.test(current.src)) {
    return current;
  }
  for (i = scripts.length - 1; i >= 0; i -= 1) {
    if (NAME.test(scripts[i].src)) {
      return scripts[i];
    }
  }
  return current;
}

function folderOf(script) {
  var address = script ? script.src.replace(/[?#].*$/, "") : "";
  return address.slice(0, address.lastIndexOf("/") + 1);
}

/* <script data-tradeaid data-lang="en"> stands for an element at its place: for systems that strip unknown tags. */
function place(script) {
  var element;
  if (!script || !script.hasAttribute("data-tradeaid")) {
    return;
  }
  if (script.parentNode === document.head) {
    warn("a script with data-tradeaid belongs in the body");
    return;
  }
  element = document.createElement(TAG);
  attributes.concat("id", "class").forEach(function (name) {
    if (script.hasAttribute("data-" + name)) {
      element.setAttribute(name, script.getAttribute("data-" + name));
    }
  });
  script.parentNode.insertBefore(element, script.nextSibling);
}

function configure(element, options) {
  Object.keys(options || {}).forEach(function (key) {
    if (key === "case" || attributes.map(camelCase).indexOf(key) >= 0) {
      element[key] = options[key];
    } else {
      warn("render: unknown option " + key);
    }
  });
}

/* Puts a calculator into a container, or takes charge of one that is there. The same container gives the same handle. */
function renderer() {
  var handles = new WeakMap();
  return function (container, options) {
    var handle = handles.get(container);
    var element;
    if (!handle) {
      element = container.localName === TAG ? container : document.createElement(TAG);
      handle = {
        element: element,
        update: configure.bind(null, element),
        reset: function () {
          element.reset();
        },
        destroy: function () {
          element.remove();
          element.destroy();
          handles.delete(container);
        }
      };
      handles.set(container, handle);
    }
    configure(handle.element, options);
    if (handle.element !== container && !handle.element.parentNode) {
      container.appendChild(handle.element);
    }
    return handle;
  };
}

/* Where nothing can be shown the host's calls still find what they call. */
function renderNothing() {
  function nothing() {}
  return { element: null, update: nothing, reset: nothing, destroy: nothing };
}

/* A page may have queued functions in an array of the same name before this script arrived. */
function publish(release, supported) {
  var early = Array.isArray(window.TradeAid) ? window.TradeAid : [];
  var TradeAid = { version: TRADEAID_VERSION, render: supported ? renderer() : renderNothing };
  TradeAid.push = function (task) {
    setTimeout(function () {
      task(TradeAid);
    }, 0);
  };
  Object.defineProperty(TradeAid, "provide", { value: release.provide });
  window.TradeAid = TradeAid;
  early.forEach(TradeAid.push);
}

/* Anything but nothing where a page of another origin, or of none, takes files as they are: it names no digest itself. */
function isUnseen(script, base) {
  return script && !script.integrity && base.indexOf(window.origin + "/");
}

(function start() {
  var script = ownScript();
  var earlier = window.TradeAid && window.TradeAid.version;
  var supported = window.customElements && window.Reflect && window.fetch && window.CustomEvent;
  var base = folderOf(script);
  var release;
  if (earlier) {
    if (earlier !== TRADEAID_VERSION) {
      warn("version " + TRADEAID_VERSION + " is ignored, " + earlier + " is here already");
    }
  } else {
    release = openRelease(TRADEAID_VERSION, base, isUnseen(script, base));
    if (supported && window.customElements.get(TAG)) {
      warn("<" + TAG + "> is already defined");
      supported = false;
    }
    publish(release, supported);
    if (supported) {
      window.TradeAid.diagnose = define(TAG, release);
    }
  }
  place(script);
})();
