// The step that takes a filled-in workbook: the empty one to download, the filled one to choose, its faults all at once.
import { DownloadOutlined, UploadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useRef } from "react";
import { UploadFaults } from "../cases/upload-dialog.tsx";
import "./workbook-step.css";

type Props = {
  readonly templatePath: string;
  /** File name endings, as ".xlsx,.zip". */
  readonly accept: string;
  readonly words: { readonly template: string; readonly choose: string; readonly again: string; readonly reading: string };
  readonly fileName: string | null;
  readonly isReading: boolean;
  readonly error: unknown;
  readonly onChoose: (file: File) => void;
  readonly testId: string;
};

export function WorkbookStep({ templatePath, accept, words, fileName, isReading, error, onChoose, testId }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <section className="card import-step">
      <div className="form-actions">
        <Button icon={<DownloadOutlined />} href={templatePath} download>
          {words.template}
        </Button>
        <Button type="primary" icon={<UploadOutlined />} loading={isReading} onClick={() => input.current?.click()}>
          {isReading ? words.reading : error === null ? words.choose : words.again}
        </Button>
        <input
          ref={input}
          type="file"
          accept={accept}
          className="visually-hidden"
          tabIndex={-1}
          aria-label={words.choose}
          data-testid={testId}
          onChange={(event) => {
            const given = event.target.files?.[0];
            if (given !== undefined) onChoose(given);
            event.target.value = "";
          }}
        />
      </div>
      {fileName === null ? null : <p className="muted small">{fileName}</p>}
      {error === null ? null : <UploadFaults error={error} />}
    </section>
  );
}
