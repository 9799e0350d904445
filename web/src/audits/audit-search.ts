// What a batch's address says: which documents are shown, in which order, on which page.

export const AUDIT_PAGE_SIZE = 50;
export const VERDICTS = ["all", "errors", "passed", "failed", "waiting"] as const;
export type Verdict = (typeof VERDICTS)[number];
const SORTS = ["n", "file", "project", "department", "total", "errors", "amount"] as const;
export type AuditSort = (typeof SORTS)[number];

export type AuditSearch = {
  readonly q?: string | undefined;
  readonly code?: string | undefined;
  /** "-" stands for documents without one. */
  readonly department?: string | undefined;
  readonly verdict?: Verdict | undefined;
  readonly sort?: AuditSort | undefined;
  readonly order?: "asc" | "desc" | undefined;
  readonly page?: string | undefined;
};

/** Keeps what is known and drops the rest, so that an old or mistyped address still opens. */
export function readAuditSearch(raw: Record<string, unknown>): AuditSearch {
  const search: AuditSearch = {
    q: text(raw["q"]),
    code: text(raw["code"]),
    department: text(raw["department"]),
    verdict: VERDICTS.find((one) => one !== "all" && one === raw["verdict"]),
    sort: SORTS.find((one) => one === raw["sort"]),
    order: (["asc", "desc"] as const).find((one) => one === raw["order"]),
    page: /^[1-9]\d{0,5}$/.test(String(raw["page"] ?? "")) && String(raw["page"]) !== "1" ? String(raw["page"]) : undefined,
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

/** As the server takes it. */
export function questionOf({ q, code, department, verdict, sort, order, page }: AuditSearch): Readonly<Record<string, string | undefined>> {
  return {
    q,
    code,
    department: department === "-" ? "" : department,
    verdict: verdict === "errors" || verdict === "passed" ? verdict : undefined,
    status: verdict === "failed" || verdict === "waiting" ? verdict : undefined,
    sort,
    order,
    limit: String(AUDIT_PAGE_SIZE),
    offset: String((Number(page ?? "1") - 1) * AUDIT_PAGE_SIZE),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
