/*
 * A page that has used names which browsers took up later: a `Map` for its map of the city, a `JSON` of a few lines, a
 * `reduce` that counts down. Built-in ways of reading a list that other scripts rely on are gone.
 * Nothing here knows of the calculator.
 */
(function () {
  var native = { parse: JSON.parse, stringify: JSON.stringify };
  window.Map = function Map(place) {
    if (typeof place !== "string") {
      throw new TypeError("a map needs the id of its place");
    }
    this.place = place;
  };
  window.JSON = {
    parse: function (text) {
      return native.parse.call(native, text);
    },
    stringify: function (value) {
      return native.stringify.call(native, value);
    }
  };
  Array.prototype.reduce = function (action) {
    var last = this[this.length - 1];
    for (var at = this.length - 2; at >= 0; at -= 1) {
      last = action(last, this[at]);
    }
    return last;
  };
  Object.freeze(Object.prototype);
})();
