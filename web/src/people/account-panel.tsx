// One account at the side of the list: how it stands, what was granted by whom, and what can be done with it.
import type { AccountView, UnitView } from "../../../src/app/http/contract-people.ts";
import { localTime } from "../audits/local-time.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Panel } from "../parts/panel.tsx";
import { AccountActions } from "./account-actions.tsx";
import { AccountState } from "./account-state.tsx";
import { GrantActions, type GrantView } from "./grant-actions.tsx";
import type { GivenLink } from "./one-time-link-panel.tsx";

type AccountPanelProps = {
  readonly account: AccountView;
  readonly units: readonly UnitView[];
  readonly onLink: (given: GivenLink) => void;
  readonly onClose: () => void;
};

export function AccountPanel({ account, units, onLink, onClose }: AccountPanelProps) {
  const { words, language } = useLanguage();
  const { people } = words.people;
  return (
    <Panel open onClose={onClose} place="side" title={people.details(account.name)}>
      <div data-testid="account">
        <p className="account-line">
          <span className="mono">{account.login}</span>
          <span>{account.unitName}</span>
          <span className="muted">{people.createdAt(localTime(account.createdAt, language))}</span>
        </p>
        <p>
          <AccountState account={account} />
        </p>
        <AccountActions account={account} units={units} onLink={onLink} />
        <h3 className="panel-heading">{people.history}</h3>
        {account.grants.length === 0 ? <p className="muted">{people.noGrants}</p> : null}
        <ul className="grant-list">
          {account.grants.map((grant) => (
            <GrantItem key={grant.id} grant={grant} person={account.name} />
          ))}
        </ul>
      </div>
    </Panel>
  );
}

const STATE_TAGS = { waiting: "tag tag-amber", granted: "tag tag-green", denied: "tag tag-red", ended: "tag" } as const;

function GrantItem({ grant, person }: { readonly grant: GrantView; readonly person: string }) {
  const { words, language } = useLanguage();
  const { people } = words.people;
  const by = grant.proposedBy ?? people.byFirstRun;
  return (
    <li>
      <div className="grant-head">
        <strong>{words.session.roleAt(words.roles[grant.role], grant.unitName)}</strong>
        <span className={STATE_TAGS[grant.state]}>{people.states[grant.state]}</span>
      </div>
      <p className="muted small">
        {people.proposed(by, localTime(grant.proposedAt, language))}
        {grant.decidedBy === null || grant.decidedAt === null ? null : (
          <span>{people.decided(grant.decidedBy, localTime(grant.decidedAt, language))}</span>
        )}
      </p>
      <p className="small">{grant.reason}</p>
      <GrantActions grant={grant} person={person} />
    </li>
  );
}
