// Who, when, of what kind, which object, with what result.
import { Button, Input, Select } from "antd";
import { useState } from "react";
import type { TrailPersonView } from "../../../src/app/http/contract-trail.ts";
import { useWords } from "../language/language-provider.tsx";
import { Field } from "../parts/field.tsx";
import { useTrailWords } from "./trail-queries.ts";
import { RESULTS, type TrailSearch } from "./trail-search.ts";

type FiltersProps = {
  readonly search: TrailSearch;
  readonly people: readonly TrailPersonView[];
  readonly onChange: (next: TrailSearch) => void;
};

export function TrailFilters({ search, people, onChange }: FiltersProps) {
  const words = useTrailWords();
  const { filter } = words;
  const names = useWords();
  const narrow = (part: TrailSearch) => {
    const next = Object.entries({ ...search, before: undefined, ...part }).filter(([, value]) => value !== undefined && value !== "");
    onChange(Object.fromEntries(next) as TrailSearch);
  };
  return (
    <search className="card trail-filters no-print" aria-label={filter.label}>
      <Choice
        label={filter.person}
        all={filter.anybody}
        value={search.account}
        options={people.map(({ id, name, unitName }) => ({ value: id, label: names.bracket(name, unitName) }))}
        onChange={(account) => narrow({ account })}
      />
      <Day label={filter.since} value={search.since} onChange={(since) => narrow({ since })} />
      <Day label={filter.until} value={search.until} onChange={(until) => narrow({ until })} />
      <Choice
        label={filter.kind}
        all={filter.anyKind}
        value={search.kind}
        options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
        onChange={(kind) => narrow({ kind })}
      />
      <Choice
        label={filter.action}
        all={filter.anyAction}
        value={search.action}
        options={Object.entries({ ...names.actionNames, ...words.events }).map(([value, label]) => ({ value, label }))}
        onChange={(action) => narrow({ action })}
      />
      <Choice
        label={filter.result}
        all={filter.anyResult}
        value={search.result}
        options={RESULTS.map((value) => ({ value, label: words.results[value] }))}
        onChange={(result) => narrow({ result: RESULTS.find((one) => one === result) })}
      />
      <ObjectField key={search.object ?? ""} label={filter.object} value={search.object ?? ""} onChange={(object) => narrow({ object })} />
      {Object.keys(search).length === 0 ? null : (
        <Button type="link" className="trail-clear" onClick={() => onChange({})}>
          {filter.clear}
        </Button>
      )}
    </search>
  );
}

type ChoiceProps = {
  readonly label: string;
  readonly all: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string | undefined) => void;
};

function Choice({ label, all, value, options, onChange }: ChoiceProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          value={value ?? ""}
          onChange={(next) => onChange(next === "" ? undefined : next)}
          options={[{ value: "", label: all }, ...options]}
          showSearch={{ optionFilterProp: "label" }}
          popupMatchSelectWidth={false}
        />
      )}
    </Field>
  );
}

type TypedProps = { readonly label: string; readonly value: string | undefined; readonly onChange: (value: string) => void };

function Day({ label, value, onChange }: TypedProps) {
  return (
    <Field label={label}>
      {(control) => <Input {...control} type="date" value={value ?? ""} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}

/** Asked for when it is written, not letter by letter. */
function ObjectField({ label, value, onChange }: TypedProps) {
  const [typed, setTyped] = useState(value ?? "");
  const send = () => {
    if (typed.trim() !== value) onChange(typed.trim());
  };
  return (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          className="mono"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onPressEnter={send}
          onBlur={send}
          maxLength={200}
        />
      )}
    </Field>
  );
}
