/*
 * What developers of the host page read on the console. Nothing for its visitors stands here.
 *
 * Nothing newer than ECMAScript 5 but `import` and `export`, because it is part of the loader.
 */

export function warn(message) {
  if (window.console) {
    console.warn("tradeaid: " + message);
  }
}
