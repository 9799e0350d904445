// Opens a case's ledger with what its dossier says of the budget: how it spends, 年初预算 by source, adjustments to 全年预算, one slice
// for each sub-project. What was paid is posted by voucher, never taken from a typed total.
import type { Actor } from "../../../access/index.ts";
import { type Dossier, FUND_SOURCES, type FundSource } from "../../../dossier/index.ts";
import { type Day, failure, fault, moneyOfFen, type Result, success } from "../../../kernel/index.ts";
import type { BudgetSource, Posting, SpendingRules } from "../../../ledger/index.ts";
import type { Deps } from "../../compose.ts";
import type { StoredCase } from "../../store/case-repository.ts";
import { ensureLedger, findLedger } from "../../store/ledger/load-book.ts";
import { postToLedger } from "../../store/ledger/post-to-ledger.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { findCaseFor } from "../case-access.ts";
import { evaluateStored } from "../evaluate-case.ts";
import { decisionFaults } from "./decision-faults.ts";
import { referencesOf } from "./ledger-access.ts";

const SOURCES: Readonly<Record<FundSource, BudgetSource>> = { current: "current", carryOver: "carry-over", other: "other" };

export type OpenLedgerInput = {
  readonly caseId: string;
  /** How it spends, where not as the installation's default says. */
  readonly rules: SpendingRules | null;
  /** What an adjustment of the dossier's totals is booked under. */
  readonly document: string;
};

/** All of it or nothing. Faults: case-unknown, already-done, and what a posting may be refused for. */
export async function openLedger(
  deps: Deps,
  actor: Actor,
  { caseId, rules, document }: OpenLedgerInput,
): Promise<Result<{ readonly version: number }>> {
  const stored = await findCaseFor(deps, actor, "ledger.adjust", caseId);
  return stored.ok ? await openLedgerOf(deps, actor, stored.value, { rules, document }) : stored;
}

/** The same for a case already at hand, whoever asks. */
export async function openLedgerOf(
  deps: Deps,
  actor: Actor,
  stored: StoredCase,
  { rules, document }: Omit<OpenLedgerInput, "caseId">,
): Promise<Result<{ readonly version: number }>> {
  const caseId = stored.id;
  const evaluated = evaluateStored(deps, actor.tenant, stored, [], []);
  if (!evaluated.ok) return evaluated;
  const { dossier } = evaluated.value;
  const key = { tenant: actor.tenant, id: caseId };
  const now = deps.now();
  return await deps.store.db
    .transaction()
    .execute(async (transaction) => {
      if (await findLedger(transaction, key)) return failure(fault("already-done", { found: caseId }));
      await ensureLedger(transaction, { ...key, year: dossier.project.year, now });
      const postings = openingPostings(dossier, rules ?? deps.ledgers.rules, document);
      for (const [index, posting] of postings.entries()) {
        const outcome = await postToLedger(transaction, {
          ...{ ...key, posting, postingKey: `opening:${index + 1}`, expectedVersion: null, references: referencesOf(deps) },
          ...{ byName: actor.name || "-", byAccount: actor.accountId, now },
        });
        if (outcome.kind !== "posted") throw new RefusedOpening(outcome);
      }
      await recordEvent(transaction, deps, {
        ...{ actor, action: "ledger.opened", object: { kind: "ledger", id: caseId, unitPath: stored.unitPath } },
        after: { year: dossier.project.year, postings: postings.length },
      });
      return success({ version: postings.length });
    })
    .catch((error: unknown) => {
      if (error instanceof RefusedOpening) return failure(...decisionFaults(error.outcome));
      throw error;
    });
}

/** Rolls the opening back. */
class RefusedOpening extends Error {
  readonly outcome: Parameters<typeof decisionFaults>[0];
  constructor(outcome: Parameters<typeof decisionFaults>[0]) {
    super(`opening refused: ${outcome.kind}`);
    this.outcome = outcome;
  }
}

function openingPostings(dossier: Dossier, rules: SpendingRules, document: string): readonly Posting[] {
  const day = `${dossier.project.year}-01-01` as Day;
  const budgets = FUND_SOURCES.flatMap((key): Posting[] => {
    const fund = dossier.funds[key];
    const initial = fund?.initial.value ?? null;
    if (initial === null) return [];
    const revised = fund?.revised.value ?? initial;
    const source = SOURCES[key];
    const change = moneyOfFen(revised - initial);
    return [
      ...(initial > 0n ? [{ kind: "budget", day, source, amount: initial, document: null } as const] : []),
      ...(change !== 0n && initial > 0n ? [{ kind: "adjustment", day, source, amount: change, document, reason: document } as const] : []),
      ...(initial === 0n && revised > 0n ? [{ kind: "budget", day, source, amount: revised, document } as const] : []),
    ];
  });
  const slices = dossier.subprojects.flatMap(({ no, name, division, budget }): Posting[] =>
    budget.value === null || budget.value <= 0n
      ? []
      : [{ kind: "slice", day, slice: no, name, within: null, division: division ?? null, amount: budget.value, document: null }],
  );
  return [{ kind: "rules", day, rules }, ...budgets, ...slices];
}
