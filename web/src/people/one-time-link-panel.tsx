// A one-time link, this once: to be handed to the person it is for.
import { Button, Input } from "antd";
import { useState } from "react";
import { useWords } from "../language/language-provider.tsx";
import { Field } from "../parts/field.tsx";
import { Panel } from "../parts/panel.tsx";

export type GivenLink = { readonly login: string; readonly token: string };

export function linkOf(token: string): string {
  return `${window.location.origin}/link#${token}`;
}

export function OneTimeLinkPanel({ given, onClose }: { readonly given: GivenLink; readonly onClose: () => void }) {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(linkOf(given.token));
    setCopied(true);
  };
  return (
    <Panel open onClose={onClose} place="middle" title={`${words.people.people.linkTitle} · ${given.login}`}>
      <p className="hint-box">{words.people.people.linkText}</p>
      <div className="form">
        <Field label={words.people.people.linkTitle}>
          {(control) => (
            <Input.TextArea
              {...control}
              value={linkOf(given.token)}
              readOnly
              rows={2}
              className="mono"
              data-testid="one-time-link"
              onFocus={(event) => event.target.select()}
            />
          )}
        </Field>
        <div className="form-actions">
          <Button type="primary" onClick={() => void copy()}>
            {copied ? words.people.people.copied : words.people.people.copy}
          </Button>
          <Button onClick={onClose}>{words.people.people.linkDone}</Button>
        </div>
      </div>
    </Panel>
  );
}
