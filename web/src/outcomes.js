/*
 * What of an assessment is outcome, and may be told to those who do not get the case: what came of it and on what
 * ground, none of the values it rests on. Names what is kept, so that whatever an assessment says besides stays away.
 */

const WHOLE = ["v", "pack", "engine", "as_of", "result_id", "totals"];
const MEASURE = ["id", "provision", "item", "status", "amount", "nature", "open", "assumptions", "warnings", "tight", "authorities", "how"];
const REASON = ["text_key", "holds", "provision", "decides"];
/* What a member of a group was paid already is a value of the case. */
const GROUP = ["id", "item", "pick", "provision", "winner", "amount", "open"];
/* Where the outcome changes lies within what the case says. */
const QUESTION = ["input", "item", "year", "gain", "resolves"];

function kept(record, names) {
  const entries = names.filter((name) => name in record).map((name) => [name, record[name]]);
  return entries.reduce((copy, [name, value]) => Object.assign(copy, { [name]: value }), {});
}

/** The outcome alone. */
export function outcomes(assessment) {
  return Object.assign(kept(assessment, WHOLE), {
    measures: assessment.measures.map((measure) =>
      Object.assign(kept(measure, MEASURE), { reasons: measure.reasons.map((reason) => kept(reason, REASON)) }),
    ),
    groups: assessment.groups.map((group) =>
      Object.assign(kept(group, GROUP), { members: group.members.map(({ id }) => ({ id })) }),
    ),
    questions: assessment.questions.map((question) => kept(question, QUESTION)),
  });
}
