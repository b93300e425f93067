/*
 * One element with several packs. It stands between the element's shell and the app that draws: to the shell it is the
 * app, to the app of the pack that is shown it is the shell. It holds the whole case, of which each pack knows a part.
 */

import { caseText } from "../case.js";
import { refuse } from "../widget/refusal.js";
import { readSettings } from "../widget/settings.js";
import { joined, parted } from "./aside.js";
import { firstShown } from "./choice.js";
import { findings } from "./findings.js";
import { openPacks } from "./packs.js";
import { Strip } from "./strip.js";

/** Which pack each element showed last: a calculator that is drawn again shows the same. */
const shownLast = new WeakMap();

/** What the element asks for: the names of the packs, and what vouches for those with an address. */
function wish(element) {
  const names = (element.getAttribute("pack") || "").split(/\s+/).filter(Boolean);
  return { names: [...new Set(names)], hash: element.getAttribute("pack-integrity") || "" };
}

const isAbout = (wanted, element) => JSON.stringify(wanted) === JSON.stringify(wish(element));

export class Several {
  constructor(shell) {
    this.shell = shell;
    this.element = shell.element;
    this.wish = wish(shell.element);
    this.packs = null;
    this.runtime = null;
    /** What is shown, and what will be once it is drawn: an app, the place of its pack, what it does not know. */
    this.face = null;
    this.next = null;
    this.closed = false;
    this.pressed = null;
    this.strip = new Strip((place) => this.choose(place));
    this.press = ({ target }) => {
      this.pressed = target.closest && target.closest("[data-do]");
    };
  }

  /** Loads what is missing and draws. Rejects when that cannot be done. */
  async open() {
    const { shell, element } = this;
    const { release } = shell;
    const { names, hash } = this.wish;
    const lang = release.language(element);
    // What is read of a pack behind its first answer as well: nothing is asked for when the document changes.
    names.forEach((name) => {
      release.prefetch(name, hash, lang);
      release.languages.forEach((each) => release.later(name, each, "plan").catch(() => {}));
    });
    const [runtime, packs] = await Promise.all([release.runtime("widget.js"), openPacks(release, names, hash, lang)]);
    if (this.closed) {
      packs.free();
      return;
    }
    this.runtime = runtime;
    this.packs = packs;
    shell.root.addEventListener("click", this.press, true);
    const last = shownLast.get(element);
    const known = last && isAbout(last.wish, element) ? last.place : null;
    const { as_of: day } = readSettings(element, lang, () => {}).options;
    await this.draw(known === null ? firstShown(packs.known, day) : known, this.firstCase());
  }

  /** What is known from the start, as for one pack: the last result, else the prefill; then what the host has set. */
  firstCase() {
    const { shell } = this;
    const given = [shell.saved || this.element.getAttribute("prefill")].filter((text) => text !== null);
    if (shell.wanted) {
      given.push(shell.wanted.value);
      shell.wanted = null;
    }
    return given.map((data) => this.taken(data)).reduce((before, text) => text || before, "{}") || "{}";
  }

  /** A case from the host as text; none when it is refused, which the host is told. */
  taken(data) {
    const { text, problems } = caseText(data === null || data === undefined ? {} : data);
    const wrong = problems || this.packs.refused(text);
    refuse(this.shell, wrong);
    return wrong.length > 0 ? null : text;
  }

  /** Draws the pack at a place, beside what is shown until it stands. */
  async draw(place, text) {
    const { part, aside } = parted(JSON.parse(text), (case_) => this.packs.problems(place, case_));
    const face = { place, aside, text, app: null };
    const app = this.runtime(this.shellFor(face, JSON.stringify(part)));
    const pack = [this.wish.names[place], this.wish.hash];
    app.wantedPack = () => pack;
    face.app = app;
    this.next = face;
    await app.open();
  }

