// Events told to other systems: who receives them, and the log of what was sent.
import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import type { SubscribedView, SubscriptionView, WebhooksView } from "../../../src/app/http/contract-webhooks.ts";
import { sendJson } from "../api/api-client.ts";
import { localTime } from "../audits/local-time.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { AskPanel } from "../parts/ask-panel.tsx";
import { Faults } from "../parts/faults.tsx";
import { Panel } from "../parts/panel.tsx";
import { EmptyView, Loaded } from "../parts/states.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { DeliveryLog } from "./delivery-log.tsx";
import { SubscriptionForm } from "./subscription-form.tsx";
import { useWebhookWords, webhooksQuery } from "./webhook-queries.ts";
import "../parts/records.css";
import "./webhooks.css";

export function WebhooksPage() {
  const words = useWebhookWords();
  const webhooks = useQuery(webhooksQuery());
  usePageTitle(words.title);
  return <Loaded query={webhooks}>{(view) => <Webhooks view={view} />}</Loaded>;
}

function Webhooks({ view }: { readonly view: WebhooksView }) {
  const words = useWebhookWords();
  const [editing, setEditing] = useState<SubscriptionView | "new" | null>(null);
  const [renewing, setRenewing] = useState<SubscriptionView | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const { on, addresses, subscriptions } = view;
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{words.title}</h1>
          <p>{words.intro}</p>
          {on ? <p className="muted small">{words.allowed(addresses.join("  "))}</p> : null}
        </div>
        {on ? (
          <div className="actions no-print">
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing("new")}>
              {words.add}
            </Button>
          </div>
        ) : null}
      </div>
      {on ? null : <EmptyView title={words.off} hint={words.offHint} />}
      {on && subscriptions.length === 0 ? <EmptyView title={words.none} hint={words.noneHint} /> : null}
      {subscriptions.length === 0 ? null : (
        <ul className="card record-list" aria-label={words.subscriptions} data-testid="webhooks">
          {subscriptions.map((one) => (
            <Receiver key={one.id} one={one} onChange={() => setEditing(one)} onRenew={() => setRenewing(one)} />
          ))}
        </ul>
      )}
      {subscriptions.length === 0 ? null : <DeliveryLog subscriptions={subscriptions} />}
      {editing === null ? null : (
        <SubscriptionForm one={editing === "new" ? null : editing} onSecret={setSecret} onClose={() => setEditing(null)} />
      )}
      {renewing === null ? null : <RenewSecret one={renewing} onSecret={setSecret} onClose={() => setRenewing(null)} />}
      <Panel open={secret !== null} onClose={() => setSecret(null)} place="middle" title={words.secretTitle}>
        <div className="form">
          <p className="muted">{words.secretHint}</p>
          <p className="mono webhook-secret" data-testid="webhook-secret">
            {secret}
          </p>
          <div className="form-actions">
            <Button type="primary" onClick={() => setSecret(null)}>
              {words.close}
            </Button>
          </div>
        </div>
      </Panel>
    </>
  );
}

type RenewSecretProps = {
  readonly one: SubscriptionView;
  readonly onSecret: (secret: string) => void;
  readonly onClose: () => void;
};

function RenewSecret({ one: { id, name, version }, onSecret, onClose }: RenewSecretProps) {
  const words = useWebhookWords();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const renew = async () => {
    const path = `/api/webhooks/${encodeURIComponent(id)}/secret`;
    onSecret((await sendJson<SubscribedView>("POST", path, { lang: language }, { version })).secret);
    await queries.invalidateQueries({ queryKey: webhooksQuery().queryKey });
  };
  return (
    <AskPanel title={words.renewTitle(name)} text={words.renewHint} act={words.renew} asksReason={false} onAct={renew} onClose={onClose} />
  );
}

type ReceiverProps = { readonly one: SubscriptionView; readonly onChange: () => void; readonly onRenew: () => void };

function Receiver({ one, onChange, onRenew }: ReceiverProps) {
  const words = useWebhookWords();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const { id, name, areas, version } = one;
  const turn = useMutation({
    mutationFn: (on: boolean) =>
      sendJson("PUT", `/api/webhooks/${encodeURIComponent(id)}`, { lang: language }, { name, areas, on, version }),
    onSuccess: async () => await queries.invalidateQueries({ queryKey: webhooksQuery().queryKey }),
  });
  return (
    <li>
      <div className="webhook-what">
        <p>
          <strong>{name}</strong> <span className={one.on ? "tag tag-green" : "tag"}>{one.on ? words.isOn : words.isOff}</span>
        </p>
        <p className="mono webhook-url">{one.url}</p>
        <p>
          {areas.map((area) => (
            <span key={area} className="tag tag-teal">
              {words.areaNames[area]}
            </span>
          ))}
        </p>
        <p className="muted small">{words.madeBy(one.createdBy, localTime(one.createdAt, language))}</p>
        {one.formerUntil === null ? null : <p className="muted small">{words.formerUntil(localTime(one.formerUntil, language))}</p>}
        <Faults error={turn.error} />
      </div>
      <div className="webhook-acts">
        <Button onClick={onChange}>{words.change}</Button>
        <Button onClick={onRenew}>{words.renew}</Button>
        <Button loading={turn.isPending} onClick={() => turn.mutate(!one.on)}>
          {one.on ? words.switchOff : words.switchOn}
        </Button>
      </div>
    </li>
  );
}
