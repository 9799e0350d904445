// What an administrator does with somebody's account; each asks for a reason and says what it means.
import { useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import type { AccountView, UnitView } from "../../../src/app/http/contract-people.ts";
import { sendJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { AskPanel } from "../parts/ask-panel.tsx";
import { Field } from "../parts/field.tsx";
import { useMay, useSession } from "../session/use-session.ts";
import type { GivenLink } from "./one-time-link-panel.tsx";
import { accountsQuery } from "./people-queries.ts";
import { RoleFields, UnitSelect, type WantedRole } from "./role-fields.tsx";

type Asked = "propose" | "change" | "unlock" | "reset" | "disable";
type ActionsProps = {
  readonly account: AccountView;
  readonly units: readonly UnitView[];
  readonly onLink: (given: GivenLink) => void;
};

export function AccountActions({ account, units, onLink }: ActionsProps) {
  const { words } = useLanguage();
  const { people } = words.people;
  const [asked, setAsked] = useState<Asked | null>(null);
  const own = useSession().account?.id === account.id;
  const may: Readonly<Record<Asked, boolean>> = {
    propose: useMay("grant.propose") && !own,
    change: useMay("account.change"),
    unlock: useMay("account.unlock") && account.lockedUntil !== null,
    reset: useMay("account.reset") && !own,
    disable: useMay("account.disable") && !own,
  };
  const labels: Readonly<Record<Asked, string>> = {
    propose: people.propose,
    change: people.change,
    unlock: people.unlock,
    reset: people.reset,
    disable: account.disabled ? people.enable : people.disable,
  };
  const offered = (Object.keys(may) as Asked[]).filter((one) => may[one]);
  const close = () => setAsked(null);
  return (
    <div className="account-buttons">
      {offered.map((one) => (
        <Button key={one} onClick={() => setAsked(one)} {...(one === "propose" ? { type: "primary" as const } : {})}>
          {labels[one]}
        </Button>
      ))}
      {asked === "propose" ? <Propose account={account} units={units} onClose={close} /> : null}
      {asked === "change" ? <Change account={account} units={units} onClose={close} /> : null}
      {asked === "unlock" || asked === "disable" || asked === "reset" ? (
        <Plain kind={asked} account={account} onLink={onLink} onClose={close} />
      ) : null}
    </div>
  );
}

type PlainProps = {
  readonly kind: "unlock" | "disable" | "reset";
  readonly account: AccountView;
  readonly onLink: (given: GivenLink) => void;
  readonly onClose: () => void;
};

function Plain({ kind, account, onLink, onClose }: PlainProps) {
  const { words } = useLanguage();
  const { people } = words.people;
  const send = useSend();
  const path = `/api/accounts/${encodeURIComponent(account.id)}`;
  const { name, login } = account;
  if (kind === "unlock")
    return (
      <AskPanel
        title={people.unlockTitle(name)}
        text={people.unlockText}
        act={people.unlock}
        asksReason
        onAct={(reason) => send("POST", `${path}/unlock`, { reason })}
        onClose={onClose}
      />
    );
  if (kind === "reset")
    return (
      <AskPanel
        title={people.resetTitle(name)}
        text={people.resetText}
        act={people.reset}
        isDangerous
        asksReason
        onAct={async (reason) =>
          onLink({ login, token: (await send<{ readonly token: string }>("POST", `${path}/reset`, { reason })).token })
        }
        onClose={onClose}
      />
    );
  return (
    <AskPanel
      title={account.disabled ? people.enableTitle(name) : people.disableTitle(name)}
      text={account.disabled ? people.enableText : people.disableText}
      act={account.disabled ? people.enable : people.disable}
      isDangerous={!account.disabled}
      asksReason
      onAct={(reason) => send("PUT", `${path}/disabled`, { disabled: !account.disabled, reason })}
      onClose={onClose}
    />
  );
}

function useSend() {
  const { language } = useLanguage();
  const queries = useQueryClient();
  return async <T,>(method: "POST" | "PUT", path: string, body: object): Promise<T> => {
    const answer = await sendJson<T>(method, path, { lang: language }, body);
    await queries.invalidateQueries({ queryKey: accountsQuery().queryKey });
    return answer;
  };
}

type FormProps = { readonly account: AccountView; readonly units: readonly UnitView[]; readonly onClose: () => void };

function Propose({ account, units, onClose }: FormProps) {
  const { words } = useLanguage();
  const send = useSend();
  const [wanted, setWanted] = useState<WantedRole>({ role: null, unitId: account.unitId });
  return (
    <AskPanel
      title={words.people.people.proposeTitle(account.name)}
      act={words.people.people.propose}
      asksReason
      isReady={wanted.role !== null}
      onAct={(reason) => send("POST", `/api/accounts/${encodeURIComponent(account.id)}/grants`, { ...wanted, reason })}
      onClose={onClose}
    >
      <RoleFields value={wanted} units={units} onChange={setWanted} />
    </AskPanel>
  );
}

function Change({ account, units, onClose }: FormProps) {
  const { words } = useLanguage();
  const send = useSend();
  const [name, setName] = useState(account.name);
  const [unitId, setUnitId] = useState(account.unitId);
  return (
    <AskPanel
      title={words.people.people.changeTitle(account.name)}
      act={words.people.save}
      asksReason={false}
      isReady={name.trim() !== ""}
      onAct={() => send("PUT", `/api/accounts/${encodeURIComponent(account.id)}`, { version: account.version, name: name.trim(), unitId })}
      onClose={onClose}
    >
      <Field label={words.people.people.name}>
        {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} maxLength={120} required />}
      </Field>
      <Field label={words.people.people.unit}>
        {(control) => <UnitSelect {...control} value={unitId} units={units} onChange={setUnitId} />}
      </Field>
    </AskPanel>
  );
}
