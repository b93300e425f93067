/*
 * The files of one release: where they are, how they are fetched and checked, and what each failure is called.
 * Knows no element and shows nothing.
 *
 * Nothing newer than ECMAScript 5 but `import` and `export`, because it is part of the loader.
 */
var LANGUAGES = ["zh-CN", "en"];
var DEFAULT_PACK = TRADEAID_PACK;
var MANIFEST = typeof TRADEAID_MANIFEST === "undefined" ? {} : TRADEAID_MANIFEST;

function failure(code, message) {
  var error = new Error(message);
  error.code = code;
  return error;
}

function integrityOf(path) {
  return MANIFEST[path] || "";
}

/* Browsers say the same of a lost connection and of a wrong hash; asking again without the hash tells them apart. */
function explain(url, name, integrity) {
  if (!integrity) {
    throw failure("NETWORK", name + ": no answer");
  }
  return request(url, name, "", "text").then(function () {
    throw failure("INTEGRITY", name + ": not the published file");
  });
}

function request(url, name, integrity, form) {
  var options = { credentials: "same-origin", referrerPolicy: "no-referrer" };
  if (integrity) {
    options.integrity = integrity;
  }
  return window
    .fetch(url, options)
    .then(function (response) {
      if (!response.ok) {
        throw failure("NETWORK", name + ": HTTP " + response.status);
      }
      return response[form]();
    })
    .then(null, function (error) {
      if (error.code === "NETWORK") {
        throw error;
      }
      return explain(url, name, integrity);
    });
}

function refuseWebPage(name, text) {
  if (/^\s*</.test(text)) {
    throw failure("MIME", name + ": the server sent a web page");
  }
  return text;
}

/* Compiled from the whole buffer: streaming would depend on the server naming the type of .wasm files rightly. */
function compile(name, bytes) {
  var start = new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength));
  if (String.fromCharCode.apply(null, start) !== "\0asm") {
    throw failure("MIME", name + ": not a WebAssembly file");
  }
  return WebAssembly.compile(bytes).then(null, function (error) {
    var barred = /csp|content.security|disallowed|unsafe-eval|blocked|refused/i.test(error.message);
    throw failure(barred ? "CSP_WASM" : "UNSUPPORTED", name + ": " + error.message);
  });
}

/* A page may admit script addresses only from policies that it lists: ours lets one address through. */
var policy = null;
function trusted(url) {
  try {
    policy =
      policy ||
      window.trustedTypes.createPolicy("tradeaid-calculator", {
        createScriptURL: function (address) {
          return address === url ? address : "";
        }
      });
    return policy.createScriptURL(url);
  } catch (unknownOrRefused) {
    return url;
  }
}

/* The language of the nearest element that names one, across the borders of shadow trees. */
function language(element) {
  var node = element;
  var named = "";
  while (node && !named) {
    named = (node.getAttribute && node.getAttribute("lang")) || "";
    node = node.parentNode || node.host;
  }
  return /^en\b/i.test(named) ? "en" : LANGUAGES[0];
}

export function Release(version, base) {
  this.version = version;
  this.base = base;
  this.kept = {};
  this.announce = null;
  this.retired = false;
}

/* Each file is asked for once a page; a failed one is forgotten, so that it can be asked for again. */
Release.prototype.once = function (key, make) {
  var kept = this.kept;
  if (!kept[key]) {
    kept[key] = make();
    kept[key].then(null, function () {
      delete kept[key];
    });
  }
  return kept[key];
};

Release.prototype.integrity = integrityOf;
Release.prototype.language = language;
Release.prototype.failure = failure;

Release.prototype.text = function (path) {
  var url = this.base + path;
  return this.once(path, function () {
    return request(url, path, integrityOf(path), "text").then(refuseWebPage.bind(null, path));
  });
};

Release.prototype.module = function () {
  var path = "widget.wasm";
  var url = this.base + path;
  return this.once(path, function () {
    return request(url, path, integrityOf(path), "arrayBuffer").then(compile.bind(null, path));
  });
};

/* The structure of a pack and its texts in a language. A pack is an id, for the files beside the loader, or the
   address of one file that holds the structure and the texts of all languages. */
Release.prototype.pack = function (named, integrity, lang) {
  var pack = named || DEFAULT_PACK;
  if (/^[a-z0-9][a-z0-9-]*$/i.test(pack)) {
    return Promise.all([this.text("packs/" + pack + ".core.json"), this.text("packs/" + pack + "." + lang + ".json")]);
  }
  return this.once(pack + " " + integrity, function () {
    return request(pack, "pack", integrity, "text").then(refuseWebPage.bind(null, "pack"));
  }).then(function (whole) {
    var texts = {};
    try {
      texts[lang] = JSON.parse(whole).texts[lang];
    } catch (unreadable) {
      throw failure("BAD_CONFIG", "pack: not a pack with its texts");
    }
    return [whole, JSON.stringify(texts)];
  });
};

Release.prototype.texts = function (lang) {
  return this.text("texts/" + lang + ".json");
};

/* Everything one calculator needs, at once, and the other language too: nothing is requested once it stands. */
Release.prototype.prefetch = function (pack, integrity, lang) {
  var release = this;
  release.module();
  release.text("widget.css");
  LANGUAGES.slice()
    .sort(function (a, b) {
      return (b === lang) - (a === lang);
    })
    .forEach(function (each) {
      release.pack(pack, integrity, each).then(null, function () {});
      release.texts(each);
    });
};

/* The runtime: the script that draws calculators. It reports itself through `provide`. */
Release.prototype.runtime = function () {
  var release = this;
  return release.once("widget.js", function () {
    return new Promise(function (resolve, reject) {
      release.announce = resolve;
      release.fetchRuntime(reject);
    });
  });
};

Release.prototype.provide = function (version, runtime) {
  var given = version === this.version ? runtime : Promise.reject(failure("BAD_CONFIG", "widget.js: version " + version));
  if (this.announce) {
    this.announce(given);
  } else {
    this.kept["widget.js"] = Promise.resolve(given);
  }
};

/* After a crash of the engine the next calculator starts a new one: the script is run again with its own memory. */
Release.prototype.retire = function () {
  this.retired = true;
  delete this.kept["widget.js"];
};

Release.prototype.fetchRuntime = function (reject) {
  var release = this;
  var path = "widget.js";
  var url = release.base + path;
  var script = document.createElement("script");
  var integrity = integrityOf(path);
  function fail() {
    script.remove();
    request(url, path, integrity, "text").then(function (text) {
      refuseWebPage(path, text);
      throw failure("MIME", path + ": refused as a script");
    }).then(null, reject);
  }
  /* A page that admits no script made by a script names widget.js itself; then it is only waited for. */
  var own = [].filter.call(document.scripts, function (each) {
    return each.src === url;
  })[0];
  if (own && !release.retired) {
    own.addEventListener("error", fail);
    return;
  }
  if (integrity) {
    script.integrity = integrity;
    script.crossOrigin = "anonymous";
  }
  script.referrerPolicy = "no-referrer";
  script.onerror = fail;
  script.onload = function () {
    script.remove();
    reject(failure("UNSUPPORTED", path + ": did not start"));
  };
  try {
    script.src = trusted(url);
  } catch (refused) {
    reject(failure("UNSUPPORTED", path + ": " + refused.message));
    return;
  }
  (document.head || document.documentElement).appendChild(script);
};
