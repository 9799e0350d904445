// The field a cell is corrected in, right below the cell; the name is asked for once.
import { Button, Input } from "antd";
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { ApiError } from "../api/api-client.ts";
import { useWords } from "../language/language-provider.tsx";
import { type CellKey, useDocument } from "./document-state.ts";
import { isConflict, useCorrection } from "./use-correction.ts";

type EditorProps = { readonly cell: CellKey; readonly text: string; readonly name: string };

export function CellEditor({ cell, text, name }: EditorProps) {
  const words = useWords();
  const { view, edit } = useDocument();
  const [value, setValue] = useState(text);
  const [side, setSide] = useState<"left" | "right">("left");
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const correction = useCorrection(view.batch.id, view.row.n);
  useEffect(() => {
    const element = form.current;
    const pane = element?.closest(".pane-body");
    if (!element || !pane) return;
    // Near the right edge it opens to the left.
    if (element.getBoundingClientRect().right > pane.getBoundingClientRect().right) setSide("right");
    element.querySelector("textarea")?.select();
    element.scrollIntoView({ block: "nearest", inline: "nearest" });
    const place = element.parentElement;
    return () => {
      // Who works by keyboard goes on at the cell.
      if (document.activeElement === document.body) place?.querySelector("button")?.focus({ preventScroll: true });
    };
  }, []);
  const save = (event?: FormEvent) => {
    event?.preventDefault();
    if (correction.isPending) return;
    const input = { ...cell, value: value.trim() === "" ? null : value.trim() };
    correction.mutate({ kind: "correct", input }, { onSuccess: () => edit(null) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") edit(null);
    // Enter ends a choice of characters first, and only then the field.
    else if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form ref={form} className={`cell-editor cell-editor-${side}`} aria-label={words.audit.edit} onSubmit={save} data-testid="cell-editor">
      <div>
        <label htmlFor={`${id}-value`}>{words.pair(words.audit.value, name)}</label>
        <Input.TextArea
          id={`${id}-value`}
          autoFocus
          rows={text.length > 24 ? 5 : 1}
          value={value}
          onChange={(event) => setValue(event.target.value)}
          onKeyDown={onKeyDown}
          maxLength={20_000}
        />
      </div>
      {correction.isError ? (
        <p className="cell-editor-error" role="alert">
          {errorText(correction.error, words)}
        </p>
      ) : null}
      <div className="cell-editor-actions">
        <Button size="small" onClick={() => edit(null)}>
          {words.audit.cancel}
        </Button>
        <Button size="small" type="primary" htmlType="submit" loading={correction.isPending}>
          {words.audit.save}
        </Button>
      </div>
    </form>
  );
}

function errorText(error: unknown, words: ReturnType<typeof useWords>): string {
  if (isConflict(error)) return words.audit.conflict;
  return (error instanceof ApiError ? error.problem?.detail : null) ?? words.errors.offline;
}
