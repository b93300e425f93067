/*
 * The desk's own sentences for places that it does not draw, from the catalogue that the drawn ones come from.
 */

/** A sentence in the language of a calculator, with its places filled. */
export async function words(app, key, fillings = {}) {
  const all = JSON.parse(await app.shell.release.text(`desk/${app.lang}.json`));
  return all[key].replace(/\{(\w+)\}/g, (place, name) => (name in fillings ? fillings[name] : place));
}
