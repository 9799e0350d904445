// The original as it was read, page by page, with the place meant marked.
import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import type { SourcePageView, SourceSpot } from "../../../src/app/http/contract-audits.ts";
import { sourcePageQuery } from "../api/queries.ts";
import { useWords } from "../language/language-provider.tsx";
import { Loaded } from "../parts/states.tsx";
import { useDocument } from "./document-state.ts";
import { OriginalBlock } from "./original-block.tsx";
import { scrollToPlace } from "./scroll-to-place.ts";

export function OriginalPane() {
  const words = useWords();
  const { view, marked, pickAddress } = useDocument();
  const [page, setPage] = useState(0);
  const [turn, setTurn] = useState(0);
  const body = useRef<HTMLDivElement>(null);
  // A place on another page turns to it, once for each click.
  if (marked && marked.turn !== turn) {
    setTurn(marked.turn);
    setPage(marked.spot.page);
  }
  const query = useQuery(sourcePageQuery(view.batch.id, view.row.n, page));
  const shown = query.data;
  useEffect(() => {
    const pane = body.current;
    if (!pane || !marked || shown?.page !== marked.spot.page) return;
    const place = placeOf(pane, marked.spot);
    if (!place) return;
    place.setAttribute("aria-current", "location");
    scrollToPlace(pane, place);
    return () => place.removeAttribute("aria-current");
  }, [marked, shown]);
  // A short cut for the mouse; by keyboard the same is reached from the cells of the tables.
  useEffect(() => {
    const pane = body.current;
    const follow = (event: MouseEvent) => {
      const address = (event.target as HTMLElement).closest<HTMLElement>("[data-address]")?.dataset["address"];
      if (address !== undefined && getSelection()?.isCollapsed !== false) pickAddress(address);
    };
    pane?.addEventListener("click", follow);
    return () => pane?.removeEventListener("click", follow);
  }, [pickAddress]);
  return (
    <section className="pane pane-original" aria-label={words.audit.panes.original}>
      <header className="pane-head">
        <h2>{words.audit.originalOf((view.format ?? "").toUpperCase())}</h2>
        {view.pages > 1 ? <Pager page={page} pages={view.pages} onTurn={setPage} /> : null}
      </header>
      <Notes />
      <div ref={body} className="pane-body paper" data-testid="original">
        <Loaded query={query}>{(data) => <Page data={data} spot={marked?.spot ?? null} />}</Loaded>
      </div>
    </section>
  );
}

/** The words within a line where the place is some of its characters, else the line, cell or table itself. */
function placeOf(pane: HTMLElement, spot: SourceSpot): HTMLElement | null {
  const whole = [...pane.querySelectorAll<HTMLElement>("[data-address]")].find((element) => element.dataset["address"] === spot.anchor);
  return whole?.querySelector<HTMLElement>("mark") ?? whole ?? null;
}

function Page({ data, spot }: { readonly data: SourcePageView; readonly spot: SourceSpot | null }) {
  return data.blocks.map((block, index) => (
    <OriginalBlock
      key={`${block.address}-${index}`}
      block={block}
      before={data.blocks[index - 1] ?? null}
      spot={spot !== null && spot.from !== null && spot.page === data.page && spot.anchor === block.address ? spot : null}
    />
  ));
}

function Pager({ page, pages, onTurn }: { readonly page: number; readonly pages: number; readonly onTurn: (page: number) => void }) {
  const words = useWords();
  return (
    <div className="source-pager">
      <Button
        size="small"
        icon={<LeftOutlined />}
        aria-label={words.audit.previous}
        disabled={page === 0}
        onClick={() => onTurn(page - 1)}
      />
      <span className="small">{words.audit.sourcePage(page + 1, pages)}</span>
      <Button
        size="small"
        icon={<RightOutlined />}
        aria-label={words.audit.next}
        disabled={page >= pages - 1}
        onClick={() => onTurn(page + 1)}
      />
    </div>
  );
}

function Notes() {
  const words = useWords();
  const { view, markSpot } = useDocument();
  if (view.notes.length === 0) return null;
  const wording: Readonly<Record<string, (found: string) => string>> = words.audit.notes;
  return (
    <ul className="source-notes" aria-label={words.audit.notesTitle}>
      {view.notes.map(({ code, found, spot }, index) => {
        const text = wording[code]?.(found) ?? words.audit.noteOther(code);
        return (
          <li key={`${code}-${index}`}>
            {spot === null ? (
              text
            ) : (
              <button type="button" className="plain-button" onClick={() => markSpot(spot)}>
                {text}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
