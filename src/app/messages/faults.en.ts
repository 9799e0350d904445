// What cannot be done, in English: what was found, what is expected, how to mend it; by fault code.

import type { FaultCode } from "../../kernel/index.ts";
import type { RefusalCode } from "../../ledger/index.ts";
import { beijingTime } from "./beijing-time.ts";
import type { FaultParams, FaultWording } from "./fault-wording.ts";
import { passwordRule } from "./faults.zh.ts";
import { FAULTS_FLOW_EN } from "./faults-flow.en.ts";
import { LEDGER_WORDS_EN } from "./ledger-words.en.ts";
import { ROLES_EN, roleNames } from "./roles.ts";
import { SERVER_REASONS_EN } from "./server-reasons.en.ts";
import { STORE_REASONS_EN } from "./store-reasons.en.ts";
import { TRAIL_EVENTS_EN } from "./trail-events.en.ts";
import { tripBlockText } from "./trip-text.ts";

const TRAIL_BREAKS_EN: Readonly<Record<string, string>> = {
  number: "numbers are not in a row: an event was removed, inserted or moved",
  link: "it does not follow the one before: it was changed",
  seal: "the seal does not fit: the chain was made anew",
  content: "what was kept of the change was changed",
  time: "time runs backwards",
  "anchor-link": "it does not agree with an anchor kept outside: the chain was made anew",
  "anchor-signature": "an anchor's signature does not fit",
  "cut-off": "the last events were cut off",
};

const PASSWORD_RULES_EN: Readonly<Record<string, (figure: string) => string>> = {
  short: (figure) => `The password needs at least ${figure} characters`,
  long: (figure) => `The password may have ${figure} characters at most`,
  kinds: (figure) => `The password needs at least ${figure} of small letters, capitals, digits and others, or more characters`,
  guessed: () => "The password holds a word that is guessed first",
  login: () => "The password must not hold the login",
  repeated: (figure) => `The last ${figure} passwords may not come again`,
};

const refusedText = (params: FaultParams) => LEDGER_WORDS_EN.refusals[(params["reason"] ?? "") as RefusalCode]?.(params) ?? "";
const found = (params: FaultParams) => params["found"] ?? "";
const expected = (params: FaultParams) => params["expected"] ?? "";

