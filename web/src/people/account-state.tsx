// How an account stands, in a word or two.
import type { AccountView } from "../../../src/app/http/contract-people.ts";
import { localTime } from "../audits/local-time.ts";
import { useLanguage } from "../language/language-provider.tsx";

export function AccountState({ account }: { readonly account: AccountView }) {
  const { words, language } = useLanguage();
  const { people } = words.people;
  return (
    <span className="tags">
      {account.disabled ? <span className="tag tag-red">{people.disabled}</span> : null}
      {account.lockedUntil === null ? null : (
        <span className="tag tag-amber">{people.locked(localTime(account.lockedUntil, language))}</span>
      )}
      {account.hasPassword ? null : <span className="tag tag-amber">{people.noPassword}</span>}
      {account.hasSecondFactor ? <span className="tag tag-green">{people.factor}</span> : null}
      {!account.disabled && account.lockedUntil === null && account.hasPassword ? <span className="tag">{people.active}</span> : null}
    </span>
  );
}

export function GrantTags({ account }: { readonly account: AccountView }) {
  const { words } = useLanguage();
  const shown = account.grants.filter(({ state }) => state === "granted" || state === "waiting");
  if (shown.length === 0) return <span className="muted">{words.people.people.noGrants}</span>;
  return (
    <span className="tags">
      {shown.map((grant) => (
        <span key={grant.id} className={grant.state === "granted" ? "tag tag-teal" : "tag tag-amber"}>
          {words.session.roleAt(words.roles[grant.role], grant.unitName)}
          {grant.state === "waiting" ? words.people.people.states.waiting : ""}
        </span>
      ))}
    </span>
  );
}
