/*
 * What visitor and host have to know of what came from outside: that the host's prefill could not be used, and that the
 * rules are no longer in force on the day of assessment. The calculator itself works on.
 */

import { today } from "../case.js";
import { identity } from "../pack.js";
import { Notice } from "./notice.js";
import { words } from "./words.js";

/** Of which rules an element has told that they are over. */
const told = new WeakMap();

export class Notices {
  constructor(host) {
    this.host = host;
    this.notice = new Notice(host.app.mount);
    this.prefill = null;
  }

  follow() {
    this.judgePrefill(this.host.element.getAttribute("prefill"));
    this.judgeRules();
  }

  settled(data) {
    this.notice.outdated(data);
  }

  close() {
    this.notice.clear();
  }

  /** The host was told when it was refused; here the visitor is. */
  async judgePrefill(prefill) {
    if (prefill === this.prefill) {
      return;
    }
    this.prefill = prefill;
    this.notice.clear();
    if (prefill === null) {
      return;
    }
    const { app } = this.host;
    try {
      (await this.host.speak()).open(prefill);
    } catch (complaint) {
      const sentence = await words(app, "handout.prefill.refused");
      if (typeof complaint === "string" && this.prefill === prefill && !app.closed) {
        this.notice.say(sentence);
      }
    }
  }

  /** The end of rules is told once for an element; the calculator says it wherever it matters. */
  async judgeRules() {
    const { app, element } = this.host;
    const [core] = await app.shell.release.pack(...app.pack, app.lang);
    const { id, valid } = identity(JSON.parse(core));
    const day = element.getAttribute("as-of") || today();
    const before = told.get(element) || [];
    if (valid && valid.to && day > valid.to && !before.includes(id)) {
      told.set(element, [...before, id]);
      this.host.report("RULES_EXPIRED", `${id}: in force until ${valid.to}`);
    }
  }
}
