/*
 * What the host of one calculator has behind the first answer: methods, and the companions that do what its attributes ask for.
 * Draws nothing itself, and decides nothing about a case.
 */

import { today } from "../case.js";
import { Consent, guard, withholds } from "./consent.js";
import { Contrast } from "./contrast.js";
import { Fixed } from "./fixed.js";
import { FormField } from "./form.js";
import { Idle } from "./idle.js";
import { Link } from "./link.js";
import { Notices } from "./notices.js";
import { Outline } from "./outline.js";
import { readSettings } from "./settings.js";
import { Size } from "./size.js";
import { Storage } from "./storage.js";

/** A field that says of itself that it is not filled in correctly. */
const FAULTY = "[aria-invalid=true]";

export class Host {
  constructor(app, rooms) {
    this.app = app;
    this.element = app.element;
    this.rooms = rooms;
    this.complaints = "";
    this.settings = this.read();
    this.link = new Link(this);
    this.consent = new Consent(this);
    this.companions = [
      this.consent, new Contrast(this), new FormField(this), this.link, new Storage(this), new Notices(this), new Outline(this), new Size(this),
      new Idle(this), new Fixed(this),
    ];
    this.attributes = new MutationObserver(() => this.follow());
    this.attributes.observe(this.element, { attributes: true });
    rooms.host = this;
    guard(app.shell);
    this.tell("follow");
    this.start();
  }

  close() {
    this.attributes.disconnect();
    this.tell("close");
    this.rooms.close();
  }

  /** Calls a method of every companion that has it. */
  tell(method, ...given) {
    this.companions.forEach((each) => each[method] && each[method](...given));
  }

  /** What was shared or kept is there before anything is kept anew. */
  async start() {
    const opened = await this.link.open();
    this.tell("start", opened);
  }

  follow() {
    this.settings = this.read();
    this.tell("follow");
    this.rooms.soon();
  }

  /** The settings as they are now; what is wrong with them is told once. */
  read() {
    const wrong = [];
    const settings = readSettings(this.element, (name, value, allowed) => wrong.push(`${name}="${value}" is not one of: ${allowed}`));
    const complaints = wrong.join("; ");
    if (complaints && complaints !== this.complaints) {
      this.report("BAD_CONFIG", complaints);
    }
    this.complaints = complaints;
    return settings;
  }

  report(code, message) {
    this.app.shell.report(code, message);
  }

  /** The case as it is now, as text; none before the first answer. */
  get data() {
    return this.app.shell.saved;
  }

  /** What speaks of cases, in the language of the calculator. */
  speak() {
    return this.rooms.speakers(this.app.lang);
  }

  /** A case that was kept or shared, beneath what is known by now: what the host or the visitor said wins. */
  beneath(text) {
    const { as_of: day, ...now } = this.app.caseData() || {};
    // Today is what nobody said.
    const said = day && day !== today() ? { as_of: day, ...now } : now;
    this.app.setCase(JSON.stringify(joined(JSON.parse(text), said)));
  }

  /** What is wrong with what was entered: what was refused, or else what no field could read. */
  get problems() {
    const { problems, mount } = this.app;
    return problems || [...mount.querySelectorAll(FAULTY)].map(unread);
  }

  /** Whether what was entered can be taken, with everything that is wrong with it. */
  async validate() {
    const { problems } = this;
    // What was found there was entered.
    const told = this.withholds ? [] : problems;
    return Object.freeze({ v: 1, valid: problems.length === 0, problems: told });
  }

  /** Prints the result; whether that could be done here. */
  async print() {
    return this.rooms.take.print((await this.speak())("sheet", this.given(), "{}"));
  }

  /** The result as a file: its name, type and bytes, and its text where it is one. */
  async export(kind) {
    return this.rooms.take.made(kind, await this.speak(), this.given());
  }

  /** The link of the case, or its code where no page to lead to is known. */
  async shareLink() {
    return this.rooms.take.linked(await this.speak(), this.given());
  }

  /** How a measure came out, or all of them, in sentences. */
  async explain(measure = "") {
    const answer = JSON.parse((await this.speak()).explain(this.given(), String(measure)));
    if (answer.problems) {
      throw this.failure("BAD_PREFILL", answer.problems.map(({ path, code }) => `${path}: ${code}`).join("; "));
    }
    return answer.explanations;
  }

  get withholds() {
    return withholds(this.element);
  }

  /** The case for a host that asks; none where the visitor has not agreed, or nothing was answered yet. */
  given() {
    if (this.withholds) {
      throw this.failure("CONSENT", "the visitor has not agreed");
    }
    if (!this.data) {
      throw this.failure("BAD_PREFILL", "there is no answer");
    }
    return this.data;
  }

  failure(code, message) {
    return this.app.shell.release.failure(code, message);
  }
}

/** A field that could not be read, in the form of a problem: its sentence is the one that stands beside it. */
function unread(field) {
  const message = (field.getAttribute("aria-describedby") || "")
    .split(" ")
    .map((id) => field.getRootNode().getElementById(id))
    .filter((node) => node && node.matches(".ta-error"))
    .map((node) => node.textContent)
    .join(" ");
  return Object.freeze({ path: "", code: "unread", found: field.value, allowed: "", message });
}

/** Two cases as one: what the second says wins, and its items stand for all of their kind. */
export function joined(under, over) {
  const both = { ...under };
  Object.entries(over).forEach(([key, value]) => {
    const isMap = (each) => typeof each === "object" && each !== null && !Array.isArray(each);
    if (isMap(value) && isMap(both[key])) {
      both[key] = joined(both[key], value);
    } else if (!Array.isArray(value) || value.length > 0) {
      both[key] = value;
    }
  });
  return both;
}
