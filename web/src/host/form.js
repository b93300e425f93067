/*
 * The calculator as a field of the host's form: under its name it hands over the id of the result, and what is wrong in
 * it keeps the form from being sent. Where the browser knows no such elements, a hidden field stands in.
 */

import { words } from "./words.js";

/** An element can be asked for this only once. */
const known = new WeakMap();

function internals(element) {
  if (!known.has(element) && element.attachInternals) {
    known.set(element, element.attachInternals());
  }
  const found = known.get(element);
  return found && found.setFormValue ? found : null;
}

export class FormField {
  constructor(host) {
    this.host = host;
    this.internals = internals(host.element);
    this.hidden = null;
    this.form = null;
    this.changed = () => this.follow();
    this.emptied = () => host.element.reset();
    ["result", "validity"].forEach((name) => host.element.addEventListener(`tradeaid-${name}`, this.changed));
  }

  close() {
    ["result", "validity"].forEach((name) => this.host.element.removeEventListener(`tradeaid-${name}`, this.changed));
    this.stand("", "");
    if (this.internals) {
      this.internals.setFormValue(null);
      this.internals.setValidity({});
    }
  }

  settled() {
    this.follow();
  }

  follow() {
    const { app, settings } = this.host;
    const isSettled = app.assessment && this.host.problems.length === 0;
    const value = settings.name && isSettled && !this.host.withholds ? app.assessment.result_id : "";
    if (this.internals) {
      this.internals.setFormValue(value || null);
      this.judge();
    } else {
      this.stand(settings.name, value);
    }
  }

  /** A field of a form without a name takes no part in it. */
  async judge() {
    const { app, settings } = this.host;
    if (this.host.problems.length === 0 || !settings.name) {
      this.internals.setValidity({});
      return;
    }
    const sentence = await words(app, "handout.form.invalid");
    const place = app.mount.querySelector("[aria-invalid=true]") || app.mount.querySelector("input, button");
    if (this.host.problems.length > 0 && place) {
      this.internals.setValidity({ customError: true }, sentence, place);
    }
  }

  /** The field that stands in, with its form's reset; without a name there is none. */
  stand(name, value) {
    const { element } = this.host;
    if (this.form) {
      this.form.removeEventListener("reset", this.emptied);
      this.form = null;
    }
    if (!name) {
      if (this.hidden) {
        this.hidden.remove();
        this.hidden = null;
      }
      return;
    }
    if (!this.hidden) {
      this.hidden = document.createElement("input");
      this.hidden.type = "hidden";
      element.appendChild(this.hidden);
    }
    this.hidden.name = name;
    this.hidden.value = value;
    this.hidden.disabled = !value;
    this.form = this.hidden.form;
    if (this.form) {
      this.form.addEventListener("reset", this.emptied);
    }
  }
}
