/*
 * The headless engine as TypeScript sees it: what `web/src/engine.js` exports. The records that cross it are not
 * written here; the build appends them, made from the definitions that the engine itself writes them by.
 */

/** A pack, loaded and checked, ready to assess cases */
export class Calculator {
  private constructor();

  /** Loads the engine, once a realm, and a pack. */
  static load(options?: LoadOptions): Promise<Calculator>;

  /** What the pack says of itself; it cannot be changed */
  readonly pack: Pack;

  /** What follows from a case. Throws a `CaseError` when the case is refused. */
  assess(caseData: Case | string, options?: AssessOptions): Assessment;

  /** The status and bounds along one input of a case, everything else as it is; every threshold is met exactly. */
  whatIf(caseData: Case | string, input: string, options?: WhatIfOptions): WhatIf;

  /** The single changes that make a measure apply, the smallest first. */
  nearest(caseData: Case | string, measure: string): Nearest;

  /**
   * Status and bounds of many cases, a row each. A column is named as a case writes it: `enterprise.exports`, of one
   * year `enterprise.exports.2024`, of the first item of a kind `loan.principal`, of the second `loan.2.principal`.
   * Its cells are what a case may hold there; null and an empty text are unknown.
   */
  assessBatch(columns: { [column: string]: ReadonlyArray<CaseValue> }, options?: BatchOptions): Batch;

  /** Gives the memory of this calculator back; it cannot be used afterwards. */
  free(): void;
}

/** A case that was refused: nothing of it was taken */
export class CaseError extends Error {
  constructor(problems: readonly Problem[]);

  /** Everything that is wrong with it, each with a sentence for developers */
  problems: Array<Problem & { message: string }>;
}

/** An overlay that was refused: nothing of it was taken. Its `problems` are as a case's. */
export class OverlayError extends CaseError {
  constructor(problems: readonly Problem[]);
}

/** Where the engine and the pack come from; by default from beside the module */
export interface LoadOptions {
  /** The id of a pack beside the module, the address of one, or the pack itself: as an object or as JSON text */
  pack?: string | URL | object;
  /** Address, bytes or compiled module of the engine, or a promise of them */
  wasm?: WasmSource | Promise<WasmSource>;
  /** Values to add to the pack: an overlay as an object, as JSON text, or its address */
  overlay?: Overlay | string | URL;
}

/** Values that a locality or an operator adds to a pack; a value that the case itself gives always wins */
export interface Overlay {
  /** The values; no two of a parameter may hold at the same time and place */
  values: AddedValue[];
}

/** A value of a parameter; without its days and its source it is refused */
export interface AddedValue {
  /** The path of a parameter that rules take on the day that governs them, such as `parameters.usd_cny` */
  parameter: string;
  /** The value, written as in a case */
  value: boolean | number | string;
  /** The first day */
  from: string;
  /** The last day */
  to: string;
  /** Who published it, and where */
  source: string;
  /** Where it holds: one choice with some of its options, such as `{"enterprise.city": ["quanzhou"]}` */
  applies_to?: { [input: string]: string[] };
}

/** What an engine can be made from */
export type WasmSource = string | URL | ArrayBuffer | ArrayBufferView | WebAssembly.Module;

/** What an assessment shall hold besides the answers */
export interface AssessOptions {
  /** Whether every amount comes with its steps */
  trace?: boolean;
  /** How many questions to suggest at most */
  questions?: number;
}

/** How a curve is drawn */
export interface WhatIfOptions {
  /** How many values at least, 2 to 1000; 64 if it is not said */
  points?: number;
  /** The item that the input is of; not needed where the case has one of its kind */
  item?: string;
  /** The year in which a yearly figure is moved; every year at once if it is not said */
  year?: number;
  /** Where a number begins */
  from?: number | string;
  /** Where a number ends */
  to?: number | string;
}

/** How many cases are assessed */
export interface BatchOptions {
  /** The day of assessment of every case that names none; today if it is not said */
  as_of?: string;
}

/** What is known of one enterprise; what is not said is unknown. As JSON text it keeps every digit. */
export interface Case {
  /** The day of assessment, for what is tied to no dated event; today if it is not said */
  as_of?: string | null;
  /** What is known of the enterprise itself */
  enterprise?: { [input: string]: CaseValue | undefined };
  /** Figures that the document leaves to other rules */
  parameters?: { [input: string]: CaseValue | undefined };
  /** Which reading of an unclear sentence is taken, or that all of them are left open */
  readings?: "open" | { [input: string]: string | null | undefined };
  /** The things the enterprise did, by kind: `credit_insurance`, `loan`, … */
  [kind: string]: CaseItem[] | CaseValue | { [input: string]: CaseValue | undefined } | undefined;
}

/** One thing that an enterprise did */
export interface CaseItem {
  /** Any text that no other item of the case has */
  id: string;
  [input: string]: CaseValue | undefined;
}

/** A pack's description with its texts */
export interface Pack extends PackDescription {
  /** Its texts, by language and key */
  texts: { [language: string]: { [key: string]: string } };
}
