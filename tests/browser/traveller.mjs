/*
 * A visitor who goes through the calculator as a person does: reads what is on the page, answers what they know, says
 * so where they do not, and by mouse, finger or keyboard. Looks for words and kinds of control, never inside.
 */

import assert from "node:assert/strict";

/** More questions than any way has, and more stops of the Tab key than any screen. */
const MANY = 80;
const STOPS = 150;

const BOX = "input[type=text]";
const FIELD = `${BOX}, select, input[type=radio]`;

/** Goes by `mouse`, `touch` or `keyboard`; `composing` holds the letters by which signs are typed with an input method. */
export class Traveller {
  constructor(page, word, { by = "mouse", composing = {} } = {}) {
    Object.assign(this, { page, word, by, composing });
  }

  /** Presses a control. */
  async press(target) {
    if (this.by === "keyboard") {
      await this.reach(target);
      return this.page.press((await this.page.evaluate(focused)).name === "label" ? "Space" : "Enter");
    }
    return this.by === "touch" ? this.page.tap(target) : this.page.click(target);
  }

  pressButton(key) {
    return this.press({ of: "button", saying: this.word(key) });
  }

  /** Moves with the Tab key until the focus is on one of these. */
  async reach({ of, saying }) {
    for (let stop = 0; stop < STOPS; stop += 1) {
      const at = await this.page.evaluate(focused, of);
      if (at.fits && (!saying || at.names.includes(saying) || at.names.some((name) => name.includes(saying)))) {
        return;
      }
      await this.page.press("Tab");
    }
    throw new Error(`the Tab key does not lead to ${saying || of}`);
  }

  /** What the screen asks, or says where it asks nothing. */
  heading() {
    return this.page.text("#ta-form");
  }

  /** From the first screen to the first question. */
  async start(goals) {
    for (const goal of goals) {
      await this.press({ of: "button[aria-pressed=false]", saying: this.word(`goal.${goal}`) });
    }
    await this.pressButton("start.guide");
  }

  /** Where nothing is left to ask, goes on with something else. */
  async add(goals) {
    for (const goal of goals) {
      await this.press({ of: "button[aria-pressed=false]", saying: this.word(`goal.${goal}`) });
    }
    await this.pressButton("guide.next");
  }

  /** Answers question after question with what is known, until nothing is left, and tells what was asked. */
  async answerAll(knows, { backAt } = {}) {
    const asked = [];
    for (let step = 0; step < MANY; step += 1) {
      const heading = await this.heading();
      if (heading === this.word("guide.done")) {
        return asked;
      }
      const question = this.question(heading);
      assert.ok(!asked.includes(question), `asked twice: ${question}`);
      asked.push(question);
      await this.answer(question, knows[question]);
      await this.onward();
      if (question === backAt) {
        await this.backAndForth(heading);
      }
    }
    throw new Error(`still asking after ${MANY} questions`);
  }

  /** The input that is asked about, by the words of its question; a yearly figure with its year. */
  question(heading) {
    for (const key of this.word.keys()) {
      const [, input] = key.match(/^input\.(.*)\.question$/) || key.match(/^(parameter\..*|reading\..*)\.(?:label|question)$/) || [];
      if (input && this.word(key) === heading) {
        return input;
      }
    }
    const year = (heading.match(/\d{4}/) || [])[0];
    for (const key of this.word.keys()) {
      const [, input] = key.match(/^input\.(.*)\.label$/) || [];
      if (input && year && heading.includes(this.word(key))) {
        return `${input}.${year}`;
      }
    }
    throw new Error(`no such question: ${heading}`);
  }

  async answer(question, answer) {
    const [boxes, lists] = [await this.page.count(BOX), await this.page.count("select")];
    if (boxes === 1) {
      return this.type(answer);
    }
    const said = answer === undefined ? this.word("unsure") : this.option(question, answer);
    return lists === 1 ? this.pick(said) : this.choose(said);
  }

