// The first page after signing in, by role: what waits for me and what is due, what I have to decide, the lights of cases and delegations.

import type { ReactNode } from "react";
import { ToDo } from "../flows/to-do.tsx";
import { useSession } from "../session/use-session.ts";
import { usePageTitle } from "../shell/page-title.ts";
import { AccountsCard } from "./accounts-card.tsx";
import { CaseLights } from "./case-lights.tsx";
import { DecideCard } from "./decide-card.tsx";
import { DueCard } from "./due-card.tsx";
import { TrailCard } from "./trail-card.tsx";
import { TripLights } from "./trip-lights.tsx";
import { useWorkbenchWords } from "./use-workbench-words.ts";
import "./workbench.css";

export function WorkbenchPage() {
  const words = useWorkbenchWords();
  const { account, actions } = useSession();
  usePageTitle(words.title);
  const signs = actions.includes("task.read");
  const due = actions.includes("flow.read") ? <DueCard /> : null;
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{words.title}</h1>
          {account === null ? null : <p>{words.hello(account.name, account.unitName)}</p>}
        </div>
      </div>
      {signs ? (
        <ToDo aside={due}>
          <Cards />
        </ToDo>
      ) : (
        <Cards>{due}</Cards>
      )}
    </>
  );
}

function Cards({ children }: { readonly children?: ReactNode }) {
  const { actions } = useSession();
  return (
    <div className="workbench-cards">
      {actions.includes("grant.decide") || actions.includes("trail.decide-release") ? <DecideCard /> : null}
      {actions.includes("account.read") ? <AccountsCard /> : null}
      {actions.includes("case.read") ? <CaseLights /> : null}
      {actions.includes("trip.read") ? <TripLights /> : null}
      {children}
      {actions.includes("trail.read") ? <TrailCard /> : null}
    </div>
  );
}
