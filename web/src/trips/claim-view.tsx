// 核销: budget, papers and standard side by side, line by line; what is paid; where the difference comes from.
import type { TripView } from "../../../src/app/http/contract-trips.ts";
import { tripWording } from "../../../src/app/messages/trip-text.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { EmptyView } from "../parts/states.tsx";
import { grouped } from "./money.ts";
import { useTripWords } from "./use-trip-words.ts";
import { Figure } from "./years-page.tsx";

export function ClaimView({ view }: { readonly view: TripView }) {
  const words = useTripWords();
  const { claim: names } = tripWording(useLanguage().language);
  const { settlement, difference } = view.trip;
  if (settlement === null) return <EmptyView title={words.claim.none} hint={words.claim.noneHint} />;
  const none = "—";
  const { columns } = names;
  return (
    <>
      <section className="card">
        <p className={settlement.status === "payable" ? "trip-status" : "trip-status trip-warn"}>{settlement.statusName}</p>
        <dl className="trip-figures">
          <Figure name={names.committed} value={grouped(settlement.committed, none)} />
          <Figure name={columns.papers} value={grouped(settlement.papers, none)} />
          <Figure name={names.payable} value={grouped(settlement.payable, none)} />
          <Figure name={names.heldBack} value={grouped(settlement.heldBack, none)} warn={settlement.heldBack !== "0.00"} />
          <Figure name={names.refused} value={grouped(settlement.refused, none)} />
          <Figure name={names.released} value={grouped(settlement.released, none)} />
        </dl>
        {settlement.exception === null ? null : (
          <p>
            {names.exception} · {settlement.exception}
          </p>
        )}
        {settlement.missingPapers.length === 0 ? null : (
          <p className="trip-warn">
            {names.missing} · {settlement.missingPapers.map((one) => one.name).join(" · ")}
          </p>
        )}
      </section>
      <div className="card trip-scroll">
        <table className="trip-table trip-cards">
          <thead>
            <tr>
              <th>{columns.what}</th>
              <th>{columns.place}</th>
              <th className="number">{columns.budget}</th>
              <th className="number">{columns.papers}</th>
              <th className="number">{columns.standard}</th>
              <th className="number">{columns.overBudget}</th>
              <th className="number">{columns.overStandard}</th>
              <th className="number">{columns.allowed}</th>
              <th>{columns.why}</th>
            </tr>
          </thead>
          <tbody>
            {settlement.lines.map((line) => (
              <tr key={`${line.kind} ${line.leg ?? ""}`}>
                <td className="trip-name">{line.what}</td>
                <td data-label={columns.place}>{line.leg ?? ""}</td>
                <td className="number" data-label={columns.budget}>
                  {grouped(line.budget, none)}
                </td>
                <td className="number" data-label={columns.papers}>
                  {grouped(line.papers, none)}
                </td>
                <td className="number" data-label={columns.standard}>
                  {line.asSpent ? names.asSpent : grouped(line.standard, none)}
                </td>
                <Over amount={line.overBudget} name={columns.overBudget} />
                <Over amount={line.asSpent ? null : line.overStandard} name={columns.overStandard} />
                <td className="number" data-label={columns.allowed}>
                  {grouped(line.allowed, none)}
                </td>
                <td data-label={columns.why}>{line.why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {difference === null ? null : (
        <section className="card">
          <h2>{words.claim.difference}</h2>
          <p className="muted">
            {words.claim.of(grouped(difference.budget, none), grouped(difference.actual, none), grouped(difference.difference, none))}
          </p>
          <ul className="trip-factors">
            {difference.factors.map((one) => (
              <li key={one.factor}>
                <span>{one.name}</span>
                <strong className={one.effect.startsWith("-") || one.effect === "0.00" ? "" : "trip-warn"}>
                  {grouped(one.effect, none)}
                </strong>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Over({ amount, name }: { readonly amount: string | null; readonly name: string }) {
  const isOver = amount !== null && !amount.startsWith("-") && amount !== "0.00";
  return (
    <td className={isOver ? "number trip-warn" : "number"} data-label={name}>
      {grouped(amount, "—")}
    </td>
  );
}
