/*
 * What frameworks do with an element they did not make, when their own data change: to another parent, into a new
 * wrapper, out of the page and back, behind a sibling that is new. Nothing here knows of the calculator.
 */
window.host = {
  kept: null,
  part: function () {
    return window.host.kept || document.querySelector("tradeaid-calculator");
  },
  move: function () {
    document.getElementById("left").appendChild(window.host.part());
  },
  wrap: function () {
    var part = window.host.part();
    var wrapper = document.createElement("div");
    part.parentNode.insertBefore(wrapper, part);
    wrapper.appendChild(part);
  },
  anew: function () {
    var part = window.host.part();
    var fresh = document.createElement("div");
    fresh.id = "app";
    fresh.appendChild(document.createElement("h1")).textContent = "外贸惠企政策测算";
    fresh.appendChild(part);
    document.getElementById("app").replaceWith(fresh);
  },
  takeAway: function () {
    window.host.kept = window.host.part();
    window.host.kept.remove();
  },
  putBack: function () {
    document.getElementById("app").appendChild(window.host.kept);
    window.host.kept = null;
  }
};
