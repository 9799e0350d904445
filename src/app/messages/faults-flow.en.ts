// What a process refuses and why, in English, by fault code.

import type { FaultParams, FaultWording } from "./fault-wording.ts";
import type { FlowFaultCode } from "./faults-flow.zh.ts";
import { FLOW_WORDS_EN } from "./flow-words.en.ts";

const found = (p: FaultParams) => p["found"] ?? "";
const expected = (p: FaultParams) => p["expected"] ?? "";
const duty = (code: string | undefined) => (FLOW_WORDS_EN.duties as Readonly<Record<string, string>>)[code ?? ""] ?? code ?? "";
const roles = (codes: string) =>
  codes
    .split(", ")
    .map((code) => (FLOW_WORDS_EN.roles as Readonly<Record<string, string>>)[code] ?? code)
    .join(", ");

export const FAULTS_FLOW_EN: Record<FlowFaultCode, FaultWording> = {
  "pack-node-unreachable": {
    message: (p) => `Node "${found(p)}" is never reached`,
    remedy: () => "Lead an earlier node's next to it, or remove it",
  },
  "pack-node-endless": { message: (p) => `Node "${found(p)}" never leads to the end`, remedy: () => "Add a next that leads to it" },
  "pack-return-unguarded": {
    message: (p) => `The process goes back without a return: ${found(p)}`,
    remedy: () => "next only goes forward; going back is written in returns and always needs a reason",
  },
  "pack-separation-missing": {
    message: (p) => `Duties not declared as separated: ${found(p)}`,
    remedy: () => "State in separation that one person cannot hold both, and on whose word",
  },
  "process-unknown": { message: (p) => `No process "${found(p)}"`, remedy: (p) => `There are: ${expected(p)}` },
  "flow-unknown": { message: (p) => `No such matter: ${found(p)}`, remedy: () => "Choose again from the list" },
  "flow-running": {
    message: (p) => `One is under way already: ${found(p)}`,
    remedy: () => "Finish it or take it off before beginning another",
  },
  "flow-ended": { message: (p) => `"${found(p)}" is finished`, remedy: () => "To change anything, unlock it level by level" },
  "flow-not-ended": { message: (p) => `"${found(p)}" is not finished, so nothing is locked`, remedy: () => "Send it back or take it back" },
  "flow-not-yours": {
    message: (p) => `"${found(p)}" is not yours to act on now`,
    remedy: (p) => (expected(p) ? `It waits for: ${roles(expected(p))}` : "Check your role and division"),
  },
  "flow-duties-separated": {
    message: (p) =>
      `${p["person"] ? p["person"] : "You, or whom you act for,"} had the duty to ${duty(p["had"])} here and cannot ${duty(found(p))} too`,
    remedy: () => "One person cannot hold both duties; let somebody else act",
  },
  "flow-already-signed": {
    message: (p) => `You have signed "${found(p)}" already`,
    remedy: () => "Wait for the others; a later node can send it back",
  },
  "flow-reason-missing": {
    message: () => "No opinion or reason was given",
    remedy: () => "Write one; sending back, handing over, taking back and unlocking all need a reason",
  },
  "flow-paper-missing": {
    message: (p) => `Paper missing: ${found(p)}`,
    remedy: (p) => `It must be there before "${p["node"] ?? ""}" is left`,
  },
  "flow-fact-missing": {
    message: (p) => `Not stated: ${p["title"] ?? found(p)}`,
    remedy: () => "Whoever prepares states it; it decides the next step",
  },
  "flow-content-changed": {
    message: (p) =>
      p["reason"] === "list" ? "The list of what is unlocked has changed" : "The content has changed since you looked at it",
    remedy: () => "Reload and look at what there is now",
  },
  "flow-delegation-invalid": {
    message: (p) =>
      p["reason"] === "own-form" ? "Nobody signs for another on a matter of their own" : `No delegation is valid on ${found(p)}`,
    remedy: (p) => (p["reason"] === "own-form" ? "Let the principal or another delegate act" : "The principal must set one with its days"),
  },
  "flow-cannot-return": {
    message: (p) =>
      found(p) === "straightBack" ? "What is sent back from here cannot come straight back" : `It cannot be sent back to "${found(p)}"`,
    remedy: (p) => (expected(p) ? `It can go back to: ${expected(p)}` : "Nothing can be sent back from here"),
  },
  "flow-cannot-withdraw": {
    message: () => "It cannot be taken back",
    remedy: () => "Only whoever sent it on can, before the next node acts; afterwards ask for it to be sent back",
  },
  "flow-cannot-reject": {
    message: (p) =>
      p["reason"] === "quorum" ? "The vote may still pass; one member cannot stop it for all" : `"${found(p)}" cannot refuse`,
    remedy: (p) => (p["reason"] === "quorum" ? "Sign against it first" : "Agree with an opinion, or send it back"),
  },
  "flow-cannot-cancel": {
    message: (p) => `At "${found(p)}" it can no longer be taken off`,
    remedy: () => "Ask for it to be sent back first",
  },
  "flow-money-out": {
    message: (p) => `"${found(p)}" has paid ${p["amount"] ?? ""} yuan that have not come back; it cannot be taken off or refused`,
    remedy: (p) =>
      `Once the money is back, finance posts a refund or reversal of entry ${expected(p)} in the ledger; then try again. The payment stays on record`,
  },
  "flow-unlock-jumps": {
    message: (p) => (p["flow"] ? `"${found(p)}" builds on this and is finished` : `It cannot be unlocked straight to "${found(p)}"`),
    remedy: (p) => (p["flow"] ? "Unlock that first" : `Level by level: ${expected(p)}`),
  },
  "flow-nobody-there": {
    message: (p) => `Nobody can act on "${found(p)}" (${roles(p["role"] ?? "")})`,
    remedy: () => "Let the security administrator grant the role; people kept away by an earlier duty do not count",
  },
  "flow-not-eligible": {
    message: (p) =>
      p["reason"] === "invited-already"
        ? `${found(p)} is asked already`
        : p["reason"] === "oneself"
          ? "It cannot be handed over to oneself"
          : `${found(p)} cannot act on this node`,
    remedy: (p) => (expected(p) ? `Role needed: ${roles(expected(p))}` : "Choose somebody else"),
  },
  "flow-rests-on": { message: (p) => `"${found(p)}" needs an approved "${expected(p)}" first`, remedy: () => "Finish that first" },
  "flow-locked": {
    message: (p) => `The content is locked at "${found(p)}"`,
    remedy: () => "Ask for it to be sent back to a node that may change it; if finished, unlock it level by level",
  },
  "flow-nothing-due": { message: (p) => `Nothing is due at "${found(p)}"`, remedy: () => "Nothing to do" },
};
