/*
 * The calculator without a face: one module for browsers, workers, Node and Deno.
 * Turns JavaScript values into the engine's texts and back; decides nothing about policy, shows nothing.
 */

import { Engine, start } from "tradeaid-engine-glue";
import { today } from "./case.js";
import { CaseError, accept, answered, packText, starter, written } from "./headless.js";
import { identity } from "./pack.js";

export { CaseError };

const DEFAULT_PACK = TRADEAID_PACK;

const started = starter(start);

/** An overlay that was refused: an error of the same form as that of a case. */
export class OverlayError extends CaseError {
  constructor(problems) {
    super(problems);
    this.name = "OverlayError";
  }
}

/* The engine and the pack of each calculator. Private members would do, but for older browsers they are written out at length. */
const inner = new WeakMap();

/** A pack, loaded and checked, ready to assess cases. */
export class Calculator {
  /** Use `Calculator.load`. */
  constructor(engine, pack) {
    inner.set(this, { engine, pack });
  }

  /**
   * @param options.pack id of a pack beside this module, address of a pack, the pack as an object or as JSON text
   * @param options.wasm address, bytes or compiled module of the engine; by default the file beside this module
   * @param options.overlay values to add to the pack: the address of an overlay, an object or JSON text
   */
  static async load({ pack = DEFAULT_PACK, wasm, overlay = "" } = {}) {
    const engineStarted = started(wasm ?? new URL("engine.wasm", import.meta.url));
    const [text, added] = await Promise.all([packText(pack), overlay && packText(overlay), engineStarted]);
    const engine = accept(() => new Engine(text, added), OverlayError);
    return new Calculator(engine, described(JSON.parse(text, frozen), engine.ask("digest", "", "", "", "")));
  }

  /** What the pack says of itself: id, version, digest, validity, inputs, measures, provisions, texts. */
  get pack() {
    return inner.get(this).pack;
  }

  /** What follows from a case. Throws a `CaseError` when the case is refused. */
  assess(caseData, options) {
    return ask(this, "assess", caseData, "", options);
  }

  /** The status and bounds along one input, before and after every threshold. */
  whatIf(caseData, input, options) {
    return ask(this, "what_if", caseData, input, options);
  }

  /** The single changes that make a measure apply, the smallest first. */
  nearest(caseData, measure) {
    return ask(this, "nearest", caseData, measure);
  }

  /** Status and bounds of many cases: each column a list, named as a case writes it (`loan.principal`). */
  assessBatch(columns, options) {
    return ask(this, "batch", columns, "", options);
  }

  /** Gives the memory of this calculator back; it cannot be used afterwards. */
  free() {
    const own = inner.get(this);
    if (own.engine) {
      own.engine.free();
      own.engine = null;
    }
  }
}

function ask(calculator, question, caseData, argument, options = {}) {
  const { engine } = inner.get(calculator);
  if (!engine) {
    throw new Error("tradeaid: this calculator was freed");
  }
  const given = [written(caseData), argument, JSON.stringify(options), today()].map(String);
  return answered(() => engine.ask(question, ...given));
}

/** A pack file carries its own description; the structure alone still tells what it is. */
function described(file, digest) {
  const lists = { inputs: [], measures: [], provisions: [] };
  return Object.freeze({ ...lists, ...identity(file), ...file.description, digest, texts: file.texts || {} });
}

/** What a file says is the same for everyone who asks for it. */
function frozen(_, value) {
  return Object.freeze(value);
}
