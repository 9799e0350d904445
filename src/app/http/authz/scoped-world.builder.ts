// A tree with something of every kind standing at every place of it, and two people of every role, one seated in a division and one in the
// department: what the walk over role × action × scope asks about. What stands there is a copy of the examples' own.
import { type RawBuilder, sql, type Transaction } from "kysely";
import { nobody, ROLES, type Role } from "../../../access/index.ts";
import { dossierData, dossierFile } from "../../../dossier/dossier.builder.ts";
import { writeProjectList } from "../../files/write-dossier-workbook.ts";
import { addAccount, addGrant, findAccount } from "../../store/people/account-repository.ts";
import { addUnit, findUnit } from "../../store/people/unit-repository.ts";
import type { StoreTables } from "../../store/store-tables.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { addSubscription } from "../../store/webhooks/webhook-repository.ts";
import { ensureRoot } from "../../usecases/people/first-run.ts";
import { openSession } from "../../usecases/people/sign-in.ts";
import type { TestApp } from "../app.builder.ts";
import { PLACES, type Place, SEATS, type Seat } from "./scopes-by-hand.builder.ts";

const ELSEWHERE = "elsewhere";

/** A node of the tree for each place; what is somebody's own, and what is published, stands where nobody's seat reaches. */
const NODES = {
  department: { id: "w-department", parent: "root", kind: "department" },
  unit: { id: "w-unit", parent: "w-department", kind: "unit" },
  own: { id: "w-own", parent: "w-unit", kind: "division" },
  below: { id: "w-below", parent: "w-own", kind: "division" },
  // Begins like the own one's name: a path is compared whole.
  sibling: { id: "w-own2", parent: "w-unit", kind: "division" },
  lower: { id: "w-lower", parent: "w-unit", kind: "unit" },
  other: { id: "w-other", parent: "w-department", kind: "unit" },
  far: { id: "w-far", parent: "root", kind: "department" },
} as const;

export type Person = { readonly role: Role; readonly seat: Seat; readonly accountId: string; readonly cookie: string };

export type ScopedWorld = {
  readonly people: readonly Person[];
  /** What a thing of the place is called; one's own is another for everybody. */
  readonly nameAt: (place: Place, person: Person | null) => string;
  readonly unitAt: (place: Place) => string | null;
  /** The number of the trail's event that stands at the place. */
  readonly events: ReadonlyMap<Place, string>;
  /** A list of one project for the unit of the place. */
  readonly lists: ReadonlyMap<Place, Uint8Array>;
  /** Each case of a year of its own, so that figures of many tell which are in them. */
  readonly yearOf: (name: string) => number;
  readonly process: { readonly pack: string; readonly process: string; readonly kind: string };
};

function unitAt(place: Place): string | null {
  if (place === "foreign") return "root";
  if (place === "nowhere") return null;
  return NODES[place === "published" || place === "mine" ? "far" : place].id;
}

