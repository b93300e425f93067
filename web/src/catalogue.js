/*
 * Several packs at once: a module of its own for browsers, workers, Node and Deno, beside the engine.
 * Turns JavaScript values into texts and back; which pack answers for what is decided elsewhere.
 */

import { Pack, Packs, start } from "tradeaid-catalogue-glue";
import { today } from "./case.js";
import { CaseError, accept, answered, packText, starter, written } from "./headless.js";
import { identity } from "./pack.js";

export { CaseError };

const started = starter(start);

/** Packs that follow each other, or of several authorities, of which each answers for what it is in force for. */
export class Catalogue {
  #engine;
  #packs;

  /** Use `Catalogue.load`. */
  constructor(engine, packs) {
    this.#engine = engine;
    this.#packs = packs;
  }

  /**
   * @param options.packs the packs: each the id of one beside this module, an address, an object or JSON text
   * @param options.wasm address, bytes or compiled module; by default the file beside this module
   */
  static async load({ packs, wasm }) {
    const catalogueStarted = started(wasm ?? new URL("catalogue.wasm", import.meta.url));
    const [texts] = await Promise.all([Promise.all(packs.map(packText)), catalogueStarted]);
    const engine = new Packs();
    try {
      const known = texts.map((text) => {
        const pack = accept(() => new Pack(text));
        const digest = pack.digest();
        engine.add(pack);
        return Object.freeze({ ...identity(JSON.parse(text)), digest });
      });
      return new Catalogue(engine, Object.freeze(known));
    } catch (refusal) {
      engine.free();
      throw refusal;
    }
  }

  /** Which packs they are, in their order: id, version, digest, validity. */
  get packs() {
    return this.#packs;
  }

  /**
   * What each pack answers for the part of a case that it is or may be in force for, and what no pack is in force for.
   * Throws a `CaseError` when the case is refused.
   */
  assess(caseData, options = {}) {
    if (!this.#engine) {
      throw new Error("tradeaid: this catalogue was freed");
    }
    const text = written(caseData);
    return answered(() => this.#engine.assess(text, JSON.stringify(options), today()));
  }

  /** Gives the memory of this catalogue back; it cannot be used afterwards. */
  free() {
    if (this.#engine) {
      this.#engine.free();
      this.#engine = null;
    }
  }
}
