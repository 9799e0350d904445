// Fields of a form in a row: texts, days, numbers, choices, yes or no; an empty one is left out of what is written.
import { DeleteOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { type ReactNode, useId } from "react";
import { TextField } from "./text-field.tsx";
import { type Fields, textOf, withText } from "./trip-data.ts";
import { useTripFormWords } from "./use-trip-words.ts";

type Option = { readonly value: string; readonly label: string };
export type FieldSpec = {
  readonly key: string;
  readonly name: string;
  readonly kind?: "text" | "date" | "number" | "lines" | "yes-no";
  readonly options?: readonly Option[];
};

type FieldGridProps = { readonly fields: readonly FieldSpec[]; readonly data: Fields; readonly onChange: (data: Fields) => void };

export function FieldGrid({ fields, data, onChange }: FieldGridProps) {
  const words = useTripFormWords();
  const yesNo = [
    { value: "yes", label: words.yes },
    { value: "no", label: words.no },
  ];
  return fields.map(({ key, name, kind = "text", options }) => {
    const set = (text: string) => onChange(withText(data, key, text));
    const choices = options ?? (kind === "yes-no" ? yesNo : null);
    return choices ? (
      <ChoiceField key={key} name={name} value={textOf(data, key)} options={choices} onChange={set} />
    ) : (
      <TextField key={key} name={name} kind={kind === "yes-no" ? "text" : kind} value={textOf(data, key)} onChange={set} />
    );
  });
}

type ChoiceFieldProps = {
  readonly name: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
};

function ChoiceField({ name, value, options, onChange }: ChoiceFieldProps) {
  const words = useTripFormWords();
  const id = useId();
  return (
    <div className="trip-field">
      <label htmlFor={id}>{name}</label>
      <Select
        id={id}
        value={value === "" ? null : value}
        placeholder={words.unknown}
        options={[...options]}
        allowClear
        showSearch
        optionFilterProp="label"
        onChange={(chosen: string | null) => onChange(chosen ?? "")}
      />
    </div>
  );
}

type RowListProps = {
  readonly title: string;
  readonly items: readonly Fields[];
  readonly fresh: Fields;
  readonly onChange: (items: readonly Fields[]) => void;
  readonly children: (item: Fields, set: (item: Fields) => void) => ReactNode;
};

/** Rows that are filled in and taken away. */
export function RowList({ title, items, fresh, onChange, children }: RowListProps) {
  const words = useTripFormWords();
  return (
    <section className="trip-list">
      <header className="trip-section">
        <h3>{title}</h3>
        <Button size="small" onClick={() => onChange([...items, fresh])}>
          {`+ ${words.add}`}
        </Button>
      </header>
      {items.map((item, index) => (
        // Rows have no name of their own while they are written.
        <div className="trip-row" key={`${title}-${index}`}>
          {children(item, (next) => onChange(items.map((one, at) => (at === index ? next : one))))}
          <Button
            type="text"
            aria-label={words.remove}
            icon={<DeleteOutlined />}
            onClick={() => onChange(items.filter((_, at) => at !== index))}
          />
        </div>
      ))}
    </section>
  );
}
