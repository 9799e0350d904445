// Tables that the papers of a trip share: members, budget in detail, programme.
import { type Money, printDay, printExact, printScaled } from "../../../kernel/index.ts";
import type { Cell, Table } from "../../../report/index.ts";
import { HOME, type PricedLine, type PricedTrip, placeOf, type Trip } from "../../../trips/index.ts";
import { citationText } from "../../messages/citations.ts";
import { TRIP_DOCUMENTS_ZH as WORDS } from "../../messages/trip-documents.zh.ts";
import { noteTexts, tripWording } from "../../messages/trip-text.ts";

const TRIP_WORDS = tripWording("zh");

export function label(text: string, extra: Partial<Cell> = {}): Cell {
  return { text, header: true, align: "center", ...extra };
}

export function amountCell(amount: Money | null, extra: Partial<Cell> = {}): Cell {
  if (amount === null) return { text: WORDS.open, align: "right", ...extra };
  const text = printScaled(amount, 2);
  return { text, number: text, align: "right", ...extra };
}

export function membersTable({ members }: Trip): Table {
  const { columns, leader, member } = WORDS.members;
  return {
    ...{ kind: "table", id: "members", widths: [4, 9, 14, 14, 8, 6, 5], headerRows: 1 },
    rows: [
      Object.values(columns).map((text) => label(text)),
      ...members.map((one, index): Cell[] =>
        [
          String(index + 1),
          one.id,
          one.unit ?? WORDS.blank,
          one.post ?? WORDS.blank,
          TRIP_WORDS.ranks[one.rank],
          one.leader ? leader : member,
          String(one.people),
        ].map((text) => ({ text, align: "center" })),
      ),
    ],
  };
}

export function programmeTable({ programme }: Trip): Table {
  return {
    ...{ kind: "table", id: "programme", widths: [9, 9, 20, 20], headerRows: 1 },
    rows: [
      Object.values(WORDS.programme.columns).map((text) => label(text)),
      ...programme
        .toSorted((a, b) => (a.day < b.day ? -1 : 1))
        .map(({ day, place, morning, afternoon }): Cell[] => [
          { text: printDay(day), align: "center" },
          { text: place ?? WORDS.blank, align: "center" },
          { text: morning ?? WORDS.blank, align: "left" },
          { text: afternoon ?? WORDS.blank, align: "left" },
        ]),
    ],
  };
}

/** Every line with its rate, days, people, currency, exchange rate, amount and rule; the total is a sum of the sheet's own. */
export function detailTable({ lines, total }: PricedTrip): Table {
  const { columns } = WORDS.detail;
  const last = lines.length + 1;
  return {
    ...{ kind: "table", id: "detail", widths: [10, 9, 5, 8, 6, 5, 9, 9, 11, 22], headerRows: 1 },
    rows: [
      Object.values(columns).map((text) => label(text)),
      ...lines.map(detailRow),
      [
        label(WORDS.detail.total, { colSpan: 8 }),
        total === null ? amountCell(null) : amountCell(total, { formula: `SUM(R2C9:R${last}C9)`, bold: true }),
        { text: WORDS.blank },
      ],
    ],
  };
}

function detailRow(line: PricedLine): Cell[] {
  const isItem = line.unit === "item";
  const notes = [...noteTexts(line, "zh"), ...line.basis.slice(0, 2).map((one) => citationText(one, "zh"))].join("；");
  const middle = (text: string): Cell => ({ text, align: "center" });
  const figure = (text: string): Cell => ({ text, align: "right" });
  return [
    middle(line.title ?? TRIP_WORDS.kinds[line.kind]),
    middle([line.place, line.rank && TRIP_WORDS.ranks[line.rank]].filter((part) => part !== null).join(" ")),
    middle(line.currency),
    figure(isItem || line.rate === null ? WORDS.blank : rateText(line)),
    middle(isItem ? WORDS.blank : String(line.units)),
    middle(isItem || line.unit === "head" ? WORDS.blank : String(line.people)),
    figure(line.foreign === null || line.currency === "CNY" ? WORDS.blank : printExact(line.foreign)),
    figure(line.exchange?.written ?? WORDS.blank),
    amountCell(line.answer.kind === "decided" ? line.answer.amount : null),
    { text: notes, align: "left" },
  ];
}

function rateText(line: PricedLine): string {
  const rate = printExact(line.rate ?? { n: 0n, d: 1n });
  return line.share.n === line.share.d ? rate : `${rate}×${printExact(line.share)}`;
}

/** "日本滨松" of each leg abroad, each country once with its cities. */
export function placesText(trip: Trip): string {
  return [...new Set(trip.legs.filter((leg) => !leg.stopover && leg.country !== HOME).map((leg) => placeOf(leg).replaceAll(" ", "")))].join(
    "、",
  );
}

export function leaderOf(trip: Trip): Trip["members"][number] | null {
  return trip.members.find((member) => member.leader) ?? null;
}

/** What is made up says so under every heading. */
export function exampleMark({ example }: Trip): { readonly subtitle?: string } {
  return example === null ? {} : { subtitle: WORDS.exampleMark };
}
