/*
 * A case parted in two: what one pack knows, and what it does not, kept aside until it can be given back.
 * Pure: which pack, and why it does not know something, is asked elsewhere.
 */

const copy = (value) => JSON.parse(JSON.stringify(value));
const has = (value, key) => Object.prototype.hasOwnProperty.call(value, key);
const lists = (data) => Object.values(data).filter(Array.isArray);

/**
 * A case without what is refused, and what was taken out of it. `refused(text)` lists what is wrong with a case, each
 * with its path; whole values are taken, because half an amount would be another amount.
 */
export function parted(whole, refused) {
  const part = copy(whole);
  const aside = [];
  for (;;) {
    const taken = refused(JSON.stringify(part)).filter(({ path }) => take(part, path, aside));
    if (taken.length === 0) {
      return { part, aside };
    }
  }
}

/** The whole case again. What was kept of an item that is there no longer is gone with it. */
export function joined(part, aside) {
  const whole = copy(part);
  rename(whole, aside);
  aside.forEach(({ section, item, key, value }) => {
    const at = item === null ? sectionOf(whole, section) : (whole[section] || []).find(({ id }) => id === item);
    if (typeof at === "object" && !has(at, key)) {
      at[key] = copy(value);
    }
  });
  return whole;
}

/** Takes the value that a path leads to, or through; tells whether there is one. */
function take(part, path, aside) {
  const [section, ...rest] = path.split(/[.[\]]+/).filter(Boolean);
  if (section === undefined || !has(part, section)) {
    return false;
  }
  const list = Array.isArray(part[section]) && rest.length > 0 ? part[section] : null;
  const item = list && list[rest.shift()];
  const at = list ? item : rest.length > 0 ? part[section] : part;
  const key = list || rest.length > 0 ? rest[0] : section;
  if (typeof at !== "object" || at === null || key === undefined || key === "id" || !has(at, key)) {
    return false;
  }
  aside.push({ section: at === part ? null : section, item: item ? item.id : null, key, value: at[key] });
  delete at[key];
  return true;
}

function sectionOf(whole, section) {
  if (section !== null && whole[section] === undefined) {
    whole[section] = {};
  }
  return section === null ? whole : whole[section];
}

/** A form knows no item but its own, and may name a new one like one that is kept aside: then the latter gives way. */
function rename(whole, aside) {
  const taken = new Set([].concat(...lists(whole)).map(({ id }) => id));
  const kept = [].concat(...aside.filter(({ section, value }) => section === null && Array.isArray(value)).map(({ value }) => value));
  kept
    .filter(({ id }) => taken.has(id))
    .forEach(({ id }) => {
      const fresh = free(new Set([...taken, ...kept.map((item) => item.id)]));
      const mended = (_, value) => (value === id ? fresh : value);
      aside.forEach((entry) => {
        entry.value = JSON.parse(JSON.stringify(entry.value), mended);
      });
      taken.add(fresh);
    });
}

function free(taken) {
  let number = 1;
  while (taken.has(`t${number}`)) {
    number += 1;
  }
  return `t${number}`;
}
