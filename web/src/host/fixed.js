/*
 * What the host has filled in and nobody else may change (`readonly-inputs`): the inputs that it names, as far as it gave
 * them. Their fields are read-only and say so; a case from elsewhere, or one that was emptied, gets them back. What the
 * host names and did not give is asked for as ever.
 */

import { words } from "./words.js";

/** The case that the host of an element gave; drawn again, a calculator goes on with it. */
const given = new WeakMap();

/** Fields of the form. One question at a time never asks for what is known. */
const FIELDS = ".ta-group .ta-field[data-of], .ta-fold-box .ta-field[data-of]";

export class Fixed {
  constructor(host) {
    const { app, element } = host;
    this.host = host;
    this.prefill = element.getAttribute("prefill");
    this.heard = [[app.shell.whole || app.shell, "want"], [app, "reset"]];
    this.heard.forEach(([owner, method]) => {
      const real = owner[method];
      owner[method] = (...values) => {
        real.apply(owner, values);
        this.take();
      };
    });
    if (!given.has(element)) {
      this.take();
    }
  }

  close() {
    // What the class says comes back.
    this.heard.forEach(([owner, method]) => delete owner[method]);
  }

  /** The host has given another case, or taken back the one it gave. */
  take() {
    given.set(this.host.element, this.host.app.caseData() || {});
  }

  forget() {
    given.delete(this.host.element);
  }

  follow() {
    const prefill = this.host.element.getAttribute("prefill");
    if (prefill !== this.prefill) {
      this.prefill = prefill;
      this.take();
    }
  }

  settled(data) {
    const { app, element, settings } = this.host;
    const now = JSON.parse(data || "{}");
    const held = partOf(given.get(element), settings.readonly);
    // Its drawing comes back here.
    if (restore(now, held)) {
      app.setCase(JSON.stringify(now));
    } else {
      this.mark((field) => holds(held, now, field));
    }
  }

  async mark(isHeld) {
    const { app } = this.host;
    const fields = [...app.mount.querySelectorAll(FIELDS)];
    const held = fields.filter(isHeld);
    const said = held.length > 0 ? await words(app, "handout.fixed") : "";
    fields.forEach((field) => mark(field, held.includes(field) ? said : ""));
    app.mount.querySelectorAll(".ta-item").forEach((item) => {
      item.querySelector("[data-do=remove]").disabled = item.querySelector("[data-fixed]") !== null;
    });
  }
}

/** What a case says of some inputs; of items those that it says something of, under their ids. */
function partOf(data, names) {
  const part = {};
  names.forEach((path) => {
    const [kind, name] = path.split(".");
    const value = data[kind];
    if (Array.isArray(value)) {
      part[kind] = part[kind] || value.map(({ id }) => ({ id }));
      value.forEach((item, at) => Object.assign(part[kind][at], pick(item, name)));
    } else if (name && value) {
      part[kind] = { ...part[kind], ...pick(value, name) };
    } else if (value !== undefined) {
      part[kind] = value;
    }
  });
  return part;
}

function pick(from, name) {
  return name in from ? { [name]: from[name] } : {};
}

/** Puts what is held back into a case; whether that changed anything. */
function restore(now, held) {
  let isChanged = false;
  const put = (into, from) => {
    Object.entries(from).forEach(([name, value]) => {
      if (isYearly(value) && isYearly(into[name])) {
        put(into[name].by_year, value.by_year);
      } else if (JSON.stringify(into[name]) !== JSON.stringify(value)) {
        into[name] = value;
        isChanged = true;
      }
    });
  };
  Object.entries(held).forEach(([kind, value]) => {
    if (Array.isArray(value)) {
      now[kind] = now[kind] || [];
      value.forEach((item) => {
        const known = now[kind].find(({ id }) => id === item.id);
        put(known || now[kind][now[kind].push({}) - 1], item);
      });
    } else if (typeof value === "object") {
      put((now[kind] = now[kind] || {}), value);
    } else {
      put(now, { [kind]: value });
    }
  });
  return isChanged;
}

/** Of a yearly figure the host may have given some years. */
function isYearly(value) {
  return typeof value === "object" && value !== null && "by_year" in value;
}

/** Whether what a field shows is held: the n-th field of an input belongs to the n-th item. */
function holds(held, now, field) {
  const [kind, name] = field.dataset.of.split(".");
  const year = /^\d+\.\.(\d+)$/.exec(field.querySelector("[data-at]").dataset.at);
  let of = name ? held[kind] : held;
  if (Array.isArray(of)) {
    const fields = [...field.closest(".ta-group").querySelectorAll(`[data-of="${field.dataset.of}"]`)];
    const item = now[kind][fields.indexOf(field)];
    of = item && of.find(({ id }) => id === item.id);
  }
  const value = of ? of[name || kind] : undefined;
  return value !== undefined && (!year || (isYearly(value) && year[1] in value.by_year));
}

/** Closes a field with a word beside its name, or opens it again. */
function mark(field, said) {
  const isFixed = said !== "";
  const label = field.querySelector(".ta-label");
  if (isFixed) {
    label.setAttribute("data-said", said);
  } else {
    label.removeAttribute("data-said");
  }
  if (field.hasAttribute("data-fixed") !== isFixed) {
    field.toggleAttribute("data-fixed", isFixed);
    field.querySelectorAll("input, select, button").forEach((control) => {
      control[control.type === "text" ? "readOnly" : "disabled"] = isFixed;
    });
  }
}
