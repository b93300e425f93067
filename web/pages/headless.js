/*
 * The headless example: reads a case from the page, shows the assessment as a table, or what is wrong with the case.
 */

const part = (id) => document.getElementById(id);
const { Calculator, CaseError } = await import(document.body.dataset.engine);
const calculator = await Calculator.load();

function amount({ kind, min, max } = {}) {
  if (!kind || kind === "none") {
    return "";
  }
  const figures = min === max ? max : [min, max].filter(Boolean).join(" to ");
  return `${kind.replace("_", " ")} ${figures || ""}`;
}

function line(cells) {
  const row = document.createElement("tr");
  for (const text of cells) {
    row.insertCell().textContent = text;
  }
  return row;
}

function problem({ message }) {
  const item = document.createElement("li");
  item.textContent = message;
  return item;
}

function show(problems, measures, result) {
  part("problems").replaceChildren(...problems.map(problem));
  part("problems").hidden = problems.length === 0;
  part("rows").replaceChildren(...measures.map((each) => line([each.id, each.status.replace("_", " "), amount(each.amount)])));
  part("table").hidden = measures.length === 0;
  part("result").textContent = result;
}

function assess() {
  try {
    const { measures, totals, result_id: id } = calculator.assess(part("case").value, { questions: 5 });
    const { min, max } = totals.cash;
    const applicable = measures.filter(({ status }) => status !== "not_applicable");
    show([], applicable, `Cash in all: ${min} to ${max ?? "open"} CNY. Result ${id}, pack ${calculator.pack.id} ${calculator.pack.version}.`);
  } catch (error) {
    if (!(error instanceof CaseError)) {
      throw error;
    }
    show(error.problems, [], "");
  }
}

part("form").addEventListener("submit", (event) => {
  event.preventDefault();
  assess();
});
part("go").disabled = false;
assess();
