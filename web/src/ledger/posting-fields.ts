// What the form of each kind of posting asks, and the posting that its values are.

export const POSTING_GROUPS = {
  spending: ["payment", "refund", "commitment", "release"],
  budget: ["budget", "adjustment", "slice", "rules", "closing"],
  exceptions: ["exception"],
} as const;
export type PostingKind = (typeof POSTING_GROUPS)[keyof typeof POSTING_GROUPS][number];

export type FieldName =
  | ("day" | "voucher" | "line" | "numbering" | "amount" | "source" | "slice" | "sliceId" | "sliceName" | "within" | "division")
  | ("economicClass" | "payee" | "summary" | "commitment" | "of" | "document" | "reason" | "exceptions" | "exception" | "limit")
  | ("clause" | "approvedBy" | "until" | "missing" | "order" | "slicePolicy" | "commitmentPolicy" | "rulesBasis")
  | LapseField;

const LAPSE_SOURCES = ["current", "carry-over", "other"] as const;
type LapseSource = (typeof LAPSE_SOURCES)[number];
/** What lapses of a source at the year's end, and the document it lapses by. */
export type LapseField = `lapse:${LapseSource}` | `lapse-document:${LapseSource}`;

type AskedField = { readonly name: FieldName; readonly required: boolean };

const ask = (...names: readonly string[]): readonly AskedField[] =>
  names.map((name) => ({ name: name.replace("?", "") as FieldName, required: !name.endsWith("?") }));

/** In the order they are asked. */
export const POSTING_FIELDS: Readonly<Record<PostingKind, readonly AskedField[]>> = {
  payment: ask(
    ...["day", "voucher", "amount", "slice?", "commitment?", "economicClass?"],
    ...["payee?", "source?", "summary?", "exceptions?", "line?", "numbering"],
  ),
  refund: ask("day", "voucher", "amount", "slice?", "of?", "economicClass?", "payee?", "source?", "summary?", "line?", "numbering"),
  commitment: ask("day", "commitment", "amount", "document", "slice?", "source?", "summary?", "exceptions?"),
  release: ask("day", "commitment", "amount?", "reason"),
  budget: ask("day", "source", "amount", "document?"),
  adjustment: ask("day", "source", "amount", "document", "reason"),
  slice: ask("day", "sliceId", "sliceName", "amount", "within?", "division?", "document?"),
  rules: ask("day", "order", "slicePolicy", "commitmentPolicy", "rulesBasis"),
  closing: ask("day"),
  exception: ask("day", "exception", "limit", "slice?", "amount", "clause", "approvedBy", "document", "until?", "reason", "missing?"),
};

export type PostingValues = Readonly<Partial<Record<FieldName, string>>>;

export function missingFields(kind: PostingKind, values: PostingValues): readonly FieldName[] {
  const missing = POSTING_FIELDS[kind].filter(({ name, required }) => required && filled(values, name) === null).map(({ name }) => name);
  return kind === "closing" ? [...missing, ...missingOfLapses(values)] : missing;
}

/** Nothing lapses without its document, and no document without what lapses by it. */
function missingOfLapses(values: PostingValues): readonly FieldName[] {
  return LAPSE_SOURCES.flatMap((source): readonly FieldName[] => {
    const [amount, document] = [`lapse:${source}`, `lapse-document:${source}`] as const;
    const [hasAmount, hasDocument] = [filled(values, amount) !== null, filled(values, document) !== null];
    return hasAmount === hasDocument ? [] : [hasAmount ? document : amount];
  });
}

/** As the server takes it; to be asked only where nothing is missing. */
export function postingOf(kind: PostingKind, values: PostingValues): Readonly<Record<string, unknown>> {
  const of = (name: FieldName) => filled(values, name);
  const many = (name: FieldName) => (of(name) ?? "").split("\n").filter((one) => one !== "");
  const voucher = {
    ...{ day: of("day"), voucher: of("voucher"), line: of("line") ?? "1", numbering: of("numbering") ?? "year", amount: of("amount") },
    ...{ source: of("source"), slice: of("slice"), economicClass: of("economicClass"), payee: of("payee"), summary: of("summary") },
  };
  switch (kind) {
    case "payment":
      return { kind, ...voucher, commitment: of("commitment"), exceptions: many("exceptions") };
    case "refund":
      return { kind, ...voucher, of: of("of") === null ? null : Number(of("of")) };
    case "commitment":
      return {
        ...{ kind, day: of("day"), commitment: of("commitment"), amount: of("amount"), document: of("document") },
        ...{ slice: of("slice"), source: of("source"), summary: of("summary"), exceptions: many("exceptions") },
      };
    case "release":
      return { kind, day: of("day"), commitment: of("commitment"), amount: of("amount"), reason: of("reason") };
    case "budget":
      return { kind, day: of("day"), source: of("source"), amount: of("amount"), document: of("document") };
    case "adjustment":
      return { kind, day: of("day"), source: of("source"), amount: of("amount"), document: of("document"), reason: of("reason") };
    case "slice":
      return {
        ...{ kind, day: of("day"), slice: of("sliceId"), name: of("sliceName"), within: of("within"), division: of("division") },
        ...{ amount: of("amount"), document: of("document") },
      };
    case "rules": {
      const grounded = (value: unknown) => ({ value, basis: of("rulesBasis") });
      return {
        ...{ kind, day: of("day"), order: grounded((of("order") ?? "").split(",")) },
        ...{ slice: grounded(of("slicePolicy")), commitment: grounded(of("commitmentPolicy")) },
      };
    }
    case "closing":
      return {
        ...{ kind, day: of("day") },
        lapses: LAPSE_SOURCES.flatMap((source) => {
          const amount = of(`lapse:${source}`);
          return amount === null ? [] : [{ source, amount, document: of(`lapse-document:${source}`) }];
        }),
      };
    case "exception":
      return {
        ...{ kind, day: of("day"), exception: of("exception"), limit: of("limit"), slice: of("slice"), amount: of("amount") },
        ...{ clause: of("clause"), approvedBy: of("approvedBy"), document: of("document"), until: of("until") },
        ...{ reason: of("reason"), missing: of("missing") },
      };
  }
}

/** Where a posting of this kind is sent. */
export function postingRoute(kind: PostingKind): "payments" | "budget" | "exceptions" {
  if ((POSTING_GROUPS.spending as readonly string[]).includes(kind)) return "payments";
  return kind === "exception" ? "exceptions" : "budget";
}

function filled(values: PostingValues, name: FieldName): string | null {
  const value = values[name]?.trim() ?? "";
  return value === "" ? null : value;
}
