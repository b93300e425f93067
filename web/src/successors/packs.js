/*
 * The packs of one calculator in the catalogue's own module: loaded, asked, and given up when the module traps.
 * Shows nothing.
 */

import { Pack, Packs, start } from "tradeaid-catalogue-glue";
import { today } from "../case.js";
import { identity } from "../pack.js";
import { LANGUAGES } from "./texts.js";

const MODULE = "catalogue.wasm";

let started = null;

/** Starts the module once a page; a failed start can be tried again. */
function startedWith(release) {
  started = started || begin(release);
  return started.catch((error) => {
    started = null;
    throw error;
  });
}

async function begin(release) {
  return start(await release.module(MODULE));
}

/** The packs of these names; their texts in the language that is spoken have to be there, others may be. */
export async function openPacks(release, names, hash, lang) {
  const files = names.map((name) =>
    Promise.all([
      release.pack(name, hash, lang),
      ...LANGUAGES.filter((other) => other !== lang).map((other) => release.pack(name, hash, other).catch(() => null)),
    ]),
  );
  const [loaded] = await Promise.all([Promise.all(files), startedWith(release)]);
  try {
    return new OpenPacks(loaded.map((spoken) => spoken.filter(Boolean)));
  } catch (refusal) {
    throw typeof refusal === "string" ? release.failure("BAD_CONFIG", `pack: ${refusal}`) : refusal;
  }
}

class OpenPacks {
  constructor(loaded) {
    this.packs = new Packs();
    /** Of each pack its id, days and digest. */
    this.known = loaded.map((spoken) => {
      const [[core]] = spoken;
      const pack = new Pack(core);
      spoken.forEach(([, texts]) => pack.add_texts(texts));
      const digest = pack.digest();
      this.packs.add(pack);
      return { ...identity(JSON.parse(core)), digest };
    });
  }

  /** What every pack answers to a case, or what is wrong with it; nothing once the module is gone. */
  assess(text) {
    return this.ask((packs) => JSON.parse(packs.assess(text, '{"questions":0}', today()))) || { problems: [] };
  }

  /**
   * What is wrong with a case whichever pack reads it. The catalogue refuses more: a value that one pack takes and
   * another does not; in a form that is kept aside like what the other does not know.
   */
  refused(text) {
    const lists = this.known.map((_, place) => this.problems(place, text));
    const stumbles = (list, { path, code }) =>
      list.some((own) => (own.path === path && own.code === code) || (own.code === "unknown_key" && path.startsWith(own.path)));
    return (this.assess(text).problems || []).filter((problem) => lists.every((list) => stumbles(list, problem)));
  }

  /** What one pack finds wrong with a case. */
  problems(place, text) {
    return this.ask((packs) => JSON.parse(packs.problems(place, text, today())).problems) || [];
  }

  /** A text of the pack at a place, in another language where there is none in this. */
  text(place, lang, key) {
    const said = (spoken) => this.ask((packs) => packs.text(place, spoken, key));
    return said(lang) || LANGUAGES.map(said).find(Boolean) || "";
  }

  /** A trap leaves the module in no known state: who asks gets nothing, and the next calculator starts a new one. */
  ask(question) {
    if (!this.packs) {
      return undefined;
    }
    try {
      return question(this.packs);
    } catch (error) {
      this.packs = null;
      started = null;
      return undefined;
    }
  }

  free() {
    this.ask((packs) => packs.free());
    this.packs = null;
  }
}
