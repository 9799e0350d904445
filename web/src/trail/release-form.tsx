// Asking for a release of contents: which events, and why.
import { useQueryClient } from "@tanstack/react-query";
import { Input } from "antd";
import { useState } from "react";
import { sendJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { AskPanel } from "../parts/ask-panel.tsx";
import { Field } from "../parts/field.tsx";
import { releasesQuery, useTrailWords } from "./trail-queries.ts";

const NUMBER = /^[1-9]\d{0,17}$/;

type ReleaseFormProps = { readonly first?: string; readonly last?: string; readonly onClose: () => void };

export function ReleaseForm({ first: givenFirst = "", last: givenLast = "", onClose }: ReleaseFormProps) {
  const words = useTrailWords().releases;
  const { language } = useLanguage();
  const client = useQueryClient();
  const [first, setFirst] = useState(givenFirst);
  const [last, setLast] = useState(givenLast);
  const send = async (reason: string) => {
    await sendJson("POST", "/api/trail/releases", { lang: language }, { first, last, reason });
    await client.invalidateQueries({ queryKey: releasesQuery().queryKey });
  };
  return (
    <AskPanel
      title={words.askTitle}
      text={words.askText}
      act={words.send}
      asksReason
      reasonHint={words.reasonHint}
      isReady={NUMBER.test(first) && NUMBER.test(last)}
      onAct={send}
      onClose={onClose}
    >
      <div className="field-pair">
        <NumberField label={words.first} value={first} onChange={setFirst} />
        <NumberField label={words.last} value={last} onChange={setLast} />
      </div>
    </AskPanel>
  );
}

type NumberFieldProps = { readonly label: string; readonly value: string; readonly onChange: (value: string) => void };

function NumberField({ label, value, onChange }: NumberFieldProps) {
  const words = useTrailWords().releases;
  return (
    <Field label={label} hint={words.numberHint}>
      {(control) => (
        <Input
          {...control}
          inputMode="numeric"
          value={value}
          onChange={(event) => onChange(event.target.value.trim())}
          maxLength={18}
          required
        />
      )}
    </Field>
  );
}
