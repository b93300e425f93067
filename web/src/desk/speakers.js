/*
 * The desk's WebAssembly instance, and in it one speaker for each pack and language that is looked at. When it traps,
 * it is given up for good: the calculators stand without it.
 */

import { Desk, start } from "tradeaid-desk-glue";

export class Speakers {
  constructor() {
    this.started = null;
    this.dead = false;
    this.known = {};
  }

  /** What speaks for a calculator: resolves to a function that draws a room in a language, makes a file, opens one. */
  of(app, module) {
    const { release } = app.shell;
    this.started = this.started || start(module);
    return async (lang) => {
      await this.started;
      const key = [...app.pack, lang].join(" ");
      this.known[key] = this.known[key] || this.speaker(release, app.pack, lang);
      const speaker = await this.known[key];
      return Object.assign((...wanted) => this.ask(app, () => speaker.room(...wanted, "")), {
        file: (...wanted) => this.ask(app, () => ({
          name: speaker.file_name(...wanted, ""),
          bytes: speaker.file(...wanted, ""),
        })),
        open: (text) => this.ask(app, () => speaker.open(text)),
        link: (...wanted) => this.ask(app, () => speaker.link(...wanted, "")),
        explain: (...wanted) => this.ask(app, () => speaker.explain(...wanted, "")),
      });
    };
  }

  /** Everything it needs was asked for before; here it is only waited for. */
  async speaker(release, pack, lang) {
    const [[core, texts], later, plan, words] = await Promise.all([
      release.pack(...pack, lang),
      release.later(pack[0], lang),
      release.later(pack[0], lang, "plan"),
      release.text(`desk/${lang}.json`),
    ]);
    const desk = new Desk(core, lang, words);
    [texts, later].filter(Boolean).forEach((each) => desk.add_texts(each));
    if (plan) {
      desk.add_plan(plan);
    }
    return desk;
  }

  ask(app, question) {
    if (this.dead) {
      return "";
    }
    try {
      return question();
    } catch (error) {
      // A refusal is a text; anything else is a trap.
      if (typeof error === "string") {
        throw error;
      }
      this.dead = true;
      app.shell.report("PANIC", `desk: ${error.message}`);
      return "";
    }
  }
}
