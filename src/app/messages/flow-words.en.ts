// Roles, relations, duties and acts of processes, in English.
import type { FlowWords } from "./flow-words.zh.ts";

export const FLOW_WORDS_EN: FlowWords = {
  roles: {
    clerk: "clerk",
    "division-head": "head of division",
    finance: "finance",
    "leading-group": "performance leading group",
    leadership: "leadership meeting",
    "bureau-business": "finance bureau, business division",
    "bureau-performance": "finance bureau, performance division",
    "third-party": "third party",
  },
  relations: {
    starter: "whoever began it",
    division: "own division",
    sibling: "another division of the unit",
    unit: "own unit",
    department: "own department",
    region: "own region",
    tenant: "anywhere",
  },
  duties: { prepare: "prepare", review: "review", check: "check", approve: "approve", "carry-out": "carry out" },
  acts: {
    agree: "Agree",
    disagree: "Disagree",
    return: "Send back",
    reject: "Refuse",
    withdraw: "Take back",
    "add-signer": "Add a signer",
    transfer: "Hand over",
    unlock: "Unlock",
    cancel: "Take off",
    urge: "Ask to hurry",
  },
  outcomes: { approved: "Done", rejected: "Refused", cancelled: "Taken off" },
  subjects: { targets: "Targets", evaluation: "Evaluation", trip: "Trip", adjustment: "Budget adjustment" },
  voids: {
    returned: "void since it was sent back",
    withdrawn: "taken back",
    unlocked: "void since it was unlocked",
    "content-changed": "void since the content changed",
  },
};
