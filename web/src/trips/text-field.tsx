// A line of text with its name above it.
import { Input } from "antd";
import { useId } from "react";

type TextFieldProps = {
  readonly name: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly kind?: "text" | "date" | "number" | "lines";
};

export function TextField({ name, value, onChange, kind = "text" }: TextFieldProps) {
  const id = useId();
  return (
    <div className={kind === "number" ? "trip-field trip-narrow" : "trip-field"}>
      <label htmlFor={id}>{name}</label>
      {kind === "lines" ? (
        <Input.TextArea id={id} rows={2} maxLength={500} value={value} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Input
          id={id}
          type={kind === "date" ? "date" : "text"}
          inputMode={kind === "number" ? "decimal" : "text"}
          maxLength={500}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </div>
  );
}
