// A matter for the page: the process drawn node by node, what may be done, and the record, in the reader's language.
import type { Citation } from "../../../kernel/index.ts";
import { citationOf } from "../../../rules/index.ts";
import {
  type FlowEvent,
  type FlowState,
  findEnd,
  findNode,
  isOpen,
  knowsYears,
  type ProcessDefinition,
  type ProcessNode,
  routeFrom,
  type Signature,
  waitingFor,
} from "../../../workflow/index.ts";
import { faultText } from "../../messages/fault-text.ts";
import { FLOW_WORDS_EN } from "../../messages/flow-words.en.ts";
import { FLOW_WORDS_ZH, type FlowWords } from "../../messages/flow-words.zh.ts";
import type { Language } from "../../messages/language.ts";
import { standingPapers } from "../../store/flows/flow-side-repository.ts";
import { isAboutCase } from "../../usecases/flows/flow-situation.ts";
import type { SeenFlow, TitledFlow, ToDo } from "../../usecases/flows/read-flow.ts";
import type { FlowNodeView, FlowSummaryView, FlowView, StartableView, TasksView } from "../contract-flows.ts";

function flowWords(language: Language): FlowWords {
  return language === "en" ? FLOW_WORDS_EN : FLOW_WORDS_ZH;
}

type Titled = { readonly title: string; readonly titleEn: string };
const titleIn = (language: Language, one: Titled | undefined, otherwise: string) =>
  one ? (language === "en" ? one.titleEn : one.title) : otherwise;

function placeTitle({ rule }: ProcessDefinition, id: string, language: Language): string {
  return titleIn(language, findNode(rule, id) ?? findEnd(rule, id), id);
}

export function flowSummaryView(flow: TitledFlow, today: string, language: Language): FlowSummaryView {
  const { id, title, process, subject, node, since, outcome, version, definition, unitName, archived } = flow;
  const due = archived ? null : flow.due;
  return {
    ...{ id, title, process, subject, node, since, due, outcome, version, unit: unitName, archived },
    processTitle: titleIn(language, definition.rule, process),
    nodeTitle: placeTitle(definition, node, language),
    overdue: outcome === null && due !== null && due < today,
  };
}

export function flowView(seen: SeenFlow, language: Language): FlowView {
  const { flow, definition, situation, unitName, archived } = seen;
  const { rule } = definition;
  const { state } = flow;
  const words = flowWords(language);
  const way = wayOf(definition, state);
  const visited = new Set([...state.passed.map(({ node }) => node), state.node]);
  return {
    summary: flowSummaryView({ ...flow, definition, unitName, archived }, situation.day, language),
    definition: {
      ...{ pack: definition.pack, instrument: definition.instrument, version: rule.version, hash: flow.definitionHash },
      title: titleIn(language, rule, rule.id),
      basis: basisText(basisOf(definition, rule), words),
    },
    startedBy: state.starter.name,
    startedAt: flow.startedAt,
    content: { version: situation.content.version, hash: situation.content.hash },
    nodes: rule.nodes.map((node) => nodeView(seen, node, way, language)),
    edges: rule.nodes.flatMap((node) =>
      node.next.map(({ to, when }) => ({
        from: node.id,
        to,
        condition: when ? conditionText(definition, when, words, language) : null,
        onWay: way.indexOf(to) > 0 && way[way.indexOf(to) - 1] === node.id,
        taken: visited.has(node.id) && visited.has(to) && way[way.indexOf(to) - 1] === node.id,
      })),
    ),
    ends: rule.ends.map((end) => ({
      id: end.id,
      title: titleIn(language, end, end.id),
      outcome: end.outcome,
      reached: state.node === end.id,
    })),
    returning: state.returning && {
      from: placeTitle(definition, state.returning.from, language),
      reason: state.returning.reason,
      by: state.returning.by.name,
    },
    papers: papersView(seen, language),
    signatures: state.signatures.map((one) => ({
      ...{ n: one.n, node: one.node, duty: one.duty, act: one.act, at: one.at, opinion: one.opinion, late: one.late },
      nodeTitle: placeTitle(definition, one.node, language),
      actName: actName(one, words),
      person: one.person.name,
      role: words.roles[one.role],
      onBehalfOf: one.onBehalfOf?.name ?? null,
      contentVersion: one.content.version,
      contentHash: one.content.hash,
      voided: one.voided ? words.voids[one.voided.why] : null,
      carried: one.carriedFrom !== undefined,
    })),
    events: seen.events.map((event) => eventView(definition, event, words, language)),
    subjectKept: isAboutCase(flow.subject) || situation.content.parts !== undefined,
    acts: actsView(seen, language),
    dueByWeekends: !archived && state.due !== null && !knowsYears(situation.calendar, state.sinceDay, state.due as typeof state.sinceDay),
  };
}

