// The same facts under every pack, line by line, with what differs from the case's own rules made visible.
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Segmented, Switch } from "antd";
import type { ComparisonView } from "../../../src/app/http/contract-cases.ts";
import { comparisonQuery } from "../api/queries.ts";
import type { CaseSearch } from "../case/case-search.ts";
import { useCase } from "../case/use-case.ts";
import { useLanguage, useWords } from "../language/language-provider.tsx";
import { ScrollArea } from "../parts/scroll-area.tsx";
import { Seal } from "../parts/seal.tsx";
import { EmptyView, Loaded, Skeleton } from "../parts/states.tsx";
import { OfficialTerm, Term } from "../parts/term.tsx";
import "./comparison.css";

export function ComparisonTab() {
  const found = useCase();
  return found ? <Comparison id={found.id} search={found.search} /> : <Skeleton lines={8} />;
}

function Comparison({ id, search }: { readonly id: string; readonly search: CaseSearch }) {
  const { words, language } = useLanguage();
  const navigate = useNavigate();
  const compared = useQuery(comparisonQuery(id, search.compare ?? "both", language));
  const set = (change: Partial<CaseSearch>) =>
    void navigate({
      to: ".",
      search: (before: CaseSearch) =>
        Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined)),
      replace: true,
      resetScroll: false,
    });
  return (
    <section className="section">
      <div className="section-head">
        <h2>{words.comparison.title}</h2>
        <p>{words.comparison.intro}</p>
      </div>
      <div className="compare-tools no-print">
        <div className="control">
          <span className="muted">{words.comparison.mode}</span>
          <Segmented
            aria-label={words.comparison.mode}
            value={search.compare ?? "both"}
            options={[
              { value: "both", label: words.comparison.both },
              { value: "true", label: words.comparison.asCompleted },
              { value: "false", label: words.comparison.asNotCompleted },
            ]}
            onChange={(value) => set({ compare: value === "true" || value === "false" ? value : undefined })}
          />
        </div>
        <div className="control">
          <Switch
            aria-label={words.comparison.onlyDifferences}
            checked={search.only === "differences"}
            onChange={(on) => set({ only: on ? "differences" : undefined })}
          />
          <span>{words.comparison.onlyDifferences}</span>
        </div>
      </div>
      <Loaded query={compared} lines={10}>
        {(data) => <ComparisonTable id={id} data={data} onlyDifferences={search.only === "differences"} />}
      </Loaded>
    </section>
  );
}

function ComparisonTable({
  id,
  data,
  onlyDifferences,
}: {
  readonly id: string;
  readonly data: ComparisonView;
  readonly onlyDifferences: boolean;
}) {
  const words = useWords();
  const rows = data.rows.filter((row) => !onlyDifferences || row.differs);
  const groups = [...new Set(rows.map((row) => row.level1))];
  const notes = data.columns.filter(
    (column, index) => column.note !== null && data.columns.findIndex((other) => other.pack === column.pack) === index,
  );
  return (
    <div className="card">
      <p className="compare-hint">{words.comparison.scrollHint}</p>
      <ScrollArea label={words.comparison.title}>
        <table className="compare-table" data-testid="comparison">
          <colgroup>
            <col className="first" />
            {data.columns.map((column) => (
              <col key={column.key} />
            ))}
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{words.comparison.indicator}</th>
              {data.columns.map((column) => (
                <th key={column.key} scope="col" className={column.own ? "own" : ""}>
                  <PackHead id={id} column={column} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className="totals">
              <th scope="row">
                {words.comparison.total} · <Term id="grade" />
              </th>
              {data.columns.map((column) => (
                <td key={column.key} className={column.own ? "own" : ""} data-testid={`total-${column.key}`}>
                  <span className="compare-total">
                    <strong>{column.score ?? words.none}</strong>
                    <Seal grade={column.grade} small />
                  </span>
                  <Difference text={column.own ? null : column.difference} />
                  {column.cap === null ? null : <span className="compare-difference muted">{words.comparison.cap(column.cap)}</span>}
                </td>
              ))}
            </tr>
            {groups.flatMap((group) => [
              <tr key={group} className="group">
                <th scope="rowgroup">
                  <OfficialTerm name={group}>{group}</OfficialTerm>
                </th>
                <td colSpan={data.columns.length} />
              </tr>,
              ...rows.filter((row) => row.level1 === group).map((row) => <ComparisonRow key={row.id} row={row} columns={data.columns} />),
            ])}
          </tbody>
        </table>
      </ScrollArea>
      {rows.length === 0 ? <EmptyView title={words.comparison.noDifferences} /> : null}
      {notes.length === 0 ? null : (
        <ul className="compare-notes">
          {notes.map((column) => (
            <li key={column.pack}>{words.pair(column.number, column.note ?? words.none)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function PackHead({ id, column }: { readonly id: string; readonly column: ComparisonView["columns"][number] }) {
  const words = useWords();
  const search: CaseSearch = {
    ...(column.own ? {} : { pack: column.pack }),
    ...(column.completed === null ? {} : { completed: column.completed ? "true" : "false" }),
  };
  return (
    <div className="pack">
      <Link
        to="/cases/$id/scorecard"
        params={{ id }}
        search={search}
        className="number-of"
        aria-label={words.comparison.openUnder(column.number, column.title)}
      >
        {column.number}
      </Link>
      <span className="title">{column.title}</span>
      <span className="marks">
        {column.own ? <span className="tag tag-teal">{words.comparison.own}</span> : null}
        {column.completed === null ? null : (
          <span className={column.completed ? "tag tag-green" : "tag tag-amber"}>
            {column.completed ? words.comparison.completedTag : words.comparison.notCompletedTag}
          </span>
        )}
        {column.inForce ? null : <span className="tag tag-amber">{words.caseHead.notInForce}</span>}
        {column.illustration ? <span className="tag">{words.caseHead.illustration}</span> : null}
      </span>
    </div>
  );
}

function ComparisonRow({ row, columns }: { readonly row: ComparisonView["rows"][number]; readonly columns: ComparisonView["columns"] }) {
  const words = useWords();
  return (
    <tr>
      <th scope="row" className="line">
        {row.level3}
        {row.level2 === row.level3 ? null : <small>{row.level2}</small>}
      </th>
      {columns.map((column, index) => {
        const cell = row.cells[index];
        const silent = cell?.score === null || cell === null || cell === undefined;
        const differs = !column.own && !silent && cell.difference !== "0";
        return (
          <td
            key={column.key}
            className={[column.own ? "own" : "", silent ? "cell-silent" : differs ? "cell-differs" : ""]
              .filter((name) => name !== "")
              .join(" ")}
          >
            {silent ? (
              <span>{cell?.answer === "silent" ? words.comparison.silent : words.unknown}</span>
            ) : (
              <>
                <span className="points">{cell.score}</span> <span className="of">/ {cell.weight ?? words.none}</span>
                {differs ? <Difference text={cell.difference} /> : null}
              </>
            )}
          </td>
        );
      })}
    </tr>
  );
}

function Difference({ text }: { readonly text: string | null }) {
  const words = useWords();
  if (text === null || text === "0") return null;
  return (
    <span className={text.startsWith("-") ? "compare-difference down" : "compare-difference up"}>
      <span aria-hidden="true">{text.replace("-", "−")}</span>
      <span className="visually-hidden">{words.comparison.difference(text)}</span>
    </span>
  );
}
