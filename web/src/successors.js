/*
 * What a calculator with several packs has besides the runtime: loaded only where an element names more than one.
 * Reports itself to the loader like the runtime, and draws with it.
 */

import { Several } from "./successors/several.js";

window.TradeAid.provide(TRADEAID_VERSION, "successors.js", (shell) => new Several(shell));