/** 编制 and 办理 sign by handing in. */
function actName({ act, duty }: Pick<Signature, "act" | "duty">, words: FlowWords): string {
  return act === "agree" && (duty === "prepare" || duty === "carry-out") ? words.handedOn : words.acts[act];
}

/** The nodes from the first to the end, by what has been passed and, from here on, by the facts so far. */
function wayOf({ rule }: ProcessDefinition, state: FlowState): readonly string[] {
  const passed = state.passed.map(({ node }) => node);
  return [
    ...passed,
    ...routeFrom(
      rule,
      state.node,
      Object.fromEntries([...(rule.facts ?? []).map(({ id }) => [id, "false"]), ...Object.entries(state.facts)]),
    ),
  ];
}

function nodeView(
  { flow, definition, situation, archived }: SeenFlow,
  node: ProcessNode,
  way: readonly string[],
  language: Language,
): FlowNodeView {
  const { state } = flow;
  const words = flowWords(language);
  const current = !state.ended && state.node === node.id;
  const passed = state.passed.find((one) => one.node === node.id);
  const returnedFrom = state.signatures.some((one) => one.node === node.id && one.act === "return") && !passed && !current;
  const present = situation.papers;
  const signers = passed ? state.signatures.filter((one) => one.visit === passed.visit && one.voided === null) : [];
  return {
    id: node.id,
    title: titleIn(language, node, node.id),
    duty: node.duty,
    dutyName: words.duties[node.duty],
    who: node.who.map(({ role, at }) => words.seat(words.roles[role], words.relations[at])),
    sign: signText(node, words),
    state: current ? "current" : passed ? "done" : returnedFrom ? "returned" : way.includes(node.id) ? "ahead" : "aside",
    people: current
      ? [...new Set(waitingFor(definition, state).map(({ person }) => person.name))]
      : signers.map((one) => (one.onBehalfOf ? words.onBehalf(one.person.name, one.onBehalfOf.name) : one.person.name)),
    since: current ? state.since : (signers.at(-1)?.at ?? null),
    due: current && !archived ? state.due : null,
    overdue: current && !archived && state.due !== null && state.due < situation.day,
    papers: (node.papers ?? []).map((id) => ({
      id,
      title: titleIn(
        language,
        definition.rule.papers?.find((one) => one.id === id),
        id,
      ),
      present: present.has(id),
    })),
    opens: node.opens === true,
    basis: basisText(basisOf(definition, node), words),
    deadline: node.deadline
      ? `${words.days(node.deadline.workingDays ?? node.deadline.days ?? 0, node.deadline.workingDays !== undefined)} · ${basisText(basisOf(definition, node.deadline), words)}`
      : null,
  };
}

function signText({ sign }: ProcessNode, words: FlowWords): string | null {
  if (sign.by === "one") return null;
  if (sign.by === "quorum") return words.quorum(sign.people ?? 1, sign.share ? `${sign.share.n}/${sign.share.d}` : null);
  return sign.by === "all" ? words.signAll : words.signSeats;
}

function basisOf({ pack, instrument }: ProcessDefinition, entry: Parameters<typeof citationOf>[1]): Citation {
  return citationOf({ instrument: { id: pack, number: instrument } }, entry);
}

function basisText(citation: Citation, words: FlowWords): string {
  return citation.kind === "law" ? `${citation.instrument} ${citation.article}` : words.byDefault(citation.source);
}

function conditionText(
  { rule }: ProcessDefinition,
  when: NonNullable<ProcessNode["next"][number]["when"]>,
  words: FlowWords,
  language: Language,
): string {
  const title = titleIn(
    language,
    rule.facts?.find(({ id }) => id === when.fact),
    when.fact,
  );
  return when.is === undefined ? words.above(title, String((when.over ?? 0n) / 100n)) : words.holds(title, when.is);
}

function papersView({ papers, definition }: SeenFlow, language: Language): FlowView["papers"] {
  const standing = standingPapers(papers);
  return papers
    .filter(({ takesBack }) => takesBack === null)
    .map((one) => ({
      ...{ n: one.n, name: one.name, reference: one.reference, sha256: one.sha256, by: one.addedByName, at: one.addedAt },
      title: titleIn(
        language,
        definition.rule.papers?.find(({ id }) => id === one.paper),
        one.paper,
      ),
      takenBack: !standing.includes(one),
    }));
}

