// 报销: the border's stamps, a line for each receipt, report, expense sheet and passports, who pays.
import type { TripView } from "../../../src/app/http/contract-trips.ts";
import { tripWording } from "../../../src/app/messages/trip-text.ts";
import { ALLOWANCE_KINDS, CABINS, COST_KINDS, MODES, PAYMENTS } from "../../../src/trips/index.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { FieldGrid, type FieldSpec, RowList } from "./field-grid.tsx";
import { ExchangeRows } from "./itinerary-rows.tsx";
import { TextField } from "./text-field.tsx";
import { type Fields, fieldsOf, listOf, namesOf, textOf, withFields, withList, withNames } from "./trip-data.ts";
import { useTripEditing } from "./trip-editing.tsx";
import { useTripFormWords } from "./use-trip-words.ts";

export function ClaimEditor({ view }: { readonly view: TripView }) {
  const { claim: words, between } = useTripFormWords();
  const { content, change, bar } = useTripEditing(view);
  const claim = fieldsOf(content, "claim");
  const set = (next: Fields) => change(withFields(content, "claim", next));
  const report = fieldsOf(claim, "report");
  return (
    <details className="card trip-block trip-claim-editor" open={view.trip.settlement === null || bar !== null}>
      <summary>{words.title}</summary>
      <p className="muted small">{words.hint}</p>
      {bar}
      <div className="trip-row trip-row-basics">
        <FieldGrid
          data={claim}
          onChange={set}
          fields={[
            { key: "departs", name: words.departs, kind: "date" },
            { key: "returns", name: words.returns, kind: "date" },
            { key: "people", name: words.people, kind: "number" },
            { key: "daysNote", name: words.daysNote },
            { key: "standards", name: words.standards },
            { key: "payer", name: words.payer },
            { key: "owner", name: words.owner },
          ]}
        />
        <TextField
          name={words.countries}
          value={namesOf(claim, "countries", between)}
          onChange={(text) => set(withNames(claim, "countries", text))}
        />
      </div>
      <ClaimLines content={content} claim={claim} onChange={set} />
      <ExchangeRows content={claim} onChange={set} title={words.exchange} />
      <h3>{words.report}</h3>
      <div className="trip-row trip-row-basics">
        <FieldGrid
          data={report}
          onChange={(next) => set(withFields(claim, "report", next))}
          fields={[
            { key: "on", name: words.reportOn, kind: "date" },
            { key: "signedByLeader", name: words.signed, kind: "yes-no" },
          ]}
        />
        <FieldGrid
          data={claim}
          onChange={set}
          fields={[
            { key: "expenseSheet", name: words.expenseSheet, kind: "yes-no" },
            { key: "passportsReturned", name: words.passports, kind: "date" },
          ]}
        />
      </div>
    </details>
  );
}

type LinesProps = { readonly content: Fields; readonly claim: Fields; readonly onChange: (claim: Fields) => void };

function ClaimLines({ content, claim, onChange }: LinesProps) {
  const { claim: words, cost } = useTripFormWords();
  const { kinds, cabins } = tripWording(useLanguage().language);
  const isStay = (kind: string) => kind !== "train-allowance" && ALLOWANCE_KINDS.some((one) => one === kind);
  const legs = listOf(content, "legs").map((leg) => textOf(leg, "id") || textOf(leg, "city") || textOf(leg, "country"));
  const isFare = (kind: string) => kind === "international-travel" || kind === "inter-city" || kind === "domestic-travel";
  const choices = <T extends string>(list: readonly T[], names: Readonly<Record<T, string>>) =>
    list.map((value) => ({ value: value as string, label: names[value] }));
  return (
    <RowList
      title={words.lines}
      items={listOf(claim, "lines")}
      fresh={{ kind: "international-travel", amount: "0" }}
      onChange={(lines) => onChange(withList(claim, "lines", lines))}
    >
      {(line, change) => {
        const kind = textOf(line, "kind");
        const fields: FieldSpec[] = [
          { key: "kind", name: words.kind, options: choices([...ALLOWANCE_KINDS, ...COST_KINDS], kinds) },
          ...(isStay(kind) ? [{ key: "leg", name: words.leg, options: legs.map((leg) => ({ value: leg, label: leg })) }] : []),
          { key: "amount", name: words.amount, kind: "number" },
          { key: "currency", name: words.currency },
          { key: "papers", name: words.papers },
          { key: "borneByHost", name: cost.borneByHost, kind: "yes-no" },
          ...(isFare(kind)
            ? [
                { key: "payment", name: cost.payment, options: choices(PAYMENTS, cost.payments) },
                { key: "mode", name: cost.mode, options: choices(MODES, cost.modes) },
                { key: "cabin", name: cost.cabin, options: choices(CABINS, cabins) },
              ]
            : []),
        ];
        return <FieldGrid fields={fields} data={line} onChange={change} />;
      }}
    </RowList>
  );
}
