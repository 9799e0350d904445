// One entry: what it moved, the rates it counts in, the indicators and evidence it belongs to, and its reversal.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Input, Select } from "antd";
import { type FormEvent, type ReactNode, useState } from "react";
import type { LedgerEntryView, LedgerView, PostedView } from "../../../src/app/http/contract-ledger.ts";
import { sendJson } from "../api/api-client.ts";
import { useCase } from "../case/use-case.ts";
import { evidenceQuery } from "../evidence/use-evidence.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { Field } from "../parts/field.tsx";
import { Panel } from "../parts/panel.tsx";
import { EmptyView, Loaded } from "../parts/states.tsx";
import { useMay } from "../session/use-session.ts";
import { yuan } from "./amount.ts";
import { nameOf } from "./commitment-table.tsx";
import { KindTag } from "./kind-tag.tsx";
import { getEntries, ledgerPath, refreshLedger, useLedgerWords } from "./ledger-queries.ts";
import { newKey } from "./new-key.ts";

type PanelProps = {
  readonly ledger: LedgerView;
  readonly seq: number;
  readonly onOpen: (seq: number) => void;
  readonly onClose: () => void;
};

export function EntryPanel({ ledger, seq, onOpen, onClose }: PanelProps) {
  const words = useLedgerWords();
  const { language } = useLanguage();
  const found = useQuery({
    queryKey: ["ledger", ledger.caseId, "entry", seq, language],
    queryFn: ({ signal }) => getEntries(ledger.caseId, { seq: String(seq), lang: language }, signal),
    staleTime: 0,
  });
  return (
    <Panel open onClose={onClose} place="side" title={words.entry(seq)}>
      <Loaded query={found}>
        {({ entries: [entry] }) =>
          entry === undefined ? <EmptyView title={words.noEntries} /> : <Entry ledger={ledger} entry={entry} onOpen={onOpen} />
        }
      </Loaded>
    </Panel>
  );
}

type EntryProps = { readonly ledger: LedgerView; readonly entry: LedgerEntryView };

