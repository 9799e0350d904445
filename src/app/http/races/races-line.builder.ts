import type { Races } from "./run-races.builder.ts";

/** "race embedded: 500 rounds (double submit 100, …), 0 wrong, 0 contradictions". */
export function racesLine(database: string, { rounds, wrong, contradictions }: Races): string {
  const total = [...rounds.values()].reduce((sum, count) => sum + count);
  const each = [...rounds].map(([name, count]) => `${name} ${count}`).join(", ");
  return `race ${database}: ${total} rounds (${each}), ${wrong.length} wrong, ${contradictions.length} contradictions`;
}
