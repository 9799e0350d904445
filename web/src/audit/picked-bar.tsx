// The cell picked: what it is, how sure the reading is, where it stands, and what was corrected in it by whom.
import { AimOutlined, EditOutlined, UndoOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { CorrectionView } from "../../../src/app/http/contract-audits.ts";
import { sourcePlace } from "../../../src/app/messages/source-place.ts";
import { localTime } from "../audits/local-time.ts";
import { useLanguage, useWords } from "../language/language-provider.tsx";
import { cellName } from "./cell-name.ts";
import { type CellKey, useDocument } from "./document-state.ts";
import { useCorrection } from "./use-correction.ts";

export function PickedBar() {
  const words = useWords();
  const { view, picked } = useDocument();
  const table = picked ? view.tables[picked.table] : undefined;
  if (!picked || !table || picked.path === "") return <p className="picked-bar muted small">{words.audit.pickHint}</p>;
  return <PickedCell cell={picked} name={cellName(table, picked.path, words)} />;
}

function PickedCell({ cell, name }: { readonly cell: CellKey; readonly name: string }) {
  const words = useWords();
  const { view, cellAt, edit, markSpot, show } = useDocument();
  const read = cellAt(cell);
  const history = view.corrections.filter(({ table, path }) => table === cell.table && path === cell.path);
  return (
    <div className="picked-bar" data-testid="picked-cell">
      <div className="picked-line">
        <strong>{name}</strong>
        {read ? (
          <span className={`tag ${read.confidence === "doubtful" ? "tag-amber" : ""}`}>{words.audit.confidence[read.confidence]}</span>
        ) : null}
        <span className="muted small">
          {read ? words.pair(words.audit.address, sourcePlace(read.address, words.audit.place)) : words.audit.noAddress}
        </span>
        <span className="picked-actions">
          {read?.spot ? (
            <Button
              size="small"
              icon={<AimOutlined />}
              onClick={() => {
                if (read.spot) markSpot(read.spot);
                show("original");
              }}
            >
              {words.audit.showOriginal}
            </Button>
          ) : null}
          <Button size="small" icon={<EditOutlined />} onClick={() => edit(cell)}>
            {words.audit.edit}
          </Button>
        </span>
      </div>
      {history.length > 0 ? (
        <ol className="picked-history" aria-label={words.audit.history}>
          {history.toReversed().map((one) => (
            <HistoryLine key={one.seq} correction={one} />
          ))}
        </ol>
      ) : null}
    </div>
  );
}

function HistoryLine({ correction }: { readonly correction: CorrectionView }) {
  const { words, language } = useLanguage();
  const { view } = useDocument();
  const undo = useCorrection(view.batch.id, view.row.n);
  const { seq, was, now, by, at, undone } = correction;
  return (
    <li>
      <span className={undone ? "undone" : undefined}>{words.audit.historyLine(was ?? words.audit.empty, now ?? words.audit.empty)}</span>
      <span className="muted">{words.audit.madeBy(by, localTime(at, language))}</span>
      {undone ? (
        <span className="muted">{words.audit.undoneBy(undone.by, localTime(undone.at, language))}</span>
      ) : (
        <Button
          size="small"
          type="text"
          icon={<UndoOutlined />}
          loading={undo.isPending}
          onClick={() => undo.mutate({ kind: "undo", seq })}
        >
          {words.audit.undo}
        </Button>
      )}
    </li>
  );
}
