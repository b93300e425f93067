/*
 * The page inside a frame, or opened by itself: takes its settings from the fragment of its own address, gives them to
 * the one calculator that stands in it, and talks with the page around if that asks for it. Reads nothing of that page,
 * stores nothing, and draws nothing but the question whether a result may be handed over.
 */

import { readAddress } from "./frame/address.js";
import { Consent } from "./frame/consent.js";
import { awaitHost } from "./frame/handshake.js";
import { Height } from "./frame/height.js";
import { Line } from "./frame/line.js";
import { say } from "./frame/texts.js";

/** What the question takes over from the look of the calculator. */
const LOOK = ["data-theme", "data-preset", "data-size", "data-density", "data-width"];

const isFramed = window.parent !== window;
const element = document.querySelector("tradeaid-calculator");
const page = document.getElementById("page");
const head = document.getElementById("head");
const title = document.getElementById("title");
/** The settings as the address has them now. */
const read = () => readAddress(location.hash, location.href.split(/[?#]/)[0]);
const address = read();

const consent = new Consent(document.getElementById("question"), address, () => line.news());
const height = new Height(document.querySelector("main"), (told) => line.tell("resize", { height: told }));
const line = new Line(element, consent, height);

function spoken() {
  return /^en\b/i.test(element.getAttribute("lang") || "") ? "en" : "zh-CN";
}

function speak() {
  const lang = spoken();
  document.documentElement.lang = lang;
  document.title = title.textContent = say(lang, "title");
  consent.speak(lang);
}

/** The page looks like the calculator in it, whatever the theme. */
function dress() {
  const mount = element.shadowRoot && element.shadowRoot.querySelector(".tradeaid");
  LOOK.forEach((name) => {
    const value = mount && mount.getAttribute(name);
    if (value) {
      page.setAttribute(name, value);
    } else {
      page.removeAttribute(name);
    }
  });
  document.body.style.background = isFramed ? "" : getComputedStyle(page).backgroundColor;
}

const looks = new MutationObserver(dress);

/** The calculator stands, or another one in its place. */
function stands() {
  // Its own head says to the eye what the heading of the page says.
  head.classList.add("ta-hidden");
  looks.disconnect();
  looks.observe(element.shadowRoot.querySelector(".tradeaid"), { attributes: true, attributeFilter: LOOK });
  dress();
  height.soon();
}

/** The box of what has the focus, for the page around to bring into view. */
function show() {
  const { activeElement } = element.shadowRoot || document;
  if (activeElement) {
    const { top, height: high } = activeElement.getBoundingClientRect();
    line.tell("scroll", { top: top + window.pageYOffset, height: high });
  }
}

/** Once what has changed is drawn. */
function afterwards(action) {
  requestAnimationFrame(() => requestAnimationFrame(action));
}

/** What is reached by keyboard, and headings, which nobody reaches by themselves, must not stay under what covers them. */
function focused() {
  const mount = element.shadowRoot && element.shadowRoot.querySelector("[data-pointer]");
  const { activeElement } = element.shadowRoot || document;
  if (!mount || (activeElement && /^H\d$/.test(activeElement.tagName))) {
    afterwards(show);
  }
}

/** Takes up the settings of the fragment; those that it named before and names no more are taken back. */
function apply({ settings, wrong }, before) {
  Object.keys(before).forEach((name) => name in settings || element.removeAttribute(name));
  Object.keys(settings).forEach((name) => element.setAttribute(name, settings[name]));
  wrong.forEach((message) => {
    console.warn(`tradeaid: BAD_CONFIG: ${message}`);
    line.report({ code: "BAD_CONFIG", message });
  });
}

function listen() {
  const on = (name, action) => element.addEventListener(`tradeaid-${name}`, ({ detail }) => action(detail));
  on("ready", stands);
  on("result", () => {
    line.answered();
    height.soon();
  });
  on("validity", (detail) => line.judged(detail));
  on("error", (detail) => line.report(detail));
  on("export", (detail) => line.taken(detail));
  on("step", () => afterwards(show));
  element.addEventListener("focusin", focused);
  new MutationObserver(speak).observe(element, { attributes: true, attributeFilter: ["lang"] });
}

/**
 * From a disk, and in a sandbox, a browser cannot check a file against its digest unless the server lets everyone read
 * it, and refuses it. The loader is of the same folder as this script: there it is asked for once more without.
 */
function rescue() {
  const script = document.querySelector("script[integrity]");
  if (self.origin !== "null") {
    return;
  }
  script.addEventListener("error", () => {
    const plain = document.createElement("script");
    plain.src = script.src;
    document.head.appendChild(plain);
  });
}

document.body.style.margin = "0";
/* So that no margin of what stands in it sticks out of its height. */
document.querySelector("main").style.display = "flow-root";
head.classList.toggle("ta-hidden", isFramed);
listen();
rescue();
apply(address, {});
speak();
dress();
awaitHost(address.origin, (port, origin) => line.open(port, origin));
window.addEventListener("pagehide", () => line.close());

let { settings } = address;
window.addEventListener("hashchange", () => {
  const now = read();
  apply(now, settings);
  settings = now.settings;
});
