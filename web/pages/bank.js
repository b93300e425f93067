/*
 * The bank's side of the page: it listens to the calculator and fills its own panel.
 * What it says stands in the page, in both languages; here are only codes and figures.
 */
"use strict";

const part = (id) => document.getElementById(id);
const calculator = part("calculator");

/** The page's words for a code, in both languages; nothing for a code that it has no words for. */
function words(code) {
  const found = part("words").content.querySelector(`[data-word="${code}"]`);
  return found ? found.cloneNode(true) : null;
}

/** Grouped by three, without a detour through floating point. */
function yuan(text) {
  const [whole, cents] = text.split(".");
  return `¥${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${cents || "00"}`;
}

function figures({ kind, min, max }) {
  if (kind === "at_most") {
    return yuan(max);
  }
  if (kind === "at_least") {
    return yuan(min);
  }
  if (!min || !max) {
    return "";
  }
  return min === max ? yuan(max) : `${yuan(min)}–${yuan(max)}`;
}

function row({ id, item, status, amount }) {
  const line = part("row").content.cloneNode(true);
  const fill = (slot, ...nodes) => line.querySelector(`[data-slot="${slot}"]`).append(...nodes.filter(Boolean));
  fill("what", words(`measure.${id}`), item ? ` ${item}` : "");
  fill("status", words(`status.${status}`) || status);
  if (status !== "not_eligible" && amount && amount.kind !== "none") {
    fill("amount", words(`kind.${amount.kind}`), ` ${amount.kind === "unknown" ? "" : figures(amount)}`);
  }
  return line;
}

calculator.addEventListener("tradeaid-result", ({ detail }) => {
  const { cash } = detail.totals;
  const told = detail.measures.filter(({ id, status }) => words(`measure.${id}`) && status !== "not_applicable");
  part("total").textContent = cash.max ? figures({ kind: "range", ...cash }) : `≥ ${yuan(cash.min)}`;
  part("rows").replaceChildren(...told.map(row));
  part("result").textContent = detail.result_id;
  part("waiting").hidden = true;
  part("trouble").hidden = true;
  part("summary").hidden = false;
  part("kept").hidden = true;
});

calculator.addEventListener("tradeaid-error", ({ detail }) => {
  part("code").textContent = detail.code;
  part("waiting").hidden = true;
  part("trouble").hidden = false;
});

part("keep").addEventListener("click", () => {
  part("kept").hidden = false;
});

/* The calculator follows the language of the page by itself. */
part("language").addEventListener("click", () => {
  const root = document.documentElement;
  root.lang = root.lang === "en" ? "zh-CN" : "en";
});
