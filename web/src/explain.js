/*
 * Answers explained in sentences: a module of its own for browsers, workers, Node and Deno, beside the engine.
 * Turns JavaScript values into texts and back; says nothing of its own.
 */

import { Sentences, start } from "tradeaid-explain-glue";
import { today } from "./case.js";
import { CaseError, accept, answered, packText, read, starter, written } from "./headless.js";

export { CaseError };

const DEFAULT_PACK = TRADEAID_PACK;

const started = starter(start);

/** A pack that explains its answers in one language. */
export class Explainer {
  #sentences;

  /** Use `Explainer.load`. */
  constructor(sentences) {
    this.#sentences = sentences;
  }

  /**
   * @param options.lang the language: `zh-CN` or `en`
   * @param options.pack id of a pack beside this module, address of a pack, the pack as an object or as JSON text
   * @param options.words address of the language's words, or the words as an object; by default the file beside this
   *   module
   * @param options.wasm address, bytes or compiled module; by default the file beside this module
   */
  static async load({ lang = "zh-CN", pack = DEFAULT_PACK, words, wasm } = {}) {
    const [packed, spoken] = await Promise.all([
      packText(pack),
      wordsText(words ?? new URL(`./explain/${lang}.json`, import.meta.url)),
      started(wasm ?? new URL("explain.wasm", import.meta.url)),
    ]);
    return new Explainer(accept(() => new Sentences(packed, lang, spoken)));
  }

  /**
   * How a measure came out for each item of a case, or every measure that the case is about where none is named.
   * Throws a `CaseError` when the case is refused.
   */
  explain(caseData, measure, options = {}) {
    if (!this.#sentences) {
      throw new Error("tradeaid: this explainer was freed");
    }
    const text = written(caseData);
    const wish = [measure ?? "", JSON.stringify(options), today()].map(String);
    return answered(() => this.#sentences.explain(text, ...wish)).explanations;
  }

  /** Gives the memory of this explainer back; it cannot be used afterwards. */
  free() {
    if (this.#sentences) {
      this.#sentences.free();
      this.#sentences = null;
    }
  }
}

/** The words of a language as JSON, from wherever they are. */
function wordsText(words) {
  const isAddress = typeof words === "string" || words instanceof URL;
  return isAddress ? read(words, "text") : JSON.stringify(words);
}
