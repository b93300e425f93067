/*
 * Which pack is shown first, and what of a case belongs to another one or to none. Pure; knows packs by their days and
 * digests only.
 */

/** The place of the pack in force on a day, else of the one that was in force last, else of the one that will be next. */
export function firstShown(packs, day) {
  const places = packs.map((_, place) => place);
  const valid = (place) => packs[place].valid || { from: "", to: "9999" };
  const now = places.find((place) => valid(place).from <= day && day <= valid(place).to);
  if (now !== undefined) {
    return now;
  }
  const latest = (one, other) => (valid(other).to > valid(one).to ? other : one);
  const earliest = (one, other) => (valid(other).from < valid(one).from ? other : one);
  const past = places.filter((place) => valid(place).to < day);
  return past.length > 0 ? past.reduce(latest) : places.reduce(earliest);
}

/** The items that only packs other than the shown one answer for, by the place of the pack. */
export function elsewhere(answers, packs, shown) {
  const itemsOf = packs.map(({ digest }) => {
    const answer = answers.assessments.find(({ assessment }) => assessment.pack.digest === digest);
    return answer ? answer.items : [];
  });
  const foreign = (items, place) => (place === shown ? [] : items.filter((id) => !itemsOf[shown].includes(id)));
  return itemsOf.map(foreign);
}
