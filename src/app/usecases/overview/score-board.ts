// The scores of a tenant's cases in memory, as columns with their sums: brought up to date from the store by change number at every
// question, so that several servers over one database answer alike and none of them opens a dossier for it.
import type { Kysely } from "kysely";
import { type Reach, reaches } from "../../../access/index.ts";
import { type Grouping, NO_SCORE, type RollUp, rollUp, type ScoredColumns, type ScoredProject, type Sums } from "../../../scoring/index.ts";
import { listUnits, type Unit } from "../../store/people/unit-repository.ts";
import { BLOCK, blocksSince } from "../../store/scores/score-blocks.ts";
import { type CountedScore, scoresOfBlock, scoresSince } from "../../store/scores/score-repository.ts";
import type { StoreTables } from "../../store/store-tables.ts";

/** Names of a group, in the order of its grouping's words; null is what is not known. */
export type NamedGroup = Sums & { readonly names: readonly (string | null)[] };

export type BoardQuestion = {
  readonly grouping: Grouping;
  readonly year?: number | undefined;
  readonly department?: string | undefined;
};

export type ScoreBoard = {
  readonly ask: (reach: Reach, question: BoardQuestion) => Promise<readonly NamedGroup[]>;
};

type Board = {
  seq: number;
  /** The last change by which later totals were written that are counted here. */
  blockSeq: number;
  readonly rows: Map<string, number>;
  readonly units: (string | null)[];
  readonly owners: (string | null)[];
  readonly open: boolean[];
  columns: Columns;
  readonly departments: Names;
  readonly years: Names;
  readonly grades: Names;
  readonly regions: Names;
  regionOfUnit: ReadonlyMap<string | null, number>;
  tree: string;
  /** Null where the dimensions grew or the tree changed since it was made. */
  sums: RollUp | null;
};
type Columns = { -readonly [Column in keyof ScoredColumns]: ScoredColumns[Column] };

const PAGE = 20_000;
const FIRST_ROOM = 1024;

/** A board for each tenant that is asked about. */
export function scoreBoards(db: Kysely<StoreTables>): (tenant: string) => ScoreBoard {
  const boards = new Map<string, ScoreBoard>();
  return (tenant) => {
    const known = boards.get(tenant);
    if (known) return known;
    const board = openBoard(db, tenant);
    boards.set(tenant, board);
    return board;
  };
}

function openBoard(db: Kysely<StoreTables>, tenant: string): ScoreBoard {
  const board: Board = {
    ...{ seq: 0, blockSeq: 0, rows: new Map(), units: [], owners: [], open: [], columns: room(FIRST_ROOM) },
    ...{ departments: names(), years: names(), grades: names(), regions: names() },
    ...{ regionOfUnit: new Map(), tree: "", sums: null },
  };
  let turn: Promise<unknown> = Promise.resolve();
  return {
    ask: async (reach, question) => {
      const units = await listUnits(db, tenant);
      // One refresh at a time: two that read the same changes would count them twice.
      const refreshed = turn.then(() => refresh(db, tenant, board, units));
      turn = refreshed.catch(() => undefined);
      await refreshed;
      return answer(board, reach, units, question);
    },
  };
}

async function refresh(db: Kysely<StoreTables>, tenant: string, board: Board, units: readonly Unit[]): Promise<void> {
  placeRegions(board, units);
  const written = await blocksSince(db, tenant, board.blockSeq);
  // What is read for the first time from here on has its later totals already.
  const known = board.seq;
  for (;;) {
    const changes = await scoresSince(db, tenant, board.seq, PAGE);
    for (const change of changes) apply(board, change);
    board.seq = changes.at(-1)?.seq ?? board.seq;
    if (changes.length < PAGE) break;
  }
  for (const { block } of written)
    if (block * BLOCK <= known) for (const change of await scoresOfBlock(db, tenant, block)) apply(board, change);
  board.blockSeq = Math.max(board.blockSeq, ...written.map(({ seq }) => seq));
  board.sums ??= rollUp(board.columns, sizesOf(board));
}

// The region a unit lies in: the nearest 地区 at or above it.
function placeRegions(board: Board, units: readonly Unit[]): void {
  const tree = JSON.stringify(units.map(({ id, path, kind, name }) => [id, path, kind, name]));
  if (tree === board.tree) return;
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const regionOf = (unit: Unit | undefined): string | null => {
    if (unit === undefined) return null;
    return unit.kind === "region" ? unit.name : regionOf(unit.parentId === null ? undefined : byId.get(unit.parentId));
  };
  board.regionOfUnit = new Map(units.map((unit) => [unit.id, board.regions.indexOf(regionOf(unit))]));
  board.tree = tree;
  board.sums = null;
  board.units.forEach((unit, row) => {
    board.columns.region[row] = regionIndex(board, unit);
  });
}

