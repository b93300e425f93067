/*
 * The line to the page in one frame: greets it whenever it is loaded, takes one private port from it alone, and hears
 * nothing else. What comes over the port is looked at before it is used.
 *
 * Nothing newer than ECMAScript 5 but `import` and `export`, because it is part of the script for host pages.
 */

var OPAQUE = "null";
var HIGHEST = 100000;
var NEWS = ["result", "validity", "export", "error"];
var count = 0;

function random() {
  return [].map
    .call(window.crypto.getRandomValues(new Uint8Array(16)), function (byte) {
      return (byte + 256).toString(16).slice(1);
    })
    .join("");
}

/* The origin that the page in a frame has. In a sandbox, and on a disk, it is like no other and cannot be named. */
function originOf(frame) {
  var isCaged = frame.hasAttribute("sandbox") && !/\ballow-same-origin\b/i.test(frame.getAttribute("sandbox"));
  return isCaged ? OPAQUE : new URL(frame.src).origin;
}

function isRecord(data) {
  return typeof data === "object" && data !== null;
}

function isLength(value) {
  return typeof value === "number" && value >= 0 && value <= HIGHEST;
}

/* `hears` has functions for `resize`, `scroll` and `news(type, detail)`, and `warn` for developers. */
export function openLine(frame, named, hears) {
  var id = "frame-" + (count += 1);
  var origin = named;
  var nonce = "";
  var port = null;
  /* All that was ever set, and what of it the page in the frame has not heard. */
  var wanted = {};
  var unheard = {};
  var asked = {};
  var last = 0;

  function send(message) {
    if (port) {
      port.postMessage(message);
    }
  }

  function hang() {
    if (port) {
      port.close();
      port = null;
    }
  }

  function greet() {
    hang();
    try {
      origin = named || originOf(frame);
      nonce = random();
      frame.contentWindow.postMessage({ tradeaid: 1, type: "hello", id: id, nonce: nonce }, origin === OPAQUE ? "*" : origin);
    } catch (error) {
      hears.warn("frame: " + error.message);
    }
  }

  /* A page that is loaded anew knows nothing. */
  function loaded() {
    Object.assign(unheard, wanted);
    greet();
  }

  /* What was loaded before this script has said so before; what comes back from a rest is the page it was. */
  function late() {
    if (!port && !nonce) {
      greet();
    }
  }

  function answer(n, detail) {
    if (asked[n]) {
      asked[n](detail);
      delete asked[n];
    }
  }

  function hear(event) {
    var data = event.data;
    if (!isRecord(data)) {
      return;
    }
    if (data.type === "resize" && isLength(data.height)) {
      hears.resize(data);
    } else if (data.type === "scroll" && isLength(data.top) && isLength(data.height)) {
      hears.scroll(data);
    } else if (data.type === "result" && "n" in data) {
      answer(data.n, data.detail);
    } else if (NEWS.indexOf(data.type) >= 0) {
      hears.news(data.type, data.type === "result" ? data.detail : data);
    } else if (data.type === "bye") {
      hang();
    }
  }

  function isOurs(event) {
    var data = event.data;
    var from = origin === OPAQUE && event.origin === "file://" ? OPAQUE : event.origin;
    return (
      event.source && event.source === frame.contentWindow && from === origin && isRecord(data) && nonce &&
      data.tradeaid === 1 && data.type === "welcome" && data.id === id && data.nonce === nonce && event.ports[0]
    );
  }

  function welcome(event) {
    if (isOurs(event)) {
      nonce = "";
      hang();
      port = event.ports[0];
      port.onmessage = hear;
      if (Object.keys(unheard).length > 0) {
        send({ type: "set", values: unheard });
        unheard = {};
      }
      Object.keys(asked).forEach(function (n) {
        send({ type: "get", n: +n });
      });
    }
  }

  window.addEventListener("message", welcome);
  window.addEventListener("pageshow", late);
  frame.addEventListener("load", loaded);
  if (document.readyState === "complete") {
    greet();
  }

  return {
    set: function (values) {
      Object.keys(values).forEach(function (name) {
        var value = values[name];
        wanted[name] = unheard[name] = name === "case" || typeof value !== "object" ? value : value && JSON.stringify(value);
      });
      if (port) {
        send({ type: "set", values: unheard });
        unheard = {};
      }
    },
    get: function () {
      return new Promise(function (resolve) {
        last += 1;
        asked[last] = resolve;
        send({ type: "get", n: last });
      });
    },
    close: function () {
      window.removeEventListener("message", welcome);
      window.removeEventListener("pageshow", late);
      frame.removeEventListener("load", loaded);
      send({ type: "bye" });
      hang();
      Object.keys(asked).forEach(function (n) {
        answer(n, null);
      });
    }
  };
}
