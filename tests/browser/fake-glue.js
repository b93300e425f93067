/*
 * Stands in for the compiled widget where a test needs what the real one must never do: trap, hang on to memory,
 * refuse on command. Same interface, one text field, no policy.
 */

let wasm;

export async function start(module) {
  wasm = (await (module.call ? module({}) : WebAssembly.instantiate(module, {}))).exports;
}

/* The compiled widget keeps its mount and its callback in a table of its own; so does this one. */
const table = [];

export class Widget {
  constructor(mount, core, packTexts, uiTexts, options, emit) {
    if (JSON.parse(core).refuse) {
      throw JSON.stringify({ code: "BAD_CONFIG", message: "the pack is refused" });
    }
    table.push(mount, emit);
    this.emit = emit;
    this.case = {};
    this.field = document.createElement("input");
    this.said = document.createElement("p");
    this.trap = document.createElement("button");
    this.trap.textContent = "trap";
    mount.append(this.said, this.field, this.trap);
    this.field.addEventListener("input", () => this.edit(this.field.value));
    this.trap.addEventListener("click", () => wasm.trap());
    this.set_language(packTexts, uiTexts, JSON.parse(options).lang);
    this.set_options(options);
    this.news("ready", {});
    this.settle();
  }

  news(type, detail) {
    queueMicrotask(() => this.emit(type, JSON.stringify(detail)));
  }

  edit(city) {
    this.case = { enterprise: { city } };
    this.news("input", { path: "enterprise.city", item: null });
    this.settle();
  }

  settle() {
    const { enterprise = {} } = this.case;
    this.field.value = enterprise.city || "";
    if (enterprise.city === "nowhere") {
      this.news("problems", [{ path: "enterprise.city", code: "not_allowed" }]);
    } else {
      this.news("result", JSON.parse(this.assessment_json()));
    }
  }

  /* It says nothing of services. */
  add_texts() {}

  set_case(text) {
    const data = JSON.parse(text);
    if (data.enterprise && data.enterprise.citty) {
      return JSON.stringify([{ path: "enterprise.citty", code: "unknown_input", found: "citty", allowed: [], nearest: "city" }]);
    }
    if (data.trap) {
      wasm.trap();
    }
    this.case = data;
    this.settle();
    return "[]";
  }

  case_json() {
    return JSON.stringify(this.case);
  }

  assessment_json() {
    return JSON.stringify({ v: 1, measures: [], case: this.case, options: this.options });
  }

  set_language(packTexts, uiTexts, lang) {
    this.said.textContent = `${lang} ${JSON.parse(packTexts)[lang].name} ${JSON.parse(uiTexts).name}`;
  }

  set_options(options) {
    this.options = JSON.parse(options);
  }

  reset() {
    this.case = {};
    this.settle();
  }

  focus() {
    this.field.focus();
  }

  free() {
    this.emit = () => {};
  }
}
