// The entries of a ledger: all, or those a rate, a sub-project, a class, an import or an indicator is made of.
import { SearchOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import type { LedgerEntryView, LedgerView } from "../../../src/app/http/contract-ledger.ts";
import { useCase } from "../case/use-case.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { EmptyView, ErrorView, Skeleton } from "../parts/states.tsx";
import { yuan } from "./amount.ts";
import { nameOf } from "./commitment-table.tsx";
import { EntryPanel } from "./entry-panel.tsx";
import { KindTag } from "./kind-tag.tsx";
import { getEntries, useLedgerWords } from "./ledger-queries.ts";
import type { EntriesSearch } from "./ledger-search.ts";
import { useLedger } from "./use-ledger.ts";

const route = getRouteApi("/cases/$id/keeping/ledger/entries");
const KINDS = [
  ...["payment", "refund", "commitment", "release", "budget", "adjustment"],
  ...["slice", "exception", "reversal", "rules", "closing"],
] as const;
const PAGE = 50;

export function EntriesView() {
  const ledger = useLedger();
  return ledger ? <Entries ledger={ledger} /> : <Skeleton lines={8} />;
}

function Entries({ ledger }: { readonly ledger: LedgerView }) {
  const words = useLedgerWords();
  const { language } = useLanguage();
  const { entry: opened, ...filter }: EntriesSearch = route.useSearch();
  const navigate = useNavigate();
  const { caseId: id } = ledger;
  const go = (search: EntriesSearch) => void navigate({ to: "/cases/$id/ledger/entries", params: { id }, search, replace: true });
  const list = useInfiniteQuery({
    queryKey: ["ledger", id, "entries", filter, language],
    queryFn: ({ signal, pageParam }) =>
      getEntries(
        id,
        { ...questionOf(filter), lang: language, limit: String(PAGE), after: pageParam === null ? undefined : String(pageParam) },
        signal,
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  const entries = list.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <>
      <Filters ledger={ledger} filter={filter} onChange={go} />
      {list.isError ? (
        <ErrorView error={list.error} onRetry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Skeleton lines={8} />
      ) : entries.length === 0 ? (
        <EmptyView title={words.noEntries} hint={words.noEntriesHint}>
          <Button onClick={() => go({})}>{words.clearFilter}</Button>
        </EmptyView>
      ) : (
        <>
          <EntryTable ledger={ledger} entries={entries} onOpen={(seq) => go({ ...filter, entry: String(seq) })} />
          <div className="ledger-more">
            <span className="muted small" role="status">
              {words.shown(entries.length, list.hasNextPage)}
            </span>
            {list.hasNextPage ? (
              <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {words.loadMore}
              </Button>
            ) : null}
          </div>
        </>
      )}
      {opened === undefined ? null : (
        <EntryPanel
          key={opened}
          ledger={ledger}
          seq={Number(opened)}
          onOpen={(seq) => go({ ...filter, entry: String(seq) })}
          onClose={() => go(filter)}
        />
      )}
    </>
  );
}

/** The address's words as the server's. */
function questionOf({ first, ...filter }: EntriesSearch): Readonly<Record<string, string | undefined>> {
  return { ...filter, order: first };
}

type FiltersProps = { readonly ledger: LedgerView; readonly filter: EntriesSearch; readonly onChange: (filter: EntriesSearch) => void };

function Filters({ ledger, filter, onChange }: FiltersProps) {
  const words = useLedgerWords();
  const items = useCase()?.scored.items ?? [];
  const [text, setText] = useState(filter.text ?? "");
  const without = (name: keyof EntriesSearch): EntriesSearch => ({ ...filter, [name]: undefined });
  const rate = ledger.rates.find(({ key }) => key === filter.rate);
  const [linkKind, linked] = [filter.link?.split(":")[0], filter.link?.slice((filter.link?.indexOf(":") ?? 0) + 1)];
  const chips = [
    rate ? { name: "rate" as const, label: words.filterRate(rate.of === null ? rate.label : `${rate.label} · ${rate.of}`) } : null,
    filter.class === undefined ? null : { name: "class" as const, label: words.filterClass(filter.class) },
    filter.import === undefined ? null : { name: "import" as const, label: words.filterImport },
    filter.link === undefined
      ? null
      : {
          name: "link" as const,
          label: words.filterLink((linkKind === "indicator" ? items.find((item) => item.id === linked)?.level3 : null) ?? linked ?? ""),
        },
  ].filter((chip) => chip !== null);
  return (
    <div className="ledger-filters no-print">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onChange({ ...filter, text: text.trim() === "" ? undefined : text.trim() });
        }}
      >
        <Input
          prefix={<SearchOutlined aria-hidden="true" />}
          value={text}
          placeholder={words.search}
          aria-label={words.search}
          allowClear
          onChange={(event) => {
            setText(event.target.value);
            if (event.target.value === "") onChange(without("text"));
          }}
        />
      </form>
      <Select
        aria-label={words.kind}
        value={filter.kinds ?? ""}
        onChange={(kinds) => onChange({ ...filter, kinds: kinds === "" ? undefined : kinds })}
        options={[
          { value: "", label: words.allKinds },
          ...KINDS.map((kind) => ({ value: kind as string, label: words.kinds[kind] })),
          ...(filter.kinds?.includes(",")
            ? [
                {
                  value: filter.kinds,
                  label: words.list(filter.kinds.split(",").map((kind) => words.kinds[kind as (typeof KINDS)[number]] ?? kind)),
                },
              ]
            : []),
        ]}
      />
      <Select
        aria-label={words.slice}
        value={filter.slice ?? ""}
        showSearch
        optionFilterProp="label"
        onChange={(slice) => onChange({ ...filter, slice: slice === "" ? undefined : slice })}
        options={[
          { value: "", label: words.allSlicesFilter },
          ...ledger.slices.map(({ id, name }) => ({ value: id, label: `${id} ${name}` })),
        ]}
      />
      <Button onClick={() => onChange({ ...filter, first: filter.first === "oldest" ? undefined : "oldest" })}>
        {filter.first === "oldest" ? words.newest : words.oldest}
      </Button>
      {chips.length === 0 ? null : (
        <p className="ledger-chips">
          <span className="muted">{words.filtered}</span>
          {chips.map(({ name, label }) => (
            <button key={name} type="button" className="tag tag-teal ledger-chip" onClick={() => onChange(without(name))}>
              {label} <span aria-hidden="true">×</span>
            </button>
          ))}
          <button type="button" className="plain-button ledger-clear" onClick={() => onChange({})}>
            {words.clearFilter}
          </button>
        </p>
      )}
    </div>
  );
}

type TableProps = { readonly ledger: LedgerView; readonly entries: readonly LedgerEntryView[]; readonly onOpen: (seq: number) => void };

function EntryTable({ ledger, entries, onOpen }: TableProps) {
  const words = useLedgerWords();
  return (
    <div className="card scroll-x">
      <table className="ledger-table entries-table" data-testid="ledger-entries">
        <thead>
          <tr>
            <th scope="col">{words.seq}</th>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.kind}</th>
            <th scope="col">{words.voucherOrPaper}</th>
            <th scope="col">{words.summary}</th>
            <th scope="col">{words.slice}</th>
            <th scope="col" className="number">
              {words.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.seq} className={entry.reversedBy === null ? undefined : "entry-reversed"}>
              <td data-label={words.seq}>
                <button
                  type="button"
                  className="plain-button entry-open"
                  aria-label={words.entry(entry.seq)}
                  onClick={() => onOpen(entry.seq)}
                >
                  {entry.seq}
                </button>
              </td>
              <td data-label={words.day} className="entry-day">
                {entry.day}
              </td>
              <td data-label={words.kind}>
                <KindTag kind={entry.kind} />
              </td>
              <td data-label={words.voucherOrPaper} className="entry-voucher">
                {entry.voucher ?? entry.commitment ?? entry.document ?? ""}
              </td>
              <td data-label={words.summary} className="entry-summary">
                {entry.summary ?? entry.reason ?? ""}
                {entry.payee === null ? null : <span className="muted small"> {entry.payee}</span>}
                {entry.economicClass === null ? null : (
                  <span className="muted small">
                    {" "}
                    {entry.economicClass.code} {entry.economicClass.name}
                  </span>
                )}
                <EntryMarks entry={entry} />
              </td>
              <td data-label={words.slice}>{entry.slice === null ? "" : nameOf(ledger, entry.slice)}</td>
              <td data-label={words.amount} className="number">
                {["rules", "closing"].includes(entry.kind) ? "" : yuan(entry.amount)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function EntryMarks({ entry }: { readonly entry: LedgerEntryView }) {
  const words = useLedgerWords();
  if (entry.reversedBy === null && entry.excesses.length === 0 && entry.of === null) return null;
  return (
    <span className="ledger-tags">
      {entry.reversedBy === null ? null : <span className="tag tag-red">{words.reversedBy(entry.reversedBy)}</span>}
      {entry.of === null ? null : (
        <span className="tag">{entry.kind === "reversal" ? words.takesBack(entry.of) : words.comesOf(entry.of)}</span>
      )}
      {entry.excesses.map(({ limit, by, exception }) => (
        <span key={limit} className={exception === null ? "tag tag-amber" : "tag tag-violet"}>
          {words.excessOf(words.limits[limit], yuan(by), exception)}
        </span>
      ))}
    </span>
  );
}
