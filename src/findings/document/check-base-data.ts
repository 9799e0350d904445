// The table of base data that departments publish beside their form (部门整体支出绩效评价基础数据表): staff within its quota, and
// spending within the budget, line by line. It is told by its heads; its cells may stand in a grid or line by line.
import { compare, divide, ONE } from "../../kernel/index.ts";
import type { Rulebook } from "../../rules/index.ts";
import { duty, found } from "../check.ts";
import type { Finding } from "../finding.ts";
import { canBe, isAbove, quotientOf, readAmounts, readPrinted, readRate } from "../printed-number.ts";
import { showAmount, showPercent } from "../show-figure.ts";
import type { SourceLine } from "./source-lines.ts";

const TITLE = "部门整体支出绩效评价基础数据表";

export function checkBaseData(lines: readonly SourceLine[], rulebook: Rulebook): Finding[] {
  return [...staff(lines, rulebook), ...spending(lines, rulebook)];
}

// 编制数, 在职人数 and 控制率 as heads, then their three figures.
function staff(lines: readonly SourceLine[], rulebook: Rulebook): Finding[] {
  return lines.flatMap((line, at): Finding[] => {
    const heads = lines.slice(at, at + 3).map(({ text }) => text.replace(/\s/gu, ""));
    if (!/^编制(?:人)?数$/u.test(heads[0] ?? "") || !/在职人[员数]/u.test(heads[1] ?? "") || !/^控制率/u.test(heads[2] ?? "")) return [];
    const cells = lines.slice(at + 3, at + 6);
    const [quota, present] = cells.map(({ text }) => readPrinted(text));
    const printed = cells[2]?.text ?? "";
    if (!quota || !present || !isAbove(present, quota)) return [];
    const share = showPercent(divide(present.value, quota.value));
    const where = {
      subject: "source",
      table: TITLE,
      row: "财政供养人员",
      column: "控制率",
      place: cells[2]?.address ?? line.address,
      quote: printed,
    };
    const formula = `${cells[1]?.text} ÷ ${cells[0]?.text} = ${share}`;
    const basis = duty(rulebook, "truthful");
    const over = found("percent-over-100", "warning", where, {
      printed,
      expected: "≤ 100%",
      formula,
      basis,
      params: { name: "财政供养人员控制率", share: printed, kind: "limit", working: formula },
    });
    const computed = quotientOf(present, quota);
    const rates = readRate(printed);
    const right = !computed || rates.length === 0 || rates.some((rate) => canBe(rate, computed));
    const params = { name: "财政供养人员控制率", printed, expected: share, executed: cells[1]?.text ?? "", budget: cells[0]?.text ?? "" };
    return right ? [over] : [over, found("rate-wrong", "warning", where, { printed, expected: share, formula, basis, params })];
  });
}

const LAST_YEAR = /^(?:19|20)\d{2}\s*年(?:度)?决算数?$/u;
const BUDGET = /^(?:19|20)\d{2}\s*年(?:度)?(?:年初)?预算数?$/u;
/** Most lines of the table's body. */
const BODY = 120;

// Label, last year's account, the budget, the account: a line that spent beyond its budget.
function spending(lines: readonly SourceLine[], rulebook: Rulebook): Finding[] {
  const start = lines.findIndex(
    ({ text }, at) => LAST_YEAR.test(text) && BUDGET.test(lines[at + 1]?.text ?? "") && LAST_YEAR.test(lines[at + 2]?.text ?? ""),
  );
  if (start < 0) return [];
  const body = lines.slice(start + 3, start + 3 + BODY);
  return body.flatMap((line, at): Finding[] => {
    const cells = body.slice(at + 1, at + 4);
    const figures = readAmounts(
      cells.map(({ text }) => text),
      null,
    );
    const [before, budget, spent] = figures;
    const name = line.text.replace(/^(?:\d+、|其中[:：])|[:：]$/gu, "");
    if (!/[一-鿿]{2,}/u.test(name) || !before || !budget || !spent || !isPlain(cells) || !isAbove(spent, budget)) return [];
    const share = budget.value.n > 0n ? divide(spent.value, budget.value) : null;
    const over = showAmount({ n: spent.value.n * budget.value.d - budget.value.n * spent.value.d, d: spent.value.d * budget.value.d });
    const shown = share && compare(share, ONE) > 0 ? showPercent(share) : "—";
    return [
      found(
        "item-over-budget",
        "warning",
        {
          subject: "source",
          table: TITLE,
          row: name,
          column: "决算数",
          place: cells[2]?.address ?? line.address,
          quote: cells[2]?.text ?? "",
        },
        {
          printed: cells[2]?.text ?? null,
          expected: `≤ ${cells[1]?.text}`,
          formula: `${cells[2]?.text} ÷ ${cells[1]?.text} = ${shown}`,
          basis: duty(rulebook, "truthful"),
          params: { name, spent: cells[2]?.text ?? "", budget: cells[1]?.text ?? "", over, share: shown, unit: "" },
        },
      ),
    ];
  });
}

function isPlain(cells: readonly SourceLine[]): boolean {
  return cells.length === 3 && cells.every(({ text }) => /^[\d,]+(?:\.\d+)?$/u.test(text));
}
