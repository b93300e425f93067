/*
 * What a visitor does with a calculator on a host's page, by mouse and keyboard alone, and what can be read there. Finds
 * fields by their labels. Needs a page that is watched (`watch.mjs`), which keeps hold of closed roots as well; a
 * calculator without a root of its own stands in the page.
 */

/** A machine with other things to do is no reason to fail. */
const PATIENCE = 15_000;
const BREATH = 40;

/**
 * What a function of the page gives as soon as that is something. Asked plainly, again and again: the driver's own way of
 * waiting brings helpers into the page, which hosts that bend built-in types would break.
 */
export async function until(frame, wanted, ...given) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    const handle = await frame.evaluateHandle(wanted, ...given);
    if (await handle.jsonValue().catch(() => true)) {
      return handle;
    }
    await new Promise((resolve) => setTimeout(resolve, BREATH));
  }
  throw new Error(`in vain: ${wanted} ${given}`);
}

/** A visitor of the calculator with this id, in this frame of a page. */
export class Visitor {
  constructor(page, frame, id = "a") {
    Object.assign(this, { page, frame, id });
  }

  /** Until the calculator has told that it is ready. */
  ready() {
    return until(this.frame, (id) => {
      const { seen } = window.watched;
      for (let at = 0; at < seen.length; at += 1) {
        if (seen[at].name === "ready" && seen[at].id === id) {
          return true;
        }
      }
      return false;
    }, this.id);
  }

  /** The first element of a selector, once it is there. */
  async find(selector) {
    const inside = (id, wanted) => {
      const element = document.getElementById(id);
      return (window.watched.roots.get(element) || element).querySelector(wanted);
    };
    return (await until(this.frame, inside, this.id, selector)).asElement();
  }

  /** The field of this label; of a choice, the answer with these words. */
  async field(label, answer = "") {
    const handle = await until(this.frame, (id, label, answer) => {
      const element = document.getElementById(id);
      const root = window.watched.roots.get(element) || element;
      for (const each of root.querySelectorAll("label, legend")) {
        if (each.textContent.trim() === label) {
          for (const one of answer ? each.parentNode.querySelectorAll("label") : []) {
            if (one.textContent.trim() === answer) {
              return one;
            }
          }
          return answer ? null : each.control;
        }
      }
      return null;
    }, this.id, label, answer);
    return handle.asElement();
  }

  async press(selector) {
    await (await this.find(selector)).click();
  }

  async type(label, text) {
    await (await this.field(label)).click();
    await this.page.keyboard.type(text);
  }

  async choose(label, answer) {
    await (await this.field(label, answer)).click();
  }

  /** Until an amount is shown that is certain. */
  async reads(amount) {
    await until(this.frame, (id, amount) => {
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
    await this.find("svg.td-qr");
    await this.press("[data-take=share]");
    await this.press('[data-desk=open][data-name="curve"]');
    await this.find("#td-title");
    await this.press("[data-desk=close]");
  }
}
