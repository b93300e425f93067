/*
 * Shows the tab when its button is pressed. Nothing here knows of the calculator.
 */
document.getElementById("show").onclick = function () {
  document.getElementById("tab").style.display = "";
};
