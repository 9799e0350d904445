// What the server answers and takes about matters that run through a process.
import { z } from "@hono/zod-openapi";
import { DUTIES, OUTCOMES, SUBJECTS } from "../../workflow/index.ts";
import { REMINDER_KINDS } from "../store/flows/flow-tables.ts";

const text = z.string();
const instant = z.string();
const day = z.string();
const named = z.object({ id: text, name: text });
const outcome = z.enum(OUTCOMES);
const subject = z.object({ kind: z.enum(SUBJECTS), id: text });
const actKind = z.enum(["agree", "disagree", "return", "reject", "withdraw", "add-signer", "transfer", "unlock", "cancel", "urge"]);

export const flowSummarySchema = z
  .object({
    id: text,
    title: text,
    process: text,
    processTitle: text,
    subject,
    unit: text,
    node: text,
    nodeTitle: text,
    since: instant,
    due: day.nullable(),
    overdue: z.boolean(),
    outcome: outcome.nullable(),
    version: z.number(),
    /** What it is about belongs to a closed year: it has no deadline any more. */
    archived: z.boolean(),
  })
  .openapi("FlowSummary");

const flowNodeSchema = z.object({
  id: text,
  title: text,
  duty: z.enum(DUTIES),
  dutyName: text,
  who: z.array(text).readonly(),
  sign: text.nullable(),
  /** Where the case is in it: done, current, sent back from, still to come, not on the way the facts lead. */
  state: z.enum(["done", "current", "returned", "ahead", "aside"]),
  people: z.array(text).readonly(),
  since: instant.nullable(),
  due: day.nullable(),
  overdue: z.boolean(),
  papers: z.array(z.object({ id: text, title: text, present: z.boolean() })).readonly(),
  opens: z.boolean(),
  basis: text,
  deadline: text.nullable(),
});

const signatureSchema = z.object({
  n: z.number(),
  node: text,
  nodeTitle: text,
  duty: z.enum(DUTIES),
  act: text,
  actName: text,
  person: text,
  role: text,
  onBehalfOf: text.nullable(),
  at: instant,
  opinion: text,
  late: z.boolean(),
  contentVersion: z.number(),
  contentHash: text,
  voided: text.nullable(),
  /** Given before the case was sent back, for what has not changed since. */
  carried: z.boolean(),
});

const openActsSchema = z.object({
  kinds: z.array(actKind).readonly(),
  onBehalfOf: named.nullable(),
  hindrances: z.array(text).readonly(),
  returnsTo: z.array(named).readonly(),
  straightBack: z.boolean(),
  addable: z.array(named).readonly(),
  transferable: z.array(named).readonly(),
  missingPapers: z.array(named).readonly(),
  needsOpinion: z.boolean(),
  facts: z.array(z.object({ id: text, title: text, kind: z.enum(["yes-no", "amount"]), value: text.nullable() })).readonly(),
  papersToAdd: z.array(named).readonly(),
  unlock: z
    .object({
      node: text,
      nodeTitle: text,
      signatures: z.array(text).readonly(),
      deeper: z.array(text).readonly(),
      affects: z.array(named).readonly(),
      above: z.array(named).readonly(),
      opens: z.array(text).readonly(),
    })
    .nullable(),
});

export const flowViewSchema = z
  .object({
    summary: flowSummarySchema,
    definition: z.object({ pack: text, instrument: text, version: text, hash: text, title: text, basis: text }),
    startedBy: text,
    startedAt: instant,
    content: z.object({ version: z.number(), hash: text }),
    nodes: z.array(flowNodeSchema).readonly(),
    edges: z.array(z.object({ from: text, to: text, condition: text.nullable(), onWay: z.boolean(), taken: z.boolean() })).readonly(),
    ends: z.array(z.object({ id: text, title: text, outcome, reached: z.boolean() })).readonly(),
    returning: z.object({ from: text, reason: text, by: text }).nullable(),
    papers: z
      .array(
        z.object({
          n: z.number(),
          title: text,
          name: text,
          reference: text,
          sha256: text.nullable(),
          by: text,
          at: instant,
          takenBack: z.boolean(),
        }),
      )
      .readonly(),
    signatures: z.array(signatureSchema).readonly(),
    events: z
      .array(z.object({ at: instant, kind: text, by: text.nullable(), onBehalfOf: text.nullable(), text: text, reason: text.nullable() }))
      .readonly(),
    /** What it is about is kept here and has pages of its own. */
    subjectKept: z.boolean(),
    acts: openActsSchema,
    /** The deadline counts by weekends alone: the holidays of its year are not known. */
    dueByWeekends: z.boolean(),
  })
  .openapi("Flow");

