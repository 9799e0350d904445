// The price of what is written, as it is written: computed in the page, each line with its rule and its receipt.
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { citationText } from "../../../src/app/messages/citations.ts";
import { faultText } from "../../../src/app/messages/fault-text.ts";
import type { Language } from "../../../src/app/messages/language.ts";
import { breachText, noteTexts, openText, quantityText, tripTraceText, tripWording } from "../../../src/app/messages/trip-text.ts";
import { printExact, printScaled, type Result, readDay } from "../../../src/kernel/index.ts";
import {
  type Breach,
  bookTrip,
  examineTrip,
  leavingOn,
  type PricedLine,
  type PricedTrip,
  readTrip,
  type TripStandards,
} from "../../../src/trips/index.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Loaded } from "../parts/states.tsx";
import { grouped } from "./money.ts";
import { TextField } from "./text-field.tsx";
import type { TripData } from "./trip-data.ts";
import { fileOf, standardsQuery } from "./trip-queries.ts";
import { useTripWords } from "./use-trip-words.ts";

type Priced = { readonly priced: PricedTrip; readonly breaches: readonly Breach[] };

export function LivePrice({ content }: { readonly content: TripData }) {
  return <Loaded query={useQuery(standardsQuery())}>{(standards) => <Price content={content} standards={standards} />}</Loaded>;
}

function Price({ content, standards }: { readonly content: TripData; readonly standards: ReadonlyMap<string, TripStandards> }) {
  const { editor, trip } = useTripWords();
  const { language } = useLanguage();
  const [otherDay, setOtherDay] = useState("");
  const priced = useMemo(() => priceOf(content, standards, null), [content, standards]);
  const other = useMemo(() => (otherDay === "" ? null : priceOf(content, standards, otherDay)), [content, standards, otherDay]);
  if (!priced.ok)
    return (
      <section className="card trip-price">
        <h2>{editor.faults}</h2>
        <ul className="trip-findings">
          {priced.faults.map((one) => {
            const text = faultText(one, language);
            return (
              <li key={`${text.place} ${text.message}`} className="finding-error">
                <strong>{text.message}</strong>
                <span className="muted small">
                  {one.place?.path ?? ""} · {text.remedy}
                </span>
              </li>
            );
          })}
        </ul>
      </section>
    );
  const { breaches } = priced.value;
  return (
    <section className="card trip-price" aria-live="polite">
      <header>
        <h2>{editor.livePrice}</h2>
        <strong className="trip-live-total">{totalOf(priced.value.priced, trip.open)}</strong>
      </header>
      <p className="muted small">{editor.local}</p>
      <ul className="trip-lines">
        {priced.value.priced.lines.map((line, index) => (
          // Two lines of one kind and place differ by their share only.
          <PriceLine key={`${line.kind} ${line.place ?? ""} ${line.rank ?? ""} ${index}`} line={line} language={language} />
        ))}
      </ul>
      {breaches.length === 0 ? null : (
        <ul className="trip-findings">
          {breaches.map((one) => (
            <li key={`${one.reason} ${one.path}`} className={`finding-${one.severity}`}>
              {breachText(one, language).message}
            </li>
          ))}
        </ul>
      )}
      <TextField name={editor.otherDay} kind="date" value={otherDay} onChange={setOtherDay} />
      {other?.ok ? (
        <p className="trip-other">
          <strong>{totalOf(other.value.priced, trip.open)}</strong>
          <span className="muted small">{other.value.priced.standards.map(({ number }) => number).join(" · ")}</span>
        </p>
      ) : null}
    </section>
  );
}

function PriceLine({ line, language }: { readonly line: PricedLine; readonly language: Language }) {
  const words = tripWording(language);
  const { editor, trip } = useTripWords();
  const { answer } = line;
  const amount =
    answer.kind === "decided"
      ? grouped(printScaled(answer.amount, 2), "")
      : answer.kind === "bounded"
        ? `${printScaled(answer.min, 2)}–${printScaled(answer.max, 2)}`
        : trip.open;
  const trace = tripTraceText(line, language);
  const why = openText(answer, language);
  const parts = [
    line.unit === "item" || line.rate === null ? null : `${printExact(line.rate)} ${line.currency} × ${quantityText(line, language)}`,
    line.exchange === null ? null : `× ${line.exchange.written}`,
  ];
  return (
    <li>
      <div className="trip-line-head">
        <span>
          {line.title ?? words.kinds[line.kind]} <span className="muted">{line.place ?? ""}</span>
        </span>
        <strong className={answer.kind === "decided" ? "" : "trip-warn"}>{amount}</strong>
      </div>
      <p className="muted small">{parts.filter((part) => part !== null).join(" ")}</p>
      {why === null ? null : <p className="trip-warn small">{why}</p>}
      <details>
        <summary className="small">{editor.why}</summary>
        <p className="small">{trace.formula}</p>
        {trace.steps.map((step) => (
          <p key={step.expression} className="mono">
            {step.expression} = {step.result}
          </p>
        ))}
        <p className="muted small">{[...noteTexts(line, language), ...line.basis.map((one) => citationText(one, language))].join(" · ")}</p>
      </details>
    </li>
  );
}

function totalOf({ total, decided, allowed }: PricedTrip, open: string): string {
  if (total !== null) return grouped(printScaled(total, 2), "");
  if (allowed) return `${printScaled(allowed.min, 2)}–${printScaled(allowed.max, 2)}`;
  return `${open} (${grouped(printScaled(decided, 2), "")} +)`;
}

function priceOf(content: TripData, standards: ReadonlyMap<string, TripStandards>, departs: string | null): Result<Priced> {
  const trip = readTrip(fileOf("trip", content));
  if (!trip.ok) return trip;
  const day = departs === null ? null : readDay(departs);
  // What was decided and claimed is looked at elsewhere: here the itinerary alone is priced.
  const { approval: _, claim: __, ...itinerary } = trip.value;
  const both = bookTrip(standards, day === null ? itinerary : leavingOn(itinerary, day));
  return both.ok ? { ok: true, value: { priced: both.value.planned.priced, breaches: examineTrip(both.value) } } : both;
}
