/*
 * What comes behind the first answer: everything is asked for once the calculator is drawn and before anyone is told
 * that it stands, so that nothing is requested later. Without it the calculator is as good as before.
 */

import { dress } from "./stylesheet.js";

/** Asks for the desk and lets it in. */
export async function follow(app) {
  const { shell } = app;
  const { release, root } = shell;
  try {
    const [open, module] = await Promise.all([
      release.late("desk.js"),
      release.module("desk.bin"),
      ...["zh-CN", "en"].map((lang) => Promise.all([release.text(`desk/${lang}.json`), release.later(app.pack[0], lang, "plan")])),
      dress(root, release, "desk.css"),
    ]);
    if (!app.closed) {
      app.desk = open(app, module);
    }
  } catch (error) {
    shell.report(error.code, error.message);
  }
}