  /** What an app sees of the shell. Failures and crashes are the element's; news and the first drawing pass through. */
  shellFor(face, saved) {
    const { shell } = this;
    return {
      element: shell.element,
      release: shell.release,
      root: shell.root,
      wanted: null,
      saved,
      get restarts() {
        return shell.restarts;
      },
      set restarts(count) {
        shell.restarts = count;
      },
      restart: () => shell.restart(),
      fail: (error) => shell.fail(error),
      report: (...told) => shell.report(...told),
      reveal: () => this.reveal(face),
      fire: (name, detail) => this.fire(face, name, detail),
      /** The element's own shell. */
      whole: shell,
    };
  }

  reveal(face) {
    const before = this.face;
    if (this.closed || face !== this.next) {
      return;
    }
    const current = before && JSON.stringify(this.caseData());
    const hadFocus = before && this.strip.hasFocus();
    this.face = face;
    this.next = null;
    shownLast.set(this.element, { wish: this.wish, place: face.place });
    if (!before) {
      this.shell.reveal();
    } else {
      before.app.close();
      // What was changed while the other one was drawn.
      if (current !== face.text) {
        this.give(current);
      }
    }
    this.strip.above(face.app.mount, () => this.tell());
    this.tell();
    if (hadFocus) {
      this.strip.focus();
    }
  }

  choose(place) {
    if (this.face && !this.next) {
      this.draw(place, JSON.stringify(this.caseData())).catch((error) => {
        if (this.next) {
          this.next.app.close();
          this.next = null;
        }
        this.shell.report(error.code, error.message);
      });
    }
  }

  fire(face, name, detail) {
    if (face !== this.face) {
      return;
    }
    // Who clears the form means everything, also what the form does not show.
    if (name === "input" && this.pressed && this.pressed.getAttribute("data-do") === "clear") {
      face.aside = [];
    }
    this.pressed = null;
    if (name === "result") {
      this.shell.saved = JSON.stringify(this.caseData());
      this.tell();
    }
    this.shell.fire(name, detail);
  }

  /** Says which pack answers for what, as the case is now. */
  tell() {
    if (this.face) {
      this.strip.show(findings(this.packs, this.face.place, this.caseData(), this.face.app.lang));
    }
  }

  /** Gives a case that is known to be in order to the pack that is shown. */
  give(text) {
    const { face } = this;
    const { part, aside } = parted(JSON.parse(text), (case_) => this.packs.problems(face.place, case_));
    face.aside = aside;
    // Where nothing was taken out, numbers stay as they were written.
    face.app.setCase(aside.length > 0 ? part : text);
  }

  connected() {
    if (this.face) {
      this.face.app.connected();
      if (!this.closed && this.face.app.mount.parentNode) {
        this.strip.above(this.face.app.mount, () => this.tell());
      }
    }
  }

  disconnected() {
    if (this.face) {
      this.face.app.disconnected();
    }
  }

  /** For good: another app, or a message, takes this place. */
  close() {
    this.closed = true;
    this.shell.root.removeEventListener("click", this.press, true);
    this.strip.remove();
    [this.face, this.next].filter(Boolean).forEach(({ app }) => app.close());
    if (this.packs) {
      this.packs.free();
    }
  }

  changed(name) {
    if (name.startsWith("pack")) {
      Promise.resolve().then(() => this.follow());
    } else if (name === "prefill" && this.face && this.element.hasAttribute("prefill")) {
      this.setCase(this.element.getAttribute("prefill"));
    } else if (this.face) {
      this.face.app.changed(name);
    }
  }

  /** Other packs are wanted: drawn anew, with the whole case. */
  follow() {
    if (!this.closed && !isAbout(this.wish, this.element)) {
      if (this.face) {
        this.shell.saved = JSON.stringify(this.caseData());
      }
      this.shell.restart();
    }
  }

  setCase(data) {
    const text = this.taken(data);
    if (text !== null) {
      this.give(text);
    }
  }

  caseData() {
    const { app, aside } = this.face;
    return joined(app.caseData() || {}, aside);
  }

  /** What comes behind the first answer of the pack that is shown. */
  get desk() {
    return this.face.app.desk;
  }

  get assessment() {
    return this.face.app.assessment;
  }

  assess() {
    return this.face.app.assess();
  }

  reset() {
    this.shell.saved = null;
    this.face.aside = [];
    this.face.app.reset();
  }

  focus() {
    this.face.app.focus();
  }
}
