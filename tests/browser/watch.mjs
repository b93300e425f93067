/*
 * What a host's page is watched for while a calculator lives on it: who listens where, what is read of its address and
 * its storage, and how the page is. Everything here runs in the page; hosts may have bent whatever a page can bend,
 * so nothing but plain loops and native functions kept from before them may be used.
 */

/**
 * Runs before everything else in every frame. Notes what goes wrong and what is against the page's policy; listeners on
 * what belongs to the page, reads of its address and uses of its storage, each only where the release (`/tradeaid/`) is
 * among the callers; what is asked for after the last calculator was ready; and keeps hold of closed roots.
 */
export function watch() {
  const kept = { listeners: [], reads: [], seen: [], errors: [], violations: [], late: [], readyAt: Infinity, roots: new WeakMap() };
  Object.defineProperty(window, "watched", { value: kept });
  const push = Array.prototype.push;
  const isOurs = () => /\/tradeaid\/[0-9]/.test(String(new Error().stack));
  const isHosts = (target) => !(target instanceof Node) || target === document || (target.getRootNode() === document && target.localName !== "tradeaid-calculator" && !(target.closest && target.closest(".tradeaid-light")));
  const capture = (options) => Boolean(typeof options === "object" && options ? options.capture : options);

  const { addEventListener, removeEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    if (listener && isOurs() && isHosts(this || window)) {
      push.call(kept.listeners, { target: this || window, type, listener, capture: capture(options) });
    }
    return addEventListener.call(this, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const target = this || window;
    for (let at = kept.listeners.length - 1; at >= 0; at -= 1) {
      const each = kept.listeners[at];
      if (each.target === target && each.type === type && each.listener === listener && each.capture === capture(options)) {
        kept.listeners.splice(at, 1);
      }
    }
    return removeEventListener.call(this, type, listener, options);
  };

  const spy = (owner, name) => {
    const real = owner && Object.getOwnPropertyDescriptor(owner, name);
    if (!real) {
      return;
    }
    const note = () => isOurs() && push.call(kept.reads, name);
    const bent = { ...real };
    ["get", "set", "value"].forEach((part) => {
      if (typeof real[part] === "function") {
        bent[part] = function (...given) {
          note();
          return real[part].apply(this, given);
        };
      }
    });
    Object.defineProperty(owner, name, bent);
  };
  ["referrer", "cookie", "title", "URL", "documentURI", "domain", "lastModified"].forEach((name) => spy(Document.prototype, name));
  spy(Node.prototype, "baseURI");
  ["getItem", "setItem", "key", "clear"].forEach((name) => spy(Storage.prototype, name));
  ["localStorage", "sessionStorage", "indexedDB", "caches", "open", "cookieStore"].forEach((name) => spy(window, name));
  ["pushState", "replaceState", "state"].forEach((name) => spy(History.prototype, name));
  ["sendBeacon", "serviceWorker", "storage"].forEach((name) => spy(Navigator.prototype, name));
  ["Worker", "SharedWorker", "WebSocket", "EventSource", "XMLHttpRequest", "RTCPeerConnection", "BroadcastChannel"].forEach((name) => {
    const Real = window[name];
    if (Real) {
      window[name] = new Proxy(Real, { construct: (target, given) => (isOurs() && push.call(kept.reads, name), Reflect.construct(target, given)) });
    }
  });

  const asks = (what) => kept.isReady && push.call(kept.late, String(what));
  const { fetch } = window;
  window.fetch = function (...given) {
    asks(given[0]);
    return fetch.apply(this, given);
  };
  const source = Object.getOwnPropertyDescriptor(HTMLScriptElement.prototype, "src");
  Object.defineProperty(HTMLScriptElement.prototype, "src", {
    ...source,
    set(address) {
      asks(address);
      source.set.call(this, address);
    },
  });

  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    kept.roots.set(this, root);
    return root;
  };
  ["ready", "result", "error"].forEach((name) => {
    addEventListener.call(window, `tradeaid-${name}`, (event) => {
      kept.isReady = kept.isReady || name === "ready";
      kept.readyAt = name === "ready" ? performance.now() : kept.readyAt;
      kept.late = name === "ready" ? [] : kept.late;
      push.call(kept.seen, { name, id: event.target.id, code: event.detail.code, message: event.detail.message });
    }, true);
  });
  addEventListener.call(window, "error", (event) => event.message && push.call(kept.errors, event.message), true);
  addEventListener.call(window, "unhandledrejection", (event) => push.call(kept.errors, String(event.reason)));
  addEventListener.call(document, "securitypolicyviolation", (event) => {
    // The icon is the browser's own wish.
    if (!/\/favicon\.ico$/.test(event.blockedURI)) {
      push.call(kept.violations, `${event.violatedDirective} ${event.blockedURI}`);
    }
  });
  const complain = console.error;
  console.error = function (...given) {
    push.call(kept.errors, given.join(" "));
    complain.apply(this, given);
  };
  // Paper is never really asked for.
  window.print = () => {};
}

/** How a page is: its names, its built-in types, its head, what stands in its body, and how all of that is drawn. */
export function snapshot() {
  const names = (of) => Object.getOwnPropertyNames(of).sort().join(" ");
  const own = /^(puppeteer_|__puppeteer|__ariaQuery|\d+$)/;
  const found = { names: [], types: {}, sources: {}, drawn: [] };
  const text = Function.prototype.toString;
  const all = Object.getOwnPropertyNames(window).sort();
  for (let at = 0; at < all.length; at += 1) {
    const name = all[at];
    if (!own.test(name)) {
      found.names[found.names.length] = name;
      const value = name === "TradeAid" ? null : Object.getOwnPropertyDescriptor(window, name).value;
      if (typeof value === "function") {
        found.types[name] = `${names(value)} | ${value.prototype ? names(value.prototype) : ""}`;
      }
    }
  }
  for (const name of ["Object", "Function", "Array", "String", "Number", "Promise", "Date", "Node", "Element", "HTMLElement", "Document", "EventTarget"]) {
    const type = window[name];
    for (const owner of type ? [type, type.prototype] : []) {
      const members = Object.getOwnPropertyNames(owner);
      for (let at = 0; at < members.length; at += 1) {
        const member = Object.getOwnPropertyDescriptor(owner, members[at]);
        for (const part of ["value", "get", "set"]) {
          if (typeof member[part] === "function") {
            found.sources[`${name} ${owner === type ? "" : "#"}${members[at]} ${part}`] = text.call(member[part]);
          }
        }
      }
    }
  }
  const styles = ["color", "backgroundColor", "fontFamily", "fontSize", "lineHeight", "direction", "display", "visibility", "overflow", "margin"];
  for (const element of document.querySelectorAll("*")) {
    if (!element.closest("tradeaid-calculator")) {
      const style = getComputedStyle(element);
      let line = element.localName;
      for (const name of styles) {
        line += `|${style[name]}`;
      }
      found.drawn[found.drawn.length] = line;
    }
  }
  const attributes = (element) => element.cloneNode(false).outerHTML;
  found.head = document.head ? document.head.innerHTML : "";
  found.tags = [attributes(document.documentElement), attributes(document.body)];
  // WebKit lists the adopted ones twice.
  found.sheets = [[].filter.call(document.styleSheets, ({ ownerNode }) => ownerNode).length, (document.adoptedStyleSheets || []).length];
  found.address = [location.href, history.length, document.title];
  try {
    found.kept = [document.cookie, names(localStorage), names(sessionStorage)];
  } catch (refused) {
    found.kept = ["refused"];
  }
  return found;
}
