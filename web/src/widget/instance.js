/*
 * The WebAssembly instance that all calculators drawn by this runtime share, and what happens when it traps.
 *
 * A trap leaves its memory in no known state, so the instance is given up at once for all of them: the calculator
 * that ran into it shows a message, the others are drawn again by a fresh runtime from their last results.
 */

import { Widget, start } from "tradeaid-widget-glue";
import { Surroundings } from "./surroundings.js";

/** Where this script came from: the stack of every call into its instance names it. */
const OWN_ADDRESS = document.currentScript ? document.currentScript.src : "";

/** Where a trap surfaces that happened in a listener or in a task of the engine's own. */
const TRAPS = ["error", "unhandledrejection"];

/** A calculator that nobody touches is drawn again on its own this often; after that it waits for the user. */
const RESTARTS = 2;

/** Told by its name: a page may have no `WebAssembly`, and an engine in JavaScript gives its traps that name. */
const isTrap = (error) => error && error.name === "RuntimeError";

export class Instance {
  constructor() {
    this.dead = false;
    this.started = null;
    /** The calculators that are in the document; one that left is not held, so that it can be collected. */
    this.live = new Set();
    /** The calculator that the user touched last: what traps later, in a listener, is put down to it. */
    this.touched = null;
    this.surroundings = new Surroundings(() => this.live.forEach((app) => app.update()));
    this.onError = (event) => this.blame(event.error || event.reason);
  }

  /** The class that draws, once the instance stands. */
  start(release) {
    this.started = this.started || this.instantiate(release);
    return this.started;
  }

  async instantiate(release) {
    try {
      await start(await release.module("widget.bin"));
      return Widget;
    } catch (error) {
      this.started = null;
      if (!isTrap(error)) {
        throw error;
      }
      this.dead = true;
      release.retire();
      throw release.failure("PANIC", error.message);
    }
  }

  enter(app) {
    if (this.live.size === 0) {
      this.surroundings.watch();
      TRAPS.forEach((type) => window.addEventListener(type, this.onError));
    }
    this.live.add(app);
  }

  leave(app) {
    this.live.delete(app);
    this.touched = this.touched === app ? null : this.touched;
    if (this.live.size === 0) {
      this.surroundings.ignore();
      TRAPS.forEach((type) => window.removeEventListener(type, this.onError));
    }
  }

  /** Calls into the instance for a calculator. A text that it throws is a refusal, anything else a trap. */
  call(app, action) {
    if (this.dead) {
      return undefined;
    }
    try {
      return action();
    } catch (error) {
      if (typeof error === "string") {
        app.shell.report("BAD_CONFIG", error);
      } else {
        this.collapse(app, error);
      }
      return undefined;
    }
  }

  blame(error) {
    if (isTrap(error) && OWN_ADDRESS && String(error.stack).includes(OWN_ADDRESS)) {
      this.collapse(this.touched || (this.live.size === 1 ? [...this.live][0] : null), error);
    }
  }

  collapse(culprit, error) {
    if (this.dead) {
      return;
    }
    this.dead = true;
    const affected = new Set(culprit ? [culprit, ...this.live] : this.live);
    const { release } = [...affected][0].shell;
    release.retire();
    affected.forEach((app) => {
      app.shell.restarts += 1;
      if (app === culprit || app.shell.restarts > RESTARTS) {
        app.shell.fail(release.failure("PANIC", error.message || String(error)));
      } else {
        app.shell.restart();
      }
    });
  }
}
