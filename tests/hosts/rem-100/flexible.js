/*
 * Keeps the type of the root at a hundred pixels, so that `0.16rem` is sixteen, and sets it again on every resize.
 * Nothing here knows of the calculator.
 */
(function () {
  function refresh() {
    document.documentElement.style.fontSize = "100px";
  }
  window.addEventListener("resize", refresh);
  window.addEventListener("pageshow", refresh);
  refresh();
})();