function regionIndex(board: Board, unit: string | null): number {
  return board.regionOfUnit.get(unit) ?? board.regions.indexOf(null);
}

function apply(board: Board, change: CountedScore): void {
  const known = board.rows.get(change.caseId);
  const row = known ?? board.columns.count;
  if (known === undefined) {
    if (row === board.columns.total.length) board.columns = grown(board.columns);
    board.columns.count = row + 1;
    board.rows.set(change.caseId, row);
  } else board.sums?.count(projectAt(board.columns, row), -1);
  const before = dimensionsOf(board);
  const { columns } = board;
  columns.region[row] = regionIndex(board, change.unitId);
  columns.department[row] = board.departments.indexOf(change.department);
  columns.year[row] = board.years.indexOf(String(change.year));
  columns.grade[row] = change.grade === null ? 0xff : board.grades.indexOf(change.grade);
  columns.total[row] = change.total ?? NO_SCORE;
  board.units[row] = change.unitId;
  board.owners[row] = change.createdBy;
  board.open[row] = change.published;
  if (dimensionsOf(board) === before) board.sums?.count(projectAt(columns, row), 1);
  else board.sums = null;
}

function answer(board: Board, reach: Reach, units: readonly Unit[], { grouping, year, department }: BoardQuestion): readonly NamedGroup[] {
  const whole = reach.everything && year === undefined && department === undefined;
  const sums =
    whole && board.sums ? board.sums : rollUp(board.columns, sizesOf(board), rowsWanted(board, reach, units, { year, department }));
  return sums.groups(grouping).map(({ keys, ...group }) => ({ ...group, names: namesOf(board, grouping, keys) }));
}

function rowsWanted(
  board: Board,
  reach: Reach,
  units: readonly Unit[],
  { year, department }: Omit<BoardQuestion, "grouping">,
): (row: number) => boolean {
  const paths = new Map(units.map(({ id, path }) => [id, path]));
  const [wantedYear, wantedDepartment] = [
    year === undefined ? -1 : board.years.find(String(year)),
    board.departments.find(department ?? null),
  ];
  const { columns } = board;
  return (row) => {
    if (year !== undefined && columns.year[row] !== wantedYear) return false;
    if (department !== undefined && columns.department[row] !== wantedDepartment) return false;
    if (reach.everything) return true;
    const unit = board.units[row] ?? null;
    return reaches(reach, {
      ...{ tenant: reach.tenant, unitPath: unit === null ? null : (paths.get(unit) ?? null) },
      ...{ createdBy: board.owners[row] ?? null, published: board.open[row] ?? false },
    });
  };
}

function namesOf(board: Board, grouping: Grouping, keys: readonly number[]): readonly (string | null)[] {
  const dimensions = grouping === "all" ? [] : grouping.split("-");
  return dimensions.map((dimension, index) => {
    const key = keys[index] ?? 0;
    if (dimension === "region") return board.regions.at(key);
    if (dimension === "department") return board.departments.at(key);
    return dimension === "year" ? board.years.at(key) : board.grades.at(key);
  });
}

function sizesOf({ regions, departments, years, grades }: Board) {
  return { regions: regions.size(), departments: departments.size(), years: years.size(), grades: grades.size() };
}

// Grows with every name that is new in any dimension.
function dimensionsOf({ regions, departments, years, grades }: Board): number {
  return regions.size() + departments.size() + years.size() + grades.size();
}

function projectAt({ region, department, year, grade, total }: ScoredColumns, row: number): ScoredProject {
  const at = (column: Uint8Array | Uint16Array | Uint32Array): number => column[row] as number;
  return { region: at(region), department: at(department), year: at(year), grade: at(grade), total: at(total) };
}

function room(size: number): Columns {
  return {
    ...{ count: 0, region: new Uint16Array(size), department: new Uint32Array(size), year: new Uint16Array(size) },
    ...{ grade: new Uint8Array(size), total: new Uint16Array(size) },
  };
}

function grown(old: Columns): Columns {
  const wider = room(2 * old.total.length);
  for (const column of ["region", "department", "year", "grade", "total"] as const) wider[column].set(old[column]);
  wider.count = old.count;
  return wider;
}

type Names = {
  /** The index of that name, a new one where it is new. */
  readonly indexOf: (name: string | null) => number;
  /** −1 where it is not known. */
  readonly find: (name: string | null) => number;
  readonly at: (index: number) => string | null;
  readonly size: () => number;
};

function names(): Names {
  const indices = new Map<string | null, number>();
  const all: (string | null)[] = [];
  return {
    indexOf: (name) => {
      const known = indices.get(name);
      if (known !== undefined) return known;
      indices.set(name, all.length);
      return all.push(name) - 1;
    },
    find: (name) => indices.get(name) ?? -1,
    at: (index) => all[index] ?? null,
    size: () => all.length,
  };
}
