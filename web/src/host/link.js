/*
 * Links that carry a case. The address of the page is read here and nowhere else, and only where the host said by
 * `share` that links are wanted on its page; it is never written.
 */

import { Notice } from "./notice.js";

const CODE = /[#?&]tradeaid=([^&#]*)/;

/** The code that was found last for each element: drawn again, or led to another route, it goes on with its own case. */
const found = new WeakMap();

/** An address without the code that it carries, and of what is behind its hash only a route. */
export function withoutCode(address) {
  const [page, ...rest] = address.split("#");
  const route = rest.join("#");
  const bare = (text) => text.replace(/([?&])tradeaid=[^&]*(&|$)/, (_, before, after) => (after ? before : ""));
  return bare(page) + (/^!?\//.test(route) ? `#${bare(route)}` : "");
}

/** The code that an address carries, behind the hash, in a route there, or before it; empty if there is none. */
export function codeIn({ hash, search }) {
  const match = CODE.exec(hash) || CODE.exec(search);
  return match ? match[1] : "";
}

export class Link {
  constructor(host) {
    this.host = host;
    this.notice = new Notice(host.app.mount);
    this.changed = () => this.replace();
    this.isWatching = false;
  }

  get isWanted() {
    return ["link", "qr"].includes(this.host.settings.share);
  }

  /** The page that links lead to; none where the host names none and does not lend its own. */
  get base() {
    return this.host.settings.base || (this.isWanted ? withoutCode(window.location.href) : "");
  }

  follow() {
    if (this.isWanted !== this.isWatching) {
      this.isWatching = this.isWanted;
      window[this.isWanted ? "addEventListener" : "removeEventListener"]("hashchange", this.changed);
    }
  }

  close() {
    window.removeEventListener("hashchange", this.changed);
    this.notice.clear();
  }

  /** What was complained of is over once there is something else to look at. */
  settled(data) {
    this.notice.outdated(data);
  }

  /** Takes over the case of the link that led here, once; whether there was one. */
  async open() {
    if (!this.isWanted || found.has(this.host.element)) {
      return false;
    }
    const text = await this.read();
    if (text) {
      this.host.beneath(text);
    }
    return Boolean(text);
  }

  /** Someone followed another link on the same page: its case takes the place of what is there. */
  async replace() {
    const text = await this.read();
    if (text) {
      this.host.app.setCase(text);
    }
  }

  /** The case of the page's address as text, if it is a new one; what cannot be read is told, to host and visitor. */
  async read() {
    const code = codeIn(window.location);
    const isNew = code && code !== found.get(this.host.element);
    found.set(this.host.element, code);
    if (!isNew) {
      return "";
    }
    try {
      const text = (await this.host.speak()).open(`tradeaid=${code}`);
      return text.slice(text.indexOf("\n") + 1);
    } catch (complaint) {
      if (typeof complaint !== "string") {
        throw complaint;
      }
      this.host.report("BAD_PREFILL", complaint);
      this.notice.say(complaint);
      return "";
    }
  }
}
