/*
 * What comes behind the first answer: everything is asked for once the calculator is drawn and before anyone is told
 * that it stands, so that nothing is requested later. Without it the calculator is as good as before.
 */

import { dress } from "./stylesheet.js";

/** Asks for the desk and lets it in: a promise of it. */
export function follow(app) {
  const desk = furnish(app);
  desk.catch((error) => app.shell.report(error.code, error.message));
  return desk;
}

async function furnish(app) {
  const { release, root } = app.shell;
  const [open, host, module] = await Promise.all([
    release.runtime("desk.js"),
    release.runtime("host.js"),
    release.module("desk.bin"),
    ...release.languages.map((lang) => Promise.all([release.text(`desk/${lang}.json`), release.later(app.pack[0], lang, "plan")])),
    dress(root, release, "desk.css"),
  ]);
  return host.open(app, open(app, module));
}
