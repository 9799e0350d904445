// What each column of an export is: taken from what was kept for its system, or guessed; looked at over its first rows.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, Input, Select } from "antd";
import { useState } from "react";
import type { ExportColumnsView, LedgerImportView } from "../../../src/app/http/contract-ledger-imports.ts";
import { EXPORT_UNITS } from "../../../src/app/messages/ledger-text.ts";
import { sendJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { Field } from "../parts/field.tsx";
import { Loaded } from "../parts/states.tsx";
import { columnsQuery, importPath, refreshLedger, useLedgerWords } from "./ledger-queries.ts";

type Mapping = NonNullable<ExportColumnsView["mapping"]>;
type FieldOfExport = keyof Mapping["columns"];

const NO_MAPPING: Mapping = {
  sheet: null,
  headingRow: 1,
  columns: {},
  unit: EXPORT_UNITS[0],
  numbering: "year",
  severalLines: false,
  project: null,
};

/** Rows below the headings that are shown. */
const SAMPLE_ROWS = 6;

export function ColumnsStep({ id, one }: { readonly id: string; readonly one: LedgerImportView }) {
  const { language } = useLanguage();
  const columns = useQuery(columnsQuery(id, one.id, language));
  return <Loaded query={columns}>{(data) => <Columns id={id} one={one} data={data} />}</Loaded>;
}

function letters(column: number): string {
  const rest = Math.floor(column / 26);
  return `${rest > 0 ? letters(rest - 1) : ""}${String.fromCharCode(65 + (column % 26))}`;
}

type ColumnsProps = { readonly id: string; readonly one: LedgerImportView; readonly data: ExportColumnsView };

function Columns({ id, one, data }: ColumnsProps) {
  const words = useLedgerWords();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const [mapping, setMapping] = useState(data.mapping ?? NO_MAPPING);
  const set = useMutation({
    mutationFn: () => sendJson("PUT", `${importPath(id, one.id)}/columns`, { lang: language }, { ...mapping, version: one.version }),
    onSuccess: async () => await refreshLedger(queries, id),
  });
  const headings = data.firstRows.find(({ number }) => number === mapping.headingRow);
  const samples = data.firstRows.filter(({ number }) => number > mapping.headingRow).slice(0, SAMPLE_ROWS);
  const width = Math.max(0, ...data.firstRows.map(({ cells }) => cells.length));
  const fieldOf = (column: number) =>
    (Object.entries(mapping.columns) as [FieldOfExport, number][]).find(([, at]) => at === column)?.[0] ?? "";
  const assign = (column: number, field: FieldOfExport | "") => {
    const others = Object.entries(mapping.columns).filter(([name, at]) => at !== column && name !== field);
    setMapping({ ...mapping, columns: Object.fromEntries([...others, ...(field === "" ? [] : [[field, column]])]) as Mapping["columns"] });
  };
  const { columns } = mapping;
  const hasAmount = columns.amount !== undefined || columns.debit !== undefined || columns.credit !== undefined;
  const missing = [
    ...(columns.voucher === undefined ? [words.exportFields.voucher] : []),
    ...(columns.day === undefined ? [words.exportFields.day] : []),
    ...(hasAmount ? [] : [words.exportFields.amount]),
  ];
  return (
    <div className="card columns-step">
      <div className="section-head">
        <h3>{words.columns}</h3>
        <p className="small">{words.columnsOrigin[data.origin]}</p>
      </div>
      <div className="columns-settings">
        {data.sheets.length > 1 ? (
          <Field label={words.sheet}>
            {(control) => (
              <Select
                {...control}
                value={mapping.sheet ?? data.sheets[0]?.name ?? ""}
                options={data.sheets.map(({ name }) => ({ value: name, label: name }))}
                onChange={(sheet) => setMapping({ ...mapping, sheet })}
              />
            )}
          </Field>
        ) : null}
        <Field label={words.headingRow}>
          {(control) => (
            <Select
              {...control}
              value={mapping.headingRow}
              options={data.firstRows.map(({ number }) => ({ value: number, label: String(number) }))}
              onChange={(headingRow) => setMapping({ ...mapping, headingRow })}
            />
          )}
        </Field>
        <Field label={words.amountUnit}>
          {(control) => (
            <Select
              {...control}
              value={mapping.unit}
              options={EXPORT_UNITS.map((unit) => ({ value: unit, label: unit }))}
              onChange={(unit) => setMapping({ ...mapping, unit })}
            />
          )}
        </Field>
        <Field label={words.fields.numbering}>
          {(control) => (
            <Select
              {...control}
              value={mapping.numbering}
              options={(["year", "month"] as const).map((one) => ({ value: one, label: words.numberings[one] }))}
              onChange={(numbering) => setMapping({ ...mapping, numbering })}
            />
          )}
        </Field>
        {columns.project === undefined ? null : (
          <Field label={words.onlyProject}>
            {(control) => (
              <Input
                {...control}
                value={mapping.project ?? ""}
                onChange={(event) => setMapping({ ...mapping, project: event.target.value === "" ? null : event.target.value })}
              />
            )}
          </Field>
        )}
      </div>
      <Checkbox checked={mapping.severalLines} onChange={(event) => setMapping({ ...mapping, severalLines: event.target.checked })}>
        {words.severalLines}
      </Checkbox>
      <div className="scroll-x columns-sample">
        <table data-testid="export-columns">
          <thead>
            <tr>
              <th scope="col" className="muted">
                {words.row}
              </th>
              {Array.from({ length: width }, (_, column) => column).map((column) => (
                <th key={column} scope="col" className={fieldOf(column) === "" ? undefined : "columns-used"}>
                  <Select
                    size="small"
                    aria-label={words.columnLabel(letters(column), headings?.cells[column] ?? "")}
                    value={fieldOf(column)}
                    popupMatchSelectWidth={false}
                    options={[
                      { value: "" as const, label: words.ignored },
                      ...(Object.keys(words.exportFields) as FieldOfExport[]).map((field) => ({
                        value: field,
                        label: words.exportFields[field],
                      })),
                    ]}
                    onChange={(field: FieldOfExport | "") => assign(column, field)}
                  />
                  <span>{headings?.cells[column] ?? ""}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {samples.map(({ number, cells }) => (
              <tr key={number}>
                <td className="muted">{number}</td>
                {Array.from({ length: width }, (_, column) => column).map((column) => (
                  <td key={column} className={fieldOf(column) === "" ? "muted" : "columns-used"}>
                    {cells[column] ?? ""}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {missing.length > 0 ? <p className="posting-notice">{words.columnsMissing(words.list(missing))}</p> : null}
      <Faults error={set.error} />
      <div className="form-actions">
        <Button type="primary" loading={set.isPending} disabled={missing.length > 0} onClick={() => set.mutate()}>
          {words.toStaging}
        </Button>
      </div>
    </div>
  );
}
