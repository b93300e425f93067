/*
 * The runtime: loaded once a page, draws every calculator of the page with one WebAssembly instance.
 * Reports itself to the loader, which decides when and where a calculator is drawn.
 */

import { App } from "./widget/app.js";
import { Instance } from "./widget/instance.js";

const instance = new Instance();

window.TradeAid.provide(TRADEAID_VERSION, "widget.js", (shell) => new App(shell, instance));
