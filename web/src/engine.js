/*
 * The calculator without a face: one module for browsers, workers, Node and Deno.
 * Turns JavaScript values into the engine's texts and back; decides nothing about policy, shows nothing.
 */

import { Engine, start } from "tradeaid-engine-glue";
import { caseText, sentence, today } from "./case.js";

const DEFAULT_PACK = TRADEAID_PACK;

/** A case that was refused; `problems` lists everything that is wrong with it. */
export class CaseError extends Error {
  constructor(problems) {
    const told = problems.map((problem) => ({ ...problem, message: problem.message || sentence(problem) }));
    super(`refused: ${told.map(({ message }) => message).join("; ")}`);
    this.name = "CaseError";
    this.problems = told;
  }
}

/** An overlay that was refused, in the same way. */
export class OverlayError extends CaseError {
  name = "OverlayError";
}

/** The engine is one WebAssembly instance a realm; loading it a second time gives the same one. */
let started = null;

/** A pack, loaded and checked, ready to assess cases. */
export class Calculator {
  #engine;
  #pack;

  /** Use `Calculator.load`. */
  constructor(engine, pack) {
    this.#engine = engine;
    this.#pack = freeze(pack);
  }

  /**
   * @param options.pack id of a pack beside this module, address of a pack, the pack as an object or as JSON text
   * @param options.wasm address, bytes or compiled module of the engine; by default the file beside this module
   * @param options.overlay values to add to the pack: the address of an overlay, an object or JSON text
   */
  static async load({ pack = DEFAULT_PACK, wasm, overlay = "" } = {}) {
    started = started || startFrom(wasm);
    const [text, added] = await Promise.all([jsonText(pack), overlay && jsonText(overlay), started]);
    const engine = accept(() => new Engine(text, added));
    return new Calculator(engine, described(JSON.parse(text), engine.digest()));
  }

  /** What the pack says of itself: id, version, digest, validity, inputs, measures, provisions, texts. */
  get pack() {
    return this.#pack;
  }

  /** What follows from a case. Throws a `CaseError` when the case is refused. */
  assess(caseData, options = {}) {
    const text = written(caseData);
    return this.#ask((engine) => engine.assess(text, JSON.stringify(options), today()));
  }

  /** The status and bounds along one input, before and after every threshold. */
  whatIf(caseData, input, options = {}) {
    const text = written(caseData);
    return this.#ask((engine) => engine.what_if(text, String(input), JSON.stringify(options), today()));
  }

  /** The single changes that make a measure apply, the smallest first. */
  nearest(caseData, measure) {
    const text = written(caseData);
    return this.#ask((engine) => engine.nearest(text, String(measure), today()));
  }

  /** Status and bounds of many cases: each column a list, named as a case writes it (`loan.principal`). */
  assessBatch(columns, options = {}) {
    const text = written(columns);
    return this.#ask((engine) => engine.assess_batch(text, JSON.stringify(options), today()));
  }

  /** Gives the memory of this calculator back; it cannot be used afterwards. */
  free() {
    if (this.#engine) {
      this.#engine.free();
      this.#engine = null;
    }
  }

  #ask(question) {
    if (!this.#engine) {
      throw new Error("tradeaid: this calculator was freed");
    }
    let answer;
    try {
      answer = question(this.#engine);
    } catch (error) {
      throw Object.assign(new Error("tradeaid: the engine stopped and cannot go on", { cause: error }), { code: "PANIC" });
    }
    const value = JSON.parse(answer);
    if (value.problems) {
      throw new CaseError(value.problems);
    }
    return value;
  }
}

/** A case, or columns of cases, as the text that the engine reads. */
function written(value) {
  const { text, problems } = caseText(value);
  if (problems) {
    throw new CaseError(problems);
  }
  return text;
}

async function startFrom(wasm) {
  try {
    const given = await (wasm ?? new URL("engine.wasm", import.meta.url));
    const isAddress = typeof given === "string" || given instanceof URL;
    const source = isAddress ? await read(given, "arrayBuffer") : given;
    return await start(source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source));
  } catch (error) {
    started = null;
    throw error;
  }
}

/** The JSON of a pack or an overlay, from wherever it is. */
function jsonText(given) {
  const named = typeof given === "string" || given instanceof URL ? String(given) : JSON.stringify(given);
  if (named.trimStart().startsWith("{")) {
    return named;
  }
  const isId = /^[a-z0-9][a-z0-9-]*$/i.test(named);
  return read(isId ? new URL(`packs/${named}.json`, import.meta.url) : named, "text");
}

/** A pack file carries its own description; the structure alone still tells what it is. */
function described(file, digest) {
  const { id, version, valid } = file.core || file;
  const [from, to] = valid || [];
  const known = { id, version, valid: valid ? { from, to } : null, inputs: [], measures: [], provisions: [] };
  return { ...known, ...file.description, digest, texts: file.texts || {} };
}

/** A file by its address; in Node also by its path, for which `fetch` has no ear. */
async function read(address, form) {
  const url = String(address);
  const isNode = typeof process === "object" && Boolean(process.versions?.node);
  if (isNode && !/^(https?|data|blob):/.test(url)) {
    const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ "node:fs/promises");
    const bytes = await readFile(url.startsWith("file:") ? new URL(url) : url);
    return form === "text" ? bytes.toString("utf8") : bytes;
  }
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`tradeaid: ${url}: HTTP ${response.status}`);
  }
  return response[form]();
}

/** The engine refuses a pack by throwing a word; what reaches the host is always an `Error`. */
function accept(make) {
  try {
    return make();
  } catch (refusal) {
    const code = typeof refusal === "string" ? refusal : "PANIC";
    if (code[0] === "{") {
      throw new OverlayError(JSON.parse(code).problems);
    }
    throw Object.assign(new Error(`tradeaid: the pack is refused (${code})`, { cause: refusal }), { code });
  }
}

function freeze(value) {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}