function Entry({ ledger, entry, onOpen }: EntryProps & { readonly onOpen: (seq: number) => void }) {
  const words = useLedgerWords();
  const { caseId: id, may } = ledger;
  const isVoucher = entry.voucher !== null;
  const mayReadEvidence = useMay("evidence.read");
  return (
    <div className="entry-panel" data-testid="ledger-entry">
      <p className="entry-lead">
        <KindTag kind={entry.kind} />
        <strong>{["rules", "closing"].includes(entry.kind) ? "" : yuan(entry.amount)}</strong>
        <span className="muted">{entry.day}</span>
      </p>
      <dl className="entry-facts">
        <Fact name={words.voucher} value={entry.voucher} />
        <Fact name={words.commitment} value={entry.commitment} />
        <Fact name={words.document} value={entry.document} />
        <Fact name={words.summary} value={entry.summary} />
        <Fact name={words.payee} value={entry.payee} />
        <Fact name={words.slice} value={nameOf(ledger, entry.slice)} />
        <Fact name={words.economicClass} value={entry.economicClass && `${entry.economicClass.code} ${entry.economicClass.name}`} />
        <Fact name={words.source} value={entry.source && words.sources[entry.source]} />
        <Fact name={words.reason} value={entry.reason} />
        {entry.draws.length === 0 ? null : (
          <Fact
            name={words.draws}
            value={entry.draws.map(({ source, amount }) => (
              <span key={source} className="entry-draw">
                {words.drawsOf(words.sources[source], yuan(amount))}
              </span>
            ))}
          />
        )}
        {entry.excesses.length === 0 ? null : (
          <Fact
            name={words.excesses}
            value={entry.excesses.map(({ limit, by, exception }) => (
              <span key={limit} className="entry-draw">
                {words.excessOf(words.limits[limit], yuan(by), exception)}
              </span>
            ))}
          />
        )}
        <Fact name={words.postedBy} value={words.by(entry.byName === "-" ? words.program : entry.byName, entry.postedAt.slice(0, 10))} />
        {entry.importRow === null ? null : (
          <Fact
            name={words.views.imports}
            value={
              may.import ? (
                <Link to="/cases/$id/ledger/imports/$importId" params={{ id, importId: entry.importRow.id }}>
                  {words.fromRow(entry.importRow.row)}
                </Link>
              ) : (
                words.fromRow(entry.importRow.row)
              )
            }
          />
        )}
        {entry.of === null ? null : (
          <Fact
            name={words.details}
            value={
              <button type="button" className="plain-button entry-open" onClick={() => onOpen(entry.of ?? 0)}>
                {entry.kind === "reversal" ? words.takesBack(entry.of) : words.comesOf(entry.of)}
              </button>
            }
          />
        )}
        {entry.reversedBy === null ? null : (
          <Fact
            name={words.details}
            value={
              <button type="button" className="plain-button entry-open" onClick={() => onOpen(entry.reversedBy ?? 0)}>
                {words.reversedBy(entry.reversedBy)}
              </button>
            }
          />
        )}
      </dl>
      <section aria-label={words.countsIn}>
        <h3>{words.countsIn}</h3>
        {entry.countsIn.length === 0 ? <p className="muted small">{words.countsInNone}</p> : null}
        <ul className="entry-rates">
          {entry.countsIn.map(({ key, side }) => {
            const rate = ledger.rates.find((one) => one.key === key);
            return rate === undefined ? null : (
              <li key={`${key} ${side}`}>
                <Link to="/cases/$id/ledger/entries" params={{ id }} search={{ rate: key }}>
                  {rate.label}
                  {rate.of === null ? "" : ` · ${rate.of}`}
                </Link>
                <span className="muted small">{words.sides[side]}</span>
                <span className="number">{rate.rate}</span>
              </li>
            );
          })}
        </ul>
      </section>
      {isVoucher ? <Links ledger={ledger} entry={entry} /> : null}
      {isVoucher && mayReadEvidence ? <Papers id={id} voucher={entry.voucher ?? ""} /> : null}
      {may.reverse && entry.reversedBy === null && !["reversal", "rules"].includes(entry.kind) ? (
        <Reverse ledger={ledger} entry={entry} onDone={onOpen} />
      ) : null}
    </div>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  if (value === null || value === undefined || value === "") return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Pieces of evidence that were handed in for the voucher. */
function Papers({ id, voucher }: { readonly id: string; readonly voucher: string }) {
  const words = useLedgerWords();
  const { language } = useLanguage();
  const evidence = useQuery(evidenceQuery(id, language));
  return (
    <section aria-label={words.papers} data-testid="voucher-papers">
      <h3>{words.papers}</h3>
      <Loaded query={evidence} lines={1}>
        {({ pieces }) => {
          const own = pieces.filter(
            ({ voided, links }) => voided === null && links.some((link) => link.kind === "voucher" && link.id === voucher),
          );
          return own.length === 0 ? (
            <p className="muted small">{words.noPapers}</p>
          ) : (
            <ul className="entry-papers">
              {own.map((piece) => (
                <li key={piece.id}>
                  <a href={`/api/evidence/${encodeURIComponent(piece.id)}/file`} download>
                    {piece.title}
                  </a>{" "}
                  <span className="muted small">{words.by(piece.uploadedBy, piece.uploadedAt.slice(0, 10))}</span>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      <p className="small">
        <Link to="/cases/$id/evidence" params={{ id }} search={{}}>
          {words.toEvidence}
        </Link>
      </p>
    </section>
  );
}

type Target = { readonly kind: "indicator" | "evidence"; readonly id: string; readonly title: string };

function Links({ ledger, entry }: EntryProps) {
  const words = useLedgerWords();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const found = useCase();
  const { caseId: id, may } = ledger;
  const [wanted, setWanted] = useState<string | null>(null);
  const change = useMutation({
    mutationFn: ({ target, linked }: { readonly target: Omit<Target, "title">; readonly linked: boolean }) =>
      sendJson("PUT", `${ledgerPath(id)}/entries/${entry.seq}/links`, { lang: language }, { target, linked, version: entry.linksVersion }),
    onSuccess: async () => {
      setWanted(null);
      await refreshLedger(queries, id);
    },
  });
  const targets: readonly Target[] = [
    ...(found?.scored.items ?? []).map((item) => ({ kind: "indicator" as const, id: item.id, title: item.level3 })),
    ...[
      ...new Map((found?.one.indicators ?? []).flatMap(({ evidence }) => evidence.map((piece) => [piece.id, piece.title]))).entries(),
    ].map(([piece, title]) => ({ kind: "evidence" as const, id: piece, title })),
  ];
  const titleOf = (kind: string, target: string) => targets.find((one) => one.kind === kind && one.id === target)?.title ?? target;
  const chosen = targets.find((one) => `${one.kind}:${one.id}` === wanted);
  return (
    <section aria-label={words.links}>
      <h3>{words.links}</h3>
      {entry.links.length === 0 ? <p className="muted small">{words.noLinks}</p> : null}
      <ul className="entry-links">
        {entry.links.map(({ kind, target }) => (
          <li key={`${kind}:${target}`}>
            <span className="tag">{words.linkKinds[kind]}</span>
            {kind === "indicator" ? (
              <Link to="/cases/$id/scorecard" params={{ id }} search={{ item: target }}>
                {titleOf(kind, target)}
              </Link>
            ) : (
              <Link to="/cases/$id/evidence" params={{ id }} search={{}}>
                {titleOf(kind, target)}
              </Link>
            )}
            {may.post ? (
              <button
                type="button"
                className="plain-button muted"
                aria-label={words.unlink(titleOf(kind, target))}
                onClick={() => change.mutate({ target: { kind, id: target }, linked: false })}
              >
                ×
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {may.post ? (
        <form
          className="entry-link-form"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            if (chosen) change.mutate({ target: { kind: chosen.kind, id: chosen.id }, linked: true });
          }}
        >
          <Select
            aria-label={words.linkTo}
            value={wanted}
            onChange={setWanted}
            placeholder={words.linkToHint}
            showSearch
            optionFilterProp="label"
            options={targets.map((target) => ({
              value: `${target.kind}:${target.id}`,
              label: `${words.linkKinds[target.kind]} ${target.title}`,
            }))}
          />
          <Button htmlType="submit" loading={change.isPending} disabled={chosen === undefined}>
            {words.addLink}
          </Button>
        </form>
      ) : null}
      <Faults error={change.error} />
    </section>
  );
}

function Reverse({ ledger, entry, onDone }: EntryProps & { readonly onDone: (seq: number) => void }) {
  const words = useLedgerWords();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const [day, setDay] = useState(entry.day);
  const [key] = useState(newKey);
  const reverse = useMutation({
    mutationFn: () =>
      sendJson<PostedView>(
        "POST",
        `${ledgerPath(ledger.caseId)}/reversals`,
        { lang: language },
        { posting: { kind: "reversal", day, of: entry.seq, reason: reason.trim() }, key, version: ledger.version },
      ),
    onSuccess: async ({ seq }) => {
      await refreshLedger(queries, ledger.caseId);
      onDone(seq);
    },
  });
  return (
    <details className="entry-reverse">
      <summary>{words.reverse}</summary>
      <form
        className="form"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (reason.trim() !== "") reverse.mutate();
        }}
      >
        <p className="muted small">{words.reverseHint}</p>
        <Faults error={reverse.error} />
        <Field label={words.reverseDay}>
          {(control) => <Input {...control} type="date" value={day} required onChange={(event) => setDay(event.target.value)} />}
        </Field>
        <Field label={words.reverseReason}>
          {(control) => <Input {...control} value={reason} maxLength={500} required onChange={(event) => setReason(event.target.value)} />}
        </Field>
        <div className="form-actions">
          <Button danger type="primary" htmlType="submit" loading={reverse.isPending} disabled={reason.trim() === ""}>
            {words.reverse}
          </Button>
        </div>
      </form>
    </details>
  );
}
