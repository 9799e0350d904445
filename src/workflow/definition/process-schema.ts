// The shape of workflow.yaml: processes as data, every node, gate, deadline and separation with its article or declared default.
import { z } from "zod";
import { amountText, countText, dayText, filledText, partText, yesNoText } from "../../kernel/index.ts";
import { cited } from "../../rules/index.ts";
import { DUTIES, OUTCOMES, RELATIONS, SIGNING_ROLES, SUBJECTS } from "./vocabulary.ts";

/** An id within a process: lower case, digits and hyphens, for it stands in addresses. */
const idText = filledText.refine((id) => /^[a-z][a-z0-9-]{0,39}$/.test(id), {
  params: { fault: "wrong-shape", expected: "self-evaluation" },
});

const titles = { title: filledText, titleEn: filledText };

const seat = z.strictObject({ role: z.enum(SIGNING_ROLES), at: z.enum(RELATIONS) });

/** A seat at a node; `gives` names what its signature stands for in the matter itself: the opinion of finance, the decision of a meeting. */
const signingSeat = z.strictObject({ ...seat.shape, gives: idText.optional() });

const daysText = countText.refine((days) => days >= 1 && days <= 730, { params: { fault: "out-of-range", expected: "1 … 730" } });

/** How many must sign before a node is done. */
const sign = z.discriminatedUnion("by", [
  z.strictObject({ by: z.literal("one") }),
  /** 会签: everybody who was invited. */
  z.strictObject({ by: z.literal("all") }),
  /** 会签: one person for each entry of `who`, all different. */
  z.strictObject({ by: z.literal("seats") }),
  /** At least so many people, and so large a share of those invited. */
  z.strictObject({ by: z.literal("quorum"), people: countText.optional(), share: partText.optional() }),
]);

const deadline = cited({ workingDays: daysText.optional(), days: daysText.optional() });

const escalation = z.strictObject({ workingDaysOver: daysText, to: seat });

const condition = z.strictObject({ fact: idText, is: yesNoText.optional(), over: amountText("元").optional() });

const node = cited({
  id: idText,
  ...titles,
  duty: z.enum(DUTIES),
  who: z.array(signingSeat).min(1),
  /** Without it one person is enough. */
  sign: sign.optional().transform((rule) => rule ?? ({ by: "one" } as const)),
  /** Gates: papers that must be there before the node can be left. */
  papers: z.array(idText).optional(),
  /** The content may be changed while the case stands here. */
  opens: yesNoText.optional(),
  deadline: deadline.optional(),
  escalate: z.array(escalation).optional(),
  /** Where the case goes; the first whose condition holds, the last has none. */
  next: z.array(z.strictObject({ to: idText, when: condition.optional() })).min(1),
  /** Where it may be sent back to, always with a reason: `earlier` for every node it has passed. */
  returns: z.union([z.literal("earlier"), z.array(idText).min(1)]).optional(),
  /** What was returned from here may come straight back. */
  straightBack: yesNoText.optional(),
  /** Must be signed again when the content has changed, even if the case comes straight back to a later node. */
  everyVersion: yesNoText.optional(),
  /** The end a refusal leads to. */
  rejects: idText.optional(),
  /** The end to which whoever began the case may take it off. */
  cancels: idText.optional(),
  /** Who may reopen a finished case at this node. */
  unlock: z.strictObject({ who: z.array(seat).min(1) }).optional(),
});

const process = cited({
  id: idText,
  version: filledText,
  ...titles,
  about: z.enum(SUBJECTS),
  note: filledText.optional(),
  papers: z.array(cited({ id: idText, ...titles })).optional(),
  /** What the preparer states and conditions ask. */
  facts: z.array(z.strictObject({ id: idText, ...titles, kind: z.enum(["yes-no", "amount"]) })).optional(),
  separation: z.array(cited({ duties: z.tuple([z.enum(DUTIES), z.enum(DUTIES)]) })),
  /** Processes on the same subject that this one builds on; `required` ones must have been approved before it can begin. */
  restsOn: z.array(z.strictObject({ process: idText, required: yesNoText })).optional(),
  nodes: z.array(node).min(1),
  ends: z.array(z.strictObject({ id: idText, ...titles, outcome: z.enum(OUTCOMES) })).min(1),
});

/** workflow.yaml */
export const workflowSchema = z.strictObject({ processes: z.array(process).min(1) });

/** calendar.yaml: days off that are no weekend, and weekends that are worked, by year; other years know weekends only. */
export const calendarSchema = z.strictObject({
  years: z
    .array(
      cited({
        year: filledText.refine((year) => /^[12]\d{3}$/.test(year), { params: { fault: "wrong-shape", expected: "2026" } }),
        off: z.array(z.strictObject({ from: dayText, until: dayText })),
        worked: z.array(dayText),
      }),
    )
    .min(1),
});
