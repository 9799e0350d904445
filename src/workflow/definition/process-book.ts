// All processes of all packs: which one counts for a pack on a day, the nearest in what it extends, in the version of that day.
import { type Day, failure, fault, isWithin, type Result, success } from "../../kernel/index.ts";
import { versionsOn } from "../../rules/index.ts";
import type { PackProcesses, ProcessDefinition } from "./process.ts";

export type ProcessBook = ReadonlyMap<string, PackProcesses>;

/** The process `id` for the pack on the day. Faults: pack-unknown, pack-extends-cycle, process-unknown. */
export function findProcess(book: ProcessBook, pack: string, id: string, day: Day): Result<ProcessDefinition> {
  const processes = processesOf(book, pack, day);
  if (!processes.ok) return processes;
  const found = processes.value.find(({ rule }) => rule.id === id);
  return found
    ? success(found)
    : failure(fault("process-unknown", { found: id, expected: processes.value.map(({ rule }) => rule.id).join(", ") }));
}

/** Every process that counts for the pack on the day: its own, and of what it extends those it does not state itself. */
export function processesOf(book: ProcessBook, pack: string, day: Day): Result<readonly ProcessDefinition[]> {
  const chain: PackProcesses[] = [];
  for (let next: string | undefined = pack; next !== undefined; ) {
    const one: PackProcesses | undefined = book.get(next);
    if (!one) return failure(fault("pack-unknown", { found: next, expected: [...book.keys()].join(", ") }));
    if (chain.includes(one)) return failure(fault("pack-extends-cycle", { found: next }));
    chain.push(one);
    next = one.instrument.extends;
  }
  const found = new Map<string, ProcessDefinition>();
  for (const { processes } of chain)
    for (const id of new Set(processes.map(({ rule }) => rule.id))) {
      const versions = processes.filter(({ rule }) => rule.id === id);
      const version = versionsOn(
        versions.map(({ rule }) => rule),
        day,
      )[0];
      const definition = versions.find(({ rule }) => rule === version);
      if (definition && !found.has(id)) found.set(id, definition);
    }
  return success([...found.values()]);
}

/** The packs in force on the day that state a process of their own. */
export function packsWithProcesses(book: ProcessBook, day: Day): readonly PackProcesses[] {
  return [...book.values()].filter(
    ({ instrument: { inForce }, processes }) => processes.length > 0 && isWithin(day, { from: inForce.from, until: inForce.until ?? null }),
  );
}
