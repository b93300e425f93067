/*
 * Shows the report of the page for diagnosis. Its words stand in the page.
 */

const said = document.querySelector("#said").dataset;
const text = document.querySelector("#text");
const state = document.querySelector("#state");

function add(row, name, content) {
  row.appendChild(document.createElement(name)).textContent = content;
}

function show(report) {
  const table = document.querySelector("#report");
  report.words["zh-CN"].forEach(({ label, value, ok }, index) => {
    const english = report.words.en[index];
    const both = (one, other) => (one === other ? one : `${one} / ${other}`);
    const row = table.tBodies[0].appendChild(document.createElement("tr"));
    add(row, "th", both(label, english.label));
    row.firstChild.scope = "row";
    add(row, "td", both(value, english.value));
    add(row, "td", ok ? said.yes : said.no);
  });
  table.hidden = false;
  text.value = report.text;
  state.textContent = said.done;
  document.querySelector("#copy").disabled = false;
}

async function copy() {
  text.select();
  try {
    await navigator.clipboard.writeText(text.value);
    state.textContent = said.copied;
  } catch (refused) {
    state.textContent = document.execCommand("copy") ? said.copied : said.select;
  }
}

document.querySelector("#copy").addEventListener("click", copy);
window.TradeAid.diagnose().then(show, (error) => {
  state.textContent = said.failed + (error.code || error.message);
});
