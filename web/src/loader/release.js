/*
 * The files of one release: where they are, how they are fetched and checked, and what each failure is called.
 * Knows no element and shows nothing.
 *
 * Nothing newer than ECMAScript 5 but `import` and `export`, because it is part of the loader.
 */
import { messages } from "../messages.js";
import { joined } from "./parts.js";

/* The languages that are spoken: the first one where none is named. */
var LANGUAGES = Object.keys(messages);
var RUNTIME = "widget.js";
/* What goes between the element and the runtime where several packs are named. */
var SUCCESSORS = "successors.js";
/* Knows other ways to a file; asked for where one was refused, or where the page wants another engine. */
var ENGINES = "engines.js";
/* The digests of all files that are asked for. The loader itself holds those of the first answer and that of the list. */
var LIST = "files.json";
var DEFAULT_PACK = TRADEAID_PACK;
var MANIFEST = typeof TRADEAID_MANIFEST === "undefined" ? {} : TRADEAID_MANIFEST;

function ignore() {}

function failure(code, message) {
  var error = new Error(message);
  error.code = code;
  return error;
}

/* Browsers say the same of a lost connection and of a wrong hash; asking again without the hash tells them apart. */
function explain(url, name, hash) {
  if (!hash) {
    throw failure("NETWORK", name + ": no answer");
  }
  return request(url, name, "", "text").then(function (text) {
    refuseWebPage(name, text);
    throw failure("INTEGRITY", name + ": altered");
  });
}

function request(url, name, hash, form) {
  var options = { credentials: "same-origin", referrerPolicy: "no-referrer" };
  if (hash) {
    options.integrity = hash;
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
      return explain(url, name, hash);
    });
}

/* Whether a pack is named by its id, which means files beside the loader, and not by an address. */
function isId(pack) {
  return /^[a-z0-9][a-z0-9-]*$/i.test(pack);
}

function refuseWebPage(name, text) {
  if (/^\s*</.test(text)) {
    throw failure("MIME", name + ": a web page");
  }
  return text;
}

/* Compiled from the whole buffer, once its parts are put together. WebKit lets everything be compiled and refuses to start
   it, so that is tried first: the head of a module is a module of its own, with nothing in it. */
function compile(name, file) {
  var bytes = joined(file);
  return WebAssembly.instantiate(bytes.slice(0, 8)).then(WebAssembly.compile.bind(null, bytes));
}

/* A page may admit script addresses only from policies that it lists: ours lets those of the release through. */
var policy = null;
function trusted(url, base) {
  try {
    policy =
      policy ||
      window.trustedTypes.createPolicy("tradeaid-calculator", {
        createScriptURL: function (address) {
          return address.indexOf(base) ? "" : address;
        }
      });
    return policy.createScriptURL(url);
  } catch (unknownOrRefused) {
    return url;
  }
}

/* For pages that admit scripts by a number: that of the script that is running, unless an element names one. */
var nonce = document.currentScript && document.currentScript.nonce;

/* Whether the page names its scripts itself. */
var ownTags = false;

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

