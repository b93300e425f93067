/*
 * One calculator as it stands: its mount element, its widget, its case, and the news it has for the host.
 * It outlives every move of its element; it is drawn again only for another pack or after a crash.
 */

import { caseText } from "../case.js";
import { follow } from "./late.js";
import { freeze, refuse } from "./refusal.js";
import { readSettings } from "./settings.js";
import { dress } from "./stylesheet.js";
import { widthClass, widthRank } from "./surroundings.js";

/** A reference that does not keep a removed element alive: the engine holds on to what it may call. */
function weakly(target) {
  return typeof WeakRef === "function" ? new WeakRef(target) : { deref: () => target };
}

export class App {
  constructor(shell, instance) {
    this.shell = shell;
    this.element = shell.element;
    this.instance = instance;
    this.widget = null;
    this.mount = null;
    this.closed = false;
    this.assessment = null;
    /** What is wrong with what was entered, if anything is. */
    this.problems = null;
    this.rank = 0;
    this.pack = null;
    this.lang = null;
    this.told = "";
    this.complaints = "";
    this.updating = null;
    /** Whether the host was told that it stands: a promise of it. */
    this.stood = null;
    /** What comes behind the first answer: a promise of it, once it was asked for. */
    this.desk = null;
    const self = weakly(this);
    const alive = (action) => (...given) => self.deref() && action(self.deref(), ...given);
    this.emit = alive((app, type, detail) => app.hear(type, detail));
    this.resize = new ResizeObserver(alive((app) => requestAnimationFrame(() => app.fit())));
    this.touched = alive((app, { type }) => app.touch(type));
  }

  /** Loads what is missing and draws. Rejects when that cannot be done. */
  async open() {
    const { shell } = this;
    const { release } = shell;
    const pack = this.wantedPack();
    const lang = release.language(this.element);
    const [Widget, [core, texts], ui] = await Promise.all([
      this.instance.start(release),
      release.pack(...pack, lang),
      release.texts(lang),
      dress(shell.root, release, "widget.css"),
    ]);
    if (this.closed) {
      return;
    }
    this.pack = pack;
    this.lang = lang;
    this.draw(Widget, core, texts, ui);
    if (this.closed) {
      return;
    }
    this.say(lang);
    if (this.element.isConnected) {
      this.connected();
    } else {
      this.leave();
    }
  }

  draw(Widget, core, texts, ui) {
    const { shell } = this;
    this.mount = this.makeMount();
    shell.root.insertBefore(this.mount, shell.root.firstChild);
    const options = this.applySettings();
    this.told = options;
    try {
      this.widget = new Widget(this.mount, core, texts, ui, options, this.emit);
    } catch (refusal) {
      if (typeof refusal === "string") {
        throw shell.release.failure("BAD_CONFIG", refusal);
      }
      this.instance.collapse(this, refusal);
      return;
    }
    this.fillIn();
  }

  /** What is known from the start: the last result before a crash, else the prefill. */
  fillIn() {
    const { shell } = this;
    if (shell.saved) {
      this.setCase(shell.saved);
    } else if (this.element.hasAttribute("prefill")) {
      this.setCase(this.element.getAttribute("prefill"));
    }
  }

  makeMount() {
    const mount = document.createElement("div");
    mount.className = "tradeaid";
    mount.hidden = true;
    ["pointerdown", "keydown", "input", "change", "click"].forEach((type) => {
      mount.addEventListener(type, this.touched, true);
    });
    return mount;
  }

  /** Focus is drawn for those who use the keyboard; `:focus-visible` is newer than the oldest browser served. */
  touch(type) {
    this.instance.touched = this;
    this.shell.restarts = 0;
    if (type === "pointerdown") {
      this.mount.setAttribute("data-pointer", "");
    } else if (type === "keydown") {
      this.mount.removeAttribute("data-pointer");
    }
  }

  connected() {
    if (this.instance.dead) {
      this.shell.restart();
    } else if (this.mount && this.element.isConnected) {
      if (this.mount.parentNode !== this.shell.root) {
        this.shell.root.insertBefore(this.mount, this.shell.root.firstChild);
      }
      this.instance.enter(this);
      this.resize.observe(this.mount);
      this.update();
    }
  }

  /** A move ends before the next microtask. What is gone for longer lets go of the page, and keeps its case. */
  disconnected() {
    Promise.resolve().then(() => {
      if (!this.element.isConnected) {
        this.leave();
      }
    });
  }

  leave() {
    this.instance.leave(this);
    this.resize.disconnect();
    if (this.mount) {
      this.mount.remove();
    }
  }

  /** For good: another runtime, or a message, takes this place. */
  close() {
    this.closed = true;
    this.leave();
    if (this.desk) {
      this.desk.then((desk) => desk.close()).catch(() => {});
    }
    if (this.widget && !this.instance.dead) {
      this.instance.call(this, () => this.widget.free());
    }
    this.widget = null;
  }

  changed(name) {
    if (name === "prefill" && this.widget && this.element.hasAttribute("prefill")) {
      this.setCase(this.element.getAttribute("prefill"));
    } else {
      this.update();
    }
  }

  /** Brings the drawing in line with attributes and surroundings, once for all that changed together. */
  update() {
    if (!this.updating) {
      this.updating = Promise.resolve().then(() => {
        this.updating = null;
        return this.widget && this.element.isConnected ? this.follow() : null;
      });
    }
  }

