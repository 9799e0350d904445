// What stands at "/": the projects for whoever may read them, else the workbench.
import { Navigate } from "@tanstack/react-router";
import { CasesPage } from "../cases/cases-page.tsx";
import { NotForYou } from "../session/needs.tsx";
import { useSession } from "../session/use-session.ts";
import { navigationFor } from "./navigation.ts";

export function HomePage() {
  const { account, actions, grants } = useSession();
  const first = actions.includes("case.read") ? undefined : navigationFor(actions)[0];
  if (account !== null && grants.length === 0) {
    return (
      <>
        <NotForYou />
        <div className="section">
          <CasesPage />
        </div>
      </>
    );
  }
  return first === undefined ? <CasesPage /> : <Navigate to={first.to} replace />;
}
