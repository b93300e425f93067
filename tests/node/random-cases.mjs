/*
 * Random cases for comparing engines: the scenarios taken apart and put together again, with things forgotten, widened
 * and spelled otherwise. The same seed gives the same cases everywhere.
 */

/** A generator of numbers from 0 up to below 1 (mulberry32). */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const KEPT = new Set(["id", "as_of"]);

/** A case made of parts of some cases. */
export function recombined(cases, next) {
  const pick = (list) => list[Math.floor(next() * list.length)];
  const chance = (share) => next() < share;
  const silence = pick([0.1, 0.3, 0.6]);

  const values = (object) => {
    const kept = Object.entries(object).filter(([key]) => KEPT.has(key) || !chance(silence));
    return Object.fromEntries(kept.map(([key, value]) => [key, KEPT.has(key) ? value : varied(value)]));
  };
  const varied = (value) => {
    if (chance(0.8)) {
      return value;
    }
    if (/^\d+(\.\d+)?$/.test(value)) {
      return pick([`${value}${String(value).includes(".") ? "0" : ".0"}`, Number(value), { min: value }, { max: value }, { min: 0, max: value }]);
    }
    if (/^\d{4}-\d\d-\d\d$/.test(value)) {
      return pick([{ min: value }, { max: value }, { min: value, max: value }, "2025-12-31", "2026-01-01"]);
    }
    return typeof value === "string" ? { any_of: [value] } : null;
  };
  const parts = (name) => cases.flatMap((each) => each[name] || []);
  const mixed = (name) => {
    const sources = cases.map((each) => each[name]).filter(Boolean);
    return Object.assign({}, ...[pick(sources), chance(0.4) ? values(pick(sources)) : {}].map(values));
  };

  const result = { as_of: pick(cases).as_of, enterprise: mixed("enterprise"), parameters: mixed("parameters") };
  const lists = Object.keys(Object.assign({}, ...cases)).filter((name) => Array.isArray(parts(name)) && parts(name)[0]?.id);
  for (const name of lists.filter(() => chance(0.4))) {
    const count = 1 + Math.floor(next() * 2);
    result[name] = Array.from({ length: count }, (_, number) => ({ ...values(pick(parts(name))), id: `${name}-${number}` }));
  }
  const things = Object.entries(result).filter(([, value]) => Array.isArray(value));
  if (things.length > 0 && chance(0.4)) {
    const [, [{ id }]] = pick(things);
    const level = pick(["provincial", "national", { any_of: ["provincial", "municipal"] }, null]);
    result.other_support = [{ id: "s1", object: pick([id, null]), level, amount: pick(["1000.00", null, { max: 5000 }]) }];
  }
  if (chance(0.3)) {
    result.readings = pick(["open", { export_base_year: pick(["open", "current"]) }, { pre_issuance_covered: "yes" }]);
  }
  return result;
}
