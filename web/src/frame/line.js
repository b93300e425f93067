/*
 * What goes over the private port to the page around: settings in, news out. Whatever comes in is taken for what it
 * could be at worst; what goes out holds no value that was entered, unless the visitor let it.
 */

import { outcomes } from "../outcomes.js";
import { complaint } from "./address.js";

/** So many reports wait for a page around. */
const MOST_REPORTS = 20;

/** More than there are settings is no honest wish. */
const MOST_VALUES = 64;

function isRecord(data) {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

/** Problems without what was found, which was entered. */
function unspoken(problems) {
  return problems.map(({ path, code, allowed }) => ({ path, code, allowed }));
}

export class Line {
  constructor(element, consent, height) {
    this.element = element;
    this.consent = consent;
    this.height = height;
    this.port = null;
    this.waiting = [];
    /** The last answer, and whether what was entered is valid. */
    this.result = null;
    this.validity = null;
  }

  /** A page around that can be talked to, instead of any before. */
  open(port, origin) {
    this.close();
    this.port = port;
    port.onmessage = ({ data }) => this.hear(data);
    this.consent.ask(/^https?:/.test(origin) ? origin : "");
    this.waiting.splice(0).forEach((report) => this.tell("error", report));
    this.height.start();
    this.news();
  }

  close() {
    if (this.port) {
      this.tell("bye");
      this.port.close();
      this.port = null;
      this.height.stop();
    }
  }

  tell(type, content) {
    if (this.port) {
      this.port.postMessage(Object.assign({ type }, content));
    }
  }

  hear(data) {
    if (!isRecord(data)) {
      return;
    }
    if (data.type === "set" && isRecord(data.values)) {
      this.set(data.values);
    } else if (data.type === "get" && Number.isSafeInteger(data.n)) {
      this.tell("result", { n: data.n, detail: this.shown() });
    } else if (data.type === "bye") {
      this.close();
    }
  }

  /** Attributes by their names, and the `case`. What is wrong is reported, and the rest taken. */
  set(values) {
    const names = Object.keys(values);
    (names.length <= MOST_VALUES ? names : []).forEach((name) => {
      const value = values[name];
      if (name === "case") {
        this.element.case = value;
        return;
      }
      const fault = complaint(name, value);
      if (fault) {
        this.report({ code: "BAD_CONFIG", message: fault });
      } else if (value === null) {
        this.element.removeAttribute(name);
      } else {
        this.element.setAttribute(name, value);
      }
    });
  }

  report({ code, message, problems }) {
    const report = { code, message };
    if (problems) {
      report.problems = unspoken(problems);
    }
    if (this.port) {
      this.tell("error", report);
    } else if (this.waiting.length < MOST_REPORTS) {
      this.waiting.push(report);
    }
  }

  /** As much of the last answer as may be told; null where there is none, or nothing may be told. */
  shown() {
    if (!this.result || !this.consent.isGiven) {
      return null;
    }
    return this.consent.detail === "full" ? Object.assign({}, this.result, { case: this.element.case }) : outcomes(this.result);
  }

  /** Tells what may be told of the state of things. */
  news() {
    if (!this.consent.isGiven) {
      return;
    }
    if (this.validity) {
      this.tell("validity", { valid: this.validity.valid, problems: unspoken(this.validity.problems) });
    }
    if (this.result) {
      this.tell("result", { detail: this.shown() });
    }
  }

  judged(validity) {
    this.validity = validity;
    this.result = validity.valid ? this.result : null;
    if (this.consent.isGiven) {
      this.tell("validity", { valid: validity.valid, problems: unspoken(validity.problems) });
    }
  }

  /** The calculator's own news hold less than may be told with the visitor's consent. */
  answered() {
    this.result = this.element.assessment;
    if (this.consent.isGiven) {
      this.tell("result", { detail: this.shown() });
    }
  }

  /** What was taken away; its content only for those who get everything. */
  taken({ kind, name, text, bytes }) {
    if (this.consent.isGiven) {
      this.tell("export", Object.assign({ kind, name }, this.consent.detail === "full" ? { text, bytes } : {}));
    }
  }
}
