// Reads a published document in a process of its own and examines it under the pack asked for, or the one of its own date.
import { availableParallelism } from "node:os";
import { examineDocument } from "../../../findings/index.ts";
import { type Result, readDay, success } from "../../../kernel/index.ts";
import type { ReadDocument } from "../../../reading/index.ts";
import { buildRulebook, type Pack, packForDocument } from "../../../rules/index.ts";
import { parseInChild } from "../../files/parse-in-child.ts";
import type { Examined, PublishedAudit } from "./published-audit.ts";

/** Files that are parsed at a time in all; uploads of dossiers take their turns among them. */
const MOST_AT_ONCE = 2;

export function makePublishedAudit(packs: ReadonlyMap<string, Pack>): PublishedAudit {
  const examine = (document: ReadDocument, pack: string | null): Result<Examined> => {
    const { id, day } = packForDocument(packs, { signedOn: readDay(document.signedOn ?? ""), year: document.year });
    const rulebook = buildRulebook(packs, pack ?? id, day);
    return rulebook.ok ? success({ findings: examineDocument(document, rulebook.value), pack: pack ?? id }) : rulebook;
  };
  return {
    read: async ({ name, bytes, pack }) => {
      const reading = await parseInChild("published", name, bytes);
      if (!reading.ok) return reading;
      const examined = examine(reading.value, pack);
      return examined.ok ? success({ ...examined.value, reading: reading.value }) : examined;
    },
    examine,
    atOnce: Math.min(MOST_AT_ONCE, availableParallelism()),
    // Each child is bounded in time by itself.
    close: async () => undefined,
  };
}
