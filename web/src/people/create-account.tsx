// A new account with the roles proposed for it; answers with the link to be handed over.
import { useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import type { UnitView } from "../../../src/app/http/contract-people.ts";
import { sendJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { AskPanel } from "../parts/ask-panel.tsx";
import { Field } from "../parts/field.tsx";
import { useSession } from "../session/use-session.ts";
import type { GivenLink } from "./one-time-link-panel.tsx";
import { accountsQuery } from "./people-queries.ts";
import { RoleFields, UnitSelect, type WantedRole } from "./role-fields.tsx";

type CreateAccountProps = {
  readonly units: readonly UnitView[];
  readonly onCreated: (given: GivenLink) => void;
  readonly onClose: () => void;
};

export function CreateAccount({ units, onCreated, onClose }: CreateAccountProps) {
  const { words, language } = useLanguage();
  const queries = useQueryClient();
  const root = units.find(({ parentId }) => parentId === null)?.id ?? "";
  const [login, setLogin] = useState("");
  const [name, setName] = useState("");
  const { directory } = useSession();
  const [number, setNumber] = useState("");
  const [unitId, setUnitId] = useState(root);
  const [roles, setRoles] = useState<readonly WantedRole[]>([]);
  const create = async (reason: string) => {
    const wanted = roles.flatMap(({ role, unitId: at }) => (role === null ? [] : [{ role, unitId: at }]));
    const body = { login: login.trim(), name: name.trim(), unitId, directorySubject: number.trim() || null, roles: wanted, reason };
    const { token } = await sendJson<{ readonly token: string }>("POST", "/api/accounts", { lang: language }, body);
    await queries.invalidateQueries({ queryKey: accountsQuery().queryKey });
    onCreated({ login: login.trim(), token });
  };
  const change = (index: number, wanted: WantedRole) => setRoles(roles.map((one, at) => (at === index ? wanted : one)));
  return (
    <AskPanel
      title={words.people.people.add}
      act={words.people.people.create}
      asksReason
      isReady={login.trim() !== "" && name.trim() !== "" && unitId !== "" && roles.every(({ role }) => role !== null)}
      onAct={create}
      onClose={onClose}
    >
      <Field label={words.people.people.login} hint={words.people.people.loginHint}>
        {(control) => (
          <Input {...control} value={login} onChange={(event) => setLogin(event.target.value)} autoComplete="off" maxLength={60} required />
        )}
      </Field>
      {directory === null ? null : (
        <Field label={words.people.people.directoryNumber(directory)} hint={words.people.people.directoryNumberHint}>
          {(control) => (
            <Input {...control} value={number} onChange={(event) => setNumber(event.target.value)} autoComplete="off" maxLength={200} />
          )}
        </Field>
      )}
      <Field label={words.people.people.name}>
        {(control) => (
          <Input {...control} value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" maxLength={120} required />
        )}
      </Field>
      <Field label={words.people.people.unit}>
        {(control) => <UnitSelect {...control} value={unitId} units={units} onChange={setUnitId} />}
      </Field>
      <fieldset className="role-wishes">
        <legend>{words.people.people.wanted}</legend>
        {roles.map((wanted, index) => (
          <div key={`${index}`} className="role-wish">
            <RoleFields value={wanted} units={units} onChange={(next) => change(index, next)} />
            <Button size="small" type="text" onClick={() => setRoles(roles.filter((_, at) => at !== index))}>
              {words.people.people.removeRole}
            </Button>
          </div>
        ))}
        <Button size="small" onClick={() => setRoles([...roles, { role: null, unitId }])}>
          {words.people.people.addRole}
        </Button>
      </fieldset>
    </AskPanel>
  );
}
