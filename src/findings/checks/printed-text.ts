// The whole of a printed document: its goals, its sections and annexes, and the years its rows speak of. 财预〔2020〕10号 附3.
import type { Rulebook } from "../../rules/index.ts";
import { duty, found } from "../check.ts";
import type { Finding, FindingPlace } from "../finding.ts";
import { plainText } from "../likeness.ts";
import { readPrinted } from "../printed-number.ts";
import { isBlankRow, isMet } from "../printed-row.ts";
import { checkGoals, GOAL_ROW, quoteAround } from "../prose.ts";
import type { SeenDocument, SeenTable } from "../seen-table.ts";
import { ALL_DONE } from "../text-words.ts";

export function checkPrintedText(printed: SeenDocument, rulebook: Rulebook): Finding[] {
  return [...sections(printed, rulebook), ...annexes(printed), ...years(printed, rulebook)];
}

/** Goals and what the table says of them. */
export function checkPrintedGoals(table: SeenTable, rulebook: Rulebook): Finding[] {
  const where = goalPlace(table, "goalAchieved");
  return [
    ...checkGoals({
      goal: table.goal ?? "",
      achieved: table.goalAchieved ?? "",
      where: goalPlace(table, "goal"),
      achievedAt: where,
      rulebook,
    }),
    ...allDone(table, rulebook),
  ];
}

function goalPlace(table: SeenTable, path: "goal" | "goalAchieved"): FindingPlace {
  return { ...table.placeOf({ path, subject: "goals", row: "" }), ...GOAL_ROW };
}

// "All was done" over rows that were missed or lost points.
function allDone(table: SeenTable, rulebook: Rulebook): Finding[] {
  const text = table.goalAchieved ?? "";
  const claim = ALL_DONE.exec(text)?.[0];
  const short = table.indicators.filter((row) => {
    const [weight, score] = [readPrinted(row.weight), readPrinted(row.score)];
    return (
      !isBlankRow(row) &&
      (isMet(row) === false || (weight !== null && score !== null && score.value.n * weight.value.d < weight.value.n * score.value.d))
    );
  });
  if (!claim || short.length === 0) return [];
  const names = short.map((row) => row.level3).join("、");
  return [
    found(
      "claim-contradicted",
      "warning",
      { ...goalPlace(table, "goalAchieved"), column: "实际完成情况", quote: quoteAround(text, claim) },
      {
        printed: claim,
        expected: names,
        basis: duty(rulebook, "truthful"),
        params: { claim, names, count: String(short.length), kind: "done" },
      },
    ),
  ];
}

const NUMBERING = /^[一二三四五六七八九十]+、|^第[一二三四五六七八九十]+[章部]分?\s*|^\d+[.、．]\s*/;

// Headings against the outline's first level: those that are missing, and those that changed places.
function sections({ sections: headings }: SeenDocument, rulebook: Rulebook): Finding[] {
  if (headings.length === 0) return [];
  const plain = headings.map((heading) => plainText(heading.replace(NUMBERING, "")));
  const wanted = rulebook.outline.rule.filter((section) => section.required);
  const position = (title: string) =>
    plain.findIndex((heading) => heading.includes(plainText(title)) || plainText(title).includes(heading));
  const present = wanted.filter((section) => position(section.title) >= 0).length;
  // A document of another outline lacks this one, not section after section.
  if (present * 3 < wanted.length) {
    const titles = wanted.flatMap(({ title }) => (position(title) < 0 ? [title] : [])).join("、");
    const where = { subject: "published" };
    return [
      found("section-missing", "warning", where, {
        expected: titles,
        basis: [rulebook.outline.basis],
        params: { title: titles, kind: "missing" },
      }),
    ];
  }
  let last = -1;
  return wanted.flatMap((section) => {
    const index = position(section.title);
    const where = { subject: "published", row: section.title };
    const details = { expected: section.title, basis: [rulebook.outline.basis] };
    if (index < 0) return [found("section-missing", "warning", where, { ...details, params: { title: section.title, kind: "missing" } })];
    const behind = index < last;
    last = Math.max(last, index);
    return behind
      ? [
          found(
            "section-missing",
            "warning",
            { ...where, quote: headings[index] ?? "" },
            { ...details, printed: headings[index] ?? null, params: { title: section.title, kind: "order" } },
          ),
        ]
      : [];
  });
}

function annexes({ sections: headings, annexes: attached, table, statements }: SeenDocument): Finding[] {
  // A table on its own has no annexes; a report's table is its annex, named or not.
  if (headings.length === 0) return [];
  const missing = (annex: string) =>
    found("annex-missing", "warning", { subject: "annexes", row: annex }, { expected: annex, params: { annex } });
  const lacks = (word: RegExp) => !attached.some((annex) => word.test(annex));
  const findings: Finding[] = [];
  // Money that sentences name makes no form.
  if (!table?.indicators.length && lacks(/自评表/)) findings.push(missing("项目支出绩效自评表"));
  if (statements.some((statement) => statement.claims === "satisfaction") && lacks(/问卷|调查/)) findings.push(missing("满意度调查问卷"));
  return findings;
}

const YEAR = /(?<!\d)((?:19|20)\d{2})\s*年/;

// A row that names another year than the document's, or than its own table's where the document names none.
function years({ title, details }: SeenDocument, rulebook: Rulebook): Finding[] {
  return details.flatMap((table) => {
    const year = YEAR.exec(title)?.[1] ?? YEAR.exec(table.title)?.[1];
    if (year === undefined) return [];
    return table.rows.flatMap((row) => {
      const named = YEAR.exec(row.name)?.[1];
      if (named === undefined || named === year) return [];
      return [
        found(
          "year-mismatch",
          "warning",
          {
            subject: `published.${table.id}`,
            table: table.title,
            row: `${row.no} ${row.name}`,
            ...(table.place ? { place: table.place } : {}),
          },
          { printed: named, expected: year, basis: duty(rulebook, "truthful"), params: { name: row.name, found: named, year } },
        ),
      ];
    });
  });
}
