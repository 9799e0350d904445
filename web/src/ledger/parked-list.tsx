// The parking list: what imports could not settle, settled one by one, each with its reason.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Radio, Select } from "antd";
import { type FormEvent, useState } from "react";
import type { LedgerView } from "../../../src/app/http/contract-ledger.ts";
import type { ParkedView } from "../../../src/app/http/contract-ledger-imports.ts";
import { sendJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { Field } from "../parts/field.tsx";
import { Loaded } from "../parts/states.tsx";
import { yuan } from "./amount.ts";
import { ledgerPath, parkedQuery, refreshLedger, useLedgerWords } from "./ledger-queries.ts";
import { slicesInTree } from "./slices-in-tree.ts";

type ListProps = { readonly ledger: LedgerView; readonly importId?: string };
type Outcome = NonNullable<ParkedView["outcome"]>["outcome"];

/** How an item of each kind can be settled. */
const OUTCOMES: Readonly<Record<ParkedView["kind"], readonly Outcome[]>> = {
  "slice-unknown": ["posted", "kept"],
  refused: ["posted", "kept"],
  "needs-exception": ["posted", "kept"],
  "amount-differs": ["corrected", "kept"],
  "date-differs": ["corrected", "kept"],
  "missing-there": ["kept"],
};

export function ParkedList({ ledger, importId }: ListProps) {
  const words = useLedgerWords();
  const { language } = useLanguage();
  const open = useQuery(parkedQuery(ledger.caseId, importId, true, language));
  const [settling, setSettling] = useState<number | null>(null);
  return (
    <Loaded query={open} lines={2}>
      {(items) =>
        items.length === 0 ? (
          <p className="card ledger-none muted">{words.noParked}</p>
        ) : (
          <ul className="card parked-list" data-testid="parked">
            {items.map((item) => (
              <li key={item.n}>
                <div className="parked-what">
                  <p>
                    <span className="tag tag-amber">{words.parkedKinds[item.kind]}</span>{" "}
                    {item.row === null ? null : (
                      <>
                        <strong>{item.row.voucher}</strong> <span className="muted">{item.row.day}</span>
                      </>
                    )}
                  </p>
                  {item.why.map((why) => (
                    <p key={why}>{why}</p>
                  ))}
                  {item.row === null ? null : (
                    <p className="muted small">{[item.row.summary, item.row.payee].filter((part) => part !== null).join(" · ")}</p>
                  )}
                </div>
                <span className="number">{item.row === null ? "" : yuan(item.row.amount)}</span>
                <Button aria-expanded={settling === item.n} onClick={() => setSettling(settling === item.n ? null : item.n)}>
                  {words.settle}
                </Button>
                {settling === item.n ? <SettleForm ledger={ledger} item={item} onDone={() => setSettling(null)} /> : null}
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

type FormProps = { readonly ledger: LedgerView; readonly item: ParkedView; readonly onDone: () => void };

function SettleForm({ ledger, item, onDone }: FormProps) {
  const words = useLedgerWords();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const { caseId: id } = ledger;
  const ways = OUTCOMES[item.kind];
  const known = ledger.slices.find((slice) => slice.id === item.row?.slice || slice.name === item.row?.slice);
  const [outcome, setOutcome] = useState<Outcome>(ways[0] ?? "kept");
  const [slice, setSlice] = useState(known?.id ?? "");
  const [exceptions, setExceptions] = useState<readonly string[]>([]);
  const [reason, setReason] = useState("");
  const settle = useMutation({
    mutationFn: () =>
      sendJson(
        "POST",
        `${ledgerPath(id)}/parked/${item.n}`,
        { lang: language },
        { outcome, reason: reason.trim(), slice: slice === "" ? null : slice, exceptions },
      ),
    onSuccess: async () => {
      await refreshLedger(queries, id);
      onDone();
    },
  });
  return (
    <form
      className="form parked-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (reason.trim() !== "") settle.mutate();
      }}
    >
      <Radio.Group value={outcome} onChange={(event) => setOutcome(event.target.value as Outcome)} aria-label={words.settle}>
        {ways.map((way) => (
          <Radio key={way} value={way}>
            {words.outcomes[way]} <span className="muted small">{words.outcomeHints[way]}</span>
          </Radio>
        ))}
      </Radio.Group>
      {outcome === "kept" ? null : (
        <Field label={words.fields.slice}>
          {(control) => (
            <Select
              {...control}
              value={slice}
              showSearch
              optionFilterProp="label"
              onChange={setSlice}
              options={[
                { value: "", label: words.unsliced },
                ...slicesInTree(ledger.slices).map(({ slice: one, depth }) => ({
                  value: one.id,
                  label: `${"　".repeat(depth)}${one.id} ${one.name}`,
                })),
              ]}
            />
          )}
        </Field>
      )}
      {outcome === "kept" || ledger.exceptions.length === 0 ? null : (
        <Field label={words.fields.exceptions}>
          {(control) => (
            <Select
              {...control}
              mode="multiple"
              value={[...exceptions]}
              onChange={setExceptions}
              options={ledger.exceptions.map((one) => ({ value: one.id, label: one.id }))}
            />
          )}
        </Field>
      )}
      <Field label={`${words.settleReason} *`}>
        {(control) => <Input {...control} value={reason} maxLength={500} required onChange={(event) => setReason(event.target.value)} />}
      </Field>
      <Faults error={settle.error} />
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={settle.isPending} disabled={reason.trim() === ""}>
          {words.confirm}
        </Button>
        <Button onClick={onDone}>{words.cancel}</Button>
      </div>
    </form>
  );
}
