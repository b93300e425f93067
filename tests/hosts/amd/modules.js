/*
 * `define` and `require` as a loader of AMD modules gives them to every script of a page, and names of CommonJS beside
 * them. A script that takes itself for a module because of them is lost: nobody asks for it. Nothing here knows of
 * the calculator.
 */
window.claimed = [];
window.define = function (name, needs, factory) {
  window.claimed.push(typeof name === "string" ? name : "a module without a name");
};
window.define.amd = { jQuery: true };
window.require = window.requirejs = function (needs, then) {
  setTimeout(then, 0);
};
window.module = { exports: {} };
window.exports = window.module.exports;
