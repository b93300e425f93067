/*
 * A router on the hash: `#/support` shows the support, every other route shows the news, and every change of the hash
 * draws the application anew. Who writes into the address throws the visitor out. Nothing here knows of the calculator.
 */
(function () {
  window.routes = [];
  function draw() {
    var name = location.hash.indexOf("#/support") === 0 ? "support" : "news";
    var app = document.getElementById("app");
    window.routes.push(location.hash);
    app.textContent = "";
    app.appendChild(document.importNode(document.getElementById(name).content, true));
  }
  window.addEventListener("hashchange", draw);
  window.addEventListener("popstate", function () {
    window.popped = true;
  });
  draw();
})();
