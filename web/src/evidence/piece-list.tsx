// Every piece with what it proves; looked at in the page without being run, downloaded, voided with a reason.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { type FormEvent, useState } from "react";
import type { SourcePageView } from "../../../src/app/http/contract-audits.ts";
import type { EvidenceView } from "../../../src/app/http/contract-evidence.ts";
import { ApiError, getJson, sendJson } from "../api/api-client.ts";
import { OriginalBlock } from "../audit/original-block.tsx";
import "../audit/document.css";
import { useLanguage } from "../language/language-provider.tsx";
import { Panel } from "../parts/panel.tsx";
import { Loaded } from "../parts/states.tsx";
import { useMay } from "../session/use-session.ts";
import { type Piece, useEvidenceWords } from "./use-evidence.ts";

export function PieceList({ id, evidence }: { readonly id: string; readonly evidence: EvidenceView }) {
  const words = useEvidenceWords();
  const [shown, setShown] = useState<Piece | null>(null);
  const [voiding, setVoiding] = useState<string | null>(null);
  const mayVoid = useMay("evidence.void");
  const titles = new Map(evidence.targets.map((target) => [`${target.link.kind}:${target.link.id}`, target.title]));
  const kinds = new Map(evidence.kinds.map((kind) => [kind.id, kind.title]));
  return (
    <section className="card">
      <h2>{words.pieces.title}</h2>
      {evidence.pieces.length === 0 ? <p className="muted">{words.pieces.none}</p> : null}
      <ul className="evidence-pieces">
        {evidence.pieces.toReversed().map((piece) => (
          <li key={piece.id} className={piece.voided ? "evidence-void" : undefined}>
            <div className="evidence-step">
              <strong>{piece.title}</strong>
              <span className="tag">{kinds.get(piece.kind)}</span>
            </div>
            <p className="muted small">
              {[
                words.pieces.strength(piece.strength),
                piece.on,
                words.pieces.by(piece.uploadedBy, piece.uploadedAt.slice(0, 10)),
                words.pieces.keptUntil(piece.keptUntil),
                piece.sameAs.length > 0 ? words.pieces.same : null,
              ]
                .filter((part) => part !== null)
                .join(" · ")}
            </p>
            {piece.links.length > 0 ? (
              <p className="small">{words.list(piece.links.map((link) => titles.get(`${link.kind}:${link.id}`) ?? link.id))}</p>
            ) : null}
            {piece.voided ? <p className="evidence-late small">{words.pieces.voided(piece.voided.reason)}</p> : null}
            <p className="hash small muted">{piece.sha256}</p>
            <div className="evidence-actions">
              <button type="button" className="link-button" onClick={() => setShown(piece)}>
                {words.pieces.look}
              </button>
              <a href={`/api/evidence/${encodeURIComponent(piece.id)}/file`} download>
                {words.pieces.download}
              </a>
              {piece.voided || !mayVoid ? null : (
                <button type="button" className="link-button" onClick={() => setVoiding(voiding === piece.id ? null : piece.id)}>
                  {words.pieces.void}
                </button>
              )}
            </div>
            {voiding === piece.id ? <VoidForm caseId={id} piece={piece} onDone={() => setVoiding(null)} /> : null}
          </li>
        ))}
      </ul>
      <Panel open={shown !== null} onClose={() => setShown(null)} title={shown?.title ?? ""} place="side">
        {shown === null ? null : shown.format === "image" ? (
          <img className="evidence-picture" src={`/api/evidence/${encodeURIComponent(shown.id)}/picture`} alt={shown.title} />
        ) : (
          <Pages piece={shown} />
        )}
      </Panel>
    </section>
  );
}

function VoidForm({ caseId, piece, onDone }: { readonly caseId: string; readonly piece: Piece; readonly onDone: () => void }) {
  const { words: all, language } = useLanguage();
  const words = useEvidenceWords();
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const voiding = useMutation({
    mutationFn: () => sendJson("POST", `/api/evidence/${encodeURIComponent(piece.id)}/void`, { lang: language }, { reason: reason.trim() }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["case", caseId, "evidence"] });
      onDone();
    },
  });
  const problem = voiding.error instanceof ApiError ? voiding.error.problem : null;
  return (
    <form
      className="evidence-void-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (reason.trim() !== "") voiding.mutate();
      }}
    >
      <Input
        aria-label={words.pieces.voidReason}
        placeholder={words.pieces.voidReason}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button htmlType="submit" danger loading={voiding.isPending} disabled={reason.trim() === ""}>
        {words.pieces.void}
      </Button>
      {voiding.isError ? (
        <p role="alert" className="evidence-late small">
          {problem ? words.problem(problem.detail, problem.remedy) : all.errors.offline}
        </p>
      ) : null}
    </form>
  );
}

/** What stands in a document, as the server read it. */
function Pages({ piece }: { readonly piece: Piece }) {
  const words = useEvidenceWords();
  const [page, setPage] = useState(0);
  const read = useQuery({
    queryKey: ["evidence", piece.id, "pages", page],
    queryFn: ({ signal }) => getJson<SourcePageView>(`/api/evidence/${encodeURIComponent(piece.id)}/pages`, { page: String(page) }, signal),
  });
  return (
    <Loaded query={read}>
      {({ pages, blocks }) => (
        <div className="evidence-document">
          {blocks.map((block, index) => (
            <OriginalBlock key={block.address} block={block} before={blocks[index - 1] ?? null} spot={null} />
          ))}
          {pages > 1 ? (
            <div className="evidence-actions">
              <Button disabled={page === 0} onClick={() => setPage(page - 1)}>
                {words.pieces.previous}
              </Button>
              <span>{words.pieces.page(page + 1, pages)}</span>
              <Button disabled={page + 1 >= pages} onClick={() => setPage(page + 1)}>
                {words.pieces.next}
              </Button>
            </div>
          ) : null}
        </div>
      )}
    </Loaded>
  );
}
