// The trip as weeks with its stays in colour, and as a list of days with what is done in the morning and in the afternoon.
import { Input } from "antd";
import type { ReactNode } from "react";
import { fieldsOf, listOf, plannedDays, type TripData, textOf, weekdayOf, withText } from "./trip-data.ts";
import { useTripWords } from "./use-trip-words.ts";

type EditProps = { readonly content: TripData; readonly onChange: (content: TripData) => void };

export function ItineraryCalendar({ content }: Pick<EditProps, "content">) {
  const { editor } = useTripWords();
  const days = plannedDays(content);
  const [first] = days;
  if (!first) return null;
  const before = weekdayOf(first.day);
  return (
    <section className="trip-weeks" aria-label={editor.calendar}>
      {editor.weekdays.map((name) => (
        <span key={name} className="muted small">
          {name}
        </span>
      ))}
      {days.map(({ day, leg, place }, index) => (
        <Cell key={day} column={index === 0 ? before + 1 : null} leg={leg}>
          <time dateTime={day}>{`${Number(day.slice(5, 7))}/${Number(day.slice(8))}`}</time>
          <b>{place}</b>
        </Cell>
      ))}
    </section>
  );
}

function Cell({ column, leg, children }: { readonly column: number | null; readonly leg: number | null; readonly children: ReactNode }) {
  const colour = leg === null ? "none" : String(leg % 5);
  return (
    <div className={`trip-cell trip-leg-${colour}`} style={column === null ? {} : { gridColumnStart: column }}>
      {children}
    </div>
  );
}

export function DayList({ content, onChange }: EditProps) {
  const { editor } = useTripWords();
  const programme = listOf(content, "programme");
  const write = (day: string, place: string, key: "morning" | "afternoon", text: string) => {
    const known = programme.find((one) => textOf(one, "day") === day) ?? { day, ...(place === "" ? {} : { place }) };
    const next = withText(known, key, text);
    const others = programme.filter((one) => textOf(one, "day") !== day);
    const isEmpty = textOf(next, "morning") === "" && textOf(next, "afternoon") === "";
    const list = isEmpty ? others : [...others, next];
    onChange({ ...content, programme: list.toSorted((a, b) => (textOf(a, "day") < textOf(b, "day") ? -1 : 1)) });
  };
  return (
    <ol className="trip-days">
      {plannedDays(content).map(({ day, leg, place }) => {
        const known = programme.find((one) => textOf(one, "day") === day) ?? fieldsOf({}, "");
        return (
          <li key={day}>
            <div className={`trip-day trip-leg-${leg === null ? "none" : leg % 5}`}>
              <time dateTime={day}>{day}</time>
              <b>{place}</b>
            </div>
            {(["morning", "afternoon"] as const).map((part) => (
              <Input
                key={part}
                aria-label={`${day} ${editor[part]}`}
                placeholder={editor[part]}
                value={textOf(known, part)}
                onChange={(event) => write(day, place, part, event.target.value)}
              />
            ))}
          </li>
        );
      })}
    </ol>
  );
}
