// Puts texts of a harness's choice into what people write, through the API's own routes: a dossier's every free text, evidence, units,
// people, a trip, a ledger, a matter, an audited document. For harnesses that look where such texts come out again.
import { readFile } from "node:fs/promises";
import { parse, stringify } from "yaml";
import type { Role } from "../../access/index.ts";
import { productPath } from "../product-folder.ts";

type Sent = { readonly status: number; readonly body: unknown };
export type Send = (method: string, path: string, as: Role, body?: unknown) => Promise<Sent>;

/** The text for the next field, which holds so many characters; `was` is what the example has there. */
export type NextText = (most: number, was?: string) => string;

export type PlantedCase = {
  readonly caseId: string;
  readonly pieceIds: readonly string[];
  readonly batchId: string;
  readonly flowId: string;
  /** Texts that say why something was done, which the audit trail shows with who and when. */
  readonly reasons: readonly string[];
};
export type Planted = PlantedCase & { readonly tripId: string; readonly fields: number };

const EXAMPLE = "nanchang-2019-corrected";
/** Texts that others refer to, and those of a list; others of the latter are taken out when they are refused. */
const NAMES_THINGS: ReadonlySet<string> = new Set([
  ...["level1", "level2", "id", "leg", "country", "countries", "city"],
  ...["moneyUnit", "rank", "kind"],
]);
const TRIP = "delegations-2019-12";
/** Most characters of a text of a dossier or trip that is planted into. */
const FREE = 400;

/** A case and everything of it, a trip of the example year, people and units of the house. */
export async function plantTexts(send: Send, next: NextText): Promise<Planted> {
  let fields = 0;
  const counted: NextText = (most, was) => {
    fields += 1;
    return next(most, was);
  };
  const house = await plantHouse(send, counted);
  return { ...(await plantCase(send, counted)), ...house, fields };
}

/** A dossier with a text in everything that may be free, its evidence, its ledger, a matter, and an audited document. */
export async function plantCase(send: Send, next: NextText): Promise<PlantedCase> {
  const { demand, finish } = demanding(send);
  const reasons: string[] = [];
  const reason = (): string => {
    const text = next(400);
    reasons.push(text);
    return text;
  };
  const dossier = parse(await readFile(productPath("examples", EXAMPLE, "dossier.yaml"), "utf8")) as unknown;
  const imported = await untilTaken(dossier, next, async (content) => {
    const form = new FormData();
    form.append("file", new File([stringify(content)], "dossier.yaml"));
    return await send("POST", "/api/cases", "clerk", form);
  });
  const caseId = String(imported["id"]);

  const evidence = (body: FormData) => demand("POST", `/api/cases/${caseId}/evidence`, "clerk", body);
  const piece = await evidence(aForm({ title: next(200), kind: "formal", division: next(120) }, `${next(150)}.txt`, `示例 ${next(FREE)}`));
  const voided = await evidence(aForm({ title: next(200), kind: "formal" }, `${next(150)}.csv`, `示例,${next(100)},1\n`));
  await demand("POST", `/api/evidence/${voided["id"]}/void`, "finance", { reason: reason() });

  const ledger = `/api/cases/${caseId}/ledger`;
  await demand("POST", ledger, "finance", { document: next(200) });
  const budget = { kind: "adjustment", day: "2019-12-02", source: "current", amount: "100.00", document: next(200), reason: reason() };
  await demand("POST", `${ledger}/budget`, "finance", { posting: budget, key: "planted-budget-1", version: null });
  const payment = { kind: "payment", day: "2019-12-20", amount: "100.00", economicClass: "30212", voucher: next(60), payee: next(200) };
  const paid = { posting: { ...payment, summary: next(400) }, key: "planted-payment-1", version: null };
  await demand("POST", `${ledger}/payments`, "finance", paid);

  const subject = { kind: "trip", id: `planted-${caseId}` };
  const flow = await demand("POST", "/api/flows", "clerk", { process: "trip", pack: "nanchang-2019", subject, title: next(400) });
  const paper = { paper: "invitation", name: next(400), reference: next(400) };
  await demand("POST", `/api/flows/${flow["id"]}/papers`, "clerk", paper);

  const row = `| ${next(60)} | 10 | 11 |\n`;
  const table = `# ${next(80)}\n\n| 指标 | 分值 | 得分 |\n| --- | --- | --- |\n${row}`;
  const batch = new FormData();
  batch.append("name", next(200));
  batch.append("files", new File([table], `${next(100)}.md`));
  const { id: batchId } = await demand("POST", "/api/audits", "leading-group", batch);
  finish();
  return { caseId, reasons, pieceIds: [piece, voided].map(({ id }) => String(id)), batchId: String(batchId), flowId: String(flow["id"]) };
}

