/*
 * The words of the page inside a frame, by language and key. No word stands in code.
 */

import en from "./texts/en.json";
import zh from "./texts/zh-CN.json";

const ALL = { "zh-CN": zh, en };

/** A text with its place filled. */
export function say(lang, key, value) {
  return ALL[lang][key].replace("{0}", () => value);
}
