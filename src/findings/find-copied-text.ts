// Passages that documents of different units of one batch share, word for word or nearly so. Near-linear in the batch: passages
// are sketched by the least hashes of their character groups, and only those that agree in a band of the sketch are compared.
// What a document adds to the check is plain data, so that a batch need not keep its documents.
import { compare, type Ratio } from "../kernel/index.ts";
import type { ReadDocument } from "../reading/index.ts";
import type { Rulebook } from "../rules/index.ts";
import { found, threshold } from "./check.ts";
import type { Finding, FindingPlace } from "./finding.ts";
import { likeness, plainText } from "./likeness.ts";
import { showShare } from "./show-figure.ts";
import { simplified } from "./simplified.ts";

/** A passage as compared, where it stands, and a key for each band of its sketch: passages without a common key are not alike. */
export type TextPassage = { readonly text: string; readonly where: FindingPlace; readonly keys: readonly number[] };
/** `unit` is null where the document names none. */
export type DocumentPassages = { readonly unit: string | null; readonly passages: readonly TextPassage[] };
/** What the check knows of a document of the batch. */
export type NamedPassages = DocumentPassages & { readonly name: string };
/** What was found in the document at `index` of the batch. */
export type CopiedText = { readonly index: number; readonly name: string; readonly finding: Finding };

/** Shorter passages are alike by chance. */
const SHORTEST = 40;
/** Longer ones are compared by their beginning. */
const LONGEST = 2000;
/** Most findings of one document. */
const MOST = 5;
/** Batches smaller than this have no text of the form itself that could be told by how often it is met. */
const ENOUGH_DOCUMENTS = 6;

/**
 * text-copied-between-units (warning) for every passage of at least 40 characters that a document of another unit has too.
 * Passages that share no key with any other of the batch may be left out.
 */
export function findCopiedText(documents: readonly NamedPassages[], rulebook: Rulebook): readonly CopiedText[] {
  const limit = threshold(rulebook, "copied-likeness");
  if (!limit) return [];
  const passages = documents.flatMap(({ unit, passages }, index) =>
    passages.map((passage): Passage => ({ ...passage, document: index, unit: unit ?? `#${index}` })),
  );
  const groups = groupsOf(passages, limit.value).filter((group) => !isOfTheForm(group, documents.length));
  const counts = new Map<number, number>();
  return groups
    .toSorted((a, b) => longest(b) - longest(a))
    .flatMap((group) => group.flatMap((passage) => copyOf(passage, group)))
    .filter(({ index }) => {
      const count = counts.get(index) ?? 0;
      counts.set(index, count + 1);
      return count < MOST;
    })
    .toSorted((a, b) => a.index - b.index);

  function copyOf(passage: Passage, group: readonly Passage[]): CopiedText[] {
    const others = group.filter((one) => one.document !== passage.document && one.unit !== passage.unit);
    const other = others[0];
    const name = documents[passage.document]?.name ?? "";
    // One passage of a document says it.
    if (!other || !limit || group.find((one) => one.document === passage.document) !== passage) return [];
    const share = showShare(likeness(passage.text, other.text));
    const params = {
      quote: passage.where.quote ?? "",
      other: documents[other.document]?.name ?? "",
      others: String(new Set(others.map((one) => one.document)).size + 1),
      share,
    };
    const details = { printed: share, expected: `≤ ${showShare(limit.value)}`, basis: [limit.basis], params };
    return [{ index: passage.document, name, finding: found("text-copied-between-units", "warning", passage.where, details) }];
  }
}

type Passage = TextPassage & { readonly document: number; readonly unit: string };

/** Words of forms and their notes: the same in every document. */
const OF_THE_FORM = /填表说明|填写说明|计分|赋分|分值|权重|定量指标|定性指标|指标值|完成值|自评表|评价表|绩效评价管理办法|得分=/u;

