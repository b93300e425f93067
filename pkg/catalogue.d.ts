/*
 * Several packs at once as TypeScript sees them: what `web/src/catalogue.js` exports.
 */

import type { Answers, AssessOptions, Case, WasmSource } from "./engine.js";

export { CaseError } from "./engine.js";

/** Packs that follow each other, or of several authorities, of which each answers for what it is in force for */
export class Catalogue {
  private constructor();

  /** Loads the module, once a realm, and the packs. Rejects when a pack is refused. */
  static load(options: CatalogueOptions): Promise<Catalogue>;

  /** Which packs they are, in their order */
  readonly packs: readonly CataloguePack[];

  /**
   * What each pack answers for the part of a case that it is or may be in force for, and what no pack is in force for.
   * Nothing is added up across packs. Throws a `CaseError` when the case is refused.
   */
  assess(caseData: Case | string, options?: AssessOptions): Answers;

  /** Gives the memory of this catalogue back; it cannot be used afterwards. */
  free(): void;
}

/** Which packs, and where the module comes from */
export interface CatalogueOptions {
  /** Each the id of a pack beside the module, the address of one, or the pack itself: as an object or as JSON text */
  packs: (string | URL | object)[];
  /** Address, bytes or compiled module, or a promise of them; by default the file beside the module */
  wasm?: WasmSource | Promise<WasmSource>;
}

/** One pack of a catalogue */
export interface CataloguePack {
  /** Its id */
  readonly id: string;
  /** Its version */
  readonly version: string;
  /** The digest of its checked form */
  readonly digest: string;
  /** The first and the last day of its document; null where that is not said */
  readonly valid: { readonly from: string; readonly to: string } | null;
}
