// All rule packs, their periods side by side.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { PackSummary } from "../../../src/app/http/contract-packs.ts";
import { packsQuery } from "../api/queries.ts";
import { useLanguage, useWords } from "../language/language-provider.tsx";
import { Loaded } from "../parts/states.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { PackMarks, validityText } from "./pack-marks.tsx";
import "./packs.css";
import { PackTimeline } from "./pack-timeline.tsx";

export function PacksPage() {
  const { words, language } = useLanguage();
  usePageTitle(words.packs.title);
  const packs = useQuery(packsQuery(language));
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{words.packs.title}</h1>
          <p>{words.packs.intro}</p>
        </div>
      </div>
      <Loaded query={packs}>
        {(all) => (
          <>
            <PackTimeline packs={inOrder(all)} />
            <div className="pack-list">
              {inOrder(all).map((pack) => (
                <PackCard key={pack.id} pack={pack} />
              ))}
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}

/** By the day they came into force; what only illustrates comes last. */
function inOrder(packs: readonly PackSummary[]): readonly PackSummary[] {
  const rank = (pack: PackSummary) => `${pack.illustration ? 1 : 0}${pack.inForce.from}${pack.extends === null ? 0 : 1}`;
  return packs.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

function PackCard({ pack }: { readonly pack: PackSummary }) {
  const words = useWords();
  return (
    <Link to="/packs/$id" params={{ id: pack.id }} className="card pack-card">
      <span className="name">{pack.title}</span>
      <span className="muted">
        {pack.number} · {pack.issuer} · {pack.jurisdiction}
      </span>
      <span className="muted small">{validityText(pack, words.packs)}</span>
      {pack.note === null ? null : <span className="small">{pack.note}</span>}
      <PackMarks pack={pack} />
    </Link>
  );
}
