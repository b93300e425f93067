/*
 * The words of what stands above a calculator with several packs, by language and key. No word stands in code.
 */

import en from "./texts/en.json";
import zh from "./texts/zh-CN.json";

const ALL = { "zh-CN": zh, en };

/** The languages that are spoken. */
export const LANGUAGES = Object.keys(ALL);

/** A text with its places filled. */
export function say(lang, key, ...values) {
  return ALL[lang][key].replace(/\{(\d)\}/g, (_, place) => values[place]);
}