async function plantHouse(send: Send, next: NextText): Promise<Pick<Planted, "tripId">> {
  const { demand, finish } = demanding(send);
  const unit = { parentId: "foreign-affairs", kind: "division", name: next(200), code: next(80) };
  await demand("POST", "/api/units", "system-admin", unit);
  const roles = [{ role: "clerk", unitId: "foreign-affairs" }];
  const account = { login: "planted", name: next(120), unitId: "foreign-affairs", roles, reason: next(400) };
  const made = await demand("POST", "/api/accounts", "system-admin", account);
  await demand("PUT", `/api/accounts/${made["id"]}/disabled`, "security-admin", { disabled: true, reason: next(400) });
  await demand("POST", "/api/trail/releases", "audit-admin", { first: "1", last: "2", reason: next(400) });
  const known = await demand("GET", `/api/trips/${TRIP}`, "clerk", undefined);
  const content = parse(await readFile(productPath("examples", "delegations-2019", "trips", "12.yaml"), "utf8")) as unknown;
  await untilTaken(content, next, (planted) =>
    send("PUT", `/api/trips/${TRIP}`, "clerk", { version: known["version"], content: planted, note: next(400) }),
  );
  finish();
  return { tripId: TRIP };
}

/** Asks on where something is refused, and tells of all that was at the end. */
function demanding(send: Send) {
  const refused: string[] = [];
  return {
    demand: async (method: string, path: string, as: Role, body: unknown): Promise<Record<string, unknown>> => {
      const { status, body: answer } = await send(method, path, as, body);
      if (status >= 300) refused.push(`${method} ${path}: ${status} ${JSON.stringify(answer).slice(0, 600)}`);
      return answer as Record<string, unknown>;
    },
    finish: (): void => {
      if (refused.length > 0) throw new Error(refused.join("\n"));
    },
  };
}

function aForm(fields: Readonly<Record<string, string>>, name: string, content: string): FormData {
  const form = new FormData();
  form.append("file", new File([content], name));
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  return form;
}

type Place = readonly (string | number)[];

/** Sends the tree with texts in all that is Chinese in it; what is refused is taken out again, until it is accepted. */
async function untilTaken(tree: unknown, planted: NextText, send: (content: unknown) => Promise<Sent>): Promise<Record<string, unknown>> {
  const places = [...textPlaces(tree)];
  let late = 0;
  let left: ReadonlySet<string> = new Set(places.map(patternOf));
  for (;;) {
    const content = structuredClone(tree);
    for (const place of places) if (left.has(patternOf(place))) change(content, place, (text) => planted(FREE, text));
    const { status, body } = await send(content);
    if (status < 300) return body as Record<string, unknown>;
    // A busy machine reads it beyond the product's own limit of time.
    if (status === 413 && ++late < 5) continue;
    const faults = (body as { readonly faults?: readonly { readonly path?: string | null }[] }).faults ?? [];
    const refused = new Set(faults.map(({ path }) => patternOf((path ?? "").split("."))));
    const kept = new Set([...left].filter((pattern) => !refused.has(pattern)));
    if (kept.size === left.size) throw new Error(`refused: ${status} ${JSON.stringify(body).slice(0, 600)}`);
    left = kept;
  }
}

function* textPlaces(value: unknown, place: Place = []): Generator<Place> {
  if (typeof value === "string") {
    if (/\p{Script=Han}/u.test(value) && !place.some((step) => NAMES_THINGS.has(String(step)))) yield place;
  } else if (typeof value === "object" && value !== null)
    for (const [key, part] of Object.entries(value)) yield* textPlaces(part, [...place, key]);
}

function patternOf(place: Place): string {
  return place.filter((step) => !/^\d+$/.test(String(step))).join(".");
}

function change(tree: unknown, place: Place, by: (text: string) => string): void {
  let at = tree as Record<string | number, unknown>;
  for (const step of place.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
  const last = place.at(-1) ?? "";
  at[last] = by(String(at[last]));
}
