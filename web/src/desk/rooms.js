/*
 * The rooms of one calculator: finds the places that are kept free for them, fills those that can be seen, and hears
 * what is chosen in them. The calculator never fills these places and the desk never touches anything else.
 */

import { Hold } from "./hold.js";
import { read, show } from "./markup.js";
import { Take } from "./take.js";

/** The attributes of the drawing that matter here: words, looks, and what is wrong. */
const WATCHED = ["lang", "data-size", "data-theme", "data-preset", "aria-invalid"];

/** How long a visitor must be quiet before rooms are drawn anew. */
const QUIET = 120;

/** The attributes of the calculator that rooms follow. */
const SETTINGS = ["measures", "size", "theme"];

export class Rooms {
  constructor(app, speakers) {
    this.app = app;
    this.speakers = speakers;
    /** What the host wants of this calculator; it comes beside the desk. */
    this.host = null;
    this.mount = app.mount;
    /** The room on the stage, and what was chosen in each. */
    this.open = "";
    this.wishes = {};
    /** What each place shows: drawn again only when that changes. */
    this.shown = new WeakMap();
    this.timer = 0;
    this.focus = "";
    /** What the host had set before a visitor chose another look. */
    this.looks = {};
    this.take = new Take(this);
    this.hold = new Hold(app);
    this.later = () => this.soon();
    this.hears = [
      ["click", (event) => this.pressed(event)],
      ["click", (event) => this.take.pressed(event)],
      ["change", (event) => this.chosen(event)],
      ["toggle", this.later],
    ];
    this.hears.forEach(([type, listener]) => this.mount.addEventListener(type, listener, true));
    app.element.addEventListener("tradeaid-result", this.later);
    this.changes = new MutationObserver(this.later);
    // The answer's id stands in the drawing, so that every answer is seen to come.
    this.changes.observe(this.mount, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: WATCHED });
    this.soon();
  }

  close() {
    clearTimeout(this.timer);
    this.hold.close();
    this.changes.disconnect();
    this.app.element.removeEventListener("tradeaid-result", this.later);
    this.hears.forEach(([type, listener]) => this.mount.removeEventListener(type, listener, true));
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draw(), QUIET);
  }

  /** Fills every place that can be seen. */
  async draw() {
    const { lang } = this.app;
    const data = this.app.shell.saved;
    try {
      const speak = await this.speakers(lang);
      if (this.app.closed || lang !== this.app.lang) {
        return;
      }
      if (data) {
        this.mount.querySelectorAll("[data-room]").forEach((place) => this.fill(place, speak, data));
      }
      this.host.tell("settled", data);
      this.changes.takeRecords();
      this.settle();
    } catch (error) {
      this.app.shell.report(error.code || "UNSUPPORTED", `desk: ${error.message || error}`);
      this.close();
    }
  }

  fill(place, speak, data) {
    const { room } = place.dataset;
    const name = room === "stage" ? this.open : room;
    if (place.parentNode.closest("details:not([open])")) {
      return;
    }
    const own = { ...(name === "take" ? this.take.offered() : {}), level: this.level(), of: place.dataset.of || "", room: this.open };
    SETTINGS.forEach((setting) => (own[setting] = this.app.element.getAttribute(setting) || ""));
    const wish = JSON.stringify({ ...this.wishes[name], ...own });
    const key = [this.app.lang, name, wish, data].join("\n");
    if (this.shown.get(place) !== key) {
      this.shown.set(place, key);
      show(place, name ? read(speak(name, data, wish)) : []);
      // A room may hold places for others.
      place.querySelectorAll("[data-room]").forEach((inner) => this.fill(inner, speak, data));
    }
  }

  /** How deep the heading of the results is, which those of the rooms follow. */
  level() {
    const heading = this.mount.querySelector("#ta-results");
    return heading ? heading.localName.slice(1) : "2";
  }

  pressed({ target }) {
    const button = target.closest("[data-desk]");
    if (!button) {
      return;
    }
    const { desk, name } = button.dataset;
    if (desk === "open") {
      this.focus = "#td-title";
      this.open = name;
    } else if (desk === "keep") {
      this.wishes[this.open] = { ...this.wishes[this.open], kept: this.app.shell.saved };
    } else if (desk === "look") {
      this.look(name, button.dataset.value);
    } else if (desk === "close") {
      this.focus = `[data-desk="open"][data-name="${this.open}"]`;
      this.open = "";
    }
    this.draw();
  }

  /** Switches a look on, or back to what the host wants. The visitor's choice goes the host's way: by the attribute. */
  look(name, value) {
    const { element } = this.app;
    const before = element.getAttribute(name);
    const isOn = before === value;
    element[name] = isOn ? this.looks[name] : value;
    this.looks[name] = isOn ? null : before;
  }

  chosen({ target }) {
    const { wish } = target.dataset;
    const place = target.closest("[data-room]");
    if (!wish || !place) {
      return;
    }
    const name = place.dataset.room === "stage" ? this.open : place.dataset.room;
    const value = target.type === "checkbox" ? String(target.checked) : target.value;
    this.wishes[name] = { ...this.wishes[name], [wish]: value };
    this.draw();
  }

  /** Moves the focus to what was opened, or back to where it was opened from. */
  settle() {
    const wanted = this.focus && this.mount.querySelector(this.focus);
    this.focus = "";
    if (wanted) {
      wanted.focus();
      wanted.scrollIntoView({ block: "nearest" });
    }
  }
}