  async follow() {
    if (String(this.wantedPack()) !== String(this.pack)) {
      this.shell.saved = this.instance.call(this, () => this.widget.case_json()) || null;
      this.shell.restart();
      return;
    }
    const lang = this.shell.release.language(this.element);
    if (lang !== this.lang) {
      await this.speak(lang);
    }
    if (!this.widget) {
      return;
    }
    const options = this.applySettings();
    if (options !== this.told) {
      this.told = options;
      this.instance.call(this, () => this.widget.set_options(options));
    }
  }

  async speak(lang) {
    const { release } = this.shell;
    try {
      const [[, texts], ui] = await Promise.all([release.pack(...this.pack, lang), release.texts(lang)]);
      if (this.widget && lang === release.language(this.element)) {
        this.instance.call(this, () => this.widget.set_language(texts, ui, lang));
        this.lang = lang;
        this.say(lang);
      }
    } catch (error) {
      this.shell.report(error.code, error.message);
    }
  }

  /** Hands over the texts that stand folded away at first, once they are there. */
  async say(lang) {
    try {
      const texts = await this.shell.release.later(this.pack[0], lang);
      if (texts && this.widget) {
        this.instance.call(this, () => this.widget.add_texts(texts));
      }
    } catch (error) {
      this.shell.report(error.code, error.message);
    }
  }

  /** The settings for the engine as text; those for the style sheet go to the mount at once. */
  applySettings() {
    const { mount, shell } = this;
    const wrong = [];
    const { options, look } = readSettings(this.element, this.lang, (name, value, allowed) => {
      wrong.push(`${name}="${value}" is not one of: ${allowed}`);
    });
    // Where the page sees the mount, this would be news to those who watch it, ourselves among them.
    if (mount.lang !== this.lang) {
      mount.lang = this.lang;
    }
    Object.entries(look).forEach(([name, value]) => {
      if (value === null) {
        mount.removeAttribute(`data-${name}`);
      } else {
        mount.setAttribute(`data-${name}`, value);
      }
    });
    this.fit();
    const complaints = wrong.join("; ");
    if (complaints && complaints !== this.complaints) {
      shell.report("BAD_CONFIG", complaints);
    }
    this.complaints = complaints;
    return caseText(options).text;
  }

  /** What is out of the page or not shown has no width, and stays as it is. */
  fit() {
    const width = this.mount.clientWidth || this.element.clientWidth;
    if (width > 0) {
      this.rank = widthRank(width, this.rank);
      this.mount.setAttribute("data-width", widthClass(this.rank, this.mount.getAttribute("data-size") === "large"));
    }
  }

  wantedPack() {
    return [this.element.getAttribute("pack") || "", this.element.getAttribute("pack-integrity") || ""];
  }

  setCase(data) {
    const given = caseText(data === null || data === undefined ? {} : data);
    const problems = given.problems || JSON.parse(this.instance.call(this, () => this.widget.set_case(given.text)) || "[]");
    refuse(this.shell, problems);
  }

  caseData() {
    const text = this.instance.call(this, () => this.widget.case_json());
    return text ? JSON.parse(text) : null;
  }

  assess() {
    const text = this.problems ? null : this.instance.call(this, () => this.widget.assessment_json());
    this.assessment = text ? freeze(JSON.parse(text)) : null;
    return this.assessment;
  }

  reset() {
    this.shell.saved = null;
    this.instance.call(this, () => this.widget.reset());
  }

  focus() {
    this.instance.call(this, () => this.widget.focus());
  }

  /** News from the engine, told to the host when the engine's own call is over. */
  hear(type, detail) {
    Promise.resolve().then(() => {
      if (this.widget && !this.instance.dead) {
        this.tell(type, JSON.parse(detail));
      }
    });
  }

  tell(type, detail) {
    const { shell } = this;
    if (type === "ready") {
      this.stood = Promise.resolve(this.stand());
    } else if (type === "language") {
      // The visitor's choice goes the way of the host's: through the attribute.
      shell.element.setAttribute("lang", detail.lang);
    } else if (type === "input" || type === "step") {
      shell.fire(type, detail);
    } else if (type === "problems") {
      this.problems = freeze(detail);
      this.assessment = null;
      shell.fire("validity", { valid: false, problems: this.problems });
    } else if (type === "result") {
      this.settle(freeze(detail));
    }
  }

  /** Nothing is requested after the host is told, so what vouches for the rest has to be there by then, or be missed. */
  stand() {
    const { shell } = this;
    const stand = () => {
      // What the host set meanwhile.
      if (shell.wanted && !this.closed) {
        const { value } = shell.wanted;
        shell.wanted = null;
        this.setCase(value);
      }
      if (!this.closed) {
        this.mount.hidden = false;
        this.desk = follow(this);
        shell.reveal();
      }
    };
    return shell.release.known("", stand, stand);
  }

  settle(assessment) {
    const { shell } = this;
    const wasRefused = this.problems;
    this.problems = null;
    this.assessment = assessment;
    shell.saved = this.instance.call(this, () => this.widget.case_json()) || shell.saved;
    if (wasRefused) {
      shell.fire("validity", { valid: true, problems: [] });
    }
    // How much of it the page may know is found out there.
    this.stood
      .then(() => shell.release.runtime("host.js"))
      .then((host) => host.answer(shell, assessment), () => {});
  }
}