export const tasksSchema = z
  .object({
    today: day,
    waiting: z.array(flowSummarySchema.extend({ onBehalfOf: text.nullable(), role: text })).readonly(),
    begun: z.array(flowSummarySchema).readonly(),
    reminders: z
      .array(z.object({ flow: text, title: text, kind: z.enum(REMINDER_KINDS), text: text, at: instant, read: z.boolean() }))
      .readonly(),
  })
  .openapi("Tasks");

export const startableSchema = z
  .array(
    z.object({
      pack: text,
      instrument: text,
      process: text,
      version: text,
      title: text,
      about: z.enum(SUBJECTS),
      firstRoles: z.array(text).readonly(),
    }),
  )
  .readonly();

const short = text.trim().min(1).max(400);
const reason = text.max(4000);
const seen = text.max(64);
const onBehalfOf = text.max(80).optional();
const facts = z.record(text.max(40), text.max(40));

export const startFlowInputSchema = z.object({
  process: short,
  pack: short,
  subject: z.object({ kind: z.enum(SUBJECTS), id: short }),
  title: text.trim().max(400).default(""),
  facts: facts.default({}),
});

export const actInputSchema = z.object({
  version: z.number().int().min(1),
  act: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("agree"), opinion: reason, seen, facts: facts.optional(), onBehalfOf }),
    z.object({ kind: z.literal("disagree"), opinion: reason, seen, onBehalfOf }),
    z.object({ kind: z.literal("return"), to: short, reason, straightBack: z.boolean().default(false), seen, onBehalfOf }),
    z.object({ kind: z.literal("reject"), reason, seen, onBehalfOf }),
    z.object({ kind: z.literal("withdraw"), reason }),
    z.object({ kind: z.literal("add-signer"), person: short, reason }),
    z.object({ kind: z.literal("transfer"), person: short, reason }),
    z.object({ kind: z.literal("cancel"), reason }),
    z.object({ kind: z.literal("urge"), reason }),
  ]),
});

export const unlockInputSchema = z.object({
  version: z.number().int().min(1),
  node: short,
  reason,
  /** The list as it was shown. */
  opens: z.array(text.max(200)).max(2000),
});

export const paperInputSchema = z.object({
  paper: text.max(40).default(""),
  name: text.trim().max(400).default(""),
  reference: text.trim().max(400).default(""),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
    .default(null),
  takesBack: z.number().int().min(1).nullable().default(null),
  version: z.number().int().min(1).nullable().default(null),
});

export const savedFlowSchema = z.object({ id: text, version: z.number() });

const delegationSchema = z
  .object({
    id: text,
    principal: named,
    delegate: named,
    process: text.nullable(),
    from: day,
    until: day,
    reason: text,
    ended: z.boolean(),
    mine: z.boolean(),
  })
  .openapi("Delegation");
export const delegationsSchema = z.object({ given: z.array(delegationSchema).readonly(), candidates: z.array(named).readonly() });
export const delegateInputSchema = z.object({
  delegate: short,
  process: text.max(40).nullable().default(null),
  from: text.max(10),
  until: text.max(10),
  reason: text.trim().min(1).max(400),
});

export type FlowSummaryView = z.infer<typeof flowSummarySchema>;
export type FlowView = z.infer<typeof flowViewSchema>;
export type FlowNodeView = FlowView["nodes"][number];
export type TasksView = z.infer<typeof tasksSchema>;
export type StartableView = z.infer<typeof startableSchema>[number];
export type DelegationsView = z.infer<typeof delegationsSchema>;
