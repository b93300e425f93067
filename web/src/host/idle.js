/*
 * For devices that many people share: when nobody has touched the calculator for as long as the host says, it forgets
 * everything and begins anew, as on the first day. Before that whoever is still there is told, with time to keep it.
 * Decides nothing about a case, and draws nothing but its notice.
 */

import { Notice } from "./notice.js";
import { isEmpty } from "./storage.js";
import { words } from "./words.js";

/** How long the notice stands before everything is gone, in seconds: what WCAG 2.2.1 asks for. */
const WARNING = 20;

/** What somebody does who is there. A page that scrolls by itself is nobody. */
const TOUCHES = ["pointerdown", "touchmove", "wheel", "keydown", "input", "change", "click"];

/** How long a press takes: nothing may move away from under it. */
const PRESS = 400;

/** The elements that forgot a case and have not said so yet. */
const emptied = new WeakSet();

export class Idle {
  constructor(host) {
    this.host = host;
    this.mount = host.app.mount;
    this.notice = new Notice(this.mount);
    this.isUsed = false;
    /** The case that it began anew with, where the page fills something in. */
    this.fresh = emptied.has(host.element) ? null : "";
    this.wanted = 0;
    this.timer = 0;
    this.touched = () => this.stay();
    TOUCHES.forEach((type) => this.mount.addEventListener(type, this.touched, { capture: true, passive: true }));
  }

  follow() {
    const { idle } = this.host.settings;
    if (idle !== this.wanted) {
      this.wanted = idle;
      this.wait();
    }
  }

  /** What the page filled in is somebody's, too. */
  settled(data) {
    this.notice.outdated(data);
    this.fresh = this.fresh === null ? data : this.fresh;
    if (!this.isUsed && data && data !== this.fresh && !isEmpty(data)) {
      this.isUsed = true;
      this.wait();
    }
  }

  async start() {
    if (emptied.delete(this.host.element)) {
      this.notice.say(await words(this.host.app, "handout.idle.done"));
    }
  }

  close() {
    clearTimeout(this.timer);
    TOUCHES.forEach((type) => this.mount.removeEventListener(type, this.touched, { capture: true }));
    this.notice.clear();
  }

  /** Somebody is there. */
  stay() {
    this.isUsed = true;
    this.wait();
    if (this.notice.isUrgent) {
      setTimeout(() => this.notice.clear(), PRESS);
    }
  }

  wait() {
    clearTimeout(this.timer);
    if (this.wanted && this.isUsed) {
      this.timer = setTimeout(() => this.warn(), (this.wanted - WARNING) * 1000);
    }
  }

  async warn() {
    const { app } = this.host;
    const end = setTimeout(() => this.expire(), WARNING * 1000);
    this.timer = end;
    const said = ["soon", "keep"].map((name) => words(app, `handout.idle.${name}`, { seconds: WARNING }));
    const [sentence, button] = await Promise.all(said);
    if (!app.closed && this.timer === end) {
      this.notice.urge(sentence, button);
    }
  }

  /** Begins anew from nothing: what is drawn, opened, kept or agreed to goes with the calculator that held it. */
  expire() {
    const { app, element } = this.host;
    const shell = app.shell.whole || app.shell;
    emptied.add(element);
    this.host.tell("forget");
    shell.saved = null;
    shell.wanted = null;
    shell.restart();
  }
}
