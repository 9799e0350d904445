// Whom an event of a matter concerns: they are told inside the application, once each.
import { unreachable } from "../../../kernel/index.ts";
import type { FlowEvent, FlowState, Invitation } from "../../../workflow/index.ts";
import type { Reminder } from "../../store/flows/flow-side-repository.ts";

/** `waiting` are those the matter waits for after the events; `affected` whoever began what builds on it. */
export function remindersFor(
  flowId: string,
  state: FlowState,
  events: readonly FlowEvent[],
  waiting: readonly Invitation[],
  affected: readonly { readonly flowId: string; readonly personId: string }[] = [],
): readonly Reminder[] {
  const actors = new Set(events.map(({ by }) => by?.id));
  const people = waiting.map(({ person }) => person.id).filter((id) => !actors.has(id));
  const tookPart = [...new Set([state.starter.id, ...state.signatures.map(({ person }) => person.id)])].filter((id) => !actors.has(id));
  const visit = String(state.visit);
  return events.flatMap((event, index) => {
    const tell = (kind: Reminder["kind"], ids: readonly string[], mark = visit): Reminder[] =>
      ids.map((personId) => ({ personId, flowId, kind, mark, at: event.at }));
    switch (event.kind) {
      case "flow-started":
      case "node-passed":
      case "flow-withdrawn":
      case "signer-added":
      case "task-transferred":
      case "tasks-reseated":
        return tell("waiting", people);
      case "flow-returned":
        return tell("returned", people);
      case "flow-ended":
        return tell("ended", tookPart, `${visit}-${event.end}`);
      case "flow-unlocked":
        return [
          ...tell("unlocked", tookPart),
          ...affected.map(
            ({ flowId: other, personId }): Reminder => ({
              personId,
              flowId: other,
              kind: "affected",
              mark: `${flowId}-${visit}`,
              at: event.at,
            }),
          ),
        ];
      case "flow-urged":
        return tell("urged", people, `${visit}-${state.urged}-${index}`);
      case "flow-escalated":
        return tell(
          "escalated",
          event.told.map(({ id }) => id),
          `${visit}-${event.level}`,
        );
      case "content-changed":
        return tell("waiting", people, `${visit}-${event.content.version}`);
      case "facts-stated":
      case "paper-signed":
        return [];
      default:
        return unreachable(event);
    }
  });
}
