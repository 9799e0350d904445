// What a posting was not posted for, as faults: one for each reason, worded by its own code.
import { type Fault, fault, printMoney } from "../../../kernel/index.ts";
import type { PostOutcome } from "../../store/ledger/post-to-ledger.ts";

type NotPosted = Exclude<PostOutcome, { readonly kind: "posted" } | { readonly kind: "posted-before" }>;

export function decisionFaults(outcome: PostOutcome): readonly Fault[] {
  switch (outcome.kind) {
    case "posted":
    case "posted-before":
      return [];
    default:
      return faultsOf(outcome);
  }
}

function faultsOf(outcome: NotPosted): readonly Fault[] {
  switch (outcome.kind) {
    case "refused":
      return outcome.refusals.map(({ code, params }) => fault("ledger-refused", { reason: code, ...params }));
    case "needs-exception":
      return outcome.excesses.map(({ limit, slice, by }) =>
        fault("ledger-needs-exception", { limit, slice: slice ?? "", by: printMoney(by, "元") }),
      );
    case "key-reused":
      return [fault("ledger-key-reused", { found: String(outcome.entry.seq) })];
    case "conflict":
      // Only who names a version meets one, and answers it with what was done since.
      throw new Error(`a posting on no version met version ${outcome.version}`);
    case "no-ledger":
      return [fault("ledger-none")];
  }
}