export async function aScopedWorld(server: TestApp): Promise<ScopedWorld> {
  const { deps } = server;
  const { tenant } = deps;
  const templates = await makeTemplates(server);
  await ensureRoot(deps, ELSEWHERE, ELSEWHERE);
  const people: Omit<Person, "cookie">[] = ROLES.flatMap((role) => SEATS.map((seat) => ({ role, seat, accountId: `w-${role}-${seat}` })));
  const events = new Map<Place, string>();
  const names = [
    ...PLACES.filter((place) => place !== "mine").map((place) => ({ place, name: `w-at-${place}`, owner: "w-somebody" })),
    ...people.map(({ accountId }) => ({ place: "mine" as const, name: `w-of-${accountId}`, owner: accountId })),
  ];
  const years = new Map(names.map(({ name }, index) => [name, 2100 + index]));
  await server.past(async (trx) => {
    for (const { id, parent, kind } of Object.values(NODES)) {
      const above = await findUnit(trx, tenant, parent);
      await addUnit(trx, { tenant, id, parent: above ?? null, kind, name: id, code: null });
    }
    const now = deps.now();
    const account = { tenant, directorySubject: null, now };
    for (const { accountId: id, role, seat } of people) {
      const unitId = NODES[seat === "division" ? "own" : "department"].id;
      await addAccount(trx, { ...account, id, login: id, name: id, unitId });
      await addGrant(trx, { tenant, id, accountId: id, role, unitId, proposedBy: null, reason: "-", now, atOnce: true });
    }
    const { rows } = await sql<{ seq: string }>`select seq from score_heads where tenant = ${tenant}`.execute(trx);
    let scored = Number(rows[0]?.seq ?? 0);
    for (const { place, name, owner } of names) {
      scored += 1;
      const at = { tenant: place === "foreign" ? ELSEWHERE : tenant, unit: unitAt(place), owner, published: place === "published" };
      await copyCase(trx, templates, { ...at, name, year: years.get(name) ?? 0, scored });
      if (at.unit !== null) await copyOthers(trx, templates, { ...at, name });
      if (place === "mine") continue;
      if (at.unit !== null) {
        const person = { tenant: at.tenant, id: name, unitId: at.unit, now };
        await addAccount(trx, { ...person, login: name, name, directorySubject: null });
        await addGrant(trx, { ...person, accountId: name, role: "clerk", proposedBy: null, reason: "-", atOnce: false });
      }
      const hook = { id: name, name, url: "https://oa.example", areas: ["case"] as const, secret: new Uint8Array() };
      await addSubscription(trx, at.tenant, { ...hook, createdBy: "-", createdAt: now });
    }
    await sql`update score_heads set seq = ${scored} where tenant = ${tenant}`.execute(trx);
  });
  for (const place of PLACES.filter((one) => one !== "mine" && one !== "published")) {
    const unit = unitAt(place);
    const at = place === "foreign" ? ELSEWHERE : tenant;
    const unitPath = unit === null ? null : ((await findUnit(deps.store.db, at, unit))?.path ?? null);
    const seq = await deps.store.db.transaction().execute(async (trx) => {
      const object = { kind: "seen", id: `w-at-${place}`, unitPath };
      return await recordEvent(trx, deps, { actor: nobody(at, "test"), action: "case.revised", object, after: { place } });
    });
    events.set(place, seq);
  }
  const lists = new Map<Place, Uint8Array>();
  for (const place of PLACES) {
    const unit = place === "foreign" ? ELSEWHERE : unitAt(place);
    const sources = { dossier: dossierFile({ ...dossierData({ pack: "mof-2021-101" }) }) };
    if (unit !== null) lists.set(place, await writeProjectList([{ number: "1", unit, sources }]));
  }
  const seated: Person[] = [];
  for (const one of people) {
    const account = await findAccount(deps.store.db, { tenant, id: one.accountId });
    if (!account) throw new Error(one.accountId);
    const { token } = await openSession(deps, { tenant, account, from: "", agent: "", how: "directory" });
    seated.push({ ...one, cookie: `hengxiao=${tenant}~${token}` });
  }
  return {
    people: seated,
    nameAt: (place, person) => (place === "mine" ? `w-of-${person?.accountId ?? ""}` : `w-at-${place}`),
    unitAt,
    events,
    lists,
    yearOf: (name) => years.get(name) ?? 0,
    process: templates.process,
  };
}

const CASE = "nanchang-2019";
const YEAR = "delegations-2019";
const TRIP = "delegations-2019-2";

type Templates = {
  readonly tenant: string;
  readonly piece: string;
  readonly batch: string;
  readonly flow: string;
  readonly process: ScopedWorld["process"];
};

/** What the examples do not have: a piece of evidence, an audited document, a matter under way. */
async function makeTemplates(server: TestApp): Promise<Templates> {
  const answer = async (path: string, body: FormData | object, as: Role): Promise<{ readonly id: string }> => {
    const isForm = body instanceof FormData;
    const headers = isForm ? {} : { "content-type": "application/json" };
    const response = await server.ask(path, { method: "POST", headers, body: isForm ? body : JSON.stringify(body) }, as);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { id: string };
  };
  const piece = new FormData();
  piece.append("file", new File(["方案"], "方案.txt"));
  piece.append("title", "方案");
  piece.append("kind", "formal");
  const document = new FormData();
  document.append("files", new File([FORM], "表.html"));
  const kept = await answer(`/api/cases/${CASE}/evidence`, piece, "clerk");
  const batch = await answer("/api/audits", document, "leading-group");
  await server.deps.audits.idle();
  const subject = { kind: "trip", id: "w-template" };
  const flow = await answer("/api/flows", { process: "trip", pack: CASE, subject }, "clerk");
  const processes = (await (await server.ask(`/api/processes?pack=${CASE}`, {}, "clerk")).json()) as { process: string; about: string }[];
  const evaluation = processes.find(({ about }) => about === "evaluation");
  if (!evaluation) throw new Error(JSON.stringify(processes).slice(0, 2000));
  const process = { pack: CASE, process: evaluation.process, kind: evaluation.about };
  return { tenant: server.deps.tenant, piece: kept.id, batch: batch.id, flow: flow.id, process };
}

