// 成效登记: what came of the trips, step by step with day and source, baseline, other factors, contribution, and what was found later.
import { Button } from "antd";
import type { TripYearView } from "../../../src/app/http/contract-trips.ts";
import { tripYearWording } from "../../../src/app/messages/trip-year.ts";
import { CONTRIBUTIONS, FOLLOW_UP_MONTHS, OUTCOME_STAGES } from "../../../src/trips/index.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { FieldGrid, RowList } from "./field-grid.tsx";
import { targetField } from "./target-field.ts";
import { TextField } from "./text-field.tsx";
import { type Fields, fieldsOf, listOf, namesOf, textOf, withFields, withList, withNames } from "./trip-data.ts";
import { useTripFormWords } from "./use-trip-words.ts";
import { YearEditing } from "./year-editing.tsx";

const NONE: Fields = { outcomes: "1", items: [] };

export function OutcomesEditor({ year }: { readonly year: TripYearView }) {
  const { outcome: words, add } = useTripFormWords();
  if (!year.mayRevise || year.written === null) return null;
  const trips = year.rows.flatMap((row) => (row.trip === null ? [] : [{ value: row.id, label: `${row.id} ${row.title}` }]));
  return (
    <YearEditing year={year} part="outcomes" name={words.change} written={(year.written.outcomes as Fields | null) ?? NONE}>
      {(register, change) => {
        const items = listOf(register, "items");
        return (
          <>
            {items.map((item, index) => (
              <OutcomeFields
                // Outcomes have no name of their own while they are written.
                key={`outcome-${index}`}
                item={item}
                trips={trips}
                targets={year.targets}
                onChange={(next) => change(withList(register, "items", replaced(items, index, next)))}
              />
            ))}
            <Button
              onClick={() =>
                change(withList(register, "items", [...items, { id: `${items.length + 1}`, title: "", steps: [{ stage: "intention" }] }]))
              }
            >
              {`+ ${add}`}
            </Button>
          </>
        );
      }}
    </YearEditing>
  );
}

function replaced(items: readonly Fields[], index: number, next: Fields | null): readonly Fields[] {
  return next === null ? items.filter((_, at) => at !== index) : items.map((one, at) => (at === index ? next : one));
}

type OutcomeFieldsProps = {
  readonly item: Fields;
  readonly trips: readonly { readonly value: string; readonly label: string }[];
  readonly targets: TripYearView["targets"];
  readonly onChange: (item: Fields | null) => void;
};

function OutcomeFields({ item, trips, targets, onChange }: OutcomeFieldsProps) {
  const { outcome: words, remove } = useTripFormWords();
  const { outcomeStages: stages, contributions } = tripYearWording(useLanguage().language);
  const stageOptions = OUTCOME_STAGES.map((stage) => ({ value: stage as string, label: stages[stage] }));
  const grades = CONTRIBUTIONS.map((grade) => ({ value: grade as string, label: contributions[grade] }));
  const months = FOLLOW_UP_MONTHS.map((month) => ({ value: month as string, label: words.months(month) }));
  const part = (key: string) => ({
    data: fieldsOf(item, key),
    onChange: (data: Fields) => onChange(withFields(item, key, data)),
  });
  return (
    <details className="trip-outcome-fields" open={textOf(item, "title") === ""}>
      <summary>{`${textOf(item, "id")} ${textOf(item, "title")}`}</summary>
      <div className="trip-row trip-row-basics">
        <FieldGrid
          data={item}
          onChange={onChange}
          fields={[
            { key: "id", name: words.id },
            { key: "title", name: words.title },
            { key: "trip", name: words.trip, options: trips },
            targetField("indicator", words.indicator, targets),
          ]}
        />
      </div>
      <RowList
        title={words.steps}
        items={listOf(item, "steps")}
        fresh={{ stage: "agreement" }}
        onChange={(steps) => onChange(withList(item, "steps", steps))}
      >
        {(step, set) => (
          <FieldGrid
            data={step}
            onChange={set}
            fields={[
              { key: "stage", name: words.stage, options: stageOptions },
              { key: "on", name: words.on, kind: "date" },
              { key: "amount", name: words.amount, kind: "number" },
              { key: "currency", name: words.currency },
              { key: "source", name: words.source },
            ]}
          />
        )}
      </RowList>
      <div className="trip-row">
        <FieldGrid
          {...part("baseline")}
          fields={[
            { key: "text", name: words.baseline },
            { key: "on", name: words.baselineOn, kind: "date" },
            { key: "source", name: words.baselineSource },
          ]}
        />
        <FieldGrid
          {...part("contribution")}
          fields={[
            { key: "grade", name: words.grade, options: grades },
            { key: "grounds", name: words.grounds },
            { key: "by", name: words.by },
          ]}
        />
        <TextField
          name={words.others}
          kind="lines"
          value={namesOf(item, "otherFactors", "\n")}
          onChange={(text) => onChange(withNames(item, "otherFactors", text, /\n/))}
        />
      </div>
      <RowList
        title={words.followUps}
        items={listOf(item, "followUps")}
        fresh={{ month: "6" }}
        onChange={(list) => onChange(withList(item, "followUps", list))}
      >
        {(one, set) => (
          <FieldGrid
            data={one}
            onChange={set}
            fields={[
              { key: "month", name: words.month, options: months },
              { key: "on", name: words.on, kind: "date" },
              { key: "found", name: words.found },
              { key: "by", name: words.by },
            ]}
          />
        )}
      </RowList>
      <Button type="link" size="small" danger onClick={() => onChange(null)}>
        {remove}
      </Button>
    </details>
  );
}
