// How the projects within one's reach did: sums, grades, groups, and what another pack would change.
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Segmented, Select } from "antd";
import type { OverviewView } from "../../../src/app/http/contract-overview.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { EmptyView, Loaded } from "../parts/states.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { GradeShares } from "./grade-shares.tsx";
import "./overview.css";
import { overviewQuery, useOverviewWords } from "./overview-queries.ts";
import { isGrouping, type OverviewSearch } from "./overview-search.ts";
import { ReplayPanel } from "./replay-panel.tsx";

type Groups = OverviewView["groups"];

export function OverviewPage() {
  const words = useOverviewWords();
  const { language } = useLanguage();
  usePageTitle(words.title);
  const { by = "department", year } = useSearch({ strict: false }) as OverviewSearch;
  const navigate = useNavigate();
  const change = (changed: OverviewSearch) =>
    navigate({ to: "/overview", search: { by, ...(year ? { year } : {}), ...changed }, replace: true });
  const all = useQuery(overviewQuery("all", year, language));
  const grades = useQuery(overviewQuery("grade", year, language));
  const years = useQuery(overviewQuery("year", undefined, language));
  const groups = useQuery(overviewQuery(by, year, language));
  const known = (years.data?.groups ?? []).flatMap(({ names: [name] }) => (name ? [name] : []));
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{words.title}</h1>
          <p>{words.intro}</p>
        </div>
        <Select
          aria-label={words.year}
          className="overview-year"
          value={year ?? ""}
          onChange={(next) => change({ year: next === "" ? undefined : next })}
          options={[
            { value: "", label: words.everyYear },
            ...known
              .toSorted()
              .toReversed()
              .map((value) => ({ value, label: value })),
          ]}
        />
      </div>
      <Loaded query={all}>
        {({ groups: [sum] }) =>
          sum === undefined ? (
            <EmptyView title={words.none} hint={words.noneHint} />
          ) : (
            <>
              <dl className="overview-figures" data-testid="overview-figures">
                <Figure name={words.projects} value={sum.projects.toLocaleString(language)} />
                <Figure name={words.scored} value={sum.scored.toLocaleString(language)} />
                <Figure name={words.average} value={sum.average ?? "—"} />
              </dl>
              <Loaded query={grades}>{(answer) => <GradeShares groups={answer.groups} />}</Loaded>
              <section className="card overview-groups">
                <div className="overview-by">
                  <h2>{words.by}</h2>
                  <Segmented
                    aria-label={words.by}
                    value={by}
                    onChange={(next) => (isGrouping(next) ? change({ by: next }) : undefined)}
                    options={Object.entries(words.groupings).map(([value, label]) => ({ value, label }))}
                  />
                </div>
                <Loaded query={groups}>{(answer) => <GroupTable by={answer.by} groups={answer.groups} />}</Loaded>
              </section>
              <ReplayPanel />
            </>
          )
        }
      </Loaded>
    </>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className="card overview-figure">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function GroupTable({ by, groups }: { readonly by: OverviewView["by"]; readonly groups: Groups }) {
  const words = useOverviewWords();
  const { language } = useLanguage();
  const dimensions = by === "all" ? [] : (by.split("-") as (keyof typeof words.dimensions)[]);
  return (
    <div className="scroll-x">
      <table className="overview-table" data-testid="overview-groups">
        <thead>
          <tr>
            {dimensions.map((dimension) => (
              <th key={dimension} scope="col">
                {words.dimensions[dimension]}
              </th>
            ))}
            {[words.projects, words.scored, words.average].map((head) => (
              <th key={head} scope="col" className="number">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(({ names, projects, scored, average }) => (
            <tr key={names.join("·")}>
              {dimensions.map((dimension, index) => (
                <td key={dimension}>{names[index] ?? words.unknownName}</td>
              ))}
              <td className="number">{projects.toLocaleString(language)}</td>
              <td className="number">{scored.toLocaleString(language)}</td>
              <td className="number">{average ?? "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
