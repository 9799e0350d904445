// Every shipped process, every node, every act, every role: decided as the definition says. What it says is read here from the YAML
// itself and by other code than the program's; and when a definition is altered anywhere, the table comes out differently.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readProcessBook } from "../src/app/files/read-processes.ts";
import { DAY } from "../src/workflow/flow.builder.ts";
import {
  type Act,
  type Candidate,
  decideStart,
  decideStep,
  type FlowState,
  type ProcessDefinition,
  readStoredProcess,
  SIGNING_ROLES,
  type SigningRole,
  type Situation,
  WEEKENDS_ONLY,
  waitingFor,
} from "../src/workflow/index.ts";

const folder = new URL("../regulations/", import.meta.url).pathname;
const book = await readProcessBook([folder]);
if (!book.ok) throw new Error("packs are unsound");
const shipped = [...book.value.values()].flatMap(({ processes }) => processes);

type Written = {
  readonly id: string;
  readonly facts?: readonly unknown[];
  readonly nodes: readonly {
    readonly id: string;
    readonly duty: string;
    readonly who: readonly { readonly role: string }[];
    readonly sign?: { readonly by: string };
    readonly papers?: readonly string[];
    readonly opens?: string;
    readonly returns?: string | readonly string[];
    readonly straightBack?: string;
    readonly rejects?: string;
    readonly cancels?: string;
    readonly next: readonly { readonly to: string; readonly when?: { readonly is: string } }[];
    readonly unlock?: { readonly who: readonly { readonly role: string }[] };
  }[];
  readonly separation: readonly { readonly duties: readonly string[] }[];
};

function writtenOf({ pack, rule }: ProcessDefinition): Written {
  const { processes } = parse(readFileSync(`${folder}${pack}/workflow.yaml`, "utf8")) as { processes: Written[] };
  return processes.find(({ id }) => id === rule.id) as Written;
}

// Three of every role do the work; a newcomer of every role, near in every way, tries everything.
const ANYWHERE = ["division", "sibling", "unit", "department", "region", "tenant"] as const;
const person = (id: string, ...roles: readonly SigningRole[]): Candidate => ({
  id,
  name: id,
  standings: roles.map((role) => ({ role, relations: ANYWHERE })),
});
const WORKERS = SIGNING_ROLES.flatMap((role) => [1, 2, 3].map((n) => person(`${role}-${n}`, role)));
const NEWCOMERS = SIGNING_ROLES.map((role) => person(`new-${role}`, role));
const PEOPLE = [...WORKERS, ...NEWCOMERS];

function situation(actor: string, papers: ReadonlySet<string>, people = PEOPLE): Situation {
  return {
    now: `${DAY}T01:00:00.000Z`,
    day: DAY,
    calendar: WEEKENDS_ONLY,
    actor: { id: actor, name: actor },
    people,
    delegations: [],
    papers,
    content: { version: 1, hash: "h" },
    others: [{ id: "t", process: "targets", title: "", restsOnThis: false, outcome: "approved" }],
  };
}

const everyPaper = ({ rule }: ProcessDefinition) => new Set((rule.papers ?? []).map(({ id }) => id));

/** Both ways where a process asks for a fact. */
const answersOf = ({ facts = [] }: { readonly facts?: readonly unknown[] | undefined }) => (facts.length > 0 ? [true, false] : [false]);

/** The state at each node and end that the facts lead to. */
function statesOf(definition: ProcessDefinition, yes: boolean): readonly FlowState[] {
  const facts = Object.fromEntries((definition.rule.facts ?? []).map(({ id }) => [id, String(yes)]));
  const papers = everyPaper(definition);
  const firstRole = definition.rule.nodes[0]?.who[0]?.role ?? "clerk";
  const started = decideStart(definition, facts, situation(`${firstRole}-1`, papers));
  if (!started.ok) return [];
  const states = [started.value.state];
  for (let state = started.value.state; !state.ended; ) {
    const worker = waitingFor(definition, state).find(({ person: { id } }) => !id.startsWith("new-"));
    const decision = decideStep(
      definition,
      state,
      { kind: "agree", opinion: "同意", seen: "h" },
      situation(worker?.person.id ?? "", papers),
    );
    if (!decision.ok) break;
    if (decision.value.state.node !== state.node) states.push(decision.value.state);
    state = decision.value.state;
  }
  return states;
}

type Cell = { readonly key: string; readonly allowed: () => boolean };

