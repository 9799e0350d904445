// Papers of a matter: added where the node asks for them or the content is open, taken back by an entry of its own.
import type { Actor } from "../../../access/index.ts";
import { failure, fault, type Result, success } from "../../../kernel/index.ts";
import { decideContentChange, findNode, isOpen } from "../../../workflow/index.ts";
import type { Deps } from "../../compose.ts";
import { addPaper as addStoredPaper, type FlowPaper, listPapers, standingPapers } from "../../store/flows/flow-side-repository.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { keepStep, lateStep } from "./act-on-flow.ts";
import { findFlowFor } from "./flow-access.ts";
import { personOf, situationOf } from "./flow-situation.ts";

export type PaperInput = {
  readonly id: string;
  /** A paper that the process declares; for taking back, the entry's number. */
  readonly paper: string;
  readonly name: string;
  readonly reference: string;
  readonly sha256: string | null;
  readonly takesBack: number | null;
  /** The matter's as it was looked at; null adds to whatever there is. */
  readonly version: number | null;
};

/** Faults: flow-unknown, unknown-reference (no such paper, or no such entry), flow-ended, flow-not-yours, flow-locked, version-conflict. */
export async function keepPaper(
  deps: Deps,
  actor: Actor,
  input: PaperInput,
): Promise<Result<{ readonly id: string; readonly version: number }>> {
  const person = personOf(actor);
  if (!person) return failure(fault("not-allowed"));
  return await deps.store.db.transaction().execute(async (transaction) => {
    const found = await findFlowFor(transaction, actor, "flow.act", input.id, true);
    if (!found.ok) return found;
    const { flow, definition, matter } = found.value;
    if (input.version !== null && input.version !== flow.version)
      return failure(await lateStep(transaction, actor.tenant, flow, input.version));
    const papers = await listPapers(transaction, { tenant: actor.tenant, id: flow.id });
    const entry = input.takesBack === null ? null : standingPapers(papers).find(({ n }) => n === input.takesBack);
    const paper = entry?.paper ?? input.paper;
    const declared = (definition.rule.papers ?? []).map((one) => one.id);
    if (entry === undefined)
      return failure(
        fault("unknown-reference", {
          found: String(input.takesBack),
          expected: standingPapers(papers)
            .map(({ n }) => n)
            .join(", "),
        }),
      );
    if (!declared.includes(paper)) return failure(fault("unknown-reference", { found: paper, expected: declared.join(", ") }));
    const node = findNode(definition.rule, flow.state.node);
    if (flow.state.ended || !node) return failure(fault("flow-ended", { found: definition.rule.title }));
    if (!flow.state.invited.some((one) => one.person.id === person.id))
      return failure(fault("flow-not-yours", { found: node.title, expected: flow.state.invited.map((one) => one.person.name).join("、") }));
    const asked = node.papers?.includes(paper) === true;
    if (!asked && !isOpen(definition, flow.state)) return failure(fault("flow-locked", { found: node.title }));
    const kept: FlowPaper = {
      ...{
        n: papers.length + 1,
        paper,
        name: entry?.name ?? input.name,
        reference: entry?.reference ?? input.reference,
        sha256: entry?.sha256 ?? input.sha256,
      },
      ...{ takesBack: input.takesBack, addedBy: person.id, addedByName: person.name, addedAt: deps.now() },
    };
    await addStoredPaper(transaction, { tenant: actor.tenant, id: flow.id }, kept);
    await recordEvent(transaction, deps, {
      ...{ actor, action: input.takesBack === null ? "flow.paper-added" : "flow.paper-taken-back" },
      object: { kind: "flow", id: flow.id, unitPath: flow.unitPath },
      after: { paper, name: kept.name, reference: kept.reference, sha256: kept.sha256, n: kept.n, takesBack: kept.takesBack },
    });
    if (asked) return success({ id: flow.id, version: flow.version });
    const situation = await situationOf(transaction, deps, matter, person);
    const decision = decideContentChange(definition, flow.state, situation);
    // Only who works at an open node came this far; what is refused here would be a defect, and must not leave a paper behind.
    if (!decision.ok) throw new Error(decision.faults.map(({ code }) => code).join(", "));
    return await keepStep(transaction, deps, actor, found.value, { act: "content-changed", reason: null, ...decision.value });
  });
}
