/*
 * A module that was translated into JavaScript, in a script of its own. It is started like a compiled one: with its
 * imports it gives an instance, whose memory is fresh. What would be a trap there has the name of one here.
 */

import { asmFunc } from "tradeaid-translated";

/** What the translation throws where the module would trap, and the engine of the browser where the stack ends. */
const isTrap = (error) => error instanceof RangeError || (error instanceof Error && error.message === "abort");

function guarded(run) {
  return (...given) => {
    try {
      return run(...given);
    } catch (error) {
      if (isTrap(error)) {
        error.name = "RuntimeError";
      }
      throw error;
    }
  };
}

function instance(imports) {
  const exports = { ...asmFunc(imports) };
  Object.keys(exports).forEach((name) => {
    if (typeof exports[name] === "function") {
      exports[name] = guarded(exports[name]);
    }
  });
  return { exports };
}

window.TradeAid.provide(TRADEAID_VERSION, TRADEAID_FILE, instance);
