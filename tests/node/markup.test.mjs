/*
 * The desk's own reader of markup: the subset that the desk writes comes out as it was meant, and text is never markup.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { read } from "../../web/src/desk/markup.js";

/** A node as a short text: `p(class=a)[text]`. */
function told(node) {
  if (typeof node === "string") {
    return JSON.stringify(node);
  }
  const attributes = Object.entries(node.attributes).map(([name, value]) => `${name}=${value}`).join(",");
  return `${node.name}(${attributes})[${node.children.map(told).join(" ")}]`;
}

const CASES = {
  "<p>a</p>": 'p()["a"]',
  '<p class="a b">a<b>c</b> d</p>\n': 'p(class=a b)["a" b()["c"] " d"]',
  "<p>&lt;script&gt; &amp;amp; &quot;&#39;</p>": 'p()["<script> &amp; \\"\'"]',
  '<svg><rect x="1.50%"/>\n<clipPath id="i"><polygon points="0,0 1,1"/></clipPath></svg>':
    "svg()[rect(x=1.50%)[] clipPath(id=i)[polygon(points=0,0 1,1)[]]]",
  '<i title="a&quot; b=&quot;c">x</i>': 'i(title=a" b="c)["x"]',
  "<p> </p>": 'p()[" "]',
};

for (const [markup, expected] of Object.entries(CASES)) {
  test(`read: ${markup.trim()}`, () => assert.equal(read(markup).map(told).join(" "), expected));
}
