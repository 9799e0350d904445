// One field of a posting: written, or chosen from what the ledger has.
import { AutoComplete, Input, Select } from "antd";
import type { EconomicClassesView, LedgerView } from "../../../src/app/http/contract-ledger.ts";
import { Field } from "../parts/field.tsx";
import { yuan } from "./amount.ts";
import { useLedgerWords } from "./ledger-queries.ts";
import type { FieldName, PostingKind } from "./posting-fields.ts";
import { slicesInTree } from "./slices-in-tree.ts";

type FieldProps = {
  readonly ledger: LedgerView;
  readonly kind: PostingKind;
  readonly name: FieldName;
  readonly required: boolean;
  readonly classes: EconomicClassesView["classes"];
  readonly value: string;
  readonly onChange: (value: string) => void;
};

type Option = { readonly value: string; readonly label: string };

const SOURCES = ["current", "carry-over", "other"] as const;
const ORDERS = [
  ["carry-over", "current", "other"],
  ["current", "carry-over", "other"],
  ["carry-over", "other", "current"],
  ["other", "carry-over", "current"],
  ["current", "other", "carry-over"],
  ["other", "current", "carry-over"],
] as const;
const POLICIES = ["stop", "reason", "hint"] as const;
const WIDE: readonly FieldName[] = ["summary", "reason", "clause", "document", "exceptions", "order", "rulesBasis", "missing"];

export function PostingField(props: FieldProps) {
  const { ledger, kind, name, required, value, onChange } = props;
  const words = useLedgerWords();
  const options = useOptions(props);
  const hints: Readonly<Partial<Record<FieldName, string>>> = words.fieldHints;
  // Only a payment may be without a source; a budget is of one.
  const hint = name === "source" && required ? undefined : hints[name];
  const isNew = (name === "commitment" && kind === "commitment") || name === "sliceId";
  return (
    <div className={WIDE.includes(name) ? "posting-wide" : undefined}>
      <Field label={required ? `${words.fields[name]} *` : words.fields[name]} {...(hint === undefined ? {} : { hint })}>
        {(control) => {
          if (name === "day" || name === "until")
            return (
              <Input
                {...control}
                type="date"
                value={value}
                required={required}
                min={name === "day" ? `${ledger.year}-01-01` : undefined}
                max={name === "day" ? `${ledger.year}-12-31` : undefined}
                onChange={(event) => onChange(event.target.value)}
              />
            );
          if (name === "exceptions")
            return (
              <Select
                {...control}
                mode="multiple"
                value={value === "" ? [] : value.split("\n")}
                onChange={(chosen) => onChange(chosen.join("\n"))}
                options={[...(options ?? [])]}
              />
            );
          if (options !== null && isNew)
            return <AutoComplete {...control} value={value} onChange={(text) => onChange(text ?? "")} options={[...options]} />;
          if (options !== null)
            return (
              <Select
                {...control}
                value={value === "" ? (required ? null : "") : value}
                showSearch
                optionFilterProp="label"
                onChange={(chosen) => onChange(chosen ?? "")}
                options={[...(required ? [] : [{ value: "", label: words.noChoice }]), ...options]}
              />
            );
          return (
            <Input
              {...control}
              value={value}
              required={required}
              maxLength={name === "amount" ? 40 : 500}
              inputMode={name === "amount" ? "decimal" : name === "of" ? "numeric" : "text"}
              onChange={(event) => onChange(event.target.value)}
            />
          );
        }}
      </Field>
    </div>
  );
}

/** Null where the field is written freely. */
function useOptions({ ledger, kind, name, classes }: FieldProps): readonly Option[] | null {
  const words = useLedgerWords();
  switch (name) {
    case "numbering":
      return (["year", "month"] as const).map((one) => ({ value: one, label: words.numberings[one] }));
    case "source":
      return SOURCES.filter((one) => kind === "budget" || ledger.sources.some(({ source }) => source === one)).map((one) => ({
        value: one,
        label: words.sources[one],
      }));
    case "slice":
    case "within":
    case "sliceId":
      return slicesInTree(ledger.slices).map(({ slice, depth }) => ({
        value: slice.id,
        label: `${"　".repeat(depth)}${slice.id} ${slice.name} · ${words.left} ${yuan(slice.left)}`,
      }));
    case "economicClass":
      return classes.map(({ code, name: title }) => ({ value: code, label: `${code} ${title}` }));
    case "commitment":
      return kind === "commitment"
        ? null
        : ledger.commitments.map(({ id, outstanding }) => ({ value: id, label: `${id} · ${words.outstanding} ${yuan(outstanding)}` }));
    case "exceptions":
      return ledger.exceptions.map(({ id, amount, used }) => ({
        value: id,
        label: `${id} · ${words.allowed} ${yuan(amount)} · ${words.used} ${yuan(used)}`,
      }));
    case "limit":
      return (["slice", "commitment"] as const).map((one) => ({ value: one, label: words.limits[one] }));
    case "order":
      return ORDERS.map((order) => ({
        value: order.join(","),
        label: order.map((one) => words.sources[one]).join(` ${words.arrow} `),
      }));
    case "slicePolicy":
    case "commitmentPolicy":
      return POLICIES.map((one) => ({ value: one, label: words.policies[one] }));
    default:
      return null;
  }
}
