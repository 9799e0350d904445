// Reads published documents in child processes, one for each core, and examines each under the pack asked for, or the one of its
// own date.
import { availableParallelism, totalmem } from "node:os";
import { examineDocument } from "../../../findings/index.ts";
import { type Result, readDay, success } from "../../../kernel/index.ts";
import type { ReadDocument } from "../../../reading/index.ts";
import { buildRulebook, type Pack, packForDocument } from "../../../rules/index.ts";
import { CHILD_LIMITS } from "../../files/bounded-child.ts";
import { childPool } from "../../files/child-pool.ts";
import type { Examined, PublishedAudit } from "./published-audit.ts";

/** A child for each core, as far as the machine's memory holds them all at their limit. */
function childrenAtOnce(): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / (CHILD_LIMITS.dataMegabytes * 2 ** 20))));
}

export function makePublishedAudit(packs: ReadonlyMap<string, Pack>): PublishedAudit {
  const children = childPool("published", { size: childrenAtOnce() });
  const examine = (document: ReadDocument, pack: string | null): Result<Examined> => {
    const { id, day } = packForDocument(packs, { signedOn: readDay(document.signedOn ?? ""), year: document.year });
    const rulebook = buildRulebook(packs, pack ?? id, day);
    return rulebook.ok ? success({ findings: examineDocument(document, rulebook.value), pack: pack ?? id }) : rulebook;
  };
  return {
    read: async ({ name, bytes, pack }) => {
      const reading = await children.parse(name, bytes);
      if (!reading.ok) return reading;
      const examined = examine(reading.value, pack);
      return examined.ok ? success({ ...examined.value, reading: reading.value }) : examined;
    },
    examine,
    atOnce: children.size,
    close: children.close,
  };
}
