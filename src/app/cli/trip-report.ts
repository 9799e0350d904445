// The terminal view of a priced trip: a line for each entitlement with its rule, what is open, what is no law.
import { type Citation, type Money, printExact, printScaled } from "../../kernel/index.ts";
import { type Breach, type CostDifference, type PricedLine, type PricedTrip, peopleIn } from "../../trips/index.ts";
import { citationText } from "../messages/citations.ts";
import type { Language } from "../messages/language.ts";
import { breachText, noteTexts, openText, quantityText, tripWording } from "../messages/trip-text.ts";
import type { TripCase } from "../usecases/trips/price-trip-files.ts";
import { type Field, tableLines, wrap } from "./columns.ts";
import { settlementLines } from "./settlement-report.ts";
import type { Terminal } from "./terminal.ts";

const DASH = "—";

type View = Pick<Terminal, "language" | "paint" | "width" | "words">;

const SEVERITY_STYLE = { error: "red", warning: "yellow", hint: "cyan" } as const satisfies Record<Breach["severity"], string>;

/** All lines of the report, without the last line break. */
export function tripLines({ both, breaches, difference, settlement }: TripCase, isCompared: boolean, view: View): string[] {
  const { priced } = both.planned;
  const { language, paint } = view;
  const words = tripWording(language);
  const { trip } = priced;
  const basis = citationsOf(priced, language);
  return [
    "",
    `${paint("bold", trip.title)}  ${words.head(trip.departs, trip.returns, priced.days, peopleIn(trip.members))}`,
    ...(trip.example === null ? [] : [paint("yellow", trip.example)]),
    ...priced.standards.flatMap((one) => [
      `${words.standards}  ${one.number} ${one.title}`,
      ...(one.note === undefined ? [] : wrap(one.note, view.width - 2).map((line) => paint("dim", `  ${line}`))),
    ]),
    "",
    ...table(priced, basis, view),
    ...openLines(priced, view),
    "",
    ...(settlement ? [...settlementLines(settlement, view), ""] : []),
    ...(isCompared || settlement ? [...differenceLines(difference, view), ""] : []),
    ...breaches.flatMap((breach) => breachLines(breach, view)),
    ...basis.flatMap((text, index) => wrap(`[${index + 1}] ${text}`, view.width).map((line) => paint("dim", line))),
    "",
  ];
}

function table(priced: PricedTrip, cited: readonly string[], { language, paint }: View): string[] {
  const words = tripWording(language);
  const rows = priced.lines.map((line): Field[] => [
    { text: line.title ?? words.kinds[line.kind] },
    { text: [line.place, line.rank && words.ranks[line.rank]].filter((part) => part !== null).join(" ") },
    { text: line.unit === "item" || line.rate === null ? "" : `${printExact(line.rate)} ${line.currency}` },
    { text: quantityText(line, language) },
    { text: line.foreign === null || line.currency === "CNY" ? "" : `${printExact(line.foreign)} ${line.currency}` },
    { text: line.exchange?.written ?? "" },
    amountField(line, words.open),
    { text: marks(line.basis, cited, language), style: "dim" },
    { text: noteTexts(line, language).join("; "), style: "dim" },
  ]);
  rows.push([
    { text: words.total },
    ...["", "", "", "", ""].map((text) => ({ text })),
    { text: priced.total === null ? words.open : yuan(priced.total), style: "bold" },
    { text: marks(priced.roundingBasis ? [priced.roundingBasis] : [], cited, language), style: "dim" },
  ]);
  const names = words.columns;
  const columns = [
    { title: names.what, align: "left", most: 24 },
    { title: names.place, align: "left", most: 28 },
    { title: names.rate, align: "right" },
    { title: names.quantity, align: "left" },
    { title: names.foreign, align: "right" },
    { title: names.exchange, align: "right" },
    { title: names.amount, align: "right" },
    { title: names.basis, align: "left" },
    { title: "", align: "left" },
  ] as const;
  return tableLines(columns, rows, paint, 1);
}

function differenceLines(split: CostDifference | null, { language, paint }: View): string[] {
  const words = tripWording(language);
  if (!split) return [paint("yellow", words.difference.none)];
  const columns = [
    { title: words.difference.factor, align: "left" },
    { title: words.difference.before, align: "right" },
    { title: words.difference.after, align: "right" },
    { title: words.difference.effect, align: "right" },
  ] as const;
  const rows = split.effects.map(({ factor, before, after, effect }): Field[] => [
    { text: words.factors[factor] },
    { text: yuan(before) },
    { text: yuan(after) },
    { text: yuan(effect) },
  ]);
  const total: Field[] = [words.total, yuan(split.budget), yuan(split.actual), yuan(split.difference)].map((text) => ({
    text,
    style: "bold",
  }));
  return [
    words.difference.title(yuan(split.budget), yuan(split.actual), yuan(split.difference)),
    ...tableLines(columns, [...rows, total], paint, 1),
  ];
}

export function breachLines(breach: Breach, { language, paint, width, words }: View): string[] {
  const text = breachText(breach, language);
  const style = SEVERITY_STYLE[breach.severity];
  const basis = breach.basis.map((one) => citationText(one, language)).join("; ");
  return [
    `${paint(style, words.severities[breach.severity])} ${paint("bold", breach.code)}  ${paint("dim", breach.path)}`,
    ...wrap(text.message, width - 2).map((line) => `  ${line}`),
    ...[`${words.remedy}: ${text.remedy}`, ...(basis === "" ? [] : [`${words.basis}: ${basis}`])].flatMap((part) =>
      wrap(part, width - 2).map((line) => paint("dim", `  ${line}`)),
    ),
    "",
  ];
}

function amountField({ answer }: PricedLine, open: string): Field {
  switch (answer.kind) {
    case "decided":
      return { text: yuan(answer.amount) };
    case "bounded":
      return { text: `${yuan(answer.min)}–${yuan(answer.max)}`, style: "yellow" };
    case "missing":
    case "silent":
      return { text: open, style: "red" };
  }
}

function openLines(priced: PricedTrip, { language, paint }: View): string[] {
  const words = tripWording(language);
  const why = priced.lines.flatMap((line) => {
    const text = openText(line.answer, language);
    return text === null ? [] : [`${words.kinds[line.kind]} ${line.place ?? line.title ?? ""}: ${text}`];
  });
  if (priced.total !== null) return [];
  const sum = priced.allowed ? words.allowed(yuan(priced.allowed.min), yuan(priced.allowed.max)) : words.decided(yuan(priced.decided));
  return ["", paint("yellow", sum), ...[...new Set(why)].map((line) => `  ${line}`)];
}

/** Everything that the lines and their rounding rest on, each once, in the order of the lines. */
function citationsOf({ lines, roundingBasis }: PricedTrip, language: Language): readonly string[] {
  const all = [...lines.flatMap((line) => line.basis), ...(roundingBasis ? [roundingBasis] : [])];
  return [...new Set(all.map((one) => citationText(one, language)))];
}

function marks(basis: readonly Citation[], cited: readonly string[], language: Language): string {
  return basis.length === 0 ? DASH : basis.map((one) => `[${cited.indexOf(citationText(one, language)) + 1}]`).join("");
}

function yuan(amount: Money): string {
  return printScaled(amount, 2);
}
