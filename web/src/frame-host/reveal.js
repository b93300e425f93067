/*
 * Brings a box inside of a frame into view: below what sticks to the top, and only where it cannot be seen. Moves the
 * page by scrolling and in no other way.
 *
 * Nothing newer than ECMAScript 5 but `import` and `export`, because it is part of the script for host pages.
 */

/* Air above what was brought into view. */
var AIR = 16;

/* How far to move so that a box lies between two lines: nowhere if it does, else to the upper one. */
function distance(box, upper, lower) {
  var isSeen = box.top >= upper && box.top + Math.min(box.height, lower - upper) <= lower;
  return isSeen ? 0 : box.top - upper - AIR;
}

function scrolls(node) {
  return node.scrollHeight > node.clientHeight && /auto|scroll/.test(window.getComputedStyle(node).overflowY);
}

function move(by) {
  var isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  if ("scrollBehavior" in document.documentElement.style) {
    window.scrollBy({ top: by, behavior: isCalm ? "auto" : "smooth" });
  } else {
    window.scrollBy(0, by);
  }
}

export function reveal(frame, told, offset) {
  var box = { top: frame.getBoundingClientRect().top + frame.clientTop + told.top, height: told.height };
  var node = frame.parentElement;
  var edges, before, by;
  for (; node && node !== document.body && node !== document.documentElement; node = node.parentElement) {
    if (scrolls(node)) {
      edges = node.getBoundingClientRect();
      before = node.scrollTop;
      node.scrollTop += distance(box, edges.top, edges.bottom);
      box.top -= node.scrollTop - before;
    }
  }
  by = distance(box, offset, window.innerHeight);
  if (by) {
    move(by);
  }
}
