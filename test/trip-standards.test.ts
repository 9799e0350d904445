// The standards of trips that ship: whole, cited, and equal cell by cell to the tables they were taken from, where those lie
// beside the project.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { readTripStandardsFolders } from "../src/app/files/read-trip-standards.ts";
import { printExact } from "../src/kernel/index.ts";
import type { TripStandards } from "../src/trips/index.ts";
import { ROOT } from "./planted-tree.ts";

const read = await readTripStandardsFolders([join(ROOT, "regulations")]);
if (!read.ok) throw new Error(JSON.stringify(read.faults, null, 1));
const standards = read.value;

function instrument(id: string): TripStandards {
  const one = standards.get(id);
  if (!one) throw new Error(`no ${id}`);
  return one;
}

/** The folder beside the project that holds the source tables, if there is one. */
const beside = readdirSync(dirname(ROOT), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => join(dirname(ROOT), entry.name, "regulations"))
  .find((folder) => existsSync(join(folder, "trip-rates.csv")));
if (beside === undefined) console.log("the source tables are not beside the project: the rates are not compared with them here");

function cells(name: string): readonly (readonly string[])[] {
  if (beside === undefined) return [];
  const lines = readFileSync(join(beside, name), "utf8").split("\n");
  return lines
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .slice(1)
    .map((line) => line.trimEnd().split(","));
}

const TABLES = { "mof-2013-516": ["MOF-2013-516", 269], "mof-2017-434": ["MOF-2017-434", 273] } as const;

it.each(Object.entries(TABLES))("%s has every rate of its table, cell by cell", (id, [regulation, count]) => {
  const rows = instrument(id).rates?.rows ?? [];
  expect(rows).toHaveLength(count);
  const own = rows.map((row) => [
    row.no,
    row.continent,
    row.country,
    row.cities.join("、"),
    row.currency,
    printExact(row.lodging),
    printExact(row.meal),
    printExact(row.misc),
  ]);
  const table = cells("trip-rates.csv").filter(([of]) => of === regulation);
  if (beside !== undefined)
    expect(own).toEqual(
      table.map(([, no, continent, country, city, , code, ...rates]) => [no, continent, country, city, code, ...rates.slice(0, 3)]),
    );
});

it("the limits of lodging at home are those of their table, cell by cell, each season with its days", () => {
  const rows = instrument("mof-2016-71").lodgingLimits?.rows ?? [];
  expect(rows).toHaveLength(105);
  const own = rows.map((row) => [
    row.no,
    row.region,
    row.cities.join("、"),
    row.season ?? "",
    printExact(row.class1),
    printExact(row.class2),
    printExact(row.class3),
  ]);
  if (beside !== undefined) expect(own).toEqual(cells("domestic-lodging-rates.csv"));
  const seasons = new Map(
    rows.flatMap((row) => (row.season ? [[row.season, row.periods?.map(({ from, until }) => `${from}–${until}`).join(" ")]] : [])),
  );
  expect(Object.fromEntries(seasons)).toEqual({
    "7-9月、11-3月": "07-01–09-30 11-01–03-31",
    "7-8月": "07-01–08-31",
    "7-9月": "07-01–09-30",
    "9-10月": "09-01–10-31",
    "6-8月": "06-01–08-31",
    "4-5月上旬": "04-01–05-10",
    "1-2月、7-9月": "01-01–02-29 07-01–09-30",
    "11-2月": "11-01–02-29",
    "11-3月": "11-01–03-31",
    "10-4月": "10-01–04-30",
    "5-9月": "05-01–09-30",
    "6-9月": "06-01–09-30",
  });
});

it("no adjusted rate of lodging is below the one before, and meals and miscellaneous did not change", () => {
  const before = instrument("mof-2013-516").rates?.rows ?? [];
  const after = instrument("mof-2017-434").rates?.rows ?? [];
  const pairs = after.flatMap((row) => {
    const old = before.find((one) => one.country === row.country && one.cities.join() === row.cities.join());
    return old ? [{ row, old }] : [];
  });
  expect(pairs.length).toBeGreaterThan(250);
  expect(pairs.filter(({ row, old }) => row.lodging.n < old.lodging.n).map(({ row }) => row.no)).toEqual([]);
  expect(
    pairs
      .filter(({ row, old }) => printExact(row.meal) !== printExact(old.meal) || printExact(row.misc) !== printExact(old.misc))
      .map(({ row }) => row.country),
  ).toEqual([]);
});

it("every article that a rule cites is explained in the instrument's clauses", () => {
  for (const { instrument: one, rules, rates, clauses } of standards.values()) {
    const cited = JSON.stringify([rules, rates && { ...rates, rows: [] }], (_, value) =>
      typeof value === "bigint" ? String(value) : value,
    );
    const articles = [...new Set([...cited.matchAll(/"cite":"([^"]+)"/g)].map(([, article = ""]) => article))];
    const explained = clauses.map((clause) => clause.article);
    expect([one.id, articles.filter((article) => !explained.includes(article) && !article.includes("、"))]).toEqual([one.id, []]);
  }
});
