// Health of a process definition: every node is reached and can end, nothing goes back but by a return with its reason, gates
// and conditions name what is declared, no person can hold two duties that must be kept apart.
import { type Fault, type FaultCode, fault, type Place } from "../../kernel/index.ts";
import type { ProcessNode, ProcessRule } from "./process-rule.ts";
import { ALWAYS_SEPARATED, type Duty } from "./vocabulary.ts";

type Path = readonly (string | number)[];
type Locate = (path: Path) => Place;

/** Every fault of one process; empty for a sound one. */
export function examineProcess(rule: ProcessRule, locate: Locate): readonly Fault[] {
  const at =
    (path: Path) =>
    (code: FaultCode, found: string, expected = ""): Fault =>
      fault(code, expected === "" ? { found } : { found, expected }, locate(path));
  return [
    ...repeated(rule, at),
    ...references(rule, at),
    ...routes(rule, at),
    ...loops(rule, at),
    ...returns(rule, at),
    ...separations(rule, at),
    ...idle(rule, at),
  ];
}

type At = (path: Path) => (code: FaultCode, found: string, expected?: string) => Fault;

function repeated({ nodes, ends, papers = [], facts = [] }: ProcessRule, at: At): Fault[] {
  const among = (list: string, ids: readonly string[], taken: readonly string[] = []) =>
    ids.flatMap((id, index) => (ids.indexOf(id) < index || taken.includes(id) ? [at([list, index, "id"])("duplicate-id", id, list)] : []));
  const nodeIds = nodes.map(({ id }) => id);
  return [
    ...among("nodes", nodeIds),
    ...among(
      "ends",
      ends.map(({ id }) => id),
      nodeIds,
    ),
    ...among(
      "papers",
      papers.map(({ id }) => id),
    ),
    ...among(
      "facts",
      facts.map(({ id }) => id),
    ),
  ];
}

// Whatever a node names must be declared: papers, facts (asked as their kind allows), nodes and ends.
function references({ nodes, ends, papers = [], facts = [] }: ProcessRule, at: At): Fault[] {
  const paperIds = papers.map(({ id }) => id);
  const endIds = ends.map(({ id }) => id);
  const places = [...nodes.map(({ id }) => id), ...endIds];
  return nodes.flatMap((node, n) => {
    const here = at(["nodes", n]);
    const unknown = (path: Path, found: string, known: readonly string[]) =>
      known.includes(found) ? [] : [at(["nodes", n, ...path])("unknown-reference", found, known.join(", "))];
    return [
      ...(node.papers ?? []).flatMap((paper, index) => unknown(["papers", index], paper, paperIds)),
      ...node.next.flatMap((step, index) => [
        ...unknown(["next", index, "to"], step.to, places),
        ...(step.when ? conditionFaults(step.when, facts, at(["nodes", n, "next", index, "when"])) : []),
      ]),
      ...(node.rejects === undefined ? [] : unknown(["rejects"], node.rejects, endsWith(ends, "rejected"))),
      ...(node.cancels === undefined ? [] : unknown(["cancels"], node.cancels, endsWith(ends, "cancelled"))),
      ...(node.deadline && (node.deadline.workingDays === undefined) === (node.deadline.days === undefined)
        ? [at(["nodes", n, "deadline"])("wrong-shape", Object.keys(node.deadline).join(", "), "workingDays | days")]
        : []),
      ...((node.escalate?.length ?? 0) > 0 && !node.deadline ? [here("missing-key", "deadline")] : []),
      ...(node.sign.by === "quorum" && node.sign.people === undefined && node.sign.share === undefined
        ? [at(["nodes", n, "sign"])("missing-key", "people | share")]
        : []),
      ...(node.sign.by === "quorum" && node.sign.people === 0 ? [at(["nodes", n, "sign", "people"])("out-of-range", "0", "≥ 1")] : []),
      ...(node.sign.by === "quorum" && node.sign.share !== undefined && (node.sign.share.n <= 0n || node.sign.share.n > node.sign.share.d)
        ? [at(["nodes", n, "sign", "share"])("out-of-range", `${node.sign.share.n}/${node.sign.share.d}`, "0 … 1")]
        : []),
      ...(node.sign.by === "seats" && node.who.length < 2 ? [at(["nodes", n, "who"])("out-of-range", "1", "≥ 2")] : []),
    ];
  });
}

function endsWith(ends: ProcessRule["ends"], outcome: string): readonly string[] {
  return ends.filter((end) => end.outcome === outcome).map(({ id }) => id);
}

function conditionFaults(
  when: NonNullable<ProcessNode["next"][number]["when"]>,
  facts: NonNullable<ProcessRule["facts"]>,
  here: ReturnType<At>,
): Fault[] {
  const fact = facts.find(({ id }) => id === when.fact);
  if (!fact) return [here("unknown-reference", when.fact, facts.map(({ id }) => id).join(", "))];
  const wanted = fact.kind === "yes-no" ? "is" : "over";
  const written = (["is", "over"] as const).filter((key) => when[key] !== undefined);
  return written.length === 1 && written[0] === wanted ? [] : [here("wrong-shape", written.join(", ") || "—", wanted)];
}

