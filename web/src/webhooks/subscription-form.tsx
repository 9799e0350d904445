// A receiver: what it is called, where it is and what it is told of. A new one's secret is shown once.
import { useQueryClient } from "@tanstack/react-query";
import { Checkbox, Input } from "antd";
import { useState } from "react";
import type { SubscribedView, SubscriptionView } from "../../../src/app/http/contract-webhooks.ts";
import { sendJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { AskPanel } from "../parts/ask-panel.tsx";
import { Field } from "../parts/field.tsx";
import { useWebhookWords, webhooksQuery } from "./webhook-queries.ts";

type Areas = SubscriptionView["areas"];

type SubscriptionFormProps = {
  /** Null makes a new one. */
  readonly one: SubscriptionView | null;
  readonly onSecret: (secret: string) => void;
  readonly onClose: () => void;
};

export function SubscriptionForm({ one, onSecret, onClose }: SubscriptionFormProps) {
  const words = useWebhookWords();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const [name, setName] = useState(one?.name ?? "");
  const [url, setUrl] = useState(one?.url ?? "");
  const [areas, setAreas] = useState<Areas>(one?.areas ?? []);
  const send = async () => {
    if (one) {
      const body = { name: name.trim(), areas, on: one.on, version: one.version };
      await sendJson("PUT", `/api/webhooks/${encodeURIComponent(one.id)}`, { lang: language }, body);
    } else {
      const body = { name: name.trim(), url: url.trim(), areas };
      onSecret((await sendJson<SubscribedView>("POST", "/api/webhooks", { lang: language }, body)).secret);
    }
    await queries.invalidateQueries({ queryKey: webhooksQuery().queryKey });
  };
  return (
    <AskPanel
      title={one?.name ?? words.add}
      act={one ? words.save : words.add}
      asksReason={false}
      isReady={name.trim() !== "" && url.trim() !== "" && areas.length > 0}
      onAct={send}
      onClose={onClose}
    >
      <Field label={words.name} hint={words.nameHint}>
        {(control) => <Input {...control} value={name} maxLength={100} required onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Field label={words.url}>
        {(control) => (
          <Input
            {...control}
            type="url"
            value={url}
            maxLength={1000}
            required
            disabled={one !== null}
            onChange={(event) => setUrl(event.target.value)}
          />
        )}
      </Field>
      <fieldset className="webhook-areas">
        <legend>{words.areas}</legend>
        <Checkbox.Group
          value={[...areas]}
          onChange={(chosen) => setAreas(chosen as Areas)}
          options={(Object.keys(words.areaNames) as Areas[number][]).map((area) => ({ value: area, label: words.areaNames[area] }))}
        />
      </fieldset>
    </AskPanel>
  );
}
