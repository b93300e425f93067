/*
 * One calculator's place on the page: its shadow root, the host's own text until the calculator stands, the message
 * when it cannot stand, and the events that reach the host. Draws no calculator; the runtime's app does.
 *
 * Nothing newer than ECMAScript 5 but `import` and `export`, because it is part of the loader.
 */
import { messages } from "../messages.js";
import { warn } from "./warn.js";

var PANEL =
  "display:block;margin:0 0 16px;padding:12px 16px;border:2px solid #b0281c;" +
  "background:#fff;color:#15242b;font:16px/1.6 sans-serif;text-align:left";
var BUTTON =
  "display:block;min-height:44px;margin:8px 0 0;padding:0 16px;border:1px solid #6f8088;" +
  "background:#fff;color:#0d5c6f;font:inherit;cursor:pointer";
/* Prepares a root in the tree of the page. */
var ROOTS = "roots.js";
var RETRIABLE = { NETWORK: true, PANIC: true };

function ignore() {}

/* Height kept free until the calculator stands: a screen, so that nothing that follows it is seen to jump. */
function aScreen() {
  return Math.min(Math.max(window.innerHeight, 480), 1200);
}

export function Shell(element, release) {
  this.element = element;
  this.release = release;
  this.root = null;
  this.slot = null;
  this.panel = null;
  this.app = null;
  this.begun = false;
  this.stands = false;
  /* How often it was drawn again since anyone touched it. */
  this.restarts = 0;
  /* What the host asked for before the calculator stood. */
  this.wanted = null;
  this.focusWanted = false;
  /* The case of the last result, as text: what a calculator starts from after a crash. */
  this.saved = null;
  this.promise();
}

Shell.prototype.promise = function () {
  var shell = this;
  shell.ready = new Promise(function (resolve, reject) {
    shell.resolve = resolve;
    shell.reject = reject;
  });
  shell.ready.then(null, ignore);
};

Shell.prototype.connected = function () {
  if (this.app) {
    this.app.connected();
  } else if (!this.begun) {
    this.begun = true;
    this.open();
    this.whenNear(this.start.bind(this));
  }
};

Shell.prototype.disconnected = function () {
  if (this.app) {
    this.app.disconnected();
  }
};

Shell.prototype.changed = function (name) {
  if (this.app) {
    this.app.changed(name);
  } else if (this.panel && name.indexOf("pack") === 0) {
    this.restart();
  }
};

/* A case from the host. */
Shell.prototype.want = function (value) {
  if (this.stands) {
    this.app.setCase(value);
  } else {
    this.wanted = { value: value };
  }
};

Shell.prototype.open = function () {
  var dom = this.element.getAttribute("dom");
  this.root =
    this.root ||
    (dom === "light"
      ? this.element.appendChild(document.createElement("div"))
      : this.element.attachShadow({ mode: dom === "closed" ? dom : "open" }));
  this.slot = document.createElement("slot");
  this.slot.name = "fallback";
  this.slot.appendChild(document.createElement("slot"));
  this.slot.style.display = "block";
  this.reserve(aScreen());
};

/* The host's own text, or what it means for this place alone, with at least this height. */
Shell.prototype.reserve = function (height) {
  this.slot.style.minHeight = height + "px";
  this.root.appendChild(this.slot);
};

Shell.prototype.whenNear = function (start) {
  if (this.element.getAttribute("loading") !== "lazy" || !window.IntersectionObserver) {
    start();
    return;
  }
  new IntersectionObserver(
    function (entries, observer) {
      if (entries[entries.length - 1].isIntersecting) {
        observer.disconnect();
        start();
      }
    },
    { rootMargin: "600px 0px" }
  ).observe(this.element);
};

Shell.prototype.start = function () {
  var shell = this;
  var element = shell.element;
  var release = shell.release;
  var ready = shell.ready;
  var drawer;
  release.nonce = element.nonce || release.nonce;
  drawer = release.prefetch(
    element.getAttribute("pack"),
    element.getAttribute("pack-integrity"),
    release.language(element),
    element.getAttribute("engine")
  );
  release
    .runtime(shell.root.host ? drawer : ROOTS)
    .then(function (runtime) {
      var app;
      /* Destroyed meanwhile. */
      if (shell.ready !== ready) {
        return null;
      }
      app = runtime(shell);
      shell.app = app;
      return app.open().then(null, function (error) {
        if (shell.app === app) {
          throw error;
        }
      });
    })
    .then(null, function (error) {
      shell.fail(error);
    });
};

/* Starts anew from the last result: after a failure, or when the engine under a healthy calculator is gone. */
Shell.prototype.restart = function () {
  this.reserve(Math.max(aScreen(), this.element.getBoundingClientRect().height));
  this.dismiss();
  if (this.panel) {
    this.panel.remove();
    this.panel = null;
    this.promise();
  }
  this.start();
};

Shell.prototype.dismiss = function () {
  this.stands = false;
  if (this.app) {
    this.app.close();
    this.app = null;
  }
};

/* The first drawing is done: it takes the place of the host's own text. */
Shell.prototype.reveal = function () {
  this.stands = true;
  this.slot.remove();
  if (this.focusWanted) {
    this.focusWanted = false;
    this.app.focus();
  }
  this.resolve(this.element);
  this.fire("ready", { version: this.release.version });
};

Shell.prototype.fail = function (error) {
  var code = error.code in messages.en ? error.code : "UNSUPPORTED";
  this.dismiss();
  this.reserve(0);
  this.show(code, error.message);
  this.reject(this.release.failure(code, error.message));
  this.report(code, error.message);
};

Shell.prototype.show = function (code, message) {
  var shell = this;
  var lang = shell.release.language(shell.element);
  var words = messages[lang];
  var panel = document.createElement("div");
  var line;
  function add(tag, text) {
    var child = panel.appendChild(document.createElement(tag));
    child.textContent = text;
    return child;
  }
  function press(text, action) {
    var button = add("button", text);
    button.type = "button";
    button.style.cssText = BUTTON;
    button.onclick = action;
  }
  panel.style.cssText = PANEL;
  panel.lang = lang;
  panel.setAttribute("role", "alert");
  add("div", words.title).style.fontWeight = "600";
  add("div", words[code]);
  line = add("small", [code, shell.release.version, message].join(" · "));
  if (RETRIABLE[code]) {
    press(words.retry, function () {
      shell.restarts = 0;
      shell.restart();
    });
  }
  /* Where nothing may be copied, the line is selected. */
  press(words.copy, function () {
    getSelection().selectAllChildren(line);
    if (document.execCommand("copy")) {
      this.textContent = words.copy + " ✓";
    }
  });
  if (shell.panel) {
    shell.panel.remove();
  }
  shell.panel = shell.root.insertBefore(panel, shell.slot);
};

/* Says what is wrong without stopping: to the host by an event, to its developers by the console. */
Shell.prototype.report = function (code, message, problems) {
  var detail = { code: code, message: message };
  if (problems) {
    detail.problems = problems;
  }
  warn(code + ": " + message);
  this.fire("error", detail);
};

Shell.prototype.fire = function (name, detail) {
  var told = Object.freeze(Object.assign({ v: 1 }, detail));
  this.element.dispatchEvent(new CustomEvent("tradeaid-" + name, { bubbles: true, composed: true, detail: told }));
};
