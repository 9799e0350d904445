// A question before something is done, with what it means, a reason for the audit trail where one is kept, and why it was refused.
import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { type FormEvent, type ReactNode, useState } from "react";
import { useWords } from "../language/language-provider.tsx";
import { Faults } from "./faults.tsx";
import { Field } from "./field.tsx";
import { Panel } from "./panel.tsx";

type AskPanelProps = {
  readonly title: string;
  readonly text?: string;
  /** What the button says that does it. */
  readonly act: string;
  readonly isDangerous?: boolean;
  readonly asksReason: boolean;
  readonly reasonHint?: string;
  /** Whether the fields in `children` can be sent. */
  readonly isReady?: boolean;
  readonly onAct: (reason: string) => Promise<unknown>;
  readonly onClose: () => void;
  readonly children?: ReactNode;
};

export function AskPanel(props: AskPanelProps) {
  const { title, text, act, isDangerous = false, asksReason, isReady = true, onAct, onClose, children } = props;
  const words = useWords().people;
  const [reason, setReason] = useState("");
  const send = useMutation({ mutationFn: () => onAct(reason.trim()), onSuccess: onClose });
  const ready = isReady && (!asksReason || reason.trim() !== "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !send.isPending) send.mutate();
  };
  return (
    <Panel open onClose={onClose} place="middle" title={title}>
      <form className="form ask-form" onSubmit={submit} data-testid="ask">
        {text === undefined ? null : <p className="muted">{text}</p>}
        <Faults error={send.error} />
        {children}
        {asksReason ? (
          <Field label={words.reason} hint={props.reasonHint ?? words.reasonHint}>
            {(control) => (
              <Input {...control} value={reason} onChange={(event) => setReason(event.target.value)} maxLength={500} required />
            )}
          </Field>
        ) : null}
        <div className="form-actions">
          <Button type="primary" danger={isDangerous} htmlType="submit" loading={send.isPending} disabled={!ready}>
            {act}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </div>
      </form>
    </Panel>
  );
}
