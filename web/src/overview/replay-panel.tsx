// Another pack tried on every project: averages before and after, and the grades that would change.
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import type { ReplayView } from "../../../src/app/http/contract-overview.ts";
import { packsQuery } from "../api/queries.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Loaded } from "../parts/states.tsx";
import { replayQuery, useOverviewWords } from "./overview-queries.ts";

export function ReplayPanel() {
  const words = useOverviewWords();
  const { language } = useLanguage();
  const [pack, setPack] = useState<string | null>(null);
  const packs = useQuery(packsQuery(language));
  return (
    <section className="card overview-replay">
      <h2>{words.replay}</h2>
      <p className="muted">{words.replayHint}</p>
      <Select
        aria-label={words.choosePack}
        placeholder={words.choosePack}
        value={pack}
        onChange={setPack}
        options={(packs.data ?? []).map(({ id, title, number }) => ({ value: id, label: `${number} ${title}` }))}
      />
      {pack === null ? null : <Replayed pack={pack} />}
    </section>
  );
}

function Replayed({ pack }: { readonly pack: string }) {
  const { language } = useLanguage();
  return <Loaded query={useQuery(replayQuery(pack, language))}>{(replay) => <Moves replay={replay} />}</Loaded>;
}

function Moves({ replay: { moves, compared, left, averageBefore, averageAfter } }: { readonly replay: ReplayView }) {
  const words = useOverviewWords();
  const { language } = useLanguage();
  const moved = moves.reduce((sum, { from, to, projects }) => (from === to ? sum : sum + projects), 0);
  return (
    <div data-testid="overview-moves">
      <p>
        <b>{words.moved(moved, compared)}</b> {left > 0 ? words.left(left) : null}
      </p>
      <p>
        {words.before} <b>{averageBefore ?? "—"}</b> → {words.after} <b>{averageAfter ?? "—"}</b>
      </p>
      <div className="scroll-x">
        <table className="overview-table">
          <thead>
            <tr>
              <th scope="col">{words.from}</th>
              <th scope="col">{words.to}</th>
              <th scope="col" className="number">
                {words.projects}
              </th>
            </tr>
          </thead>
          <tbody>
            {moves.map(({ from, to, projects }) => (
              <tr key={`${from}→${to}`}>
                <td>{from ?? words.noGrade}</td>
                <td>{from === to ? <span className="muted">{words.same}</span> : (to ?? words.noGrade)}</td>
                <td className="number">{projects.toLocaleString(language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
