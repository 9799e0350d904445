// The hand-over package of a case: every piece as it was handed in, an index that opens in any browser without a network, and the hashes
// that `sha256sum -c` proves. The same archive makes the same bytes.
import { createHash } from "node:crypto";
import { strToU8, zipSync } from "fflate";
import type { Actor } from "../../../access/index.ts";
import { type ArchiveStep, archiveOf } from "../../../evidence/index.ts";
import { type Day, type Result, success } from "../../../kernel/index.ts";
import type { Deps } from "../../compose.ts";
import { findContent, listPieces, type StoredPiece } from "../../store/evidence/evidence-repository.ts";
import { recordEvent } from "../../store/trail/record-event.ts";
import { findCaseFor } from "../case-access.ts";

export type HandOver = { readonly name: string; readonly bytes: Uint8Array };
export type HandOverWording = {
  readonly title: string;
  readonly made: (day: string) => string;
  readonly columns: readonly [string, string, string, string, string, string];
  readonly gap: string;
  readonly other: string;
  readonly kinds: Readonly<Record<StoredPiece["kind"], string>>;
};

/** Faults: case-unknown. */
export async function handOver(deps: Deps, actor: Actor, caseId: string, wording: HandOverWording): Promise<Result<HandOver>> {
  const stored = await findCaseFor(deps, actor, "evidence.hand-over", caseId);
  if (!stored.ok) return stored;
  const { tenant } = actor;
  const { db } = deps.store;
  const pieces = (await listPieces(db, tenant, caseId)).filter(({ voided }) => voided === null);
  const files: Record<string, Uint8Array> = {};
  const paths = new Map<string, string>();
  for (const [index, piece] of pieces.entries()) {
    const bytes = await findContent(db, tenant, piece.sha256);
    if (!bytes) throw new Error(`the content of ${piece.id} is not in the store`);
    const path = `files/${String(index + 1).padStart(3, "0")}-${safeName(piece.fileName)}`;
    paths.set(piece.id, path);
    files[path] = bytes;
  }
  const steps = archiveOf(deps.archive, pieces.map(pieceAsEvidence));
  const day = deps.now().slice(0, 10);
  files["index.html"] = strToU8(indexPage({ title: `${stored.value.year} ${stored.value.name}`, day, steps, pieces, paths, wording }));
  const sums = Object.entries(files).map(([path, bytes]) => `${createHash("sha256").update(bytes).digest("hex")}  ${path}`);
  files["SHA256SUMS"] = strToU8(`${sums.toSorted((one, other) => (one.slice(66) < other.slice(66) ? -1 : 1)).join("\n")}\n`);
  await db.transaction().execute(async (transaction) => {
    const object = { kind: "case", id: caseId, unitPath: stored.value.unitPath };
    await recordEvent(transaction, deps, { actor, action: "evidence.handed-over", object, after: { pieces: pieces.length } });
  });
  const entries = Object.fromEntries(Object.entries(files).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  return success({
    name: `${stored.value.year}-${stored.value.name}-${wording.title}.zip`,
    bytes: zipSync(entries, { level: 6, mtime: new Date(`${day}T00:00:00`) }),
  });
}

export function pieceAsEvidence({ id, title, kind, division, on, uploadedAt, links }: StoredPiece) {
  return { id, title, kind, division, on: on as Day | null, uploadedOn: uploadedAt.slice(0, 10) as Day, links };
}

function safeName(name: string): string {
  return name.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, "_").slice(-100);
}

type IndexParts = {
  readonly title: string;
  readonly day: string;
  readonly steps: readonly ArchiveStep[];
  readonly pieces: readonly StoredPiece[];
  readonly paths: ReadonlyMap<string, string>;
  readonly wording: HandOverWording;
};

function indexPage({ title, day, steps, pieces, paths, wording }: IndexParts): string {
  const row = (id: string): string => {
    const piece = pieces.find((one) => one.id === id);
    if (!piece) return "";
    const path = paths.get(id) ?? "";
    const cells = [piece.title, wording.kinds[piece.kind], piece.on ?? "", piece.uploadedByName, piece.sha256];
    return `<tr><td><a href="${escapeHtml(encodeURI(path))}">${escapeHtml(path.slice(6))}</a></td>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}</tr>`;
  };
  const table = (ids: readonly string[]): string =>
    `<table><tr>${wording.columns.map((column) => `<th>${escapeHtml(column)}</th>`).join("")}</tr>${ids.map(row).join("")}</table>`;
  const sections = steps.map(
    (step, index) =>
      `<h2>${index + 1}. ${escapeHtml(step.title)}</h2>${step.papers
        .map(
          (paper) =>
            `<h3>${escapeHtml(paper.title)}</h3>${paper.evidence.length > 0 ? table(paper.evidence.map(({ id }) => id)) : paper.gap ? `<p class="gap">${escapeHtml(wording.gap)}</p>` : "<p>—</p>"}`,
        )
        .join("")}`,
  );
  const filed = new Set(steps.flatMap(({ papers }) => papers.flatMap(({ evidence }) => evidence.map(({ id }) => id))));
  const others = pieces.filter(({ id }) => !filed.has(id)).map(({ id }) => id);
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>body{font:15px/1.6 serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.25rem .5rem;text-align:left;word-break:break-all}h3{font-size:1rem;margin:.8rem 0 .2rem}.gap{color:#a00}</style><h1>${escapeHtml(title)}</h1><p>${escapeHtml(wording.made(day))}</p>${sections.join("")}${others.length > 0 ? `<h2>${escapeHtml(wording.other)}</h2>${table(others)}` : ""}</html>\n`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