/** What the check for copied text needs of a document. */
export function passagesOf(document: ReadDocument): DocumentPassages {
  const [first] = document.tables;
  const named = first?.unit ?? first?.department ?? document.issuer;
  const names = [first?.project, first?.unit, first?.department, document.issuer].flatMap((name) =>
    name ? [plainText(simplified(name))] : [],
  );
  const taken = new Set<string>();
  const passage = (text: string | null, where: FindingPlace): TextPassage[] => {
    const plain = masked(text ?? "", names);
    if (plain.length < SHORTEST || taken.has(plain) || OF_THE_FORM.test(text ?? "")) return [];
    taken.add(plain);
    return [{ text: plain, where: { ...where, quote: (text ?? "").replace(/\s+/gu, "").slice(0, 30) }, keys: keysOf(plain) }];
  };
  const ofTables = document.tables.flatMap((table, at) => {
    const place = (path: string) => {
      const address = table.cells.find((cell) => cell.path === path)?.address ?? table.address;
      return { subject: `tables.${at}.${path}`, place: address };
    };
    return [
      ...passage(table.goal, place("goal")),
      ...passage(table.goalAchieved, place("goalAchieved")),
      ...table.indicators.flatMap(({ reason }, row) => passage(reason, place(`indicators.${row}.reason`))),
    ];
  });
  const ofText = document.source.blocks.flatMap((block) =>
    block.kind === "text" ? passage(block.text, { subject: "source", place: block.address }) : [],
  );
  return { unit: named === null || named === undefined ? null : plainText(simplified(named)), passages: [...ofTables, ...ofText] };
}

// The names of unit and project, and figures, are what a copier changes.
function masked(text: string, names: readonly string[]): string {
  if (text.length < SHORTEST) return "";
  let plain = plainText(simplified(text.slice(0, LONGEST)));
  for (const name of names) if (name.length > 1) plain = plain.replaceAll(name, "");
  return plain.replace(/[\d.%]+/gu, "");
}

/** Characters to a group, hashes to a sketch: bands of four agree for most texts that are nine tenths alike. */
const GROUP = 5;
const BANDS = 6;
const BAND = 4;

// Passages that are alike, each group in the order of its documents.
function groupsOf(passages: readonly Passage[], limit: Ratio): readonly (readonly Passage[])[] {
  const leaders = new Map<number, Passage[]>();
  const members = new Map<Passage, Passage[]>();
  for (const passage of passages) {
    const { keys } = passage;
    const leader = keys.flatMap((key) => leaders.get(key) ?? []).find((one) => compare(likeness(one.text, passage.text), limit) > 0);
    if (leader) {
      members.get(leader)?.push(passage);
      continue;
    }
    members.set(passage, [passage]);
    for (const key of keys) {
      const known = leaders.get(key);
      if (!known) leaders.set(key, [passage]);
      // Texts that agree in a band and are not alike are few; beyond that a band tells nothing.
      else if (known.length < MOST) known.push(passage);
    }
  }
  return [...members.values()].filter((group) => group.length > 1);
}

/** One key for each band of the sketch: 52 bits made of the band's number and its four hashes. */
function keysOf(text: string): readonly number[] {
  const least = new Uint32Array(BANDS * BAND).fill(0xffff_ffff);
  for (let at = 0; at + GROUP <= text.length; at++) {
    let hash = 0x811c_9dc5;
    for (let offset = 0; offset < GROUP; offset++) hash = Math.imul(hash ^ text.charCodeAt(at + offset), 0x0100_0193);
    for (let index = 0; index < least.length; index++) {
      const mixed = mix(hash, index);
      if (mixed < (least[index] ?? 0)) least[index] = mixed;
    }
  }
  return Array.from({ length: BANDS }, (_, band) => {
    const fold = (seed: number) => least.subarray(band * BAND, (band + 1) * BAND).reduce((hash, one) => mix(hash ^ one, seed), band);
    return fold(1) * 2 ** 20 + (fold(2) >>> 12);
  });
}

/** The hash under the sketch's function of that number. */
function mix(hash: number, index: number): number {
  let mixed = Math.imul(hash ^ Math.imul(index + 1, 0x9e37_79b1), 0x85eb_ca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

// What more than half of a batch has is a form's or a bureau's own text.
function isOfTheForm(group: readonly Passage[], documents: number): boolean {
  return documents >= ENOUGH_DOCUMENTS && new Set(group.map(({ document }) => document)).size * 2 > documents;
}

function longest(group: readonly Passage[]): number {
  return group.reduce((most, { text }) => Math.max(most, text.length), 0);
}
