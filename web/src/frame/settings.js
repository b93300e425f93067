/*
 * The attributes of the calculator that may be set in a frame, from the address of the frame or over the line to it.
 * What the page around decides for itself, how much it is told and whether the visitor is asked, is none of them.
 *
 * Nothing newer than ECMAScript 5 but `import` and `export`, because it is part of the script for host pages.
 */

export var SETTINGS = [
  "lang", "pack", "measures", "as-of", "prefill", "readonly-inputs", "mode", "heading-level",
  "theme", "preset", "size", "density", "engine", "share", "share-base", "exports"
];
