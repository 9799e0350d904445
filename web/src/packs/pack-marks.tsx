// What is said of a pack wherever it is named: its health, its kind, what it extends, when it is in force.
import type { PackSummary } from "../../../src/app/http/contract-packs.ts";
import { useWords } from "../language/language-provider.tsx";

export function PackMarks({ pack }: { readonly pack: PackSummary }) {
  const words = useWords();
  return (
    <span className="marks">
      <span className={pack.healthy ? "tag tag-green" : "tag tag-red"}>
        {pack.healthy ? words.packs.healthy : words.packs.unhealthy(pack.faults)}
      </span>
      {pack.illustration ? <span className="tag tag-amber">{words.packs.illustration}</span> : null}
      {pack.extends === null ? null : (
        <span className="tag">
          {words.packs.extends} {pack.extends}
        </span>
      )}
      <span className="tag mono">{pack.id}</span>
    </span>
  );
}

export function validityText(
  pack: PackSummary,
  words: { readonly from: (day: string) => string; readonly until: (from: string, until: string) => string },
): string {
  return pack.inForce.until === null ? words.from(pack.inForce.from) : words.until(pack.inForce.from, pack.inForce.until);
}
