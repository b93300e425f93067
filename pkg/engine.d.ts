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

  /** Gives the memory of this calculator back; it cannot be used afterwards. */
  free(): void;
}

/** A case that was refused: nothing of it was taken */
export class CaseError extends Error {
  constructor(problems: readonly Problem[]);

  /** Everything that is wrong with it, each with a sentence for developers */
  problems: Array<Problem & { message: string }>;
}

/** Where the engine and the pack come from; by default from beside the module */
export interface LoadOptions {
  /** The id of a pack beside the module, the address of one, or the pack itself: as an object or as JSON text */
  pack?: string | URL | object;
  /** Address, bytes or compiled module of the engine, or a promise of them */
  wasm?: WasmSource | Promise<WasmSource>;
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
