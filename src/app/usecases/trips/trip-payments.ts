// What the ledger has of a trip's matter: the commitments its approvals made, and the payments on them that have not come back.
import { sql, type Transaction } from "kysely";
import { type Money, moneyOfFen } from "../../../kernel/index.ts";
import type { StandingPayment } from "../../../trips/index.ts";
import type { StoreTables } from "../../store/store-tables.ts";

export type MatterKey = { readonly tenant: string; readonly caseId: string; readonly flowId: string };

type MatterCommitment = { readonly id: string; readonly outstanding: Money };

/** In the order they are called: the matter's id with the signature's number, and the visit of a later settlement. */
export async function commitmentsOf(transaction: Transaction<StoreTables>, key: MatterKey): Promise<readonly MatterCommitment[]> {
  const rows = await transaction
    .selectFrom("ledger_commitments")
    .where("tenant", "=", key.tenant)
    .where("case_id", "=", key.caseId)
    .where(sql<boolean>`starts_with(commitment, ${`${key.flowId}-`})`)
    .select(["commitment", "amount", "paid", "released"])
    .orderBy("commitment")
    .execute();
  return rows.map(({ commitment, amount, paid, released }) => ({
    id: commitment,
    outstanding: moneyOfFen(BigInt(amount) - BigInt(paid) - BigInt(released)),
  }));
}

/** The trip's own payments and those of vouchers that name its commitments; what was reversed or refunded is not there any more. */
export async function paymentsOf(transaction: Transaction<StoreTables>, key: MatterKey): Promise<readonly StandingPayment[]> {
  const rows = await transaction
    .selectFrom("ledger_entries as entry")
    .where("entry.tenant", "=", key.tenant)
    .where("entry.case_id", "=", key.caseId)
    .where("entry.kind", "=", "payment")
    .where(sql<boolean>`starts_with(entry.commitment, ${`${key.flowId}-`})`)
    .select(["entry.seq", "entry.slice", "entry.amount"])
    .orderBy("entry.seq")
    .execute();
  const back = await transaction
    .selectFrom("ledger_entries as later")
    .where("later.tenant", "=", key.tenant)
    .where("later.case_id", "=", key.caseId)
    .where("later.of_seq", "is not", null)
    .where("later.kind", "in", ["refund", "reversal"])
    .select(["later.seq", "later.kind", "later.of_seq", "later.amount"])
    .execute();
  const reversed = new Set(back.flatMap(({ kind, of_seq }) => (kind === "reversal" ? [of_seq] : [])));
  return rows.flatMap(({ seq, slice, amount }) => {
    const refunded = back
      .filter((one) => one.kind === "refund" && one.of_seq === seq && !reversed.has(one.seq))
      .reduce((sum, one) => sum + BigInt(one.amount), 0n);
    const open = BigInt(amount) - refunded;
    return reversed.has(seq) || open <= 0n ? [] : [{ seq, slice, open: moneyOfFen(open) }];
  });
}
