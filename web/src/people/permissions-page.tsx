// The permission table as the server enforces it: every action, how far each role reaches.
import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import type { PermissionTableView } from "../../../src/app/http/contract-people.ts";
import { useWords } from "../language/language-provider.tsx";
import { Field } from "../parts/field.tsx";
import { Loaded } from "../parts/states.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import "./people.css";
import { permissionsQuery } from "./people-queries.ts";

type Row = PermissionTableView["rows"][number];
type Scope = Row["scopes"][keyof Row["scopes"]];
type Column = keyof Row["scopes"];

const SCOPES: readonly Scope[] = ["published", "own", "tree", "unit", "tenant", "none"];

export function PermissionsPage() {
  const words = useWords();
  usePageTitle(words.people.permissions.title);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{words.people.permissions.title}</h1>
          <p>{words.people.permissions.intro}</p>
        </div>
      </div>
      <Loaded query={useQuery(permissionsQuery())}>{({ rows }) => <Table rows={rows} />}</Loaded>
    </>
  );
}

function Table({ rows }: { readonly rows: readonly Row[] }) {
  const words = useWords();
  const [chosen, setChosen] = useState<Column | "all">("all");
  const all = Object.keys(rows[0]?.scopes ?? {}) as Column[];
  const columns = chosen === "all" ? all : [chosen];
  const nameOf = (column: Column): string => (column === "nobody" ? words.people.permissions.nobody : words.roles[column]);
  const shown = chosen === "all" ? rows : rows.filter(({ scopes }) => scopes[chosen] !== "none");
  return (
    <>
      <div className="permission-tools no-print">
        <Field label={words.people.permissions.role}>
          {(control) => (
            <Select<Column | "all">
              {...control}
              value={chosen}
              onChange={setChosen}
              options={[
                { value: "all", label: words.people.permissions.allRoles },
                ...all.map((column) => ({ value: column, label: nameOf(column) })),
              ]}
              style={{ minWidth: 200 }}
            />
          )}
        </Field>
        <dl className="scope-legend" aria-label={words.people.permissions.legend}>
          {SCOPES.map((scope) => (
            <div key={scope}>
              <dt>
                <ScopeMark scope={scope} />
              </dt>
              <dd>{words.people.permissions.scopes[scope]}</dd>
            </div>
          ))}
        </dl>
      </div>
      <section className="card scroll-x" aria-label={words.people.permissions.title}>
        <table className="permission-table" data-testid="permissions">
          <thead>
            <tr>
              <th scope="col">{words.people.permissions.action}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {chosen === "all" ? (
                    <button type="button" className="plain-button" onClick={() => setChosen(column)}>
                      {nameOf(column)}
                    </button>
                  ) : (
                    nameOf(column)
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ action, scopes }) => (
              <tr key={action} data-action={action}>
                <th scope="row">{words.actionNames[action]}</th>
                {columns.map((column) => (
                  <td key={column}>
                    <ScopeMark scope={scopes[column]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function ScopeMark({ scope }: { readonly scope: Scope }) {
  const words = useWords();
  return (
    <span className={`scope scope-${scope}`} title={words.people.permissions.scopes[scope]}>
      {words.people.permissions.short[scope]}
    </span>
  );
}
