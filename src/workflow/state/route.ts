// Where a case goes from a node, by the facts that were stated. A fact that is not known decides nothing.
import { type Fault, failure, fault, type Result, readMoney, success } from "../../kernel/index.ts";
import { findEnd, findNode, type ProcessNode, type ProcessRule } from "../definition/process.ts";

type Facts = Readonly<Record<string, string>>;
type Condition = NonNullable<ProcessNode["next"][number]["when"]>;

/** The next node or end. Faults: flow-fact-missing. */
export function nextFrom(rule: ProcessRule, node: ProcessNode, facts: Facts): Result<string> {
  for (const { to, when } of node.next) {
    if (!when) return success(to);
    const holds = conditionHolds(when, facts);
    if (holds === null) return failure(fault("flow-fact-missing", { found: when.fact, title: titleOfFact(rule, when.fact) }));
    if (holds) return success(to);
  }
  throw new Error(`no way on from ${node.id}`);
}

/** The nodes from one node on, itself included, until the end that the facts lead to; stops where a fact is missing. */
export function routeFrom(rule: ProcessRule, start: string, facts: Facts): readonly string[] {
  const route: string[] = [];
  for (let id = start; ; ) {
    route.push(id);
    const node = findNode(rule, id);
    if (!node || findEnd(rule, id)) return route;
    const next = nextFrom(rule, node, facts);
    if (!next.ok) return route;
    id = next.value;
  }
}

/** What is wrong with facts as stated: unknown ones, ones that cannot be read. */
export function factFaults(rule: ProcessRule, facts: Facts): Fault[] {
  const declared = rule.facts ?? [];
  return Object.entries(facts).flatMap(([id, text]) => {
    const fact = declared.find((one) => one.id === id);
    if (!fact) return [fault("unknown-fact", { found: id, expected: declared.map((one) => one.id).join(", ") })];
    if (fact.kind === "yes-no")
      return text === "true" || text === "false" ? [] : [fault("not-in-list", { found: text, expected: "true, false" })];
    const amount = readMoney(text, "元");
    return amount === null || amount < 0n ? [fault("not-an-amount", { found: text, expected: "465000.00" })] : [];
  });
}

function conditionHolds({ fact, is, over }: Condition, facts: Facts): boolean | null {
  const text = facts[fact];
  if (text === undefined) return null;
  if (is !== undefined) return (text === "true") === is;
  const amount = readMoney(text, "元");
  return amount === null || over === undefined ? null : amount > over;
}

function titleOfFact(rule: ProcessRule, id: string): string {
  return rule.facts?.find((one) => one.id === id)?.title ?? id;
}
