// Over any page whose session has ended: sign in again and go on, with everything typed still there.
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useSyncExternalStore } from "react";
import type { SessionView } from "../../../src/app/http/contract-people.ts";
import { getJson } from "../api/api-client.ts";
import { sessionQuery } from "../api/queries.ts";
import { useWords } from "../language/language-provider.tsx";
import { Panel } from "../parts/panel.tsx";
import "./session.css";
import { answerSignIn, isSignInAsked, onSignInAsked } from "./sign-in-again.ts";
import { SignInForm } from "./sign-in-form.tsx";
import { useSession } from "./use-session.ts";

export function SignInAgainDialog() {
  const words = useWords();
  const asked = useSyncExternalStore(onSignInAsked, isSignInAsked);
  const { account } = useSession();
  const queries = useQueryClient();
  const decline = () => answerSignIn(false);
  const goOn = async () => {
    const session = await getJson<SessionView>("/api/session", {});
    // What waits was begun by somebody: another person does not finish it.
    if (account !== null && session.account?.id !== account.id) {
      window.location.reload();
      return;
    }
    queries.setQueryData(sessionQuery().queryKey, session);
    answerSignIn(true);
    await queries.invalidateQueries();
  };
  return (
    <Panel open={asked} onClose={decline} place="middle" title={words.session.again}>
      <p className="muted">{words.session.againIntro}</p>
      {account === null ? null : <p className="muted">{words.session.againFor(account.name)}</p>}
      <div className="again-form">
        <SignInForm onDone={goOn} login={account?.login ?? ""} />
        <Button type="text" block onClick={decline}>
          {words.session.later}
        </Button>
      </div>
    </Panel>
  );
}
