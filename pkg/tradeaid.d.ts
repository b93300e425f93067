/*
 * The calculator on a page as TypeScript sees it: what `tradeaid.js` defines. The element itself is not written here; the
 * build appends it, made from `web/interface.json`.
 */

import type { Assessment, Case, Problem } from "./engine.js";
import type { Explanation } from "./explain.js";

/** What can go wrong; `CONSENT` only refuses calls of a page whose visitor has not agreed. */
export type ErrorCode =
  | "CSP_WASM" | "INTEGRITY" | "NETWORK" | "MIME" | "UNSUPPORTED" | "PANIC" | "RULES_EXPIRED" | "BAD_PREFILL" | "BAD_CONFIG" | "CONSENT";

/** Whether what was entered can be taken */
export interface Validity {
  readonly v: 1;
  readonly valid: boolean;
  readonly problems: readonly Problem[];
}

/** A result to take away; a table, a file to open again and a sheet have a text, a PDF and all files have bytes */
export interface ExportedFile {
  readonly v: 1;
  readonly kind: "pdf" | "csv" | "json" | "print";
  readonly name: string;
  readonly type?: string;
  readonly text?: string;
  readonly bytes?: Uint8Array;
}

/** A line of a report in words; `ok` is false where something is amiss */
export interface DiagnosisLine {
  readonly label: string;
  readonly value: string;
  readonly ok: boolean;
}

/** What a page and its browser make of the release, without anything about the visitor or the page's address */
export interface Diagnosis {
  readonly v: 1;
  readonly version: string;
  readonly engine: string;
  readonly files: ReadonlyArray<{ name: string; status: number; type: string; encoding: string; size: number; genuine: boolean | null }>;
  readonly words: { readonly [lang in "zh-CN" | "en"]: readonly DiagnosisLine[] };
  readonly text: string;
  readonly [fact: string]: unknown;
}

/** What a page may ask of the calculator before the script is there: `window.TradeAid = [function (TradeAid) { … }]` */
export interface TradeAid {
  readonly version: string;
  /** Puts a calculator into a container, or takes charge of one that is there; the same container gives the same handle. */
  render(container: Element, options?: TradeaidOptions): TradeaidHandle;
  diagnose(): Promise<Diagnosis>;
  push(task: (api: TradeAid) => void): void;
}

/** A calculator that was put into a container */
export interface TradeaidHandle {
  readonly element: TradeaidCalculator | null;
  update(options: TradeaidOptions): void;
  reset(): void;
  destroy(): void;
}
