// Unlocking: first the list of what it opens, then the reason; what is confirmed is that list.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useId, useState } from "react";
import type { FlowView } from "../../../src/app/http/contract-flows.ts";
import { sendJson } from "../api/api-client.ts";
import { Faults } from "../parts/faults.tsx";
import { askAgain, flowPath, useFlowWords } from "./flow-queries.ts";

export function UnlockForm({
  flow,
  plan,
  onDone,
}: {
  readonly flow: FlowView;
  readonly plan: NonNullable<FlowView["acts"]["unlock"]>;
  readonly onDone: () => void;
}) {
  const words = useFlowWords();
  const client = useQueryClient();
  const id = useId();
  const [reason, setReason] = useState("");
  const sent = useMutation({
    mutationFn: () =>
      sendJson(
        "POST",
        `${flowPath(flow.summary.id)}/unlock`,
        {},
        { version: flow.summary.version, node: plan.node, reason, opens: plan.opens },
      ),
    onSuccess: async () => {
      await askAgain(client);
      onDone();
    },
  });
  return (
    <form
      className="flow-form"
      onSubmit={(event) => {
        event.preventDefault();
        sent.mutate();
      }}
    >
      <h3>{words.unlockTitle}</h3>
      <ul className="flow-unlock">
        <li>{words.unlockNode(plan.nodeTitle)}</li>
        {plan.signatures.map((who) => (
          <li key={who}>{words.unlockSignature(who)}</li>
        ))}
        {plan.affects.map(({ id: other, name }) => (
          <li key={other}>{words.unlockAffects(name)}</li>
        ))}
        {plan.above.map(({ id: other, name }) => (
          <li key={other} className="flow-missing">
            {words.unlockAbove(name)}
          </li>
        ))}
      </ul>
      {plan.deeper.length > 0 ? <p className="muted small">{words.unlockDeeper(plan.deeper.join(" → "))}</p> : null}
      <label htmlFor={id}>
        {words.reasonNeeded}
        <Input.TextArea id={id} value={reason} onChange={(event) => setReason(event.target.value)} rows={4} maxLength={4000} />
      </label>
      {sent.isError ? <Faults error={sent.error} /> : null}
      <div className="flow-buttons">
        <Button
          type="primary"
          danger
          htmlType="submit"
          size="large"
          loading={sent.isPending}
          disabled={reason.trim() === "" || plan.above.length > 0}
        >
          {words.confirm}
        </Button>
        <Button size="large" onClick={onDone}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}
