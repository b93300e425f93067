/*
 * The association's side of the page: it notes the id of each result that the frame tells of.
 */
"use strict";

document.getElementById("calculator").addEventListener("tradeaid-result", ({ detail }) => {
  document.getElementById("result").textContent = detail.result_id;
});
