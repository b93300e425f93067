/*
 * What a visitor does with a calculator on a host's page, by mouse and keyboard alone, and what can be read there, in
 * every browser. Finds fields by their labels. Needs a page that is watched (`watch.mjs`), which keeps hold of closed
 * roots as well; a calculator without a root of its own stands in the page. What runs in the page is plain: hosts bend
 * built-in types.
 */

/** A visitor of the calculator with this id, on a page of `browsers.mjs`. */
export class Visitor {
  constructor(page, id = "a") {
    Object.assign(this, { page, id });
  }

  /** Until the calculator has told that it is ready. */
  ready() {
    return this.page.until((id) => {
      const { seen } = window.watched;
      for (let at = 0; at < seen.length; at += 1) {
        if (seen[at].name === "ready" && seen[at].id === id) {
          return true;
        }
      }
      return false;
    }, this.id);
  }

  /** Until everything is drawn that comes by itself. */
  furnished() {
    return this.see("[data-desk]", () => true);
  }

  /** What is meant inside of the calculator: a selector, `{ label }`, or of a choice the answer: `{ label, answer }`. */
  #target(wanted) {
    return { by: seek, given: [this.id, typeof wanted === "string" ? { selector: wanted } : wanted] };
  }

  /** What `look(element, ...given)` of the page gives for something inside, once it is there. */
  see(wanted, look, ...given) {
    return this.page.see(this.#target(wanted), look, ...given);
  }

  press(wanted) {
    return this.page.click(this.#target(wanted));
  }

  async type(label, text) {
    await this.press({ label });
    await this.page.type(text);
  }

  choose(label, answer) {
    return this.press({ label, answer });
  }

  focus(label) {
    return this.see({ label }, (input) => input.focus());
  }

  /** What stands in the field of this label. */
  value(label) {
    return this.see({ label }, (input) => input.value);
  }

  /** What went wrong on the page. */
  errors() {
    return this.page.evaluate(() => window.watched.errors);
  }

  /** Until an amount is shown that is certain. */
  reads(amount) {
    return this.page.until((id, amount) => {
      const element = document.getElementById(id);
      const root = window.watched.roots.get(element) || element;
      for (const each of root.querySelectorAll(".ta-num:not(.ta-num--may)")) {
        if (each.textContent.indexOf(amount) >= 0 && each.getClientRects().length > 0 && getComputedStyle(each).visibility === "visible") {
          return true;
        }
      }
      return false;
    }, this.id, amount);
  }

  /** The short way through: a figure, a choice, and the amount that comes of them. */
  async walk() {
    await this.type("保费", "5200元");
    await this.choose("小微出口企业认定", "是");
    await this.reads("5,200.00");
  }

  /** Every way out of the page that is offered, a look behind the answer, and back. */
  async takeAway() {
    for (const way of ["csv", "json", "pdf", "print", "share"]) {
      await this.press(`[data-take=${way}]`);
    }
    await this.see("svg.td-qr", () => true);
    await this.press("[data-take=share]");
    await this.press('[data-desk=open][data-name="curve"]');
    await this.see("#td-title", () => true);
    await this.press("[data-desk=close]");
  }
}

/** Runs in the page: the first element of a selector, the field of a label, or the answer of a choice with these words. */
function seek(id, { selector, label, answer }) {
  const element = document.getElementById(id);
  const root = window.watched.roots.get(element) || element;
  if (!root || selector) {
    return root ? root.querySelector(selector) : null;
  }
  for (const each of root.querySelectorAll("label, legend")) {
    if (each.textContent.trim() === label) {
      if (!answer) {
        return each.control;
      }
      for (const one of each.parentNode.querySelectorAll("label")) {
        if (one.textContent.trim() === answer) {
          return one;
        }
      }
      return null;
    }
  }
  return null;
}
