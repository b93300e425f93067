/*
 * Pages of `tests/hosts` that meddle: applications that move the calculator about, translators and assistants that
 * change its nodes, libraries that change the built-in types. What a visitor typed stays.
 */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { DIST } from "./harness.mjs";
import { inEveryBrowser } from "./hosts.mjs";
import { Visitor } from "./visitor.mjs";

/** Longer than what a calculator takes for one and the same move. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 80));

inEveryBrowser((host) => {
  for (const move of ["move", "wrap", "anew"]) {
    test(...host.named(`R23: an application that redraws itself (${move}) in the middle of a word keeps the word, the caret and the place`), async () => {
      const { page, visitor } = await host.visit("rerender", { height: 600 });
      await visitor.ready();
      await visitor.type("保费", "52元");
      await visitor.furnished();
      await page.press("ArrowLeft");
      await visitor.see({ label: "保费" }, (input) => (window.typed = input) && true);
      const scrolled = await page.evaluate(() => window.scrollY);
      await page.evaluate((move) => window.host[move](), move);
      await aWhile();
      const [isSame, caret] = await page.evaluate(() => [
        window.typed.isConnected && document.querySelector("#a").shadowRoot.activeElement === window.typed,
        window.typed.selectionStart,
      ]);
      assert.ok(isSame, "the field has the focus");
      assert.equal(caret, 2);
      assert.ok(Math.abs((await page.evaluate(() => window.scrollY)) - scrolled) < 60, "the page stays where it is");
      await page.type("00");
      assert.equal(await visitor.value("保费"), "5200元");
      await visitor.choose("小微出口企业认定", "是");
      await visitor.reads("5,200.00");
      assert.deepEqual(await visitor.errors(), []);
    });
  }

  test(...host.named("R23: taken out of the page for a while and put back it has the focus and what was typed, and goes on"), async () => {
    const { page, visitor } = await host.visit("rerender");
    await visitor.ready();
    await visitor.type("保费", "5200元");
    await visitor.furnished();
    await page.evaluate(() => window.host.takeAway());
    await aWhile();
    await page.evaluate(() => window.host.putBack());
    await aWhile();
    await page.press("Backspace");
    assert.equal(await visitor.value("保费"), "5200");
    await visitor.choose("小微出口企业认定", "是");
    await visitor.reads("5,200.00");
    assert.deepEqual(await visitor.errors(), []);
  });

  test(...host.named("R23: whoever went somewhere else in the meantime keeps the focus there"), async () => {
    const { page, visitor } = await host.visit("rerender");
    await visitor.ready();
    await visitor.type("保费", "5200元");
    await page.evaluate(() => {
      window.host.takeAway();
      document.querySelector("#left").appendChild(document.createElement("input")).focus();
    });
    await aWhile();
    await page.evaluate(() => window.host.putBack());
    assert.equal(await page.evaluate(() => document.activeElement.localName), "input");
    await visitor.focus("保费");
    await page.evaluate(() => document.querySelector("#a").shadowRoot.activeElement.blur());
    await aWhile();
    await page.evaluate(() => window.host.move());
    assert.equal(await page.evaluate(() => document.activeElement.localName), "body");
  });

  for (const way of ["wrap", "alter", "drop", "add", "empty"]) {
    test(...host.named(`R24: a translator that does “${way}” at every step leaves the page and the other calculator in order`), async () => {
      const { page, visitor } = await host.visit("translator");
      await visitor.ready();
      await new Visitor(page, "b").ready();
      const meddle = () => page.evaluate((way) => {
        window.translate[way](document.querySelector("#a").shadowRoot);
        window.translate[way === "empty" ? "wrap" : way](document.querySelector("#lead"));
      }, way);
      if (way === "empty") {
        await meddle();
      } else {
        await visitor.type("保费", "52");
        await meddle();
        await page.type("00元");
        await meddle();
      }
      await page.evaluate(() => {
        const element = document.querySelector("#a");
        element.case = { ...element.case, enterprise: { ...element.case.enterprise, recognised_small_micro_exporter: true } };
      });
      await meddle();
      await page.until(() => document.querySelector("#a").case.enterprise.recognised_small_micro_exporter);
      if (way !== "empty") {
        await page.until(() => document.querySelector("#a").case.credit_insurance[0].premium === "5200");
      }
      const other = new Visitor(page, "b");
      await other.type("Employees", "17");
      await page.until(() => (document.querySelector("#b").case.enterprise || {}).employees === "17");
      await page.evaluate(() => document.querySelectorAll("tradeaid-calculator").forEach((each) => each.remove()));
      await aWhile();
      assert.deepEqual(await visitor.errors(), []);
    });
  }

  test(...host.named("R24: a translator that wraps every text again and again keeps figures right and amounts readable"), async () => {
    const { page, visitor } = await host.visit("translator");
    await visitor.ready();
    const wrap = () => page.evaluate(() => window.translate.wrap(document.querySelector("#a").shadowRoot));
    await wrap();
    await visitor.type("保费", "5200元");
    await wrap();
    await visitor.choose("小微出口企业认定", "是");
    await wrap();
    await visitor.reads("5,200.00");
    assert.deepEqual(await visitor.errors(), []);
  });

  test(...host.named("R24: a writing assistant that puts nodes beside every field takes nothing from what is typed"), async () => {
    const { page, visitor } = await host.visit("writing-assistant");
    await visitor.ready();
    await visitor.type("保费", "5200元");
    assert.ok(await visitor.see({ label: "保费" }, (input) => input.hasAttribute("data-assistant")));
    await visitor.choose("小微出口企业认定", "是");
    await visitor.reads("5,200.00");
    assert.equal(await visitor.value("保费"), "5200元");
    await page.evaluate(() => document.querySelector("#a").setAttribute("lang", "en"));
    await page.until(() => document.querySelector("#a").shadowRoot.querySelector(".tradeaid").lang === "en");
    assert.equal(await visitor.value("Premium"), "5200元");
    assert.deepEqual(await visitor.errors(), []);
  });

  for (const name of ["prototype-1-6", "mootools-1-2", "jquery-1", "overridden-builtins"]) {
    test(...host.named(`R26: on the page ${name} a case comes in and a result goes out as objects`, name), async () => {
      const { page, visitor } = await host.visit(name);
      await visitor.ready();
      const told = await page.evaluate(() => {
        const element = document.querySelector("#a");
        const loan = { id: "L1", lender: "bank", kind: "new", principal: "10000000", approved_on: "2024-05-20" };
        element.measures = ["interest_sme_loan", "premium_small_micro"];
        element.case = { enterprise: { city: "quanzhou" }, loan: [loan] };
        const given = element.case;
        return [given.loan.length, given.loan[0].principal, element.getAttribute("measures")];
      });
      assert.deepEqual(told, [1, "10000000", "interest_sme_loan premium_small_micro"]);
      await page.until(() => {
        const { seen } = window.watched;
        return seen[seen.length - 1].name === "result" && document.querySelector("#a").assessment !== null;
      });
      const refused = await page.evaluate(() => window.watched.seen.filter((each) => each.name === "error"));
      assert.deepEqual(refused, []);
    });
  }

  test(...host.named("R26: an AMD loader is given nothing and keeps its names"), async () => {
    const { page, visitor } = await host.visit("amd");
    await visitor.ready();
    const told = await page.evaluate(() => [window.claimed, Object.keys(window.module.exports), typeof window.define.amd]);
    assert.deepEqual(told, [[], [], "object"]);
  });

  test(...host.named("R52: a router on the hash sees no route but its own, also while a link is made"), async () => {
    const { page, visitor } = await host.visit("vue-hash-router", { at: "#/support" });
    await visitor.ready();
    await visitor.walk();
    await visitor.takeAway();
    assert.deepEqual(await page.evaluate(() => [location.hash, window.routes, Boolean(window.popped)]), ["#/support", ["#/support"], false]);
    await page.evaluate(() => (location.hash = "#/news"));
    await page.until(() => document.querySelector("#a") === null);
    await page.evaluate(() => (location.hash = "#/support"));
    await page.until(() => document.querySelector("#a") && document.querySelector("#a").assessment);
  });

  test(...host.named("R16: a page that watches itself sees nothing it did not expect"), async () => {
    const { page, visitor } = await host.visit("strict-listeners");
    await visitor.ready();
    await visitor.walk();
    await visitor.takeAway();
    assert.deepEqual(await page.evaluate(() => window.unexpected), []);
  });

  test(...host.named("R22: three calculators, the script twice and another version are three calculators of the first one"), async () => {
    const other = await readFile(join(DIST, host.site.release, "tradeaid.js"), "utf8");
    host.site.answer("/tradeaid/9.9.9/tradeaid.js", { body: other.replaceAll(`"${host.site.version}"`, '"9.9.9"') });
    const { page, visitor } = await host.visit("three-instances");
    const visitors = [visitor, new Visitor(page, "b"), new Visitor(page, "c")];
    for (const each of visitors) {
      await each.ready();
    }
    await visitors[1].type("Employees", "17");
    await visitors[0].walk();
    const told = await page.evaluate(() => ["a", "b", "c"].map((id) => (document.getElementById(id).case.enterprise || {}).employees || ""));
    assert.deepEqual(told, ["", "17", ""]);
    assert.equal(await page.evaluate(() => window.TradeAid.version), host.site.version);
    assert.equal(await page.evaluate(() => document.querySelectorAll("[id]").length), 4, "no id of ours outside of the roots");
    assert.deepEqual(await visitor.errors(), []);
  });

  test(...host.named("R16: a root that the page wants closed is closed, and can be used all the same"), async () => {
    const { page, visitor } = await host.visit("closed-root");
    await visitor.ready();
    assert.equal(await page.evaluate(() => document.querySelector("#a").shadowRoot), null);
    await visitor.walk();
  });
});