  option(question, answer) {
    if (answer === true || answer === false) {
      return this.word(answer ? "yes" : "no");
    }
    return this.word(answer === "none" ? "none" : `option.${question}.${answer}`);
  }

  /** Fills the box, or says that there is nothing to fill in. */
  async type(answer) {
    if (answer === undefined || answer === "none") {
      return this.press({ of: "button[aria-pressed=false]", saying: this.word(answer === "none" ? "none" : "unsure") });
    }
    if (this.by === "keyboard") {
      await this.reach({ of: BOX });
    } else {
      await this.press(BOX);
    }
    for (const part of answer.match(/[\x20-\x7e]+|[^\x20-\x7e]+/g)) {
      const letters = this.composing[part];
      await (letters ? this.page.compose(letters, part, () => this.assertCalm(part)) : this.page.type(part));
    }
    assert.equal(await this.page.value(BOX), answer);
  }

  /** As long as a text is being composed nothing is found fault with. */
  async assertCalm(part) {
    assert.equal(await this.page.count("[aria-invalid=true]"), 0, `found fault with ${part} before it was there`);
  }

  /** From a list; by keyboard one option after the other. */
  async pick(said) {
    if (this.by !== "keyboard") {
      return this.page.pick("select", said);
    }
    await this.reach({ of: "select" });
    for (let step = 0; step < MANY && (await this.page.evaluate(focused)).picked !== said; step += 1) {
      await this.page.press("ArrowDown");
    }
    return assert.equal((await this.page.evaluate(focused)).picked, said);
  }

  /** From a row of options; by keyboard one after the other. */
  async choose(said) {
    if (this.by !== "keyboard") {
      return this.press({ of: "label", saying: said });
    }
    await this.reach({ of: "input[type=radio]" });
    await this.page.press("Space");
    for (let step = 0; step < MANY && (await this.page.evaluate(focused)).picked !== said; step += 1) {
      await this.page.press("ArrowDown");
    }
    return assert.equal((await this.page.evaluate(focused)).picked, said);
  }

  /** To the next question: by keyboard with Enter from the box, else with the button. */
  async onward() {
    if (this.by === "keyboard" && (await this.page.evaluate(focused, BOX)).fits) {
      return this.page.press("Enter");
    }
    return this.pressButton("guide.next");
  }

  /** Back to the question with this heading, which is answered as before, and on again. */
  async backAndForth(heading) {
    const next = await this.heading();
    await this.pressButton("guide.back");
    assert.equal(await this.heading(), heading);
    const given = await this.page.evaluate(answered, FIELD);
    assert.ok(given, `${heading} has lost its answer`);
    await this.pressButton("guide.next");
    assert.equal(await this.heading(), next);
  }
}

/** Runs in the page: what has the focus, by its names; of a choice what is picked. */
function focused(selector) {
  let element = document.activeElement;
  while (element && element.shadowRoot && element.shadowRoot.activeElement) {
    element = element.shadowRoot.activeElement;
  }
  const plain = (text) => (text || "").replace(/\s+/g, " ").trim();
  const names = [element.getAttribute("aria-label"), element.textContent].map(plain).filter(Boolean);
  const option = element.localName === "select" ? element.options[element.selectedIndex] : element.labels && element.labels[0];
  return { fits: Boolean(selector) && element.matches(selector), names, picked: option ? plain(option.textContent) : null };
}

/** Runs in the page: whether the question on it has an answer. */
function answered(fields) {
  const inside = (root) =>
    Array.from(root.querySelectorAll("*")).flatMap((each) => [each, ...(each.shadowRoot ? inside(each.shadowRoot) : [])]);
  const all = inside(document).filter((each) => each.getClientRects().length > 0);
  const given = all.filter((each) => each.matches(fields)).some((each) => (each.type === "radio" ? each.checked : each.value !== ""));
  return given || all.some((each) => each.matches("button[aria-pressed=true]"));
}
