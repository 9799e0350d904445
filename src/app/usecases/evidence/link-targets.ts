// What the evidence of a case can be linked to: its indicators, its sub-projects, the papers of the archive's steps, the vouchers of its
// ledger. What stands for a fact of the year is expected to have evidence.
import type { Actor } from "../../../access/index.ts";
import type { EvidenceLink, Expectation } from "../../../evidence/index.ts";
import { type Day, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import { newestVouchers } from "../../store/ledger/list-vouchers.ts";
import { knownVouchers } from "../../store/ledger/load-book.ts";
import { evaluateCase } from "../evaluate-case.ts";
import { findLedgerFor } from "../ledger/ledger-access.ts";

export type LinkTarget = {
  readonly link: EvidenceLink;
  readonly title: string;
  readonly division: string | null;
  /** Since when evidence is expected; null where none is. */
  readonly expectedSince: Day | null;
};

/** Vouchers that are listed; a ledger may have a hundred thousand. */
const LISTED_VOUCHERS = 300;

export type LinkTargets = {
  readonly targets: readonly LinkTarget[];
  /** Vouchers in force besides those listed. */
  readonly moreVouchers: number;
};

export async function linkTargets(deps: Deps, actor: Actor, caseId: string): Promise<Result<LinkTargets>> {
  const answer = await evaluateCase(deps, actor, { id: caseId, packIds: [], set: [] });
  if (!answer.ok) return answer;
  const { dossier } = answer.value.evaluated;
  const yearEnd = `${dossier.project.year}-12-31` as Day;
  const papers = deps.archive.steps.values.flatMap((step) => step.papers.map((paper) => ({ ...paper, step: step.title })));
  const vouchers = await vouchersOf(deps, actor, caseId);
  const targets: readonly LinkTarget[] = [
    ...dossier.indicators
      .filter(({ notApplicable }) => notApplicable === null)
      .map(({ id, level3, owner }) => ({
        link: { kind: "indicator", id } as const,
        title: level3,
        division: owner,
        expectedSince: yearEnd,
      })),
    ...dossier.subprojects.map(({ no, name, division }) => ({
      ...{ link: { kind: "subproject", id: no } as const, title: `${no} ${name}`, division, expectedSince: yearEnd },
    })),
    ...papers.map(({ id, title, step }) => ({
      link: { kind: "paper", id } as const,
      title: `${step}：${title}`,
      division: null,
      expectedSince: null,
    })),
    ...vouchers.lines.map(({ voucher, day, summary, division }) => ({
      ...{ link: { kind: "voucher", id: voucher } as const, title: summary === null ? voucher : `${voucher} ${summary}` },
      ...{ division, expectedSince: day as Day },
    })),
  ];
  return success({ targets, moreVouchers: vouchers.all - vouchers.lines.length });
}

async function vouchersOf(deps: Deps, actor: Actor, caseId: string) {
  const ledger = await findLedgerFor(deps, actor, "ledger.read", caseId);
  return ledger.ok ? await newestVouchers(deps.store.db, { tenant: actor.tenant, id: caseId }, LISTED_VOUCHERS) : { lines: [], all: 0 };
}

/** Of these links those to nothing the case has: every voucher in force counts, listed or not. */
export async function unknownLinks(
  deps: Deps,
  actor: Actor,
  caseId: string,
  links: readonly EvidenceLink[],
): Promise<Result<readonly EvidenceLink[]>> {
  const found = await linkTargets(deps, actor, caseId);
  if (!found.ok) return found;
  const known = new Set(found.value.targets.map(({ link }) => `${link.kind} ${link.id}`));
  const others = links.filter(({ kind, id }) => !known.has(`${kind} ${id}`));
  const named = others.flatMap(({ kind, id }) => (kind === "voucher" ? [id] : []));
  const ledger = named.length === 0 ? null : await findLedgerFor(deps, actor, "ledger.read", caseId);
  const vouchers = ledger?.ok ? await knownVouchers(deps.store.db, { tenant: actor.tenant, id: caseId }, named) : new Map<string, number>();
  return success(others.filter(({ kind, id }) => kind !== "voucher" || !vouchers.has(id)));
}

/** What has to have evidence. */
export function expectationsOf(targets: readonly LinkTarget[]): readonly Expectation[] {
  return targets.flatMap(({ link, title, division, expectedSince }) =>
    expectedSince === null ? [] : [{ link, title, division, on: expectedSince }],
  );
}
