// 申请: why, for which targets, who invites, what the plan and the notice say, which papers are there.
import { Checkbox } from "antd";
import type { TripView } from "../../../src/app/http/contract-trips.ts";
import { tripWording } from "../../../src/app/messages/trip-text.ts";
import { PAPER_KINDS } from "../../../src/trips/index.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { FieldGrid, RowList } from "./field-grid.tsx";
import { targetField } from "./target-field.ts";
import { type Fields, fieldsOf, listOf, type TripData, textOf, withFields, withList } from "./trip-data.ts";
import { useTripEditing } from "./trip-editing.tsx";
import { useTripFormWords } from "./use-trip-words.ts";

type EditProps = { readonly content: TripData; readonly onChange: (content: TripData) => void };

export function ApplicationEditor({ view }: { readonly view: TripView }) {
  const { application: words } = useTripFormWords();
  const { content, change, bar } = useTripEditing(view);
  const part = (key: string) => ({
    data: fieldsOf(content, key),
    onChange: (data: Fields) => change(withFields(content, key, data)),
  });
  return (
    <div className="trip-form">
      {bar}
      <section className="card">
        <h2>{words.basics}</h2>
        <div className="trip-row trip-row-basics">
          <FieldGrid
            data={content}
            onChange={change}
            fields={[
              { key: "to", name: words.to },
              { key: "unit", name: words.unit },
              { key: "appliedOn", name: words.appliedOn, kind: "date" },
              { key: "contact", name: words.contact },
              { key: "route", name: words.route },
              { key: "funding", name: words.funding },
              { key: "standards", name: words.standards },
              { key: "remarks", name: words.remarks, kind: "lines" },
            ]}
          />
        </div>
      </section>
      <Purpose content={content} onChange={change} targets={view.targets} />
      <section className="card">
        <h2>{words.invitation}</h2>
        <div className="trip-row trip-row-basics">
          <FieldGrid
            {...part("invitation")}
            fields={[
              { key: "by", name: words.by },
              { key: "original", name: words.original },
              { key: "signedBy", name: words.signedBy },
              { key: "address", name: words.address },
              { key: "contact", name: words.inviter },
              { key: "on", name: words.on, kind: "date" },
              { key: "counterpart", name: words.counterpart, kind: "yes-no" },
              { key: "throughAgent", name: words.throughAgent, kind: "yes-no" },
            ]}
          />
        </div>
      </section>
      <section className="card">
        <h2>{words.plan}</h2>
        <div className="trip-row trip-row-basics">
          <FieldGrid
            {...part("approval")}
            fields={[
              { key: "inPlan", name: words.inPlan, kind: "yes-no" },
              { key: "inBudget", name: words.inBudget, kind: "yes-no" },
              { key: "taskDocument", name: words.taskDocument },
              { key: "noticeDays", name: words.noticeDays, kind: "number" },
              { key: "noticeResult", name: words.noticeResult },
            ]}
          />
        </div>
      </section>
      <Papers content={content} onChange={change} />
    </div>
  );
}

function Purpose({ content, onChange, targets }: EditProps & Pick<TripView, "targets">) {
  const { application: words } = useTripFormWords();
  const purpose = fieldsOf(content, "purpose");
  const set = (next: Fields) => onChange(withFields(content, "purpose", next));
  return (
    <section className="card">
      <h2>{words.purpose}</h2>
      <FieldGrid fields={[{ key: "need", name: words.need, kind: "lines" }]} data={purpose} onChange={set} />
      <RowList
        title={words.tasks}
        items={listOf(purpose, "tasks")}
        fresh={{ text: "" }}
        onChange={(tasks) => set(withList(purpose, "tasks", tasks))}
      >
        {(task, change) => (
          <FieldGrid
            data={task}
            onChange={change}
            fields={[
              { key: "country", name: words.country },
              { key: "text", name: words.task },
              targetField("target", words.target, targets),
            ]}
          />
        )}
      </RowList>
    </section>
  );
}

function Papers({ content, onChange }: EditProps) {
  const { application: words } = useTripFormWords();
  const { papers: names } = tripWording(useLanguage().language);
  const papers = listOf(content, "papers");
  const toggle = (kind: string, isThere: boolean) =>
    onChange(withList(content, "papers", isThere ? [...papers, { kind }] : papers.filter((one) => textOf(one, "kind") !== kind)));
  return (
    <section className="card">
      <h2>{words.papers}</h2>
      <p className="muted small">{words.papersHint}</p>
      <div className="trip-checks">
        {PAPER_KINDS.map((kind) => (
          <Checkbox
            key={kind}
            checked={papers.some((one) => textOf(one, "kind") === kind)}
            onChange={(event) => toggle(kind, event.target.checked)}
          >
            {names[kind]}
          </Checkbox>
        ))}
      </div>
    </section>
  );
}
