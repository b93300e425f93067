/*
 * How the host learns that a case it gave is not taken: an event with every problem, frozen like all that it is handed.
 */

export function freeze(value) {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}

/** Reports what is wrong with a case from the host, if anything is. */
export function refuse(shell, problems) {
  if (problems.length > 0) {
    const paths = problems.map(({ path, code }) => `${path || "case"}: ${code}`).join("; ");
    shell.report("BAD_PREFILL", paths, freeze(problems));
  }
}
