/*
 * What the modules without a face share: where their files come from, how a WebAssembly module is started once, and
 * how its answers and refusals reach the host. Knows no module by name.
 */

import { caseText, sentence } from "./case.js";

/** A case that was refused; `problems` lists everything that is wrong with it. */
export class CaseError extends Error {
  constructor(problems) {
    const told = problems.map((problem) => ({ ...problem, message: problem.message || sentence(problem) }));
    super(`refused: ${told.map(({ message }) => message).join("; ")}`);
    this.name = "CaseError";
    this.problems = told;
  }
}

/** A case, or columns of cases, as the text that the engine reads. */
export function written(value) {
  const { text, problems } = caseText(value);
  if (problems) {
    throw new CaseError(problems);
  }
  return text;
}

/**
 * Starts a module from its address, bytes or compiled form, or a promise of them. It is one instance a realm: starting
 * it a second time gives the same one, unless the first time failed.
 */
export function starter(start) {
  let started = null;
  return (wasm) => {
    started = started || startFrom(start, wasm);
    return started.catch((error) => {
      started = null;
      throw error;
    });
  };
}

async function startFrom(start, wasm) {
  const given = await wasm;
  const isAddress = typeof given === "string" || given instanceof URL;
  const source = isAddress ? await read(given, "arrayBuffer") : given;
  return start(source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source));
}

/** The JSON of a pack or an overlay, from wherever it is. */
export function packText(pack) {
  const named = typeof pack === "string" || pack instanceof URL ? String(pack) : JSON.stringify(pack);
  if (/^\s*{/.test(named)) {
    return named;
  }
  const isId = /^[a-z0-9][a-z0-9-]*$/i.test(named);
  return read(isId ? new URL(`./packs/${named}.json`, import.meta.url) : named, "text");
}

/** A file by its address; in Node also by its path, for which `fetch` has no ear. */
export async function read(address, form) {
  const url = String(address);
  const isNode = typeof process === "object" && Boolean(process.versions?.node);
  if (isNode && !/^(https?|data|blob):/.test(url)) {
    const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ "node:fs/promises");
    const bytes = await readFile(url.startsWith("file:") ? new URL(url) : url);
    return form === "text" ? String(bytes) : bytes;
  }
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`tradeaid: ${url}: HTTP ${response.status}`);
  }
  return response[form]();
}

/** A module refuses a pack by throwing a word, and what is added to it by its problems; the host gets an `Error`. */
export function accept(make, Refusal = CaseError) {
  try {
    return make();
  } catch (refusal) {
    const code = typeof refusal === "string" ? refusal : "PANIC";
    if (code[0] === "{") {
      throw new Refusal(JSON.parse(code).problems);
    }
    throw Object.assign(new Error(`tradeaid: pack refused (${code})`, { cause: refusal }), { code });
  }
}

/** What a module answers, or the error that says why it does not. */
export function answered(question) {
  let answer;
  try {
    answer = question();
  } catch (error) {
    throw Object.assign(new Error("tradeaid: the engine stopped", { cause: error }), { code: "PANIC" });
  }
  const value = JSON.parse(answer);
  if (value.problems) {
    throw new CaseError(value.problems);
  }
  return value;
}
