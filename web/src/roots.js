/*
 * For calculators whose root cannot adopt a sheet by itself: those in the tree of the page, and those in the shadow trees
 * of older browsers. Loaded only there; reports itself to the loader, to which it is what draws a calculator in the tree
 * of the page, and dresses roots for the runtime.
 */

import { link } from "./roots/link.js";
import { enter } from "./roots/light.js";
import { clothe } from "./roots/scoped.js";

function dress(root, release, path) {
  root.dress = dress;
  return root instanceof ShadowRoot ? link(root, release, path) : clothe(root, release, path);
}

window.TradeAid.provide(TRADEAID_VERSION, "roots.js", Object.assign(enter, { dress }));
