/*
 * What stands above a calculator with several packs: by which document it reckons, what belongs to another one, and
 * what no document is in force for. Says what it is told, in the language and the look of the calculator below it.
 */

import { say } from "./texts.js";

/** What it takes over from the calculator's own mount: its words and its look. */
const TAKEN_OVER = ["lang", "data-theme", "data-preset", "data-size", "data-density", "data-width"];
const AIR = "calc(var(--tradeaid-space, 4px) * 4)";

function add(parent, tag, className, text) {
  const child = parent.appendChild(document.createElement(tag));
  child.className = className;
  if (text) {
    child.textContent = text;
  }
  return child;
}

export class Strip {
  /** `choose(place)` is called when another pack is wanted. */
  constructor(choose) {
    this.choose = choose;
    this.node = document.createElement("div");
    this.node.className = "tradeaid";
    const shell = add(this.node, "div", "ta-shell");
    shell.style.paddingTop = shell.style.paddingBottom = AIR;
    this.region = add(shell, "section", "ta-panel");
    this.region.tabIndex = -1;
    /* What changes is told to those who do not see it; the buttons are not part of what is told. */
    this.status = add(this.region, "div", "");
    this.status.setAttribute("role", "status");
    this.buttons = add(this.region, "div", "ta-gap-m");
    this.said = {};
    this.mount = null;
    this.mirror = new MutationObserver(() => this.follow());
    ["pointerdown", "keydown"].forEach((type) => this.node.addEventListener(type, () => this.touch(type), true));
  }

  /** Stands above this mount from now on; `changed` is called when its language does. */
  above(mount, changed) {
    this.changed = changed;
    if (this.mount !== mount) {
      this.mount = mount;
      this.mirror.disconnect();
      this.mirror.observe(mount, { attributes: true, attributeFilter: TAKEN_OVER });
    }
    mount.parentNode.insertBefore(this.node, mount);
    this.follow();
  }

  follow() {
    TAKEN_OVER.forEach((name) => {
      const value = this.mount.getAttribute(name);
      if (value === null) {
        this.node.removeAttribute(name);
      } else if (value !== this.node.getAttribute(name)) {
        this.node.setAttribute(name, value);
      }
    });
    if (this.node.lang !== this.lang) {
      this.lang = this.node.lang;
      this.changed();
    }
  }

  /** As in the calculator, the ring around what has the focus is for those who use the keyboard. */
  touch(type) {
    if (type === "pointerdown") {
      this.node.setAttribute("data-pointer", "");
    } else {
      this.node.removeAttribute("data-pointer");
    }
  }

  /**
   * Shows sentences, what is uncovered, and a button for each other pack, as `[place, title]`. What is the same as
   * before stays as it is: neither is it told again, nor does a button lose the focus.
   */
  show({ sentences, uncovered, others }) {
    const { lang } = this;
    this.region.setAttribute("aria-label", say(lang, "region"));
    this.once("status", [lang, sentences, uncovered], () => {
      this.status.textContent = "";
      sentences.forEach((sentence, place) => add(this.status, "p", place > 0 ? "ta-gap-x" : "", sentence));
      if (uncovered) {
        const notice = add(add(this.status, "div", "ta-notice ta-gap-s"), "div", "");
        add(notice, "p", "ta-notice__t", uncovered);
        add(notice, "p", "ta-note", say(lang, "ask"));
      }
    });
    this.once("buttons", [lang, others], () => {
      this.buttons.textContent = "";
      others.forEach(([place, title]) => {
        const button = add(this.buttons, "button", "ta-btn", say(lang, "switch", title));
        button.type = "button";
        button.onclick = () => this.choose(place);
      });
      if (others.length > 0) {
        add(this.buttons, "p", "ta-note ta-gap-x", say(lang, "kept"));
      }
    });
  }

  once(part, content, draw) {
    const text = JSON.stringify(content);
    if (this.said[part] !== text) {
      this.said[part] = text;
      draw();
    }
  }

  hasFocus() {
    return this.node.contains(this.node.getRootNode().activeElement);
  }

  focus() {
    this.region.focus();
  }

  remove() {
    this.mirror.disconnect();
    this.mount = null;
    this.node.remove();
  }
}
