// A modal sheet on the browser's own dialog: focus stays inside, Escape closes it, the page behind cannot be reached.
import { CloseOutlined } from "@ant-design/icons";
import { ConfigProvider } from "antd";
import { type ReactNode, useEffect, useRef } from "react";
import { useWords } from "../language/language-provider.tsx";
import "./panel.css";

type PanelProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly place: "side" | "middle";
  readonly children: ReactNode;
};

/** What the page's scrollbar takes, which is gone while a sheet is open: nothing where the page has none. */
function keepScrollbarWidth(): void {
  const { documentElement: root } = document;
  // A second sheet over the first finds no scrollbar any more.
  if (document.querySelector(".panel[open]") === null) root.style.setProperty("--scrollbar", `${window.innerWidth - root.clientWidth}px`);
}

export function Panel({ open, onClose, title, place, children }: PanelProps) {
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) {
      keepScrollbarWidth();
      element.showModal();
    }
    if (!open && element.open) element.close();
  }, [open]);
  if (!open) return null;
  return (
    // The keyboard closes a dialog by Escape, which arrives as its own event; the click is for the ground around it.
    <dialog
      ref={dialog}
      className={`panel panel-${place}`}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <header className="panel-head">
        <h2>{title}</h2>
        <button type="button" className="panel-close" aria-label={words.close} onClick={onClose}>
          <CloseOutlined aria-hidden="true" />
        </button>
      </header>
      {/* What pops up from inside belongs to the dialog, or it would lie beneath it. */}
      <ConfigProvider getPopupContainer={() => dialog.current ?? document.body}>
        <div className="panel-body">{children}</div>
      </ConfigProvider>
    </dialog>
  );
}