/** What the program decides: every state × act × role, and what those who took part may still do at other nodes. */
function decidedTable(definition: ProcessDefinition): readonly Cell[] {
  return answersOf(definition.rule).flatMap((yes) =>
    statesOf(definition, yes).flatMap((state) => {
      const all = everyPaper(definition);
      const attempt = (actor: string, act: Act, papers: ReadonlySet<string> = all, people = PEOPLE, from = state) =>
        decideStep(definition, from, act, situation(actor, papers, people)).ok;
      const quorum = definition.rule.nodes.find(({ id }) => id === state.node)?.sign.by === "quorum";
      const lost = (actor: string) =>
        state.invited
          .filter(({ person: { id } }) => id !== actor)
          .reduce((from, { person: { id } }) => {
            const against = decideStep(definition, from, { kind: "disagree", opinion: "不", seen: "h" }, situation(id, all));
            return against.ok ? against.value.state : from;
          }, state);
      const cell = (what: string, allowed: () => boolean): Cell => ({ key: `${yes} ${state.node} ${what}`, allowed });
      const opens = state.ended
        ? [
            `node ${state.passed.at(-1)?.node}`,
            ...state.signatures
              .filter(({ visit, voided }) => visit === state.passed.at(-1)?.visit && voided === null)
              .map(({ n }) => `signature ${n}`),
          ]
        : [];
      const places = [...definition.rule.nodes.map(({ id }) => id)];
      const byRole = NEWCOMERS.flatMap(({ id: actor }) => [
        cell(`agree ${actor}`, () => attempt(actor, { kind: "agree", opinion: "同意", seen: "h" })),
        cell(`agree-silent ${actor}`, () => attempt(actor, { kind: "agree", opinion: "", seen: "h" })),
        cell(`agree-unseen ${actor}`, () => attempt(actor, { kind: "agree", opinion: "同意", seen: "other" })),
        ...[...all].map((paper) =>
          cell(`agree-without ${paper} ${actor}`, () =>
            attempt(actor, { kind: "agree", opinion: "同意", seen: "h" }, new Set([...all].filter((one) => one !== paper))),
          ),
        ),
        cell(`disagree ${actor}`, () => attempt(actor, { kind: "disagree", opinion: "不", seen: "h" })),
        ...places.flatMap((to) => [
          cell(`return ${to} ${actor}`, () => attempt(actor, { kind: "return", to, reason: "改", straightBack: false, seen: "h" })),
          cell(`return-straight ${to} ${actor}`, () => attempt(actor, { kind: "return", to, reason: "改", straightBack: true, seen: "h" })),
          cell(`unlock ${to} ${actor}`, () => attempt(actor, { kind: "unlock", node: to, reason: "改", opens })),
        ]),
        // A vote that is lost: everybody else was against.
        ...(quorum
          ? [
              ...places.map((to) =>
                cell(`return-lost ${to} ${actor}`, () =>
                  attempt(actor, { kind: "return", to, reason: "改", straightBack: false, seen: "h" }, all, PEOPLE, lost(actor)),
                ),
              ),
              cell(`reject-lost ${actor}`, () => attempt(actor, { kind: "reject", reason: "不", seen: "h" }, all, PEOPLE, lost(actor))),
              cell(`return-lost-straight ${actor}`, () =>
                attempt(
                  actor,
                  { kind: "return", to: places[0] ?? "", reason: "改", straightBack: true, seen: "h" },
                  all,
                  PEOPLE,
                  lost(actor),
                ),
              ),
            ]
          : []),
        cell(`return-silent ${actor}`, () =>
          attempt(actor, { kind: "return", to: places[0] ?? "", reason: "", straightBack: false, seen: "h" }),
        ),
        cell(`reject ${actor}`, () => attempt(actor, { kind: "reject", reason: "不", seen: "h" })),
        cell(`withdraw ${actor}`, () => attempt(actor, { kind: "withdraw", reason: "漏" })),
        cell(`cancel ${actor}`, () => attempt(actor, { kind: "cancel", reason: "止" })),
        cell(`urge ${actor}`, () => attempt(actor, { kind: "urge", reason: "快" })),
        ...NEWCOMERS.filter(({ id }) => id !== actor).map(({ id }) =>
          cell(`transfer ${id} ${actor}`, () => attempt(actor, { kind: "transfer", person: id, reason: "出差" })),
        ),
        cell(`add-signer ${actor}`, () => attempt(actor, { kind: "add-signer", person: "third-party-1", reason: "请阅" })),
      ]);
      // Whoever signed before tries again with every role there is.
      const signers = [...new Set(state.signatures.map(({ person: { id } }) => id))];
      const again = signers.map((id) => {
        const people = [...PEOPLE.filter((one) => one.id !== id), person(id, ...SIGNING_ROLES)];
        const invited = {
          ...state,
          invited: [
            ...state.invited,
            ...(definition.rule.nodes.find((node) => node.id === state.node)?.who ?? []).map((seat, index) => ({
              person: { id, name: id },
              seat: index,
              role: seat.role,
              by: null,
            })),
          ],
        };
        return cell(
          `again ${id}`,
          () => decideStep(definition, invited, { kind: "agree", opinion: "同意", seen: "h" }, situation(id, all, people)).ok,
        );
      });
      const last = state.signatures.at(-1)?.person.id ?? state.starter.id;
      return [
        ...byRole,
        ...again,
        cell("cancel starter", () => attempt(state.starter.id, { kind: "cancel", reason: "止" })),
        cell("urge starter", () => attempt(state.starter.id, { kind: "urge", reason: "快" })),
        cell("withdraw last", () => attempt(last, { kind: "withdraw", reason: "漏" })),
      ];
    }),
  );
}

