/*
 * Explanations as TypeScript sees them: what `web/src/explain.js` exports.
 */

import type { Case, CaseError, WasmSource } from "./engine.js";

export { CaseError } from "./engine.js";

/** A pack that explains its answers in one language */
export class Explainer {
  private constructor();

  /** Loads the module, once a realm, a pack with its texts, and the words of a language. */
  static load(options?: ExplainerOptions): Promise<Explainer>;

  /**
   * How a measure came out for each item of a case, or every measure that the case is about where none is named.
   * Throws a {@link CaseError} when the case is refused.
   */
  explain(caseData: Case | string, measure?: string, options?: ExplainOptions): Explanation[];

  /** Gives the memory of this explainer back; it cannot be used afterwards. */
  free(): void;
}

/** Which language, and where the module, the pack and the words come from; by default from beside the module */
export interface ExplainerOptions {
  /** The language; Chinese if it is not said */
  lang?: "zh-CN" | "en";
  /** The id of a pack beside the module, the address of one, or the pack itself: as an object or as JSON text */
  pack?: string | URL | object;
  /** Address of the language's words, or the words themselves */
  words?: string | URL | { [key: string]: string };
  /** Address, bytes or compiled module, or a promise of them */
  wasm?: WasmSource | Promise<WasmSource>;
}

/** What of a measure is explained */
export interface ExplainOptions {
  /** Only of this item; of every one if it is not said */
  item?: string;
}

/** How one measure came out for one item, or for the enterprise */
export interface Explanation {
  /** The measure's id */
  measure: string;
  /** The item's id; null for what is about no item */
  item: string | null;
  /** What the measure is called, with the item */
  title: string;
  /** How it came out */
  status: "eligible" | "not_eligible" | "undetermined" | "not_applicable";
  /** The steps, in order */
  sentences: Sentence[];
}

/** One step of an explanation */
export interface Sentence {
  /** What it is about */
  kind:
    | "condition"
    | "all"
    | "any"
    | "not"
    | "derived"
    | "outcome"
    | "alternative"
    | "floor"
    | "ceiling"
    | "cap"
    | "amount"
    | "figure"
    | "assumed"
    | "discretion"
    | "group";
  /** How deep it stands: a deeper one belongs to the last less deep one before it */
  depth: number;
  /** What it says, with its provision and what came of it */
  text: string;
  /** The pinpoint of the provision it rests on */
  provision?: string;
  /** Of what may hold or fail: whether it does; null while that is open */
  holds?: boolean | null;
  /** Of a condition of the measure: its place among the `reasons` of the assessment */
  reason?: number;
}
