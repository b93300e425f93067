/*
 * The attributes that the desk reads, checked: what is kept, what may be taken away, where a link leads, what the host
 * has to ask for. A wrong value is told and its default taken; nothing throws, and nothing is done here.
 */

/** What may be chosen; the first is what holds without a word, but sharing, where that is a way of its own. */
const CHOICES = {
  storage: ["none", "session", "local"],
  share: ["", "off", "link", "qr"],
  consent: ["none", "ask"],
  "result-detail": ["outcome", "full"],
};

/** In which forms a result may be taken away, in the order of their buttons. */
const FORMS = ["print", "pdf", "csv", "json"];
/** The shortest time without a touch, in seconds, after which everything may be forgotten: a notice comes before that. */
const LEAST_IDLE = 30;
const INPUT = /^[a-z]\w*(\.\w+)?$/;
const LENGTH = /^\d{1,4}(\.\d+)?(px)?$/;

/** The settings of an element; `wrong(attribute, value, allowed)` is told of each value that is not taken. */
export function readSettings(element, wrong) {
  const choose = (name) => {
    const value = element.getAttribute(name);
    if (value !== null && !CHOICES[name].includes(value)) {
      wrong(name, value, CHOICES[name].filter(Boolean).join(", "));
      return CHOICES[name][0];
    }
    return value || CHOICES[name][0];
  };
  return {
    storage: choose("storage"),
    share: choose("share"),
    asks: choose("consent") === "ask",
    isFull: choose("result-detail") === "full",
    forms: forms(element.getAttribute("exports"), wrong),
    sticky: sticky(element.getAttribute("sticky-offset"), wrong),
    readonly: inputs(element.getAttribute("readonly-inputs"), wrong),
    idle: idle(element.getAttribute("idle-reset"), wrong),
    base: element.getAttribute("share-base") || "",
    name: element.getAttribute("name") || "",
  };
}

function forms(list, wrong) {
  if (list === null) {
    return FORMS;
  }
  const words = list.split(/[\s,]+/).filter(Boolean);
  const unknown = words.filter((word) => !FORMS.includes(word));
  if (unknown.length > 0) {
    wrong("exports", unknown.join(","), FORMS.join(", "));
  }
  return FORMS.filter((form) => words.includes(form));
}

/** The names of inputs, as a case writes them. */
function inputs(list, wrong) {
  const names = (list || "").split(/[\s,]+/).filter(Boolean);
  const unknown = names.filter((name) => !INPUT.test(name));
  if (unknown.length > 0) {
    wrong("readonly-inputs", unknown.join(","), "names of inputs, such as enterprise.exports or loan.principal");
  }
  return names.filter((name) => INPUT.test(name));
}

/** After how many seconds without a touch everything is forgotten; 0 where it is kept. */
function idle(value, wrong) {
  if (value !== null && !(/^\d{1,6}$/.test(value) && Number(value) >= LEAST_IDLE)) {
    wrong("idle-reset", value, `whole seconds, ${LEAST_IDLE} or more`);
    return 0;
  }
  return Number(value);
}

/** How much of the window's top the page covers, as a length; empty where nothing is said. */
function sticky(value, wrong) {
  if (value !== null && !LENGTH.test(value)) {
    wrong("sticky-offset", value, "a number of pixels");
    return "";
  }
  return value ? `${parseFloat(value)}px` : "";
}
