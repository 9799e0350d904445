// A node is added, renamed, ended or restored.
import { useQueryClient } from "@tanstack/react-query";
import { Input, Select } from "antd";
import { useState } from "react";
import type { UnitView } from "../../../src/app/http/contract-people.ts";
import { sendJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { AskPanel } from "../parts/ask-panel.tsx";
import { Field } from "../parts/field.tsx";
import { unitsQuery } from "../people/people-queries.ts";
import { kindsBelow } from "./unit-tree.ts";

export type UnitQuestion = { readonly kind: "add" | "change" | "end" | "reopen"; readonly unit: UnitView };

export function UnitPanel({ question, onClose }: { readonly question: UnitQuestion; readonly onClose: () => void }) {
  const { unit, kind } = question;
  const { words, language } = useLanguage();
  const { units, kinds } = words.people;
  const queries = useQueryClient();
  const allowed = kindsBelow(unit.kind);
  const [name, setName] = useState(kind === "add" ? "" : unit.name);
  const [code, setCode] = useState(kind === "add" ? "" : (unit.code ?? ""));
  const [below, setBelow] = useState(allowed.find((one) => one !== unit.kind) ?? unit.kind);
  const send = async (method: "POST" | "PUT", path: string, body: object) => {
    await sendJson(method, path, { lang: language }, body);
    await queries.invalidateQueries({ queryKey: unitsQuery().queryKey });
  };
  const given = { name: name.trim(), code: code.trim() === "" ? null : code.trim() };
  const change = (ended: boolean) => send("PUT", `/api/units/${encodeURIComponent(unit.id)}`, { version: unit.version, ended, ...given });
  if (kind === "end" || kind === "reopen")
    return (
      <AskPanel
        title={kind === "end" ? units.endTitle(unit.name) : `${units.reopen} · ${unit.name}`}
        {...(kind === "end" ? { text: units.endText } : {})}
        act={kind === "end" ? units.end : units.reopen}
        isDangerous={kind === "end"}
        asksReason={false}
        onAct={() => change(kind === "end")}
        onClose={onClose}
      />
    );
  return (
    <AskPanel
      title={kind === "add" ? units.addBelow(unit.name) : units.changeTitle(unit.name)}
      act={words.people.save}
      asksReason={false}
      isReady={given.name !== ""}
      onAct={() => (kind === "add" ? send("POST", "/api/units", { parentId: unit.id, kind: below, ...given }) : change(false))}
      onClose={onClose}
    >
      {kind === "add" ? (
        <Field label={units.kind}>
          {(control) => (
            <Select
              {...control}
              value={below}
              options={allowed.map((one) => ({ value: one, label: kinds[one] }))}
              onChange={(one) => setBelow(one)}
            />
          )}
        </Field>
      ) : null}
      <Field label={units.name}>
        {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} maxLength={200} required />}
      </Field>
      <Field label={units.code} hint={units.codeHint}>
        {(control) => <Input {...control} value={code} onChange={(event) => setCode(event.target.value)} maxLength={80} />}
      </Field>
    </AskPanel>
  );
}
