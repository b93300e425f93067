/*
 * The desk: what a visitor looks at behind the first answer. Loaded once a page, for every calculator of it; reports
 * itself to the loader, and is let in by the calculator that asked for it.
 */

import { Rooms } from "./desk/rooms.js";
import { Speakers } from "./desk/speakers.js";

const speakers = new Speakers();

window.TradeAid.provide(TRADEAID_VERSION, (app, module) => new Rooms(app, speakers.of(app, module)), "desk.js");
