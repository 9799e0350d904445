// The shape of an application: what for, who invites, the programme day by day, the papers, and what was approved by whom.
import { z } from "zod";
import { countText, dayText, filledText, orUnknown, yesNoText } from "../kernel/index.ts";
import { listOf, optionalText, peopleText, priceText, smallCountText } from "./itinerary-schema.ts";
import { PAPER_KINDS } from "./vocabulary.ts";

/** Why the trip is needed, and what it is to bring about, each task tied to a target where there is one. */
const purpose = z.strictObject({
  need: filledText,
  tasks: listOf(z.strictObject({ country: optionalText, text: filledText, target: optionalText })),
});

const invitation = z.strictObject({
  by: filledText,
  /** The name, the post and the address as the letter writes them. */
  original: optionalText,
  signedBy: optionalText,
  address: optionalText,
  contact: optionalText,
  on: orUnknown(dayText),
  /** Whether the inviting side is our delegation's counterpart by level and work. */
  counterpart: orUnknown(yesNoText),
  /** Whether an agent arranged or issued it. */
  throughAgent: orUnknown(yesNoText),
});

const programmeDay = z.strictObject({ day: dayText, place: optionalText, morning: optionalText, afternoon: optionalText });

const paper = z.strictObject({
  kind: z.enum(PAPER_KINDS),
  title: optionalText,
  number: optionalText,
  on: orUnknown(dayText),
});

const opinion = z.strictObject({ by: filledText, on: orUnknown(dayText), basis: optionalText, opinion: optionalText });

const approval = z.strictObject({
  inPlan: orUnknown(yesNoText),
  inBudget: orUnknown(yesNoText),
  taskDocument: optionalText,
  foreignAffairs: opinion.optional(),
  finance: opinion.optional(),
  /** The finance bureau's approval of this one trip. */
  bureau: z.strictObject({ by: filledText, on: orUnknown(dayText), number: optionalText }).optional(),
  meeting: z
    .strictObject({
      body: filledText,
      on: orUnknown(dayText),
      minutes: optionalText,
      agreed: orUnknown(countText),
      against: orUnknown(countText),
      abstained: orUnknown(countText),
    })
    .optional(),
  noticeDays: orUnknown(smallCountText),
  noticeResult: optionalText,
  people: orUnknown(peopleText),
  countries: z.array(filledText).optional(),
  days: orUnknown(smallCountText),
  /** The approved budget in 元. */
  budget: orUnknown(priceText),
});

/** The parts of a trip file that apply for it. */
export const applicationShape = {
  /** The addressee of the request. */
  to: optionalText,
  /** The day on which the request and its budget are made. */
  appliedOn: orUnknown(dayText),
  contact: optionalText,
  purpose: purpose.optional(),
  invitation: invitation.optional(),
  route: optionalText,
  programme: listOf(programmeDay),
  funding: optionalText,
  /** The papers that are there; none listed: not known. */
  papers: listOf(paper),
  remarks: optionalText,
  approval: approval.optional(),
} as const;
