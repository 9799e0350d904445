// The money of a case: by source and by sub-project, drawn and in figures, with totals computed and rates named.
import type { CaseView } from "../../../src/app/http/contract-cases.ts";
import { useCase } from "../case/use-case.ts";
import { useFocus } from "../case/use-focus.ts";
import { useWords } from "../language/language-provider.tsx";
import { Chart } from "../parts/chart.tsx";
import { EmptyView, Skeleton } from "../parts/states.tsx";
import { Term } from "../parts/term.tsx";
import { delegationChart, sourceChart } from "./fund-charts.ts";
import "./funds.css";
import { useMemo } from "react";
import { SubprojectTable } from "./subproject-table.tsx";

export function FundsTab() {
  const words = useWords();
  const found = useCase();
  useFocus(found?.search.focus, found !== null);
  if (!found) return <Skeleton lines={8} />;
  const { one } = found;
  return (
    <>
      <section className="section">
        <div className="section-head">
          <h2>{words.funds.title}</h2>
        </div>
        <div className="funds-grid" data-subject="funds">
          <SourceChart one={one} />
          <Rates one={one} />
        </div>
        <div className="card scroll-x" style={{ marginTop: 16 }}>
          <SourceTable one={one} />
        </div>
        <Why one={one} />
      </section>
      <section className="section" data-subject="subprojects">
        <div className="section-head">
          <h2>{words.funds.byDelegation}</h2>
        </div>
        {one.subprojects.rows.length === 0 ? <EmptyView title={words.funds.noSubprojects} /> : <Delegations one={one} />}
      </section>
    </>
  );
}

function SourceChart({ one }: { readonly one: CaseView }) {
  const words = useWords();
  const option = useMemo(() => sourceChart(one, words), [one, words]);
  return (
    <div className="card funds-card">
      <h3>
        {words.funds.bySource} <small>{words.funds.unit(one.moneyUnit)}</small>
      </h3>
      <Chart option={option} height={290} label={words.funds.chartBySource} />
    </div>
  );
}

function Delegations({ one }: { readonly one: CaseView }) {
  const words = useWords();
  const option = useMemo(() => delegationChart(one, words), [one, words]);
  return (
    <>
      <div className="card funds-card">
        <h3>
          {words.funds.byDelegation} <small>{words.funds.unit(one.moneyUnit)}</small>
        </h3>
        <Chart option={option} height={60 + one.subprojects.rows.length * 34} label={words.funds.chartByDelegation} />
      </div>
      <div className="card" style={{ marginTop: 16 }}>
        <SubprojectTable one={one} />
      </div>
    </>
  );
}

function Rates({ one }: { readonly one: CaseView }) {
  const words = useWords();
  return (
    <div className="card funds-card">
      <h3>{words.funds.rates}</h3>
      <p className="muted small">{words.funds.ratesIntro}</p>
      <div className="rates">
        {one.funds.rates.map((rate) => {
          const share = Number.parseFloat(rate.rate);
          const id = rate.id as keyof typeof words.funds.rateNames;
          return (
            <div key={rate.id} className={share > 100 ? "rate over" : "rate"}>
              <span>{rate.id === "execution" ? <Term id="executionRate" /> : words.funds.rateNames[id]}</span>
              <strong>{rate.rate}</strong>
              <span className="working">{words.funds.rateNotes[id]}</span>
              <span className="working division">
                {rate.part} ÷ {rate.whole}
              </span>
              <span className="rate-bar" aria-hidden="true">
                <i style={{ width: `${share}%` }} />
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function SourceTable({ one }: { readonly one: CaseView }) {
  const words = useWords();
  return (
    <table className="funds-table sources-table">
      <thead>
        <tr>
          <th scope="col">{words.funds.source}</th>
          <th scope="col" className="number">
            <Term id="initial" />
          </th>
          <th scope="col" className="number">
            <Term id="revised" />
          </th>
          <th scope="col" className="number">
            <Term id="executed" />
          </th>
          <th scope="col" className="number">
            {words.funds.rate}
          </th>
        </tr>
      </thead>
      <tbody>
        {one.funds.rows.map((row) => (
          <tr
            key={row.id}
            className={row.id === "total" ? "total" : ""}
            data-subject={row.id === "total" ? "funds.total" : `funds.${row.id}`}
          >
            <th scope="row">{row.id === "carryOver" ? <Term id="carryOver" /> : words.funds.sources[row.id]}</th>
            <td className="number" title={row.sources.initial ?? ""}>
              {row.initial ?? words.none}
            </td>
            <td className="number" title={row.sources.revised ?? ""}>
              {row.revised ?? words.none}
            </td>
            <td className="number" title={row.sources.executed ?? ""}>
              {row.executed ?? words.none}
            </td>
            <td className="number">{row.rate ?? words.none}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Why({ one }: { readonly one: CaseView }) {
  const words = useWords();
  const rate = Number.parseFloat(one.funds.rows.find((row) => row.id === "total")?.rate ?? "100");
  if (one.funds.explanation === null && one.funds.corrective === null && rate >= 80) return null;
  return (
    <dl className="card funds-why">
      <div>
        <dt>{words.funds.explanation}</dt>
        <dd>{one.funds.explanation ?? words.funds.noExplanation}</dd>
      </div>
      {one.funds.corrective === null ? null : (
        <div>
          <dt>{words.funds.corrective}</dt>
          <dd>{one.funds.corrective}</dd>
        </div>
      )}
    </dl>
  );
}
