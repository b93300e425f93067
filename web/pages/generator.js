/*
 * The generator: reads the form, draws the calculator as it would stand in a page, and writes the code and the policy
 * for it. What it says to people stands in the page, in both languages; what packs there are, in the release.
 */
"use strict";

/** The attributes of the element that the form decides, in the order of the code. Each is the name of a field. */
const ATTRIBUTES = ["lang", "pack", "measures", "mode", "as-of", "heading-level", "theme", "preset", "size", "density", "engine", "loading"];
/** What an element takes once and not again. */
const FIXED = ["engine", "loading"];
/** What each engine needs of a policy; `ours` is where the files are. */
const POLICIES = {
  wasm: (ours) => `script-src ${ours} 'wasm-unsafe-eval'; style-src ${ours}; connect-src ${ours}`,
  inline: (ours) => `script-src ${ours} 'wasm-unsafe-eval'; style-src ${ours}`,
  js: (ours) => `script-src ${ours}; style-src ${ours}`,
};

const part = (id) => document.getElementById(id);
const { release, integrity } = document.body.dataset;
let calculator = null;
let texts = {};

/** The page's words for a code in a language. */
function words(code, lang = document.documentElement.lang) {
  return part("words").content.querySelector(`[data-word="${code}"] [lang="${lang}"]`).textContent;
}

function emptied(node) {
  while (node.firstChild) {
    node.firstChild.remove();
  }
  return node;
}

async function read(name) {
  const response = await fetch(release + name);
  if (!response.ok) {
    throw new Error(`${name}: HTTP ${response.status}`);
  }
  return response.json();
}

/** The packs that the release has in the form for the widget, by their ids. */
async function packs() {
  const names = Object.keys(await read("integrity.json"));
  return names.map((name) => /^packs\/([^.]+)\.core\.json$/.exec(name)).filter(Boolean).map(([, id]) => id);
}

function tick(measure) {
  const line = document.createElement("li");
  const label = line.appendChild(document.createElement("label"));
  const box = label.appendChild(document.createElement("input"));
  box.type = "checkbox";
  box.value = measure.id;
  label.appendChild(document.createElement("span")).dataset.measure = measure.id;
  return line;
}

/** Lists the measures of the chosen pack. */
async function list() {
  const { description, texts: spoken } = await read(`packs/${part("pack").value}.json`);
  texts = spoken;
  const option = part("pack").selectedOptions[0];
  [option.dataset.zh, option.dataset.en] = ["zh-CN", "en"].map((lang) => `${description.title[lang]} ${description.id}`);
  const box = emptied(part("measures"));
  const money = description.measures.filter(({ nature }) => nature !== "service");
  const services = description.measures.filter(({ nature }) => nature === "service");
  [...money, ...services].forEach((measure) => box.append(tick(measure)));
  speak();
}

/** Writes down in the language of the page what no element of two languages can hold. */
function speak() {
  const { lang } = document.documentElement;
  document.querySelectorAll("option[data-zh]").forEach((option) => {
    option.textContent = lang === "en" ? option.dataset.en : option.dataset.zh;
  });
  document.querySelectorAll("[data-measure]").forEach((span) => {
    span.textContent = texts[lang][`measure.${span.dataset.measure}.title`];
  });
  const count = ticked().length;
  part("chosen").textContent = count === 0 ? words("all") : String(count);
}

const ticked = () => [...part("measures").querySelectorAll("input:checked")].map(({ value }) => value);

/** What is chosen: the attributes that are not left to themselves. */
function chosen() {
  const day = part("as-of");
  const isWrong = !day.checkValidity();
  day.setAttribute("aria-invalid", String(isWrong));
  part("as-of-wrong").hidden = !isWrong;
  const value = (name) => {
    if (name === "measures") {
      return ticked().join(" ");
    }
    return name === "as-of" && isWrong ? "" : part(name).value.trim();
  };
  return ATTRIBUTES.map((name) => [name, value(name)]).filter(([, given]) => given !== "");
}

/** The calculator with these attributes; another one where it takes no change. */
function show(attributes) {
  const wanted = new Map(attributes);
  const isOld = calculator && FIXED.every((name) => calculator.getAttribute(name) === (wanted.get(name) || null));
  const next = isOld ? calculator : document.createElement("tradeaid-calculator");
  ATTRIBUTES.forEach((name) => {
    if (!wanted.has(name)) {
      next.removeAttribute(name);
    } else if (next.getAttribute(name) !== wanted.get(name)) {
      next.setAttribute(name, wanted.get(name));
    }
  });
  if (!isOld) {
    emptied(part("stage")).append(next);
    calculator = next;
  }
}

const quoted = (text) => `"${text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;")}"`;

function code(folder, attributes) {
  const isAlone = part("way").value === "script";
  const written = (prefix) => attributes.map(([name, value]) => `${prefix}${name}=${quoted(value)}`);
  const script = [`<script src=${quoted(`${folder}tradeaid.js`)}`, `integrity=${quoted(integrity)}`];
  if (isAlone) {
    return `${[...script, 'crossorigin="anonymous" data-tradeaid', ...written("data-")].join("\n  ")}></script>`;
  }
  const [, lang] = attributes.find(([name]) => name === "lang") || [];
  const inside = `  <p>${words("fallback", lang)}</p>`;
  const element = ["<tradeaid-calculator", ...written("")].join("\n  ");
  return `${[...script, 'crossorigin="anonymous" defer'].join("\n  ")}></script>\n\n${element}>\n${inside}\n</tradeaid-calculator>`;
}

/** Where files of this folder come from, in the words of a policy. */
function source(folder) {
  const [origin] = /^https?:\/\/[^/\s;'",]+/i.exec(folder) || ["'self'"];
  return origin;
}

function write(attributes) {
  const folder = part("folder").value.trim().replace(/\/*$/, "/");
  part("code").value = code(folder, attributes);
  part("policy").value = POLICIES[part("engine").value || "wasm"](source(folder));
  part("elsewhere").hidden = source(folder) === "'self'";
}

function update() {
  const attributes = chosen();
  show(attributes);
  write(attributes);
  speak();
}

/** Copies the text of a field, or leaves it selected for whoever may. */
async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return "copied";
  } catch (refused) {
    field.focus();
    field.select();
    return document.execCommand("copy") ? "copied" : "select";
  }
}

document.querySelectorAll("[data-copy]").forEach((button) => {
  button.addEventListener("click", async () => {
    part("said").textContent = words(await copy(part(button.dataset.copy)));
  });
});

part("form").addEventListener("submit", (event) => event.preventDefault());
part("form").addEventListener("input", update);
part("pack").addEventListener("change", () => list().then(update, trouble));

part("language").addEventListener("click", () => {
  const root = document.documentElement;
  root.lang = root.lang === "en" ? "zh-CN" : "en";
  part("said").textContent = "";
  update();
});

function trouble() {
  part("said").textContent = words("trouble");
}

(async function start() {
  speak();
  (await packs()).forEach((id) => part("pack").add(new Option(id, id)));
  await list();
  update();
})().catch(trouble);
