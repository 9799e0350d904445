// Accounts: who there is, what waits for the second person, and one account at the side.
import { PlusOutlined, SearchOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Pagination } from "antd";
import { useState } from "react";
import type { AccountView, UnitView } from "../../../src/app/http/contract-people.ts";
import { useLanguage, useWords } from "../language/language-provider.tsx";
import { EmptyView, Loaded } from "../parts/states.tsx";
import { useMay } from "../session/use-session.ts";
import { usePageTitle } from "../shell/page-title.ts";
import { AccountPanel } from "./account-panel.tsx";
import { AccountState, GrantTags } from "./account-state.tsx";
import { CreateAccount } from "./create-account.tsx";
import { GrantActions } from "./grant-actions.tsx";
import { type GivenLink, OneTimeLinkPanel } from "./one-time-link-panel.tsx";
import "./people.css";
import { accountsQuery, unitsQuery } from "./people-queries.ts";

const PAGE_SIZE = 50;

export function PeoplePage() {
  const words = useWords();
  const { people } = words.people;
  usePageTitle(people.title);
  const accounts = useQuery(accountsQuery());
  const units = useQuery(unitsQuery());
  const mayCreate = useMay("account.create");
  const [creating, setCreating] = useState(false);
  const [given, setGiven] = useState<GivenLink | null>(null);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{people.title}</h1>
          <p>{people.intro}</p>
        </div>
        {mayCreate ? (
          <div className="actions no-print">
            <Button type="primary" icon={<PlusOutlined />} disabled={units.data === undefined} onClick={() => setCreating(true)}>
              {people.add}
            </Button>
          </div>
        ) : null}
      </div>
      <Loaded query={units}>
        {(tree) => <Loaded query={accounts}>{(all) => <Accounts accounts={all} units={tree} onLink={setGiven} />}</Loaded>}
      </Loaded>
      {creating && units.data ? <CreateAccount units={units.data} onCreated={setGiven} onClose={() => setCreating(false)} /> : null}
      {given === null ? null : <OneTimeLinkPanel given={given} onClose={() => setGiven(null)} />}
    </>
  );
}

type AccountsProps = {
  readonly accounts: readonly AccountView[];
  readonly units: readonly UnitView[];
  readonly onLink: (given: GivenLink) => void;
};

function Accounts({ accounts, units, onLink }: AccountsProps) {
  const words = useWords();
  const { people } = words.people;
  const [search, setSearch] = useState("");
  const [page, setPage] = useState(1);
  const [openId, setOpenId] = useState<string | null>(null);
  const wanted = search.trim().toLowerCase();
  const textOf = (one: AccountView): string =>
    [one.name, one.login, one.unitName, ...one.grants.map(({ role }) => words.roles[role])].join(" ").toLowerCase();
  const shown = wanted === "" ? accounts : accounts.filter((one) => textOf(one).includes(wanted));
  const open = accounts.find(({ id }) => id === openId);
  return (
    <>
      <Waiting accounts={accounts} />
      <div className="cases-tools no-print">
        <Input
          prefix={<SearchOutlined aria-hidden="true" />}
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            setPage(1);
          }}
          placeholder={people.search}
          aria-label={people.search}
          allowClear
        />
        <span className="muted" role="status">
          {people.count(shown.length)}
        </span>
      </div>
      {shown.length === 0 ? (
        <EmptyView title={people.noMatch} hint={people.noMatchHint} />
      ) : (
        <div className="card">
          <table className="people-table" data-testid="people">
            <thead>
              <tr>
                <th scope="col">{people.name}</th>
                <th scope="col">{people.unit}</th>
                <th scope="col">{people.roles}</th>
                <th scope="col">{people.state}</th>
              </tr>
            </thead>
            <tbody>
              {shown.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map((one) => (
                <tr key={one.id}>
                  <td>
                    <button type="button" className="plain-button person" onClick={() => setOpenId(one.id)}>
                      {one.name}
                    </button>
                    <div className="mono muted">{one.login}</div>
                  </td>
                  <td>{one.unitName}</td>
                  <td>
                    <GrantTags account={one} />
                  </td>
                  <td>
                    <AccountState account={one} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown.length > PAGE_SIZE ? (
        <Pagination
          className="documents-pages"
          current={page}
          total={shown.length}
          pageSize={PAGE_SIZE}
          showSizeChanger={false}
          onChange={setPage}
        />
      ) : null}
      {open ? <AccountPanel account={open} units={units} onLink={onLink} onClose={() => setOpenId(null)} /> : null}
    </>
  );
}

/** What waits for the second person. */
function Waiting({ accounts }: { readonly accounts: readonly AccountView[] }) {
  const { words } = useLanguage();
  const { people } = words.people;
  const mayDecide = useMay("grant.decide");
  const waiting = accounts.flatMap((account) =>
    account.grants.filter(({ state }) => state === "waiting").map((grant) => ({ account, grant })),
  );
  if (!mayDecide || waiting.length === 0) return null;
  return (
    <section className="card waiting" data-testid="waiting-grants">
      <h2>{people.waiting}</h2>
      <p className="muted small">{people.waitingIntro}</p>
      <ul>
        {waiting.map(({ account, grant }) => (
          <li key={grant.id}>
            <div>
              <strong>{account.name}</strong> <span>{words.session.roleAt(words.roles[grant.role], grant.unitName)}</span>
              <div className="muted small">
                {grant.proposedBy} · {grant.reason}
              </div>
            </div>
            <GrantActions grant={grant} person={account.name} />
          </li>
        ))}
      </ul>
    </section>
  );
}
