// The itinerary as it is written: people, stays, costs, rates, days; priced beside it while one writes, kept on this machine until saved.
import type { TripView } from "../../../src/app/http/contract-trips.ts";
import { DayList, ItineraryCalendar } from "./itinerary-calendar.tsx";
import { CostRows, ExchangeRows, LegRows, MemberRows } from "./itinerary-rows.tsx";
import { LivePrice } from "./live-price.tsx";
import { TextField } from "./text-field.tsx";
import { textOf, withText } from "./trip-data.ts";
import { useTripEditing } from "./trip-editing.tsx";
import { useTripWords } from "./use-trip-words.ts";

export function ItineraryEditor({ view }: { readonly view: TripView }) {
  const { editor } = useTripWords();
  const { content, change, bar } = useTripEditing(view);
  return (
    <div className="trip-editor">
      <div className="trip-form">
        {bar}
        <section className="card">
          <h2>{editor.basics}</h2>
          <div className="trip-row trip-row-basics">
            <TextField name={editor.title} value={textOf(content, "title")} onChange={(text) => change(withText(content, "title", text))} />
            {(["departs", "returns"] as const).map((key) => (
              <TextField
                key={key}
                name={editor[key]}
                kind="date"
                value={textOf(content, key)}
                onChange={(text) => change(withText(content, key, text))}
              />
            ))}
          </div>
          <ItineraryCalendar content={content} />
        </section>
        <MemberRows content={content} onChange={change} />
        <LegRows content={content} onChange={change} />
        <CostRows content={content} onChange={change} />
        <ExchangeRows content={content} onChange={change} />
        <section className="card">
          <h2>{editor.programme}</h2>
          <DayList content={content} onChange={change} />
        </section>
      </div>
      <LivePrice content={content} />
    </div>
  );
}
