// Faults as application/problem+json: one table from code to status, wording from messages, each fault logged once here.
import type { Fault, FaultCode } from "../../kernel/index.ts";
import { faultText } from "../messages/fault-text.ts";
import type { Language } from "../messages/language.ts";
import type { Problem } from "./contract.ts";

export type ProblemStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 421 | 422 | 429 | 500 | 503;

// What was read is understood as a request but cannot be processed (422); what is missing is 404; what is ours is 500.
const STATUS: Record<FaultCode, ProblemStatus> = {
  "unknown-key": 422,
  "duplicate-key": 422,
  "missing-key": 422,
  "wrong-shape": 422,
  "not-a-number": 422,
  "not-an-amount": 422,
  "not-points": 422,
  "not-a-day": 422,
  "not-in-list": 422,
  "out-of-range": 422,
  "empty-text": 422,
  "duplicate-id": 422,
  "unknown-reference": 422,
  "unknown-binding": 422,
  "unknown-fact": 422,
  "file-missing": 404,
  "file-unreadable": 422,
  "file-too-large": 413,
  "file-kind-unknown": 415,
  "yaml-broken": 422,
  "workbook-broken": 422,
  "csv-broken": 422,
  "pack-unknown": 404,
  "pack-uncited": 500,
  "pack-gap": 500,
  "pack-overlap": 500,
  "pack-not-monotone": 500,
  "pack-division-by-zero": 500,
  "pack-weights-not-100": 500,
  "pack-full-marks-unreachable": 500,
  "pack-rule-missing": 500,
  "pack-rule-unused": 500,
  "pack-extends-cycle": 500,
  "pack-example-fails": 500,
  "pack-node-unreachable": 500,
  "pack-node-endless": 500,
  "pack-return-unguarded": 500,
  "pack-separation-missing": 500,
  "process-unknown": 404,
  "flow-unknown": 404,
  "flow-running": 409,
  "flow-stale": 409,
  "flow-ended": 409,
  "flow-not-ended": 409,
  "flow-not-yours": 403,
  "flow-duties-separated": 403,
  "flow-already-signed": 409,
  "flow-reason-missing": 422,
  "flow-paper-missing": 422,
  "flow-fact-missing": 422,
  "flow-content-changed": 409,
  "flow-delegation-invalid": 403,
  "flow-cannot-return": 422,
  "flow-cannot-withdraw": 409,
  "flow-cannot-reject": 422,
  "flow-cannot-cancel": 409,
  "flow-unlock-jumps": 409,
  "flow-nobody-there": 422,
  "flow-not-eligible": 422,
  "flow-rests-on": 409,
  "flow-locked": 409,
  "flow-nothing-due": 409,
  "case-unknown": 404,
  "store-locked": 503,
  "store-unreadable": 503,
  "server-unusable": 503,
  "backup-foreign": 422,
  "backup-newer": 422,
  "backup-damaged": 422,
  "restore-not-empty": 409,
  "restore-differs": 500,
  "store-damaged": 503,
  "file-exists": 409,
  "file-unwritable": 503,
  "port-taken": 503,
  "sign-in-needed": 401,
  "sign-in-refused": 401,
  "second-factor-needed": 401,
  "second-factor-wrong": 422,
  "password-change-needed": 403,
  "password-weak": 422,
  "link-invalid": 404,
  "not-allowed": 403,
  "content-sealed": 403,
  "separation-of-duties": 422,
  "unit-in-use": 422,
  "version-conflict": 409,
  "already-done": 409,
  "too-many-requests": 429,
  "trip-step-blocked": 422,
  "request-invalid": 400,
  "not-found": 404,
  internal: 500,
};

/** The problem document of one or more faults; the first one names the whole. `status` overrides the table at the edge. */
export function problemOf(faults: readonly Fault[], language: Language, status?: ProblemStatus): Problem {
  const [first] = faults;
  const code = first?.code ?? "internal";
  const texts = faults.map((one) => ({ fault: one, text: faultText(one, language) }));
  const head = texts[0]?.text;
  return {
    type: `urn:hengxiao:fault:${code}`,
    title: head?.message ?? code,
    status: status ?? STATUS[code],
    code,
    detail: head?.message ?? code,
    remedy: head?.remedy ?? "",
    ...(code === "internal" && first?.params["found"] !== undefined ? { reference: first.params["found"] } : {}),
    faults: texts.map(({ fault, text }) => ({
      code: fault.code,
      message: text.message,
      remedy: text.remedy,
      place: text.place,
      file: fault.place?.file ?? null,
      sheet: fault.place?.sheet ?? null,
      cell: fault.place?.cell ?? null,
      line: fault.place?.line ?? null,
      path: fault.place?.path ?? null,
    })),
  };
}

export function problemResponse(problem: Problem): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { "content-type": "application/problem+json; charset=utf-8", "cache-control": "no-store" },
  });
}
