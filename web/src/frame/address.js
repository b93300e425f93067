/*
 * What the fragment of this page's own address says. Reads a text and gives its settings; touches no page.
 *
 * Whoever makes a link chooses the fragment, so nothing is taken from it that could bring foreign content onto this
 * page: a pack is named by its id only.
 */

import { SETTINGS } from "./settings.js";

const PACKS = /^[a-z0-9][a-z0-9-]*(\s+[a-z0-9][a-z0-9-]*)*$/i;
const LONGEST = 65536;

/** Why a setting is not taken, or nothing. `null` takes a setting back. */
export function complaint(name, value) {
  if (!SETTINGS.includes(name)) {
    return `unknown setting ${name.slice(0, 40)}`;
  }
  if (value === null) {
    return "";
  }
  if (typeof value !== "string" || value.length > LONGEST) {
    return `${name}: not a text, or too long`;
  }
  return name === "pack" && !PACKS.test(value) ? "pack: a frame takes packs by id only" : "";
}

/** Whether this is an origin as browsers write it; `null` is that of files and of sandboxes. */
function isOrigin(text) {
  try {
    return text === "null" || new URL(text).origin === text;
  } catch (unreadable) {
    return false;
  }
}

/** What this page decides by itself, with what is allowed and what a wrong word means: always the careful reading. */
const OWN = {
  v: { isTaken: (value) => value === "1", otherwise: "1" },
  origin: { isTaken: isOrigin, otherwise: "none" },
  "result-detail": { isTaken: (value) => /^(outcome|full)$/.test(value), otherwise: "outcome" },
  consent: { isTaken: (value) => /^(none|ask)$/.test(value), otherwise: "ask" },
};

/** The case of a link, which the calculator reads by itself. */
const CODE = "tradeaid";

/**
 * Where links lead that are made on this page: here again, with the same settings, but without what the host filled in,
 * which would win over the case of the link. The code comes to stand behind them.
 */
function shareBase(page, { prefill, ...settings }) {
  return `${page}#?${new URLSearchParams({ v: "1", ...settings })}`;
}

/**
 * `settings` for the calculator; `origin`, the only page around that is talked to where one is named; `detail`, how much
 * of a result it gets; `asks`, whether the visitor decides about that; `wrong`, what was not taken. Never throws.
 */
export function readAddress(fragment, page) {
  const settings = {};
  const own = {};
  const wrong = [];
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  if (given.has(CODE)) {
    // Who follows a link wants what it carries.
    settings.share = "link";
    given.delete(CODE);
  }
  given.forEach((value, name) => {
    const rule = Object.prototype.hasOwnProperty.call(OWN, name) ? OWN[name] : null;
    const fault = rule ? !rule.isTaken(value) && `${name}: not taken` : complaint(name, value);
    if (fault) {
      wrong.push(fault);
    } else if (!rule) {
      settings[name] = value;
    }
    if (rule) {
      own[name] = fault ? rule.otherwise : value;
    }
  });
  const detail = own["result-detail"] || "outcome";
  // Who wants everything has to say in so many words that visitors need not be asked.
  const asks = own.consent === "ask" || (detail === "full" && own.consent !== "none");
  if (["link", "qr"].includes(settings.share) && !settings["share-base"]) {
    settings["share-base"] = shareBase(page, settings);
  }
  return { settings, origin: own.origin || "", detail, asks, wrong };
}
