/*
 * The calculator in a frame as TypeScript sees it: what `frame-host.js` defines for the page around. Written by hand.
 */

import type { Assessment, Case, Problem } from "./engine.js";
import type { ErrorCode, ExportedFile, Validity } from "./tradeaid.js";

/** What can be changed while the frame is there: attributes of the calculator, by their names */
export interface FrameSettings {
  lang?: "zh-CN" | "en";
  /** The id of a pack in the release */
  pack?: string;
  measures?: string;
  "as-of"?: string;
  prefill?: string | Case;
  mode?: "guided" | "form";
  "heading-level"?: string | number;
  theme?: "auto" | "light" | "dark" | "contrast";
  preset?: "bank";
  size?: "normal" | "large";
  density?: "comfortable" | "compact";
  engine?: "auto" | "wasm" | "inline" | "js";
  share?: "off" | "link" | "qr";
  "share-base"?: string;
  exports?: string;
}

/** What a new frame is told besides: how much it tells, and whether the visitor is asked. A frame that is there has it in its address. */
export interface FirstFrameSettings extends FrameSettings {
  "result-detail"?: "outcome" | "full";
  consent?: "none" | "ask";
}

/** An answer; the case only where the frame was told to say everything and the visitor agreed */
export type FrameResult = Assessment & { readonly case?: Case };

/** How a frame is attached; each of these may also stand at the element, as `data-…` */
export interface FrameOptions {
  /** The address of `frame.html`, without a fragment; the one beside the script where it is left out */
  src?: string;
  settings?: FirstFrameSettings;
  /** The origin of the page in the frame, where it is not that of its address */
  origin?: string;
  title?: string;
  sandbox?: string;
  /** How many pixels at the top of the window the page covers */
  stickyOffset?: number | string;
  onResult?(detail: FrameResult): void;
  onValidity?(detail: Validity): void;
  onExport?(detail: Partial<ExportedFile>): void;
  onError?(detail: { readonly code: ErrorCode; readonly message: string; readonly problems?: readonly Problem[] }): void;
}

/** A frame that was taken charge of */
export interface FrameHandle {
  readonly iframe: HTMLIFrameElement;
  set(values: FrameSettings & { case?: Case | null }): void;
  /** The last result, or `null`; `null` too once it is detached */
  get(): Promise<FrameResult | null>;
  detach(): void;
}

/** The global of `frame-host.js` */
export interface TradeAidFrame {
  readonly version: string;
  /** Takes charge of a frame, or makes one in an element; the same one gives the same handle. */
  attach(node: Element, options?: FrameOptions): FrameHandle;
}

declare global {
  interface Window {
    readonly TradeAidFrame: TradeAidFrame;
  }
  const TradeAidFrame: TradeAidFrame;
}
