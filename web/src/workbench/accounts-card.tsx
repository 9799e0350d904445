// How the accounts stand, for those who keep them.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Loaded } from "../parts/states.tsx";
import { accountsQuery } from "../people/people-queries.ts";
import { useWorkbenchWords } from "./use-workbench-words.ts";

export function AccountsCard() {
  const words = useWorkbenchWords().accounts;
  return (
    <section className="card workbench-card" aria-labelledby="workbench-accounts">
      <h2 id="workbench-accounts">{words.title}</h2>
      <Loaded query={useQuery(accountsQuery())} lines={3}>
        {(accounts) => {
          const figures = [
            [words.all, accounts.length],
            [words.waiting, accounts.flatMap(({ grants }) => grants).filter(({ state }) => state === "waiting").length],
            [words.noPassword, accounts.filter(({ hasPassword, disabled }) => !hasPassword && !disabled).length],
            [words.locked, accounts.filter(({ lockedUntil }) => lockedUntil !== null).length],
            [words.disabled, accounts.filter(({ disabled }) => disabled).length],
          ] as const;
          return (
            <dl className="workbench-figures">
              {figures.map(([name, figure]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{figure}</dd>
                </div>
              ))}
            </dl>
          );
        }}
      </Loaded>
      <p className="workbench-more">
        <Link to="/people">{words.open}</Link>
      </p>
    </section>
  );
}
