// Takes files, folders and zips for an audit, by dragging or choosing, and sends them in parts.
import { FileSearchOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Select } from "antd";
import { type DragEvent, useRef, useState } from "react";
import type { TakenIn } from "../../../src/app/http/contract-audits.ts";
import type { WebWording } from "../../../src/app/messages/web.zh.ts";
import { sendForm } from "../api/api-client.ts";
import { packsQuery } from "../api/queries.ts";
import { UploadFaults } from "../cases/upload-dialog.tsx";
import { useLanguage } from "../language/language-provider.tsx";
import { filesOfDrop, filesOfInput, type NamedFile, partFiles } from "./dropped-files.ts";

type Progress = { readonly sent: number; readonly all: number };

export function UploadArea() {
  const { words, language } = useLanguage();
  const [pack, setPack] = useState("");
  const [over, setOver] = useState(false);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [nothing, setNothing] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const upload = useMutation({
    mutationFn: async (given: readonly NamedFile[]) =>
      await sendAll(given, { name: nameOf(given, words), pack, lang: language }, setProgress),
    onSuccess: async (taken) => {
      await queries.invalidateQueries({ queryKey: ["audits"] });
      if (taken) await navigate({ to: "/audits/$id", params: { id: taken.id } });
    },
    onSettled: () => setProgress(null),
  });
  const send = (given: readonly NamedFile[]) => {
    setNothing(given.length === 0);
    if (given.length > 0) upload.mutate(given);
  };
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!upload.isPending) send(await filesOfDrop(event.dataTransfer));
  };
  // On a phone nothing can be dragged.
  const lead = (
    <>
      <span className="upload-lead-wide">{words.audits.drop}</span>
      <span className="upload-lead-narrow">{words.audits.choose}</span>
    </>
  );
  return (
    <>
      <section
        className={over ? "upload-area upload-area-over" : "upload-area"}
        aria-label={words.audits.drop}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => void drop(event)}
      >
        <FileSearchOutlined className="upload-mark" aria-hidden="true" />
        <div className="upload-words">
          <p className="upload-lead" role="status">
            {upload.isPending
              ? progress === null
                ? words.audits.gathering
                : words.audits.sending(progress.sent, progress.all)
              : nothing
                ? words.audits.nothing
                : lead}
          </p>
          <p className="muted small">{words.audits.kinds}</p>
        </div>
        <div className="upload-actions">
          <div className="upload-pack">
            <span aria-hidden="true">{words.audits.pack}</span>
            <PackSelect value={pack} onChange={setPack} />
          </div>
          <Button type="primary" disabled={upload.isPending} onClick={() => files.current?.click()}>
            {words.audits.chooseFiles}
          </Button>
          <Button className="upload-folder" disabled={upload.isPending} onClick={() => folder.current?.click()}>
            {words.audits.chooseFolder}
          </Button>
          <input
            ref={files}
            type="file"
            multiple
            hidden
            data-testid="audit-files"
            aria-label={words.audits.chooseFiles}
            onChange={(event) => {
              send(filesOfInput(event.target.files));
              event.target.value = "";
            }}
          />
          <input
            ref={(element) => {
              folder.current = element;
              // Not an attribute the page library knows.
              element?.setAttribute("webkitdirectory", "");
            }}
            type="file"
            multiple
            hidden
            aria-label={words.audits.chooseFolder}
            onChange={(event) => {
              send(filesOfInput(event.target.files));
              event.target.value = "";
            }}
          />
        </div>
      </section>
      {upload.isError ? <UploadFaults error={upload.error} /> : null}
    </>
  );
}

function PackSelect({ value, onChange }: { readonly value: string; readonly onChange: (pack: string) => void }) {
  const { words, language } = useLanguage();
  const packs = useQuery(packsQuery(language)).data ?? [];
  return (
    <Select
      value={value}
      onChange={onChange}
      aria-label={words.audits.pack}
      popupMatchSelectWidth={false}
      options={[{ value: "", label: words.audits.packByDate }, ...packs.map((one) => ({ value: one.id, label: one.number }))]}
    />
  );
}

/** The parts go one after the other into one batch. */
async function sendAll(
  files: readonly NamedFile[],
  { name, pack, lang }: { readonly name: string; readonly pack: string; readonly lang: "zh" | "en" },
  tell: (progress: Progress) => void,
): Promise<TakenIn | null> {
  let taken: TakenIn | null = null;
  let sent = 0;
  for (const part of partFiles(files)) {
    tell({ sent, all: files.length });
    const body = new FormData();
    for (const { file, path } of part) body.append("files", file, path);
    if (pack !== "") body.append("pack", pack);
    if (taken) body.append("into", taken.id);
    else body.append("name", name);
    taken = await sendForm<TakenIn>("/api/audits", { lang }, body);
    sent += part.length;
  }
  return taken;
}

/** The folder they all come from; else the first file, and how many more. */
function nameOf(files: readonly NamedFile[], words: WebWording): string {
  const first = files[0]?.path ?? "";
  const folder = first.slice(0, first.indexOf("/") + 1);
  if (folder !== "" && files.every(({ path }) => path.startsWith(folder))) return folder.slice(0, -1);
  const plain = first.replace(/\.[^.]{1,5}$/, "");
  return files.length === 1 ? plain : words.audits.batchOf(plain, files.length);
}
