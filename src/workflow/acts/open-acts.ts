// What may be done with a case and by whom: for the page that shows it, the to-do list, and whoever wants to change the content.
// It asks the same questions as the decision and decides nothing.
import type { Fault } from "../../kernel/index.ts";
import { findNode, type ProcessDefinition } from "../definition/process.ts";
import type { FlowState, Invitation, PersonName } from "../state/flow-state.ts";
import { separatedBy } from "../state/invite.ts";
import { fillsSeat, type Situation } from "../state/situation.ts";
import { unheard } from "../state/voices.ts";
import { type ActKind, presentNode, type Setting, standinFor } from "./act.ts";
import { missingPapers, returnPlaces } from "./sign.ts";
import { planUnlock, type UnlockPlan } from "./unlock.ts";

export type OpenActs = {
  readonly kinds: readonly ActKind[];
  /** The person the actor would sign for: themselves where null. */
  readonly onBehalfOf: PersonName | null;
  /** Why the actor cannot sign, where it is not simply somebody else's turn. */
  readonly hindrances: readonly Fault[];
  readonly returnsTo: readonly string[];
  readonly straightBack: boolean;
  readonly addable: readonly PersonName[];
  readonly transferable: readonly PersonName[];
  readonly missingPapers: readonly { readonly id: string; readonly title: string }[];
  readonly unlock: UnlockPlan | null;
};

const NOTHING: OpenActs = {
  kinds: [],
  onBehalfOf: null,
  hindrances: [],
  returnsTo: [],
  straightBack: false,
  addable: [],
  transferable: [],
  missingPapers: [],
  unlock: null,
};

export function openActs(definition: ProcessDefinition, state: FlowState, situation: Situation): OpenActs {
  const setting: Setting = { definition, state, situation };
  const actor = situation.actor;
  if (!actor) return NOTHING;
  const node = presentNode(setting);
  if (!node.ok) {
    const plan = planUnlock(setting);
    const person = situation.people.find(({ id }) => id === actor.id);
    const may = plan?.node.unlock?.who.some((seat) => person && fillsSeat(person, seat, state.starter.id)) ?? false;
    return may && plan ? { ...NOTHING, kinds: ["unlock"], unlock: plan } : NOTHING;
  }
  const principals = situation.delegations.filter(({ delegate }) => delegate === actor.id).map(({ principal }) => principal);
  const tried = [undefined, ...principals].map((principal) => ({ principal, standin: standinFor(setting, node.value, principal) }));
  const able = tried.find(({ standin }) => standin.ok)?.standin;
  const took = state.signatures.some(({ person }) => person.id === actor.id) || state.starter.id === actor.id;
  const asides: ActKind[] = [
    ...(state.undo?.by === actor.id ? (["withdraw"] as const) : []),
    ...(took ? (["urge"] as const) : []),
    ...(node.value.cancels !== undefined && state.starter.id === actor.id ? (["cancel"] as const) : []),
  ];
  if (!able?.ok) {
    const invited = state.invited.some(({ person }) => person.id === actor.id);
    const own = tried[0]?.standin;
    return { ...NOTHING, kinds: asides, hindrances: invited && own && !own.ok ? own.faults : [] };
  }
  const { invitation, onBehalfOf } = able.value;
  const seat = invitation.seat === null ? undefined : node.value.who[invitation.seat];
  const places = seat ? returnPlaces(node.value, state) : [];
  const free = situation.people.filter(
    ({ id }) => id !== actor.id && separatedBy(definition.rule, state.signatures, id, node.value.duty) === null,
  );
  const uninvited = free.filter(({ id }) => !state.invited.some(({ person }) => person.id === id));
  const heirs = node.value.sign.by === "one" ? free : uninvited;
  const named = (list: typeof free) => list.map(({ id, name }) => ({ id, name }));
  const own = seat !== undefined && onBehalfOf === null;
  const kinds: ActKind[] = [
    "agree",
    ...(seat === undefined || node.value.sign.by === "quorum" ? (["disagree"] as const) : []),
    ...(places.length > 0 ? (["return"] as const) : []),
    ...(seat && node.value.rejects !== undefined ? (["reject"] as const) : []),
    ...(own ? (["add-signer", "transfer"] as const) : []),
    ...asides,
  ];
  return {
    kinds,
    onBehalfOf,
    hindrances: [],
    returnsTo: places,
    straightBack: node.value.straightBack === true,
    addable: own ? named(uninvited) : [],
    transferable: own && seat ? named(heirs.filter((person) => fillsSeat(person, seat, state.starter.id))) : [],
    missingPapers: missingPapers(setting, node.value),
    unlock: null,
  };
}

/** Whoever the case waits for now. */
export function waitingFor({ rule }: ProcessDefinition, state: FlowState): readonly Invitation[] {
  if (state.ended) return [];
  const waiting = unheard(rule, state);
  // When all have been heard and the case is still here, it waits for all of them again.
  return waiting.length > 0 ? waiting : state.invited;
}

/** Whether the content may be changed where the case stands. */
export function isOpen({ rule }: ProcessDefinition, state: FlowState): boolean {
  return state.ended === null && findNode(rule, state.node)?.opens === true;
}