/** What the YAML says, computed from it alone; a key missing here is a state that should not be there. */
function declaredTable(written: Written): ReadonlyMap<string, boolean> {
  const table = new Map<string, boolean>();
  for (const yes of answersOf(written)) {
    const way: { readonly id: string; readonly node: Written["nodes"][number] | null }[] = [];
    for (let id = written.nodes[0]?.id; id !== undefined; ) {
      const node = written.nodes.find((one) => one.id === id);
      if (!node) {
        way.push({ id, node: null });
        break;
      }
      way.push({ id, node });
      id = (node.next.find(({ when }) => !when || (when.is === "true") === yes) ?? node.next[0])?.to;
    }
    const papers = [...new Set(written.nodes.flatMap((node) => node.papers ?? []))];
    const ids = written.nodes.map((node) => node.id);
    way.forEach(({ id, node }, index) => {
      const say = (what: string, allowed: boolean) => table.set(`${yes} ${id} ${what}`, allowed);
      const before = way.slice(0, index).map((one) => one.id);
      const last = way[index - 1]?.node;
      const asked = way.slice(0, index + 1).flatMap((one) => one.node?.papers ?? []);
      for (const role of SIGNING_ROLES) {
        const actor = `new-${role}`;
        const sits = node?.who.some((seat) => seat.role === role) ?? false;
        const group = node?.sign?.by === "quorum";
        const alone = !group && node?.sign?.by !== "seats";
        const places = node?.returns === "earlier" ? before : before.filter((one) => (node?.returns ?? []).includes(one));
        say(`agree ${actor}`, sits);
        say(`agree-silent ${actor}`, sits && (node?.duty === "prepare" || node?.duty === "carry-out"));
        say(`agree-unseen ${actor}`, false);
        // A gate is looked at when the node is left: one voice of several does not leave it.
        for (const paper of papers) say(`agree-without ${paper} ${actor}`, sits && (!alone || !asked.includes(paper)));
        say(`disagree ${actor}`, sits && group);
        for (const to of ids) {
          say(`return ${to} ${actor}`, sits && !group && places.includes(to));
          say(`return-straight ${to} ${actor}`, sits && !group && places.includes(to) && node?.straightBack === "true");
          say(`unlock ${to} ${actor}`, node === null && last?.id === to && (last.unlock?.who.some((seat) => seat.role === role) ?? false));
        }
        if (group) {
          for (const to of ids) say(`return-lost ${to} ${actor}`, sits && places.includes(to));
          say(`reject-lost ${actor}`, sits && node?.rejects !== undefined);
          say(`return-lost-straight ${actor}`, sits && node?.straightBack === "true" && places.includes(ids[0] ?? ""));
        }
        say(`return-silent ${actor}`, false);
        say(`reject ${actor}`, sits && !group && node?.rejects !== undefined);
        for (const what of ["withdraw", "cancel", "urge"]) say(`${what} ${actor}`, false);
        for (const other of SIGNING_ROLES.filter((one) => one !== role)) say(`transfer new-${other} ${actor}`, false);
        say(`add-signer ${actor}`, sits);
      }
      const apart = (a: string, b: string) => a !== b && written.separation.some(({ duties }) => duties.includes(a) && duties.includes(b));
      for (const { node: earlier } of way.slice(0, index))
        if (earlier && node) table.set(`${yes} ${id} again-duty ${earlier.duty}`, !apart(earlier.duty, node.duty));
      say("cancel starter", node?.cancels !== undefined);
      say("urge starter", node !== null);
      say("withdraw last", index > 0 && node !== null);
    });
  }
  return table;
}

// Which duties each person who tries again has had.
function expected(
  declared: ReadonlyMap<string, boolean>,
  { key }: Cell,
  dutiesOf: ReadonlyMap<string, readonly string[]>,
): boolean | undefined {
  const [yes = "", node = "", what = "", who = ""] = key.split(" ");
  if (what !== "again") return declared.get(key);
  const answers = (dutiesOf.get(who) ?? []).map((duty) => declared.get(`${yes} ${node} again-duty ${duty}`));
  return answers.length === 0 || answers.every((one) => one === undefined) ? false : answers.every((one) => one !== false);
}

