/*
 * Keeps the case in the browser's own store, where the host asked for that and nowhere else. What is found there is
 * judged like a case from a stranger, and what the host or the visitor said wins over it. Where there is no store,
 * nothing is kept and nothing said.
 */

const VERSION = 1;

/** The elements whose store was looked at: drawn again, a calculator goes on with its own case. */
const opened = new WeakSet();

/** Whether a case as text says nothing but its day. */
export function isEmpty(data) {
  return Object.keys(JSON.parse(data)).every((key) => key === "as_of");
}

export class Storage {
  constructor(host) {
    this.host = host;
    this.key = ["tradeaid", ...host.app.pack.slice(0, 1), host.element.id].join(":");
    this.started = false;
    this.wanted = "none";
  }

  /** Uses the store that is wanted; one that throws is none. */
  use(name, action) {
    try {
      return action(name === "local" ? window.localStorage : window.sessionStorage);
    } catch (barred) {
      return null;
    }
  }

  /** A store that is no longer wanted is emptied of what was put there. */
  follow() {
    const { storage } = this.host.settings;
    if (storage !== this.wanted) {
      this.forget();
    }
    this.wanted = storage;
    this.settled();
  }

  forget() {
    if (this.wanted !== "none") {
      this.use(this.wanted, (store) => store.removeItem(this.key));
    }
  }

  /** Takes over what was kept, unless a link led here. */
  async start(isLinked) {
    const { element } = this.host;
    if (this.wanted !== "none" && !isLinked && !opened.has(element)) {
      const text = await this.kept();
      if (text) {
        this.host.beneath(text);
      }
    }
    opened.add(element);
    this.started = true;
    this.settled();
  }

  /** What was kept, if it is a case that the pack takes. */
  async kept() {
    const text = this.use(this.wanted, (store) => store.getItem(this.key));
    try {
      const { v, case: data } = JSON.parse(text) || {};
      const isOurs = v === VERSION && typeof data === "object" && data !== null;
      return isOurs ? (await this.host.speak()).open(JSON.stringify(data)).replace(/^\n/, "") : "";
    } catch (unreadable) {
      this.use(this.wanted, (store) => store.removeItem(this.key));
      return "";
    }
  }

  /** Keeps the case as it is now; an empty one leaves nothing behind. */
  settled() {
    const { data } = this.host;
    if (!this.started || this.wanted === "none" || !data) {
      return;
    }
    this.use(this.wanted, (store) =>
      isEmpty(data) ? store.removeItem(this.key) : store.setItem(this.key, `{"v":${VERSION},"case":${data}}`),
    );
  }
}
