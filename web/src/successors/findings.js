/*
 * Which pack answers for what of a case, in sentences. Reckons nothing: the catalogue's answer is put into words.
 */

import { elsewhere } from "./choice.js";
import { LANGUAGES, say } from "./texts.js";

/** Sentences, what no pack is in force for, and the other packs, for a case of which the pack at a place is shown. */
export function findings(packs, shown, data, spoken) {
  const lang = LANGUAGES.includes(spoken) ? spoken : LANGUAGES[0];
  const words = new Words(packs, lang, data);
  const answers = packs.assess(JSON.stringify(data));
  const others = packs.known.map((_, place) => place).filter((place) => place !== shown);
  const sentences = [words.document("now", shown, [])];
  let uncovered = "";
  if (answers.problems) {
    sentences.push(say(lang, "unsure"));
  } else {
    elsewhere(answers, packs.known, shown).forEach((items, place) => {
      if (items.length > 0) {
        sentences.push(words.document("other", place, [words.list(items.map((id) => words.item(id)))]));
      }
    });
    const names = answers.uncovered.map(({ item, dates }) => words.dated(item, dates));
    uncovered = names.length > 0 ? say(lang, "none", words.list(names)) : "";
  }
  return { sentences, uncovered, others: others.map((place) => [place, words.title(place)]) };
}

class Words {
  constructor(packs, lang, data) {
    this.packs = packs;
    this.lang = lang;
    this.data = data;
  }

  title(place) {
    return this.packs.text(place, this.lang, "pack.title") || this.packs.known[place].id;
  }

  /** A sentence about a document, with its days where it has any. */
  document(key, place, before) {
    const { valid } = this.packs.known[place];
    const named = [...before, this.title(place)];
    return valid ? say(this.lang, key, ...named, valid.from, valid.to) : say(this.lang, `${key}.undated`, ...named);
  }

  /** An item as the form calls it: its kind, counted. */
  item(id) {
    const isIt = (item) => item && item.id === id;
    const [kind, list] = Object.entries(this.data).find(([, value]) => Array.isArray(value) && value.some(isIt)) || [id, []];
    const named = this.packs.known.map((_, place) => this.packs.text(place, this.lang, `kind.${kind}`)).find(Boolean);
    return say(this.lang, "item", named || kind, list.findIndex(isIt) + 1);
  }

  /** An item, or the enterprise itself, with the days that decide. */
  dated(item, dates) {
    const name = item === null ? say(this.lang, "enterprise") : this.item(item);
    const days = [...new Set(Object.values(dates).map((day) => this.day(day)))].filter(Boolean);
    return days.length > 0 ? say(this.lang, "dated", name, this.list(days)) : name;
  }

  /** A day, or what is known of one. */
  day(value) {
    if (typeof value !== "object" || value === null) {
      return value === null ? "" : String(value);
    }
    const { min, max } = value;
    return min && max ? say(this.lang, "to", min, max) : min || max || "";
  }

  list(names) {
    return names.join(say(this.lang, "list"));
  }
}
