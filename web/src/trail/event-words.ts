// What an event, its object and its actor are called; a refusal stands under the action of the permission table that was refused.
import type { TrailEventView } from "../../../src/app/http/contract-trail.ts";
import { useWords } from "../language/language-provider.tsx";
import { useTrailWords } from "./trail-queries.ts";

type Names = Readonly<Record<string, string>>;

type EventWords = {
  readonly actionOf: (action: string) => string;
  readonly kindOf: (kind: string) => string;
  readonly rolesOf: (codes: string) => readonly string[];
  /** What the program itself gave as a reason, in words; what a person wrote, as it is. */
  readonly reasonOf: (reason: string) => string;
  /** The person, or the program itself. */
  readonly whoOf: (event: Pick<TrailEventView, "who" | "accountId">) => string;
};

export function useEventWords(): EventWords {
  const words = useWords();
  const trail = useTrailWords();
  const [events, actions, kinds, roles, reasons]: readonly Names[] = [
    ...[trail.events, words.actionNames, trail.kinds, words.roles, trail.reasons],
  ];
  return {
    actionOf: (action) => events?.[action] ?? actions?.[action] ?? action,
    reasonOf: (reason) => reasons?.[reason] ?? reason,
    kindOf: (kind) => kinds?.[kind] ?? kind,
    rolesOf: (codes) => codes.split(",").map((code) => (code === "nobody" ? trail.detail.noRoles : (roles?.[code] ?? code))),
    whoOf: ({ who, accountId }) => (who === "" ? (accountId ?? trail.program) : who),
  };
}
