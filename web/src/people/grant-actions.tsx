// What the second person does with a proposed or standing grant.
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import type { AccountView } from "../../../src/app/http/contract-people.ts";
import { sendJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { AskPanel } from "../parts/ask-panel.tsx";
import { useMay } from "../session/use-session.ts";
import { accountsQuery } from "./people-queries.ts";

export type GrantView = AccountView["grants"][number];
type Asked = "grant" | "deny" | "revoke";

export function GrantActions({ grant, person }: { readonly grant: GrantView; readonly person: string }) {
  const { words, language } = useLanguage();
  const { people } = words.people;
  const queries = useQueryClient();
  const mayDecide = useMay("grant.decide");
  const mayRevoke = useMay("grant.revoke");
  const [asked, setAsked] = useState<Asked | null>(null);
  const name = words.session.roleAt(words.roles[grant.role], grant.unitName);
  const send = async (method: "PUT" | "DELETE", body: object) => {
    await sendJson(method, `/api/grants/${encodeURIComponent(grant.id)}`, { lang: language }, { version: grant.version, ...body });
    await queries.invalidateQueries({ queryKey: accountsQuery().queryKey });
  };
  const close = () => setAsked(null);
  if (grant.state === "waiting" && mayDecide && !grant.mayDecide) return <span className="muted small">{people.notYours}</span>;
  return (
    <span className="tags">
      {grant.state === "waiting" && mayDecide ? (
        <>
          <Button size="small" type="primary" aria-label={`${people.grant} ${person} ${name}`} onClick={() => setAsked("grant")}>
            {people.grant}
          </Button>
          <Button size="small" aria-label={`${people.deny} ${person} ${name}`} onClick={() => setAsked("deny")}>
            {people.deny}
          </Button>
        </>
      ) : null}
      {grant.state === "granted" && mayRevoke ? (
        <Button size="small" aria-label={`${people.revoke} ${person} ${name}`} onClick={() => setAsked("revoke")}>
          {people.revoke}
        </Button>
      ) : null}
      {asked === "grant" ? (
        <AskPanel
          title={`${people.grant} · ${person} · ${name}`}
          text={grant.reason}
          act={people.grant}
          asksReason={false}
          onAct={() => send("PUT", { granted: true, reason: null })}
          onClose={close}
        />
      ) : null}
      {asked === "deny" ? (
        <AskPanel
          title={people.denyTitle(name)}
          text={grant.reason}
          act={people.deny}
          asksReason
          onAct={(reason) => send("PUT", { granted: false, reason })}
          onClose={close}
        />
      ) : null}
      {asked === "revoke" ? (
        <AskPanel
          title={people.revokeTitle(name)}
          text={people.revokeText}
          act={people.revoke}
          isDangerous
          asksReason
          onAct={(reason) => send("DELETE", { reason })}
          onClose={close}
        />
      ) : null}
    </span>
  );
}
