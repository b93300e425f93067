/*
 * The facts of a report as lines of words: a label, a value, and whether all is well. No word stands in code.
 */

import en from "./texts/en.json";
import zh from "./texts/zh-CN.json";

const ALL = { "zh-CN": zh, en };

/** What a file has to be called by a server that takes types seriously. */
const TYPES = { js: /javascript/, css: /text\/css/ };

export function inWords(facts, lang) {
  const words = ALL[lang];
  const yes = (is) => (is ? words.yes : words.no);
  const lines = [
    ["version", facts.version, true],
    ["agent", facts.agent, true],
    ["engine", words[`engine.${facts.engine}`], facts.engine === "wasm"],
    ["policy", facts.policy.join(", ") || words.none, facts.policy.length === 0],
    ["trustedTypes", yes(facts.trustedTypes), true],
    ["secure", yes(facts.secure), facts.secure],
    ["framed", yes(facts.framed), true],
    ["sandboxed", yes(facts.sandboxed), !facts.sandboxed],
    ["storage", `local ${yes(facts.storage.local)}, session ${yes(facts.storage.session)}`, true],
    ["clipboard", yes(facts.clipboard), facts.clipboard],
    ["share", yes(facts.share), true],
    ["download", yes(facts.download), facts.download],
    ["print", yes(facts.print), facts.print],
    ["fonts", facts.fonts.join(", ") || words.otherFonts, true],
    ["features", Object.entries(facts.features).map(([name, is]) => `${name} ${yes(is)}`).join(", "), facts.features.resizeObserver],
    ...facts.files.map((file) => fileLine(file, words)),
  ];
  if (facts.element) {
    lines.push(["element", facts.element.state, /^(stands|loading)$/.test(facts.element.state)]);
    lines.push(["attributes", facts.element.attributes.join(", ") || words.none, true]);
  }
  return lines.map(([key, value, ok]) => ({ label: words[key] || key, value, ok }));
}

function fileLine({ name, status, type, encoding, size, genuine }, words) {
  const wanted = TYPES[name.split(".").pop()];
  const isTyped = !wanted || wanted.test(type);
  const parts = [
    status === 0 ? words.lost : `HTTP ${status}`,
    type || words.untyped,
    encoding || words.plain,
    words.bytes.replace("{0}", size),
    genuine === false ? words.altered : "",
  ];
  return [name, parts.filter(Boolean).join(", "), status === 200 && isTyped && genuine !== false];
}
