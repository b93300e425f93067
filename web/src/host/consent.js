/*
 * The visitor's choice whether the host learns of the answer, where the host has to ask, and what the host learns of it
 * at all. Until the visitor agrees nothing is told; a choice can be changed at any time, and is forgotten with the page.
 */

import { outcomes } from "../outcomes.js";
import { freeze } from "../widget/refusal.js";

/** The elements whose visitor agreed. */
const agreed = new WeakSet();

/** The shells that tell no more than they may. */
const guarded = new WeakSet();

/** Whether the host has to wait for the visitor's choice. */
export function withholds(element) {
  return element.getAttribute("consent") === "ask" && !agreed.has(element);
}

/** From now on the host is told through this shell what it may know, and no more. */
export function guard(drawn) {
  const shell = drawn.whole || drawn;
  if (guarded.has(shell)) {
    return;
  }
  guarded.add(shell);
  const { element, fire } = shell;
  shell.fire = (name, detail) => {
    const isAnswer = name === "result";
    if ((isAnswer || name === "validity") && withholds(element)) {
      return;
    }
    fire.call(shell, name, isAnswer ? told(shell, detail) : detail);
  };
}

/** An answer for the host: with the case, or without anything that was entered. */
function told({ element, saved }, assessment) {
  if (element.getAttribute("result-detail") === "full") {
    return { ...assessment, case: freeze(JSON.parse(saved)) };
  }
  return freeze(outcomes(assessment));
}

/** What scripts of the page read waits for the choice as well. */
export function guardProperties(prototype) {
  ["assessment", "case"].forEach((name) => {
    const real = Object.getOwnPropertyDescriptor(prototype, name);
    const get = function () {
      return withholds(this) ? null : real.get.call(this);
    };
    Object.defineProperty(prototype, name, { ...real, get });
  });
  const { assess } = prototype;
  prototype.assess = function () {
    return withholds(this) ? null : assess.call(this);
  };
}

export class Consent {
  constructor(host) {
    this.host = host;
    this.isRefused = false;
  }

  /** What is drawn: whether it is still asked, and what was chosen. */
  get wish() {
    const { asks, isFull } = this.host.settings;
    if (!asks) {
      return {};
    }
    const refusal = this.isRefused ? "refused" : "ask";
    return { consent: agreed.has(this.host.element) ? "given" : refusal, detail: isFull ? "full" : "" };
  }

  agree() {
    agreed.add(this.host.element);
    this.chosen(false);
    const { assessment, shell } = this.host.app;
    if (assessment) {
      shell.fire("result", assessment);
    }
  }

  refuse() {
    agreed.delete(this.host.element);
    this.chosen(true);
  }

  /** Who comes next is asked again. */
  forget() {
    agreed.delete(this.host.element);
  }

  chosen(isRefused) {
    this.isRefused = isRefused;
    this.host.tell("follow");
    this.host.rooms.focus = "#td-consent";
    this.host.rooms.draw();
  }
}
