/*
 * What a host sees of the inside: places for content of its own, and names by which its style sheet reaches parts. Both
 * are put on from outside of the drawing, so that they cost nothing before the first answer.
 */

/** Places for the host's content, before and behind the calculator, in their order. */
const BEFORE = ["header", "intro"];
const BEHIND = ["actions", "help", "disclaimer", "footer"];

/** What bears which names. */
const PARTS = [
  [".ta-root", "root"],
  [".ta-head", "header"],
  [".ta-sec, .ta-open", "form"],
  [".ta-field", "field"],
  [".ta-label", "label"],
  ["input, select, textarea", "input"],
  [".ta-error", "error"],
  [".ta-btn", "button"],
  [".ta-btn--go", "button-primary"],
  [".ta-card, .ta-rows > li", "result"],
  [".ta-amount, .ta-sum__big", "amount"],
  [".ta-trace", "reason"],
  ["table", "table"],
  [".ta-foot", "footer"],
];

export class Outline {
  constructor(host) {
    const { shell, mount } = host.app;
    this.root = shell.root;
    this.mount = mount;
    this.slots = {};
    // In the tree of the page there are none.
    const hasSlots = this.root instanceof ShadowRoot;
    this.before = hasSlots ? BEFORE : [];
    this.behind = hasSlots ? BEHIND : [];
    [...this.before, ...this.behind].forEach((name) => {
      const before = this.root.querySelector(`slot[name=${name}]`);
      this.slots[name] = before || document.createElement("slot");
      this.slots[name].name = name;
    });
    this.moved();
    this.settled();
  }

  /** The slots stand around the calculator wherever that was put. */
  moved() {
    const inOrder = [...this.root.children].map((child) => child.name || (child === this.mount ? "" : null)).filter((name) => name !== null);
    const wanted = [...this.before, "", ...this.behind];
    if (inOrder.join() === wanted.join() || this.mount.parentNode !== this.root) {
      return;
    }
    [...this.before].reverse().forEach((name) => this.root.insertBefore(this.slots[name], this.root.firstChild));
    this.behind.forEach((name) => this.root.appendChild(this.slots[name]));
  }

  /** What was drawn since gets its names; what became something else loses them. */
  settled() {
    const borne = ["[part]", ...PARTS.map(([selector]) => selector)].join();
    this.mount.querySelectorAll(borne).forEach((element) => {
      const part = PARTS.filter(([selector]) => element.matches(selector)).map(([, name]) => name).join(" ");
      if ((element.getAttribute("part") || "") !== part) {
        element.setAttribute("part", part);
      }
    });
  }

  close() {
    Object.values(this.slots).forEach((slot) => slot.remove());
  }
}
