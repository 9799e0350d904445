// Pages that need an action of the permission table: who may not is told why, and whoever is not signed in can do so there.
import { Link, Outlet } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useWords } from "../language/language-provider.tsx";
import { EmptyView } from "../parts/states.tsx";
import { SignInPage } from "./sign-in-page.tsx";
import { type Action, useSession } from "./use-session.ts";

/** The component of a route around those pages; "account" where being signed in is enough. */
export function needs(action: Action | "account"): () => ReactNode {
  return function Needing() {
    const session = useSession();
    const may = action === "account" ? session.account !== null : session.actions.includes(action);
    if (may) return <Outlet />;
    return session.account === null ? <SignInPage inPlace /> : <NotForYou />;
  };
}

export function NotForYou() {
  const words = useWords();
  const session = useSession();
  const without = session.grants.length === 0;
  return (
    <EmptyView
      title={without ? words.session.noRoles : words.session.notYours}
      hint={without ? words.session.noRolesHint : words.session.notYoursHint}
    >
      <Link to="/account">{words.session.account}</Link>
    </EmptyView>
  );
}
