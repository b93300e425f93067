/*
 * The visitor's choice whether the page around gets the result. Draws the question where the page keeps room for it,
 * in the look of the calculator; until it is answered, and after a no, nothing may be told. Hands over nothing itself.
 */

import { say } from "./texts.js";

const YES = "yes";
const NO = "no";
const AIR = "calc(var(--tradeaid-space, 4px) * 4)";

export class Consent {
  /** `detail` is how much is wanted; without `asks` nobody is asked. `changed` is called when the choice has changed. */
  constructor(room, { detail, asks }, changed) {
    this.room = room;
    this.detail = detail;
    this.asks = asks;
    this.changed = changed;
    this.choice = asks ? "" : YES;
    /** Who would get it; nobody asks before someone would. */
    this.host = null;
    this.lang = "";
    this.status = null;
  }

  get isGiven() {
    return this.choice === YES;
  }

  /** Asks for this page around. What was said of another one does not hold for it. */
  ask(host) {
    if (this.asks && host !== this.host) {
      this.choice = "";
    }
    this.host = host;
    this.draw();
  }

  speak(lang) {
    if (lang !== this.lang) {
      this.lang = lang;
      this.draw();
    }
  }

  draw() {
    if (!this.asks || this.host === null) {
      return;
    }
    const { room, lang } = this;
    const words = (key) => say(lang, key, this.host || say(lang, "host"));
    const hadFocus = room.contains(document.activeElement);
    this.build();
    this.panel.setAttribute("aria-label", words("region"));
    const told = { "": `ask.${this.detail}`, [YES]: `told.${this.detail}`, [NO]: "told.none" }[this.choice];
    this.status.textContent = words(told);
    const offered = { "": [[YES, "yes"], [NO, "no"]], [YES]: [[NO, "stop"]], [NO]: [[YES, "again"]] }[this.choice];
    this.buttons.textContent = "";
    offered.forEach(([choice, key]) => this.offer(choice, words(key)));
    if (hadFocus) {
      this.buttons.firstChild.focus();
    }
  }

  /** Made once and filled afterwards: what changes is read out. */
  build() {
    if (!this.status) {
      const panel = this.room.appendChild(document.createElement("section"));
      panel.className = "ta-panel";
      this.room.style.paddingTop = this.room.style.paddingBottom = AIR;
      this.status = panel.appendChild(document.createElement("p"));
      this.status.setAttribute("role", "status");
      this.buttons = panel.appendChild(document.createElement("div"));
      this.buttons.className = "ta-gap-s";
      this.panel = panel;
      this.room.hidden = false;
    }
  }

  offer(choice, text) {
    const button = this.buttons.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "ta-btn";
    button.textContent = text;
    button.style.marginRight = "8px";
    button.setAttribute("data-choice", choice);
    button.onclick = () => {
      this.choice = choice;
      this.draw();
      this.changed();
    };
  }
}