const FORM = `<!doctype html><meta charset="utf-8"><h1>项目支出绩效自评表</h1><p>（2022年度）</p><table>
<tr><td>项目名称</td><td colspan="7">河道清淤</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td><td>分值</td><td>得分</td><td>说明</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>清淤长度</td><td>≥12公里</td><td>12公里</td><td>15</td><td>15</td><td></td></tr>
<tr><td colspan="5">总分</td><td>15</td><td>15</td><td></td></tr></table>`;

type At = {
  readonly tenant: string;
  readonly unit: string | null;
  readonly owner: string;
  readonly published: boolean;
  readonly name: string;
};
type Changes = Readonly<Record<string, unknown>>;

/** Rows of a table once more, with other values in some of their columns. */
async function copy(trx: Transaction<StoreTables>, table: string, from: RawBuilder<unknown>, changes: Changes): Promise<void> {
  const name = sql.table(table);
  await sql`insert into ${name} select (jsonb_populate_record(null::${name}, to_jsonb(x) || ${JSON.stringify(changes)}::jsonb)).*
    from ${name} x where ${from}`.execute(trx);
}

const LEDGER_TABLES = [
  ...["ledgers", "ledger_sources", "ledger_slices", "ledger_commitments", "ledger_exceptions", "ledger_entries", "ledger_vouchers"],
];

async function copyCase(
  trx: Transaction<StoreTables>,
  { tenant, piece }: Templates,
  { name, year, scored, ...at }: At & { readonly year: number; readonly scored: number },
): Promise<void> {
  const owned = { tenant: at.tenant, unit_id: at.unit };
  const ofCase = sql`x.tenant = ${tenant} and x.case_id = ${CASE}`;
  const here = { tenant: at.tenant, case_id: name };
  const made = { created_by: at.owner, published: at.published };
  await copy(trx, "cases", sql`x.tenant = ${tenant} and x.id = ${CASE}`, { ...owned, ...made, id: name, name, year });
  await copy(trx, "case_scores", ofCase, { ...here, seq: scored });
  for (const table of LEDGER_TABLES) await copy(trx, table, ofCase, here);
  if (at.tenant !== tenant) await copy(trx, "evidence_contents", sql`x.tenant = ${tenant}`, { tenant: at.tenant });
  await copy(trx, "evidence_pieces", sql`x.tenant = ${tenant} and x.id = ${piece}`, { ...here, id: name });
}

async function copyOthers(trx: Transaction<StoreTables>, { tenant, batch, flow }: Templates, { name, ...at }: At): Promise<void> {
  const owned = { tenant: at.tenant, unit_id: at.unit };
  const made = { created_by: at.owner };
  const here = { tenant: at.tenant };
  const ofBatch = sql`x.tenant = ${tenant} and x.batch_id = ${batch}`;
  await copy(trx, "audit_batches", sql`x.tenant = ${tenant} and x.id = ${batch}`, { ...owned, ...made, id: name });
  for (const table of ["audit_documents", "audit_originals", "audit_readings"])
    await copy(trx, table, ofBatch, { ...here, batch_id: name });
  const year = { ...owned, ...made, id: name, published: at.published };
  await copy(trx, "trip_years", sql`x.tenant = ${tenant} and x.id = ${YEAR}`, year);
  await copy(trx, "trips", sql`x.tenant = ${tenant} and x.id = ${TRIP}`, { ...here, ...made, id: name, year_id: name });
  if (at.tenant !== tenant) await copy(trx, "flow_definitions", sql`x.tenant = ${tenant}`, here);
  const matter = { ...owned, id: name, subject_id: name, started_by: at.owner };
  await copy(trx, "flows", sql`x.tenant = ${tenant} and x.id = ${flow}`, matter);
  await copy(trx, "flow_events", sql`x.tenant = ${tenant} and x.flow_id = ${flow}`, { ...here, flow_id: name });
}
