/*
 * For pages that show the calculator in a frame: keeps each frame as high as its content, brings a new step below what
 * sticks to the top of the page, and passes on results. Defines the global `TradeAidFrame`, and nothing else stays of it
 * once everything is detached. Without it a frame works, and scrolls.
 *
 * Becomes a classic script that is ECMAScript 5, and so do its parts: older browsers must be able to read it.
 */
import { title as english } from "./frame/texts/en.json";
import { title as chinese } from "./frame/texts/zh-CN.json";
import { SETTINGS } from "./frame/settings.js";
import { openLine } from "./frame-host/line.js";
import { reveal } from "./frame-host/reveal.js";

var MARK = "data-tradeaid-frame";
var PAGE = "frame.html";
/* Until the frame says how high it is. */
var FIRST_HEIGHT = "480px";
var script = document.currentScript;
var folder = script ? script.src.replace(/[^/]*([?#].*)?$/, "") : "";
var handles = typeof WeakMap === "function" ? new WeakMap() : null;

function warn(message) {
  if (window.console) {
    console.warn("tradeaid: " + message);
  }
}

function text(value) {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/* The address of the page for a frame. It talks to no page but this one. */
function address(node, options) {
  var settings = options.settings || {};
  var parts = ["v=1"];
  function add(name, value) {
    parts.push(name + "=" + encodeURIComponent(text(value)));
  }
  SETTINGS.concat("result-detail", "consent").forEach(function (name) {
    var value = name in settings ? settings[name] : node.getAttribute("data-" + name);
    if (value !== null && value !== undefined) {
      add(name, value);
    }
  });
  if (self.origin) {
    add("origin", self.origin);
  }
  return (options.src || node.getAttribute("data-src") || folder + PAGE) + "#" + parts.join("&");
}

/* A new frame in its place: inside the element, or behind the script that stands for it. */
function create(node, options) {
  var frame = document.createElement("iframe");
  var lang = (options.settings && options.settings.lang) || node.getAttribute("data-lang");
  var sandbox = options.sandbox || node.getAttribute("data-sandbox");
  frame.title = options.title || node.getAttribute("data-title") || (/^en\b/i.test(lang) ? english : chinese);
  frame.allow = "clipboard-write";
  if (sandbox) {
    frame.setAttribute("sandbox", sandbox);
  }
  frame.style.cssText = "display:block;width:100%;border:0;height:" + FIRST_HEIGHT;
  frame.src = address(node, options);
  if (node === script || node.localName === "script") {
    node.parentNode.insertBefore(frame, node.nextSibling);
  } else {
    node.appendChild(frame);
  }
  return frame;
}

/* What sticks to the top of the page, in pixels. */
function stickyOffset(frame, node, options) {
  var style = window.getComputedStyle(frame).getPropertyValue("--tradeaid-sticky-offset");
  return parseFloat(options.stickyOffset || node.getAttribute("data-sticky-offset") || style) || 0;
}

function setHeight(frame, height) {
  var edges = window.getComputedStyle(frame).boxSizing === "border-box" ? frame.offsetHeight - frame.clientHeight : 0;
  frame.style.height = height + edges + "px";
}

/* Tells the page by an event of the frame and by the function that was given for it. */
function tell(frame, options, type, detail) {
  var action = options["on" + type.charAt(0).toUpperCase() + type.slice(1)];
  frame.dispatchEvent(new CustomEvent("tradeaid-" + type, { bubbles: true, detail: detail }));
  if (typeof action === "function") {
    action(detail);
  }
}

/* Takes charge of a frame, or makes one in an element. The same one gives the same handle. */
function attach(node, given) {
  var options = given || {};
  var isNew = node.localName !== "iframe";
  var handle = handles && handles.get(node);
  var frame, before, line;
  if (handle) {
    return handle;
  }
  frame = isNew ? create(node, options) : node;
  before = frame.style.height;
  line = openLine(frame, options.origin || node.getAttribute("data-origin"), {
    resize: function (told) {
      setHeight(frame, told.height);
    },
    scroll: function (told) {
      reveal(frame, told, stickyOffset(frame, node, options));
    },
    news: tell.bind(null, frame, options),
    warn: warn
  });
  if (!isNew && options.settings) {
    line.set(options.settings);
  }
  handle = {
    iframe: frame,
    set: line.set,
    get: line.get,
    detach: function () {
      line.close();
      frame.style.height = before;
      if (isNew && frame.parentNode) {
        frame.parentNode.removeChild(frame);
      }
      handles.delete(node);
    }
  };
  handles.set(node, handle);
  return handle;
}

function attachAll() {
  [].forEach.call(document.querySelectorAll("[" + MARK + "]"), function (node) {
    if (node.parentNode === document.head) {
      warn("a script with " + MARK + " belongs in the body");
    } else {
      attach(node);
    }
  });
}

(function start() {
  if (window.TradeAidFrame || !handles || !window.MessageChannel || !window.URL || !window.Promise) {
    return;
  }
  window.TradeAidFrame = { version: TRADEAID_VERSION, attach: attach };
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", attachAll, { once: true });
  } else {
    attachAll();
  }
})();