/* One release: the files of a version under an address. */
export function openRelease(version, base, unseen) {
  var kept = {};
  var announce = {};
  var retired = false;
  var digests = MANIFEST;
  /* Whether the browser was seen to compare no script with its digest, because it lets this page look at none. */
  var blind = false;
  var release;

  /* Runs a script of the release. */
  function run(path, digest, reject) {
    var script = document.createElement("script");
    var url = base + path;
    var hash = blind ? "" : digest;
    function refuse(why) {
      reject(failure("UNSUPPORTED", path + ": " + why));
    }
    function fail() {
      script.remove();
      request(url, path, hash, "text").then(function () {
        throw failure("MIME", path + ": not a script");
      }).then(null, function (error) {
        if (unseen && hash && error.code === "NETWORK") {
          blind = true;
          run(path, digest, reject);
        } else {
          reject(error);
        }
      });
    }
    /* A page that admits no script made by a script names its scripts itself; then they are only waited for. */
    var named = [].filter.call(document.scripts, function (each) {
      return !retired && each.src === url;
    })[0];
    function settled(event) {
      named.removeEventListener("load", settled);
      named.removeEventListener("error", settled);
      if (event.type === "error") {
        fail();
      }
    }
    if (named) {
      ownTags = true;
      named.addEventListener("load", settled);
      named.addEventListener("error", settled);
      return;
    }
    if (ownTags && window.trustedTypes && path !== RUNTIME) {
      refuse("not in the page");
      return;
    }
    if (hash) {
      script.integrity = hash;
      script.crossOrigin = "anonymous";
    }
    script.nonce = release.nonce;
    script.referrerPolicy = "no-referrer";
    script.onerror = fail;
    script.onload = function () {
      script.remove();
      refuse("not started");
    };
    try {
      script.src = trusted(url, base);
    } catch (refused) {
      refuse(refused.message);
      return;
    }
    (document.head || document.documentElement).appendChild(script);
  }

  /* Each file is asked for once a page; a failed one is forgotten, so that it can be asked for again. */
  function once(key, make) {
    if (!kept[key]) {
      kept[key] = make();
      kept[key].then(null, function () {
        delete kept[key];
      });
    }
    return kept[key];
  }

  /* Goes on with the digest of a file: at once where it is known, else when the list is there, or is known to be lost. */
  function known(path, act, fail) {
    if (digests[path] || !digests[LIST]) {
      return act(digests[path] || "");
    }
    return text(LIST)
      .then(function (list) {
        digests = JSON.parse(list);
        return known(path, act);
      })
      .then(null, fail);
  }

  /* Where the engine is "inline" or "js", or "scripts" were found to be all there is, nothing is fetched. */
  function file(path, form, check) {
    return once(path, function () {
      return /^[ijs]/.test(release.engine)
        ? otherwise(path)
        : known(path, function (hash) {
            return request(base + path, path, hash, form).then(check.bind(null, path));
          }).then(null, otherwise.bind(null, path));
    });
  }

  /* What was refused, or is not to be fetched at all, may come in another way. */
  function otherwise(path, error) {
    return release.runtime(ENGINES).then(
      function (ways) {
        return ways(release, path, error);
      },
      function (lost) {
        throw error || lost;
      }
    );
  }

  function text(path) {
    return file(path, "text", refuseWebPage);
  }

  function module(path) {
    return file(path, "arrayBuffer", compile);
  }

  function texts(lang) {
    return text("texts/" + lang + ".json");
  }

  /* The structure of a pack and its texts in a language. A pack is an id, for the files beside the loader, or the
     address of one file that holds the structure and the texts of all languages. */
  function pack(named, hash, lang) {
    var address = named || DEFAULT_PACK;
    if (isId(address)) {
      return Promise.all([text("packs/" + address + ".core.json"), text("packs/" + address + "." + lang + ".json")]);
    }
    return once(address + " " + hash, function () {
      return request(address, "pack", hash, "text").then(refuseWebPage.bind(null, "pack"));
    }).then(function (whole) {
      var spoken = {};
      try {
        spoken[lang] = JSON.parse(whole).texts[lang];
      } catch (unreadable) {
        throw failure("BAD_CONFIG", "pack: not a pack");
      }
      return [whole, JSON.stringify(spoken)];
    });
  }

  /* A part of a pack that stands folded away at first: nothing waits for it. */
  function later(named, lang, part) {
    var address = named || DEFAULT_PACK;
    return isId(address) ? text("packs/" + address + "." + lang + "." + (part || "later") + ".json") : Promise.resolve("");
  }

  /* Everything one calculator needs, and the other language too: nothing is requested once it stands. Answers with the
     script that draws it; where several packs are named, that one asks for the rest. The engine that the first calculator
     names is that of the page. */
  function prefetch(named, hash, lang, engine) {
    release.engine = release.engine || engine;
    if (/\s/.test(named)) {
      return SUCCESSORS;
    }
    function speak(each) {
      pack(named, hash, each).then(null, ignore);
      texts(each);
    }
    /* The other language and what stands folded away only behind the largest file: it would wait for them. */
    function more() {
      LANGUAGES.forEach(function (each) {
        speak(each);
        later(named, each).then(null, ignore);
      });
    }
    text("widget.css");
    speak(lang);
    module("widget.bin").then(more, more);
    return RUNTIME;
  }

  release = {
    version: version,
    base: base,
    nonce: nonce,
    known: known,
    language: language,
    languages: LANGUAGES,
    failure: failure,
    request: request,
    text: text,
    texts: texts,
    module: module,
    compile: compile,
    pack: pack,
    later: later,
    prefetch: prefetch,

    /* A script that draws: calculators, or what comes behind the first answer. It reports itself through `provide`. */
    runtime: function (path) {
      return once(path, function () {
        return new Promise(function (resolve, reject) {
          announce[path] = resolve;
          known(path, function (hash) {
            run(path, hash, reject);
          }, reject);
        });
      });
    },

    provide: function (provided, path, runtime) {
      var given = provided === version ? runtime : Promise.reject(failure("BAD_CONFIG", path + ": version " + provided));
      if (announce[path]) {
        announce[path](given);
      } else {
        kept[path] = Promise.resolve(given);
      }
    },

    /* After a crash of the engine the next calculator starts a new one: the script is run again with its own memory. */
    retire: function () {
      retired = true;
      delete kept[RUNTIME];
    }
  };
  return release;
}
