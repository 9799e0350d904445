// What a printed indicator row sets out to measure: names, targets, levels and signs. 财预〔2020〕10号 第十四条 (relevant, central,
// concrete and measurable).
import { duty, found } from "../check.ts";
import type { Finding } from "../finding.ts";
import {
  COST_NAME,
  COUNT_NAME,
  FIGURE_IN_NAME,
  INSIDERS,
  MEASURED,
  MONEY_FLOW,
  RATE_NAME,
  SAVING_NAME,
  TIME_WORDS,
} from "../indicator-words.ts";
import { readPrinted } from "../printed-number.ts";
import type { SeenRow } from "../printed-row.ts";

/** Names and targets of one row; its points play no part. */
export function checkPrintedNames({ row, where, level1, level2, rulebook }: SeenRow): Finding[] {
  const name = row.level3;
  const basis = duty(rulebook, "measurable");
  const target = readPrinted(row.target);
  const findings: Finding[] = [];
  const inName = FIGURE_IN_NAME.exec(name)?.[0];
  if (target?.percent && !RATE_NAME.test(name)) {
    if (inName || level2 === "quantity" || COUNT_NAME.test(name))
      findings.push(
        found("percent-for-count", "warning", where("target"), {
          printed: row.target,
          expected: inName ?? null,
          basis,
          params: { name, printed: row.target ?? "", expected: inName ?? "" },
        }),
      );
    if (inName)
      findings.push(
        found("target-in-name", "warning", where("level3"), {
          printed: name,
          expected: inName,
          basis,
          params: { name, figure: inName },
        }),
      );
  }
  if (target?.percent && level1 === "benefit" && !MEASURED.test(name))
    findings.push(
      found("fake-quantified", "warning", where("target"), {
        printed: `${row.target} / ${row.actual ?? "—"}`,
        basis,
        params: { name, target: row.target ?? "", actual: row.actual ?? "—" },
      }),
    );
  if (level2 === "quantity" && MONEY_FLOW.test(name))
    findings.push(found("level-misplaced", "warning", where("level3"), { printed: name, basis, params: { name, level: row.level2 } }));
  if (level2 === "quantity" && row.target !== null && !/[\d０-９一二三四五六七八九十百千万]/.test(row.target))
    findings.push(found("not-numeric", "warning", where("target"), { printed: row.target, basis, params: { name, printed: row.target } }));
  // A form without levels shows what is a cost by its name.
  const isCost = level1 === "cost" || level2 === "cost" || (row.level1 === "" && row.level2 === "" && COST_NAME.test(name));
  if (isCost && target?.relation === "at-least" && !SAVING_NAME.test(name))
    findings.push(
      found("direction-wrong", "warning", where("target"), { printed: row.target, params: { name, printed: row.target ?? "" } }),
    );
  if (level2 === "timeliness" && row.target !== null && !TIME_WORDS.test(`${name}${row.target}`))
    findings.push(found("timeliness-without-date", "warning", where("target"), { printed: row.target, params: { name } }));
  if (level1 === "satisfaction" && INSIDERS.test(name))
    findings.push(
      found("satisfaction-from-insiders", "warning", where("actual"), {
        printed: INSIDERS.exec(name)?.[0] ?? name,
        basis: duty(rulebook, "approved"),
        params: { name, respondents: INSIDERS.exec(name)?.[0] ?? name },
      }),
    );
  return findings;
}
