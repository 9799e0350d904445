// At the year's end: what is left of each source, what of it lapses by which document, and what is carried over.
import { Input } from "antd";
import type { LedgerView } from "../../../src/app/http/contract-ledger.ts";
import { Field } from "../parts/field.tsx";
import { isNothing, subtract, yuan } from "./amount.ts";
import { useLedgerWords } from "./ledger-queries.ts";
import type { FieldName, PostingValues } from "./posting-fields.ts";

type LapseProps = {
  readonly ledger: LedgerView;
  readonly values: PostingValues;
  readonly onChange: (name: FieldName, value: string) => void;
};

const PLAIN_AMOUNT = /^\d{1,13}(\.\d{1,2})?$/;

export function LapseFields({ ledger, values, onChange }: LapseProps) {
  const words = useLedgerWords();
  const sources = ledger.sources.filter(({ left }) => !isNothing(left));
  if (sources.length === 0) return <p className="muted small">{words.nothingLeft}</p>;
  return (
    <div className="lapses" data-testid="lapses">
      {sources.map(({ source, left }) => {
        const [amount, document] = [`lapse:${source}`, `lapse-document:${source}`] as const;
        const typed = (values[amount] ?? "").trim();
        const carried = typed === "" ? left : PLAIN_AMOUNT.test(typed) ? subtract(left, typed) : null;
        return (
          <fieldset key={source}>
            <legend>
              {words.sources[source]} <span className="muted small">{words.leftOf(yuan(left))}</span>
            </legend>
            <Field label={words.fields[amount]} hint={carried === null ? words.fieldHints.amount : words.carriedOf(yuan(carried))}>
              {(control) => (
                <Input
                  {...control}
                  inputMode="decimal"
                  maxLength={40}
                  value={values[amount] ?? ""}
                  onChange={(event) => onChange(amount, event.target.value)}
                />
              )}
            </Field>
            <Field label={words.fields[document]}>
              {(control) => (
                <Input
                  {...control}
                  maxLength={200}
                  value={values[document] ?? ""}
                  required={typed !== ""}
                  onChange={(event) => onChange(document, event.target.value)}
                />
              )}
            </Field>
          </fieldset>
        );
      })}
    </div>
  );
}