export const FAULTS_EN: Record<FaultCode, FaultWording> = {
  "unknown-key": {
    message: (p) => `unknown key "${found(p)}"`,
    remedy: (p) => (expected(p) ? `known here: ${expected(p)}` : "check the spelling, or remove it"),
  },
  "duplicate-key": { message: (p) => `key "${found(p)}" is there twice`, remedy: () => "keep one of them" },
  "missing-key": { message: (p) => `"${found(p)}" is missing`, remedy: () => 'add it; write "—" where it is not known' },
  "wrong-shape": { message: (p) => `unexpected form: "${found(p)}"`, remedy: (p) => `expected: ${expected(p)}` },
  "not-a-number": {
    message: (p) => `"${found(p)}" is not a number`,
    remedy: (p) => `write a plain decimal such as ${expected(p)}, without exponent or words`,
  },
  "not-an-amount": {
    message: (p) => `"${found(p)}" is not an amount of money`,
    remedy: (p) => `write a plain decimal, exact to the fen, such as ${expected(p)}`,
  },
  "not-points": {
    message: (p) => `"${found(p)}" is not a number of points`,
    remedy: (p) => `write at most two decimals, such as ${expected(p)}`,
  },
  "not-a-day": { message: (p) => `"${found(p)}" is not a day`, remedy: (p) => `write year-month-day, such as ${expected(p)}` },
  "not-in-list": { message: (p) => `"${found(p)}" is not one of the choices`, remedy: (p) => `choices: ${expected(p)}` },
  "out-of-range": {
    message: (p) => `"${found(p)}" is out of range`,
    remedy: (p) => `expected within ${expected(p)}; check value and unit`,
  },
  "empty-text": { message: () => "nothing is written here", remedy: () => 'fill it in; write "—" where it is not known' },
  "duplicate-id": { message: (p) => `id "${found(p)}" is used twice (${expected(p)})`, remedy: () => "use each id once" },
  "unknown-reference": { message: (p) => `"${found(p)}" points at nothing`, remedy: (p) => `known: ${expected(p)}` },
  "unknown-binding": {
    message: (p) => `the reference "{{${found(p)}}}" names no fact`,
    remedy: (p) => `use a known name${expected(p) ? `; near: ${expected(p)}` : ""}`,
  },
  "unknown-fact": {
    message: (p) => `there is no fact named "${found(p)}"`,
    remedy: (p) => (expected(p) ? `near: ${expected(p)}` : "write its path in dossier.yaml, such as project.completed"),
  },
  "file-missing": { message: (p) => `file not found: ${found(p)}`, remedy: () => "check path and name" },
  "file-unreadable": {
    message: (p) => `cannot be read: ${found(p)}`,
    remedy: (p) => expected(p) || "open it in its own program, save it again and retry",
  },
  "file-too-large": { message: (p) => `too large: ${found(p)}`, remedy: (p) => `limit: ${expected(p)}; split it and retry` },
  "file-kind-unknown": { message: (p) => `unsupported file: ${found(p)}`, remedy: (p) => `supported: ${expected(p)}` },
  "yaml-broken": { message: (p) => `broken YAML: ${found(p)}`, remedy: () => "check indentation, quotes and colons" },
  "workbook-broken": {
    message: (p) => `broken workbook: ${found(p)}`,
    remedy: (p) => expected(p) || "open it in a spreadsheet program, save it as .xlsx and retry",
  },
  "csv-broken": { message: (p) => `broken CSV: ${found(p)}`, remedy: (p) => expected(p) || "check columns and quotes" },
  "pack-unknown": { message: (p) => `no rule pack "${found(p)}"`, remedy: (p) => `known: ${expected(p)}` },
  "pack-uncited": {
    message: (p) => `rule "${found(p)}" has no source`,
    remedy: () => "give cite (the article) or default.source (declared default, not law), exactly one of them",
  },
  "pack-gap": {
    message: (p) => `gap: ${found(p)} has no value`,
    remedy: (p) => expected(p) || "add an interval, or declare the region silent",
  },
  "pack-overlap": {
    message: (p) => `overlap: ${found(p)} has more than one value`,
    remedy: (p) => expected(p) || "move the bounds so that each value falls into one interval",
  },
  "pack-not-monotone": {
    message: (p) => `not monotone: ${found(p)}`,
    remedy: (p) => expected(p) || "doing better must not give fewer points; check the values",
  },
  "pack-division-by-zero": { message: (p) => `divides by zero: ${found(p)}`, remedy: (p) => expected(p) || "add the rule for zero" },
  "pack-weights-not-100": {
    message: (p) => `weights add to ${found(p)}`,
    remedy: () => "the weights of the levels and of budget execution must add to 100",
  },
  "pack-full-marks-unreachable": {
    message: (p) => `full marks cannot be reached: ${found(p)}`,
    remedy: (p) => expected(p) || "check the upper end",
  },
  "pack-rule-missing": {
    message: (p) => `the pack lacks "${found(p)}"`,
    remedy: (p) => expected(p) || "add it here or in the pack it extends",
  },
  "pack-rule-unused": {
    message: (p) => `superfluous rule "${found(p)}"`,
    remedy: (p) => expected(p) || "remove it, or give it a value of its own",
  },
  "pack-extends-cycle": {
    message: (p) => `packs extend each other: ${found(p)}`,
    remedy: () => "a pack cannot extend itself, directly or not",
  },
  "pack-example-fails": { message: (p) => `a worked example of the pack fails: ${found(p)}`, remedy: (p) => `expected: ${expected(p)}` },
  ...FAULTS_FLOW_EN,
  "ledger-none": {
    message: () => "this case has no ledger yet",
    remedy: () => "let finance open it: budget and slices come from the dossier, spending voucher by voucher",
  },
  "ledger-refused": { message: (p) => refusedText(p), remedy: () => "mend it and post again; nothing was written" },
  "ledger-needs-exception": {
    message: (p) =>
      `${p["slice"] === "" ? "the part that is not allocated" : `"${p["slice"] ?? ""}"`} would go ${p["by"] ?? ""} yuan beyond its ${p["limit"] === "commitment" ? "approval" : "slice"}; an exception is needed`,
    remedy: () => "let the leading group or the leadership register an exception (clause, approver, document, term), then post by it",
  },
  "ledger-key-reused": {
    message: (p) => `this request's key was used for entry ${found(p)}`,
    remedy: () => "reload and send it under another key",
  },
  "ledger-columns-missing": {
    message: (p) => `no column is named for ${found(p)}`,
    remedy: () => "choose it among the columns, then read again",
  },
  "import-unknown": { message: (p) => `no import ${found(p)}`, remedy: () => "choose one from the list" },
  "import-not-ready": {
    message: () => "this cannot be done with the import as it is",
    remedy: () => "wait until it is read, or reload to see how it is",
  },
  "case-unknown": { message: (p) => `no case "${found(p)}"`, remedy: () => "choose one from the list" },
  "case-unreadable": {
    message: (p) => `what is kept of case "${found(p)}" is no dossier that can be read`,
    remedy: () => "import its dossier again; what is kept stays as it is, and earlier versions and backups can be looked at",
  },
  "store-locked": {
    message: (p) => `another process is using the data folder: ${p["folder"] ?? ""}${p["pid"] ? ` (process ${p["pid"]})` : ""}`,
    remedy: () => "stop it first, or use another folder (HENGXIAO_DATA)",
  },
  "store-unreadable": {
    message: (p) => `the data folder cannot be used: ${p["folder"] ?? ""}: ${storeReason(p).why}${p["detail"] ? ` (${p["detail"]})` : ""}`,
    remedy: (p) => storeReason(p).remedy,
  },
  "server-unusable": {
    message: (p) =>
      `the database server cannot be used: ${p["address"] ?? ""}: ${serverReason(p).why}${p["detail"] ? ` (${p["detail"]})` : ""}`,
    remedy: (p) => serverReason(p).remedy,
  },
  "backup-foreign": {
    message: (p) => `this is not a backup of this product: ${p["file"] ?? ""}`,
    remedy: () => "check the file; backups are written by hengxiao backup",
  },
  "backup-newer": {
    message: (p) => `the backup was written by a newer or another program (${found(p)})`,
    remedy: () => "upgrade this program to the version that wrote it, then restore",
  },
  "backup-damaged": {
    message: (p) => `the backup is damaged at ${p["part"] || "its beginning"}: ${p["detail"] ?? ""}`,
    remedy: () => "do not use it; take another one, or copy it again and verify",
  },
  "restore-not-empty": {
    message: (p) => `a backup is restored into an empty place only, and this one holds data: ${found(p)}`,
    remedy: () => "name a new folder in HENGXIAO_DATA, or a newly created database in DATABASE_URL",
  },
  "restore-differs": {
    message: (p) => `what was restored differs from the backup (table ${found(p)}); all of it was taken back`,
    remedy: () => "check disk and memory and try again; if it recurs, tell the maintainers",
  },
  "trail-broken": {
    message: (p) => `the audit trail cannot be trusted from event ${found(p)} on: ${TRAIL_BREAKS_EN[p["why"] ?? ""] ?? ""}`,
    remedy: () => "leave everything as it is, compare with backups and outside anchors, find out who touched the database and when",
  },
  "store-damaged": {
    message: (p) => `the data are damaged: table ${p["table"] ?? ""}: ${p["detail"] ?? ""}`,
    remedy: () => "stop using them, leave everything as it is, restore the last backup that was verified",
  },
  "file-exists": { message: (p) => `the file is there already: ${found(p)}`, remedy: () => "choose another name; nothing is overwritten" },
  "file-unwritable": {
    message: (p) => `the file cannot be written: ${found(p)}`,
    remedy: (p) => expected(p) || "check disk space and permission",
  },
  "plain-http": {
    message: (p) => `other machines are not served without encryption: HOST=${found(p)}`,
    remedy: () =>
      "name certificate and key in HENGXIAO_TLS_CERT and HENGXIAO_TLS_KEY; behind a proxy that encrypts, name its address in HENGXIAO_PROXY",
  },
  "tls-unusable": {
    message: (p) => `certificate and key cannot be used: ${found(p)} (${p["detail"] ?? ""})`,
    remedy: () => "see that both are PEM files, belong together, and may be read by the user that runs the program",
  },
  "port-taken": { message: (p) => `the port is taken: ${found(p)}`, remedy: () => "choose another with PORT, e.g. PORT=8081 npm start" },
  "sign-in-needed": { message: () => "Sign in first", remedy: () => "try again once you have signed in" },
  "sign-in-refused": {
    message: () => "The login, password or code is wrong, or the account cannot sign in at present",
    remedy: () => "check and try again; too many wrong tries lock it for a while. The security administrator helps with a lost password",
  },
  "second-factor-needed": {
    message: () => "A code is needed too",
    remedy: () => "enter the six digits of your authenticator, or an unused recovery code",
  },
  "second-factor-wrong": {
    message: () => "The code is wrong",
    remedy: () => "check that your phone's clock is right and enter the present six digits",
  },
  "password-change-needed": {
    message: () => "Your password or authenticator has to be set up first",
    remedy: () => "finish the step that the page shows",
  },
  "password-wrong": {
    message: () => "The current password is not right",
    remedy: () => "check it and try again; several wrong tries end this session",
  },
  "password-weak": {
    message: (p) => passwordRule(p, PASSWORD_RULES_EN),
    remedy: () => "choose another; a few unrelated words in a row are long and easy to remember",
  },
  "link-invalid": {
    message: () => "The link is invalid, used or too old",
    remedy: () => "ask the administrator who gave it to you for a new one",
  },
  "not-allowed": {
    message: () => "Your role may not do this",
    remedy: () => "the system administrator can propose a role, the security administrator decides",
  },
  "content-sealed": {
    message: () => "The content of this event is sealed",
    remedy: () => "propose a release with a reason; the security administrator decides, and it opens for a while",
  },
  "separation-of-duties": {
    message: (p) => `These must be kept apart: ${roleNames(found(p), ROLES_EN)}`,
    remedy: () => "let another person do it, or take one of the roles away first",
  },
  "last-administrator": {
    message: (p) => `This is the last account that can act as ${roleNames(found(p), ROLES_EN)}`,
    remedy: () => "grant the same role to somebody else first, then disable or revoke",
  },
  "unit-in-use": {
    message: (p) => `“${found(p)}” still has ${p["accounts"] ?? "0"} accounts and ${p["cases"] ?? "0"} cases`,
    remedy: () => "move them elsewhere first; the topmost node cannot be ended",
  },
  "version-conflict": {
    message: (p) => `Somebody changed it meanwhile (you saw version ${found(p)}, it is now version ${expected(p)}${lastChange(p)})`,
    remedy: () => "look at what changed and change it again; nothing of yours was written",
  },
  "already-done": { message: (p) => `Done already: ${found(p)}`, remedy: () => "reload to see how it stands" },
  "key-reused": {
    message: () => "This Idempotency-Key was used for another request",
    remedy: () => "make a new key for every submission; only the same request sent again has the same key",
  },
  "too-many-requests": {
    message: () => "Too many requests",
    remedy: (p) => (found(p) ? `try again in ${found(p)} s` : "wait a moment and try again"),
  },
  "request-too-large": {
    message: (p) => `The request is too large: ${found(p)}`,
    remedy: (p) => `limit: ${expected(p)}; send it in parts`,
  },
  "trip-step-blocked": {
    message: (p) => `this step cannot be taken yet: ${tripBlockText("en", found(p), expected(p))}`,
    remedy: () => "complete what is listed; where it cannot wait, have an exception registered",
  },
  "trip-approved": {
    message: (p) => `“${found(p)}” is approved: itinerary and budget do not change any more`,
    remedy: () => "send it back to the draft and say why; only what the change touches is approved again. The claim may be filled in",
  },
  "request-invalid": {
    message: (p) => `invalid request: ${found(p)}`,
    remedy: (p) => (expected(p) ? `expected: ${expected(p)}` : "check and retry"),
  },
  "not-found": { message: (p) => `no such address: ${found(p)}`, remedy: () => "check the address" },
  "store-full": {
    message: () => "The server's disk is full; nothing of this was written",
    remedy: () => "have the system administrator free some space, then send it again",
  },
  "store-away": {
    message: () => "The database is away for the moment and is being brought back",
    remedy: () => "reload in a moment to see whether it was written; if not, send it again",
  },
  internal: { message: (p) => `internal error, reference ${found(p)}`, remedy: () => "give the reference to the system administrator" },
};

/** Who changed it last, when in Beijing, and what was done since the version that was seen. */
function lastChange({ by, at, did }: FaultParams): string {
  const last = by === undefined || at === undefined ? "" : `; last changed by ${by || "the system"}, ${beijingTime(at)} Beijing time`;
  return did ? `${last}; done since: ${did.split(",").map(eventName).join(", ")}` : last;
}

function eventName(event: string): string {
  return (TRAIL_EVENTS_EN as Readonly<Record<string, string>>)[event] ?? event;
}

function storeReason(p: FaultParams): { readonly why: string; readonly remedy: string } {
  return (
    (STORE_REASONS_EN as Readonly<Record<string, { readonly why: string; readonly remedy: string }>>)[p["reason"] ?? ""] ??
    STORE_REASONS_EN["no-answer"]
  );
}

function serverReason(p: FaultParams): { readonly why: string; readonly remedy: string } {
  return (
    (SERVER_REASONS_EN as Readonly<Record<string, { readonly why: string; readonly remedy: string }>>)[p["reason"] ?? ""] ??
    SERVER_REASONS_EN["no-answer"]
  );
}
