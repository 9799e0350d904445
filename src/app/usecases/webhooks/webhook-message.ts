// What leaves the house for an event: its kind, the object's id, when, and where to look. No name, no figure, no content.
import type { WebhookDeliveriesTable } from "../../store/webhooks/webhook-tables.ts";

export type EventMessage = {
  /** The same whenever this delivery is sent again. */
  readonly id: string;
  readonly kind: string;
  readonly at: string;
  readonly object: { readonly kind: string; readonly id: string };
  /** The object's page. */
  readonly link: string;
};

type Told = Pick<WebhookDeliveriesTable, "subscription_id" | "seq" | "kind" | "object_kind" | "object_id" | "at">;

export function eventMessage(told: Told, publicUrl: string | null): EventMessage {
  const { object_kind: kind, object_id: id } = told;
  return {
    ...{ id: `${told.subscription_id}.${told.seq}`, kind: told.kind, at: told.at, object: { kind, id } },
    link: `${publicUrl ?? ""}${pathOf(kind, id)}`,
  };
}

function pathOf(kind: string, id: string): string {
  const [one = "", other = ""] = id.split("/").map(encodeURIComponent);
  switch (kind) {
    case "ledger":
      return `/cases/${one}/ledger`;
    case "flow":
      return `/flows/${one}`;
    case "trip":
      return `/trips/${one}`;
    case "trip-year":
      return `/trips/years/${one}`;
    case "audit":
      return `/audits/${one}`;
    case "audit-document":
      return `/audits/${one}/documents/${other}`;
    default:
      return `/cases/${one}`;
  }
}