// The last step of a node holds always, the others by their condition: no case is left without a way, none has two.
function routes({ nodes }: ProcessRule, at: At): Fault[] {
  return nodes.flatMap(({ next }, n) =>
    next.flatMap((step, index) => {
      const last = index === next.length - 1;
      if (last && step.when) return [at(["nodes", n, "next", index, "when"])("pack-gap", step.to, "—")];
      if (!last && !step.when) return [at(["nodes", n, "next", index])("pack-rule-unused", next[index + 1]?.to ?? "")];
      return [];
    }),
  );
}

function followers(node: ProcessNode): readonly string[] {
  return node.next.map(({ to }) => to);
}

/** Ids reached from `start` by going forward, without `start` itself unless a loop leads to it. */
function reachedFrom({ nodes }: ProcessRule, start: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = nodes.find((one) => one.id === id);
    for (const to of node ? followers(node) : []) {
      if (reached.has(to)) continue;
      reached.add(to);
      open.push(to);
    }
  }
  return reached;
}

function loops(rule: ProcessRule, at: At): Fault[] {
  const { nodes, ends } = rule;
  const first = nodes[0];
  const begun = first ? reachedFrom(rule, first.id) : new Set<string>();
  const sideEnds = nodes.flatMap(({ rejects, cancels }) => [rejects, cancels]);
  return [
    ...nodes.flatMap((node, n) => {
      const reached = reachedFrom(rule, node.id);
      return [
        ...(n > 0 && !begun.has(node.id) ? [at(["nodes", n, "id"])("pack-node-unreachable", node.id)] : []),
        ...(ends.some(({ id, outcome }) => outcome === "approved" && reached.has(id))
          ? []
          : [at(["nodes", n, "id"])("pack-node-endless", node.id)]),
        // A way forward that comes round again would go back without anybody giving a reason.
        ...node.next.flatMap(({ to }, index) =>
          to === node.id || reachedFrom(rule, to).has(node.id)
            ? [at(["nodes", n, "next", index, "to"])("pack-return-unguarded", `${node.id} → ${to}`)]
            : [],
        ),
      ];
    }),
    ...ends.flatMap(({ id }, n) => (begun.has(id) || sideEnds.includes(id) ? [] : [at(["ends", n, "id"])("pack-node-unreachable", id)])),
  ];
}

// A return goes to a node that comes before; whoever examines must be able to say no; who comes straight back must be let.
function returns(rule: ProcessRule, at: At): Fault[] {
  return rule.nodes.flatMap((node, n) => {
    const listed = Array.isArray(node.returns) ? (node.returns as readonly string[]) : [];
    const examines = node.duty === "review" || node.duty === "check" || node.duty === "approve";
    return [
      ...listed.flatMap((to, index) =>
        rule.nodes.some(({ id }) => id === to) && reachedFrom(rule, to).has(node.id)
          ? []
          : [at(["nodes", n, "returns", index])("pack-return-unguarded", `${node.id} → ${to}`)],
      ),
      ...(n === 0 && node.returns !== undefined ? [at(["nodes", n, "returns"])("pack-rule-unused", "returns")] : []),
      ...(examines && node.returns === undefined && node.rejects === undefined
        ? [at(["nodes", n])("missing-key", "returns | rejects")]
        : []),
      ...(node.straightBack === true && node.returns === undefined
        ? [at(["nodes", n, "straightBack"])("pack-rule-unused", "straightBack")]
        : []),
    ];
  });
}

function separations({ nodes, separation }: ProcessRule, at: At): Fault[] {
  const duties = new Set<Duty>(nodes.map(({ duty }) => duty));
  const declares = (a: Duty, b: Duty) => separation.some(({ duties: pair }) => pair.includes(a) && pair.includes(b) && a !== b);
  return [
    ...ALWAYS_SEPARATED.flatMap(([a, b]) =>
      duties.has(a) && duties.has(b) && !declares(a, b) ? [at(["separation"])("pack-separation-missing", `${a} ≠ ${b}`)] : [],
    ),
    ...separation.flatMap(({ duties: [a, b] }, index) => [
      ...(a === b ? [at(["separation", index, "duties"])("out-of-range", `${a}, ${b}`, "a ≠ b")] : []),
      ...(a !== b && !(duties.has(a) && duties.has(b)) ? [at(["separation", index, "duties"])("pack-rule-unused", `${a}, ${b}`)] : []),
    ]),
  ];
}

// What no node asks for is told about nowhere.
function idle({ nodes, papers = [], facts = [] }: ProcessRule, at: At): Fault[] {
  const asked = new Set(nodes.flatMap((node) => node.papers ?? []));
  const facted = new Set(nodes.flatMap((node) => node.next.flatMap(({ when }) => (when ? [when.fact] : []))));
  return [
    ...papers.flatMap(({ id }, index) => (asked.has(id) ? [] : [at(["papers", index, "id"])("pack-rule-unused", id)])),
    ...facts.flatMap(({ id }, index) => (facted.has(id) ? [] : [at(["facts", index, "id"])("pack-rule-unused", id)])),
  ];
}
