// A value of a read table: picked by a click, corrected in place, with marks for what is doubtful, corrected or wrong.
import { CloseCircleOutlined, EditOutlined, QuestionCircleOutlined, WarningOutlined } from "@ant-design/icons";
import type { KeyboardEvent } from "react";
import { useWords } from "../language/language-provider.tsx";
import { CellEditor } from "./cell-editor.tsx";
import { cellName, cellText } from "./cell-name.ts";
import { useDocument } from "./document-state.ts";

type ValueProps = { readonly table: number; readonly path: string };

export function Value({ table, path }: ValueProps) {
  const words = useWords();
  const { view, picked, editing, cellAt, correctionAt, severityAt, pickCell, edit } = useDocument();
  const key = { table, path };
  const read = view.tables[table];
  if (!read) return null;
  const text = cellText(read, path);
  const isPicked = picked?.table === table && picked.path === path;
  const isEditing = editing?.table === table && editing.path === path;
  const isDoubtful = cellAt(key)?.confidence === "doubtful";
  const correction = correctionAt(key);
  const severity = severityAt(key);
  const begin = () => {
    pickCell(key);
    edit(key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "F2") return;
    event.preventDefault();
    begin();
  };
  const marks = [
    isDoubtful && !correction ? words.audit.confidence.doubtful : null,
    correction ? words.audit.legendCorrected : null,
    severity ? words.severity[severity] : null,
  ].filter((mark) => mark !== null);
  const classes = [
    "value",
    isDoubtful && !correction ? "value-doubtful" : "",
    correction ? "value-corrected" : "",
    severity ? `value-${severity}` : "",
    isPicked ? "value-picked" : "",
    text === null ? "value-empty" : "",
  ];
  return (
    <div className="value-place" data-cell={path}>
      <button
        type="button"
        className={classes.filter((name) => name !== "").join(" ")}
        aria-pressed={isPicked}
        title={[cellName(read, path, words), ...marks].join(" · ")}
        onClick={() => pickCell(key)}
        onDoubleClick={begin}
        onKeyDown={onKeyDown}
      >
        <span>{text ?? words.none}</span>
        {isDoubtful && !correction ? (
          <QuestionCircleOutlined className="value-mark mark-doubtful" aria-label={words.audit.confidence.doubtful} />
        ) : null}
        {correction ? <EditOutlined className="value-mark mark-corrected" aria-label={words.audit.legendCorrected} /> : null}
        {severity === "error" ? <CloseCircleOutlined className="value-mark mark-error" aria-label={words.severity.error} /> : null}
        {severity === "warning" ? <WarningOutlined className="value-mark mark-warning" aria-label={words.severity.warning} /> : null}
      </button>
      {isEditing ? <CellEditor cell={key} text={text ?? ""} name={cellName(read, path, words)} /> : null}
    </div>
  );
}