function actsView({ acts, definition, flow, situation, statedFacts }: SeenFlow, language: Language): FlowView["acts"] {
  const { rule } = definition;
  const { state } = flow;
  const node = findNode(rule, state.node);
  const mayWork = acts.kinds.includes("agree") && node !== undefined;
  const present = situation.papers;
  const titledPaper = (id: string) => ({
    id,
    name: titleIn(
      language,
      rule.papers?.find((one) => one.id === id),
      id,
    ),
  });
  const addable = mayWork ? (isOpen(definition, state) ? (rule.papers ?? []).map(({ id }) => id) : (node.papers ?? [])) : [];
  const { unlock } = acts;
  return {
    kinds: acts.kinds,
    onBehalfOf: acts.onBehalfOf,
    hindrances: acts.hindrances.map((one) => faultText(one, language).message),
    returnsTo: acts.returnsTo.toReversed().map((id) => ({ id, name: placeTitle(definition, id, language) })),
    straightBack: acts.straightBack,
    addable: acts.addable,
    transferable: acts.transferable,
    missingPapers: acts.missingPapers.map(({ id }) => titledPaper(id)),
    needsOpinion: node !== undefined && node.duty !== "prepare" && node.duty !== "carry-out",
    facts:
      mayWork && isOpen(definition, state)
        ? (rule.facts ?? [])
            .filter((fact) => !statedFacts.includes(fact.id))
            .map((fact) => ({
              id: fact.id,
              title: titleIn(language, fact, fact.id),
              kind: fact.kind,
              value: state.facts[fact.id] ?? null,
            }))
        : [],
    papersToAdd: addable.map(titledPaper).toSorted((a, b) => Number(present.has(a.id)) - Number(present.has(b.id))),
    unlock: unlock && {
      node: unlock.node.id,
      nodeTitle: titleIn(language, unlock.node, unlock.node.id),
      signatures: unlock.voids.map(({ person, node: at }) => `${placeTitle(definition, at, language)} · ${person.name}`),
      deeper: unlock.deeper,
      affects: unlock.affects.map(({ id, title }) => ({ id, name: title })),
      above: unlock.above.map(({ id, title }) => ({ id, name: title })),
      opens: unlock.opens,
    },
  };
}

function eventView(definition: ProcessDefinition, event: FlowEvent, words: FlowWords, language: Language): FlowView["events"][number] {
  const place = (id: string) => placeTitle(definition, id, language);
  const say = (text: string, reason: string | null = null) => ({
    at: event.at,
    kind: event.kind,
    by: event.by?.name ?? null,
    onBehalfOf: event.onBehalfOf?.name ?? null,
    text,
    reason,
  });
  switch (event.kind) {
    case "flow-started":
      return say(words.events.started(place(event.entered.node)));
    case "facts-stated":
      return say(words.events.stated);
    case "content-changed":
      return say(words.events.changed(event.content.version));
    case "paper-signed":
      return event.signature.carriedFrom === undefined
        ? say(words.events.signed(place(event.signature.node), actName(event.signature, words)), event.signature.opinion || null)
        : say(words.events.carried(place(event.signature.node), event.signature.person.name));
    case "node-passed":
      return say(event.straight ? words.events.straight(place(event.to.node)) : words.events.passed(place(event.to.node)));
    case "flow-ended":
      return say(words.events.ended(place(event.end)));
    case "flow-returned":
      return say(words.events.returned(place(event.from), place(event.to.node), event.straightBack), event.reason);
    case "flow-withdrawn":
      return say(words.events.withdrawn, event.reason);
    case "signer-added":
      return say(words.events.added(event.invitation.person.name), event.reason);
    case "task-transferred":
      return say(words.events.transferred(event.from.name, event.to.name), event.reason);
    case "flow-unlocked":
      return say(words.events.unlocked(place(event.to.node)), event.reason);
    case "flow-urged":
      return say(words.events.urged, event.reason);
    case "flow-escalated":
      return say(words.events.escalated(event.told.map(({ name }) => name).join(words.comma)));
    case "tasks-reseated":
      return say(words.events.reseated(event.gone.map(({ name }) => name).join(words.comma)));
  }
}

export function tasksView({ waiting, begun, reminders, today }: ToDo, language: Language): TasksView {
  const words = flowWords(language);
  return {
    today,
    waiting: waiting.map(({ flow, role, onBehalfOf }) => ({
      ...flowSummaryView(flow, today, language),
      role: (words.roles as Readonly<Record<string, string>>)[role] ?? role,
      onBehalfOf,
    })),
    begun: begun.map((flow) => flowSummaryView(flow, today, language)),
    reminders: reminders.map(({ flowId, title, kind, at, readAt }) => ({
      flow: flowId,
      title,
      kind,
      text: words.reminders[kind],
      at,
      read: readAt !== null,
    })),
  };
}

export function startableView(definition: ProcessDefinition, language: Language): StartableView {
  const { pack, instrument, rule } = definition;
  const words = flowWords(language);
  return {
    ...{ pack, instrument, process: rule.id, version: rule.version, about: rule.about },
    title: titleIn(language, rule, rule.id),
    firstRoles: (rule.nodes[0]?.who ?? []).map(({ role }) => words.roles[role]),
  };
}
