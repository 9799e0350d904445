// The page to sign in on; in place of a page that needs it, or at an address of its own that leads on to `next`.
import { useQueryClient } from "@tanstack/react-query";
import { Navigate, useNavigate, useRouterState } from "@tanstack/react-router";
import { useWords } from "../language/language-provider.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { ownPath } from "./own-path.ts";
import "./session.css";
import { SignInForm } from "./sign-in-form.tsx";
import { useSession } from "./use-session.ts";

export function SignInPage({ inPlace = false }: { readonly inPlace?: boolean }) {
  const words = useWords();
  const session = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const next = useRouterState({ select: ({ location }) => ownPath((location.search as Readonly<Record<string, unknown>>)["next"]) });
  usePageTitle(words.session.signInTitle);
  if (session.account !== null && !inPlace) return <Navigate to={next} replace />;
  const goOn = async () => {
    await queries.invalidateQueries();
    if (!inPlace) await navigate({ to: next, replace: true });
  };
  return (
    <div className="narrow-page">
      <section className="card narrow-card">
        <h1>{inPlace ? words.session.needed : words.session.signInTitle}</h1>
        <p className="muted">{inPlace ? words.session.neededHint : words.session.signInIntro}</p>
        {session.demonstration ? <p className="hint-box">{words.session.demonstration}</p> : null}
        {session.firstRun ? <p className="hint-box">{words.session.firstRun}</p> : null}
        <SignInForm onDone={goOn} />
      </section>
    </div>
  );
}