function dutiesIn(definition: ProcessDefinition): ReadonlyMap<string, readonly string[]> {
  const duties = new Map<string, string[]>();
  for (const yes of [true, false])
    for (const { person: one, duty } of statesOf(definition, yes).at(-1)?.signatures ?? [])
      duties.set(one.id, [...(duties.get(one.id) ?? []), duty]);
  return duties;
}

/** Keys decided otherwise than declared: all, or the first. */
function differences(
  definition: ProcessDefinition,
  written: Written,
  first = false,
): { readonly cells: number; readonly wrong: readonly string[] } {
  const cells = decidedTable(definition);
  const declared = declaredTable(written);
  const duties = dutiesIn(definition);
  const keys = new Set(cells.map(({ key }) => key));
  const missing = [...declared.keys()].filter((key) => !key.includes("again-duty") && !keys.has(key));
  const differs = (cell: Cell) => cell.allowed() !== expected(declared, cell, duties);
  if (first) return { cells: cells.length, wrong: missing.length > 0 || cells.some(differs) ? ["some"] : [] };
  return { cells: cells.length, wrong: [...missing, ...cells.filter(differs).map(({ key }) => key)] };
}

test("every state × act × role of every shipped process is decided as it is written", () => {
  let cells = 0;
  for (const definition of shipped) {
    const found = differences(definition, writtenOf(definition));
    cells += found.cells;
    expect(found.wrong, `${definition.pack} ${definition.rule.id}`).toEqual([]);
  }
  console.info(`workflow table: ${shipped.length} processes, ${cells} cells, all as declared`);
  expect(cells).toBeGreaterThan(10_000);
});

type Raw = {
  process: Record<string, unknown> & { nodes: Record<string, unknown>[]; separation: unknown[]; ends: { id: string; outcome: string }[] };
};

/** The definition with one thing altered, read as a stored one is: past the health check, which would refuse some of them. */
function altered(definition: ProcessDefinition, change: (process: Raw["process"]) => void): ProcessDefinition {
  const raw = JSON.parse(definition.text) as Raw;
  change(raw.process);
  return readStoredProcess(JSON.stringify(raw));
}

function mutantsOf(definition: ProcessDefinition): readonly (readonly [string, ProcessDefinition])[] {
  const { nodes, separation } = (JSON.parse(definition.text) as Raw).process;
  const mutants: [string, ProcessDefinition][] = [];
  const add = (name: string, change: (process: Raw["process"]) => void) =>
    mutants.push([`${definition.pack} ${definition.rule.id}: ${name}`, altered(definition, change)]);
  nodes.forEach((node, index) => {
    const at = (process: Raw["process"]) => process.nodes[index] as Record<string, unknown>;
    const id = String(node["id"]);
    for (const key of ["papers", "returns", "rejects", "cancels", "straightBack", "unlock"])
      if (key in node) add(`${id} without ${key}`, (process) => delete at(process)[key]);
    if ("sign" in node) add(`${id} signed by one`, (process) => delete at(process)["sign"]);
    add(`${id} for another role`, (process) => {
      const who = at(process)["who"] as { role: string }[];
      at(process)["who"] = who.map((seat) => ({ ...seat, role: "third-party" }));
    });
    add(`${id} for one role more`, (process) => (at(process)["who"] as unknown[]).push({ role: "third-party", at: "tenant" }));
    add(`${id} of another duty`, (process) => {
      at(process)["duty"] = node["duty"] === "prepare" ? "check" : "prepare";
    });
    const next = nodes[index + 1];
    if (next && index > 0)
      add(`${id} left out`, (process) => {
        for (const step of (process.nodes[index - 1] as { next: { to: string }[] }).next) if (step.to === id) step.to = String(next["id"]);
      });
    if (index > 0 && !("rejects" in node))
      add(`${id} may refuse`, (process) => {
        process.ends.push({ id: "refused", outcome: "rejected", title: "否", titleEn: "No" } as never);
        at(process)["rejects"] = "refused";
      });
  });
  const duties = new Set(nodes.map((node) => node["duty"]));
  separation.forEach((one, index) => {
    const pair = (one as { duties: string[] }).duties;
    if (pair.every((duty) => duties.has(duty))) add(`${pair.join(" and ")} in one hand`, (process) => process.separation.splice(index, 1));
  });
  return mutants;
}

test("whatever is altered in a definition shows in the table", { timeout: 240_000 }, () => {
  const unseen: string[] = [];
  let seen = 0;
  for (const definition of shipped)
    for (const [name, mutant] of mutantsOf(definition)) {
      if (differences(mutant, writtenOf(definition), true).wrong.length === 0) unseen.push(name);
      else seen += 1;
    }
  console.info(`workflow mutants: ${seen} of ${seen + unseen.length} seen`);
  expect(unseen).toEqual([]);
});
