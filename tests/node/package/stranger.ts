/*
 * What a developer who has only the package may write in TypeScript, and what the types must keep them from writing.
 * It is compiled and never run.
 */

import { Calculator, CaseError } from "tradeaid/engine";
import type { AmountAnswer, Assessment, AssessOptions, Case, LoadOptions, Pack, Problem } from "tradeaid/engine";
import { Catalogue } from "tradeaid/catalogue";
import type { CataloguePack } from "tradeaid/catalogue";
import { Explainer } from "tradeaid/explain";
import type { Explanation, Sentence } from "tradeaid/explain";
import "tradeaid/frame-host.js";
import type { FrameHandle } from "tradeaid/frame-host.js";

const known: Case = {
  as_of: "2024-12-31",
  enterprise: { city: "quanzhou", employees: 18, exports: { by_year: { "2023": "310000" } }, own_brand: null },
  parameters: { usd_cny: "7.1" },
  readings: { export_base_year: "prior" },
  credit_insurance: [{ id: "t1", channel: "single_window", premium: { min: "1000.00" } }],
};
const open: Case = { readings: "open" };
const options: AssessOptions = { trace: true, questions: 5 };

export async function ask(bytes: ArrayBuffer, address: URL): Promise<Assessment | Problem[]> {
  const ways: LoadOptions[] = [{}, { wasm: bytes }, { wasm: address, pack: "fujian-2024-2" }, { pack: address }];
  const calculator = await Calculator.load(ways[0]);
  const pack: Pack = calculator.pack;
  const title: string | undefined = pack.texts["zh-CN"]?.["pack.title"];
  try {
    const assessment = calculator.assess(known, options);
    const first: AmountAnswer | undefined = assessment.measures[0]?.amount;
    console.log(title, first?.max, assessment.totals.cash.min, calculator.assess(open).questions.length);
    return calculator.assess(JSON.stringify(known));
  } catch (error) {
    if (error instanceof CaseError) {
      error.problems.forEach(({ path, code, message }) => console.log(path, code, message));
      return error.problems;
    }
    throw error;
  } finally {
    calculator.free();
  }
}

export async function why(): Promise<string[]> {
  const explainer = await Explainer.load({ lang: "en" });
  const explanations: Explanation[] = explainer.explain(known, "premium_small_micro", { item: "t1" });
  const told = ({ text, provision, holds }: Sentence): string => `${text} ${provision ?? ""} ${holds === null}`;
  return explanations.flatMap(({ sentences }) => sentences.map(told));
}

export function refused(calculator: Calculator): void {
  // @ts-expect-error a calculator is loaded, not constructed
  new Calculator();
  // @ts-expect-error an item needs an id
  const nameless: Case = { loan: [{ principal: "1" }] };
  // @ts-expect-error an option that does not exist
  calculator.assess(nameless, { tracing: true });
  // @ts-expect-error a function that does not exist
  calculator.guess(nameless);
  // @ts-expect-error what a pack says cannot be exchanged
  calculator.pack = { ...calculator.pack };
}

export async function follow(newer: object): Promise<string[]> {
  const catalogue = await Catalogue.load({ packs: ["fujian-2024-2", newer] });
  const [first]: readonly CataloguePack[] = catalogue.packs;
  const { assessments, uncovered } = catalogue.assess(known, { questions: 0 });
  const told = assessments.map(({ items, enterprise, assessment }) => `${assessment.pack.id} ${enterprise} ${items.join()}`);
  catalogue.free();
  return [...told, ...uncovered.map(({ item, dates }) => `${item} ${Object.keys(dates)}`), first?.valid?.to ?? ""];
}

export async function frame(place: Element): Promise<string> {
  const handle: FrameHandle = TradeAidFrame.attach(place, {
    settings: { lang: "en", "as-of": "2024-12-31", prefill: known, "result-detail": "full", consent: "ask" },
    onResult: (detail) => console.log(detail.result_id, detail.case?.enterprise),
    onError: ({ code, message }) => console.warn(code, message),
  });
  handle.set({ theme: "dark", case: known });
  // @ts-expect-error what is told is not among what can be changed later
  handle.set({ consent: "none" });
  const last = await handle.get();
  handle.detach();
  return last === null ? handle.iframe.title : last.result_id;
}
