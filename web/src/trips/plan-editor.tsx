// 年度计划: the limits, and the delegations in the plan and beside it.
import { useQuery } from "@tanstack/react-query";
import type { TripYearView } from "../../../src/app/http/contract-trips.ts";
import { LIMITS } from "../../../src/trips/index.ts";
import { casesQuery } from "../api/queries.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { FieldGrid, RowList } from "./field-grid.tsx";
import { targetField } from "./target-field.ts";
import { TextField } from "./text-field.tsx";
import { type Fields, fieldsOf, listOf, namesOf, textOf, withFields, withList, withNames } from "./trip-data.ts";
import { useTripFormWords } from "./use-trip-words.ts";
import { YearEditing } from "./year-editing.tsx";

export function PlanEditor({ year }: { readonly year: TripYearView }) {
  const { plan: words, between } = useTripFormWords();
  const { language } = useLanguage();
  const known = useQuery({ ...casesQuery(language), enabled: year.mayRevise }).data ?? [];
  const cases = known.map(({ id, name, year: of }) => ({ value: id, label: `${of} ${name}` }));
  const kept = textOf((year.written?.plan ?? {}) as Fields, "case");
  // The indicators of another case are known once the plan is saved with it.
  const targetsOf = (plan: Fields) => (textOf(plan, "case") === kept ? year.targets : null);
  if (!year.mayRevise || year.written === null) return null;
  return (
    <YearEditing year={year} part="plan" name={words.change} written={year.written.plan as Fields}>
      {(plan, change) => {
        const items = listOf(plan, "items");
        const others = items.map((item) => ({ value: textOf(item, "id"), label: `${textOf(item, "id")} ${textOf(item, "title")}` }));
        const next = String(Math.max(0, ...items.map((item) => Number(textOf(item, "id")) || 0)) + 1);
        return (
          <>
            <h3>{words.project}</h3>
            <div className="trip-row trip-row-basics">
              <FieldGrid
                data={plan}
                onChange={change}
                fields={[
                  { key: "case", name: words.case, options: cases },
                  { key: "closedOn", name: words.closedOn, kind: "date" },
                  { key: "importedVouchers", name: words.importedVouchers, kind: "yes-no" },
                ]}
              />
            </div>
            <p className="muted small">{words.projectHint}</p>
            <h3>{words.limits}</h3>
            <div className="trip-row trip-row-basics">
              <FieldGrid
                data={fieldsOf(plan, "limits")}
                onChange={(limits) => change(withFields(plan, "limits", limits))}
                fields={LIMITS.map((limit) => ({ key: limit, name: words.names[limit], kind: "number" }))}
              />
            </div>
            <RowList
              title={words.items}
              items={items}
              fresh={{ id: next, title: "", outOfPlan: "yes" }}
              onChange={(list) => change(withList(plan, "items", list))}
            >
              {(item, set) => (
                <>
                  <FieldGrid
                    data={item}
                    onChange={set}
                    fields={[
                      { key: "id", name: words.id, kind: "number" },
                      { key: "title", name: words.title },
                      { key: "division", name: words.division },
                      { key: "month", name: words.month },
                      { key: "people", name: words.people, kind: "number" },
                      { key: "days", name: words.days, kind: "number" },
                      { key: "budget", name: words.budget, kind: "number" },
                      targetField("target", words.target, targetsOf(plan)),
                      { key: "outOfPlan", name: words.outOfPlan, kind: "yes-no" },
                      ...(textOf(item, "outOfPlan") === "yes"
                        ? ([
                            { key: "reason", name: words.reason },
                            { key: "replaces", name: words.replaces, options: others.filter(({ value }) => value !== textOf(item, "id")) },
                          ] as const)
                        : []),
                      { key: "cancelled", name: words.cancelled, kind: "yes-no" },
                    ]}
                  />
                  <TextField
                    name={words.countries}
                    value={namesOf(item, "countries", between)}
                    onChange={(text) => set(withNames(item, "countries", text))}
                  />
                </>
              )}
            </RowList>
          </>
        );
      }}
    </YearEditing>
  );
}
