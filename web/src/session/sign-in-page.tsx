// The page to sign in on; in place of a page that needs it, or at an address of its own that leads on to `next`.
import { useQueryClient } from "@tanstack/react-query";
import { Navigate, useNavigate, useRouterState } from "@tanstack/react-router";
import { useState } from "react";
import type { SessionView } from "../../../src/app/http/contract-people.ts";
import { apiUrl } from "../api/api-client.ts";
import { sessionQuery } from "../api/queries.ts";
import { useWords } from "../language/language-provider.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { NarrowSheet } from "./narrow-sheet.tsx";
import { ownPath } from "./own-path.ts";
import "./session.css";
import { SignInForm } from "./sign-in-form.tsx";
import { useSession } from "./use-session.ts";

export function SignInPage({ inPlace = false }: { readonly inPlace?: boolean }) {
  const words = useWords();
  const session = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const asked = useRouterState({ select: ({ location }) => ownPath((location.search as Readonly<Record<string, unknown>>)["next"]) });
  // As it was when the page was opened: while it leads on, the address is the next page's already.
  const [next] = useState(asked);
  const here = useRouterState({ select: ({ location }) => location.href });
  const refused = useRouterState({
    select: ({ location }) => refusalOf((location.search as Readonly<Record<string, unknown>>)["directory"]),
  });
  usePageTitle(words.session.signInTitle);
  // Whoever has a role starts at the workbench.
  const startOf = ({ grants }: SessionView) => (next === "/" && grants.length > 0 ? "/workbench" : next);
  if (session.account !== null && !inPlace) return <Navigate to={startOf(session)} replace />;
  const goOn = async () => {
    await queries.invalidateQueries();
    const signedIn = queries.getQueryData(sessionQuery().queryKey) ?? session;
    if (!inPlace) await navigate({ to: startOf(signedIn), replace: true });
  };
  return (
    <NarrowSheet
      title={inPlace ? words.session.needed : words.session.signInTitle}
      intro={inPlace ? words.session.neededHint : words.session.signInIntro}
    >
      {session.demonstration ? <p className="hint-box">{words.session.demonstration}</p> : null}
      {session.firstRun ? <p className="hint-box">{words.session.firstRun}</p> : null}
      {refused ? (
        <p className="hint-box" role="alert">
          {words.session.directoryRefused[refused]}
        </p>
      ) : null}
      <SignInForm onDone={goOn} />
      {session.directory === null ? null : (
        <a className="directory-door" href={apiUrl("/api/session/directory", { next: inPlace ? here : next })} data-testid="directory">
          {session.directory}
        </a>
      )}
    </NarrowSheet>
  );
}

const REFUSALS = ["refused", "unknown", "second-factor", "unavailable"] as const;

/** Why the directory did not open the door, as the server leads back here. */
function refusalOf(said: unknown): (typeof REFUSALS)[number] | undefined {
  return REFUSALS.find((one) => one === said);
}
