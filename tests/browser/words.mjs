/*
 * The words that a visitor reads, by their keys, as they are written in the project and before they are built: what a
 * page shows is held against them. Nothing is worded here.
 */

import { readFile } from "node:fs/promises";

const ROOT = new URL("../../", import.meta.url);
const FLAT = ["web/texts/", "crates/handout/texts/"];
const PACK = "crates/packs/fujian-2024-2/texts/";

/** `word(key, ...values)` for a language; a key without a text is an error. */
export async function words(lang) {
  const texts = new Map();
  for (const folder of FLAT) {
    const flat = JSON.parse(await readFile(new URL(`${folder}${lang}.json`, ROOT), "utf8"));
    Object.entries(flat).forEach(([key, text]) => texts.set(key, text));
  }
  const lines = (await readFile(new URL(`${PACK}${lang}.yaml`, ROOT), "utf8")).split("\n");
  for (const line of lines) {
    const [, key, text] = line.match(/^([^#\s][^\s]*): (".*")$/) || [];
    if (key) {
      texts.set(key, JSON.parse(text));
    }
  }
  const word = (key, ...values) => {
    if (!texts.has(key)) {
      throw new Error(`no text ${key} in ${lang}`);
    }
    return texts.get(key).replace(/\{(\d)\}/g, (_, place) => values[place]);
  };
  word.has = (key) => texts.has(key);
  word.keys = () => texts.keys();
  return word;
}
