// Takes a filled-in dossier. What cannot be read comes back as one list of every fault with its place.
import { InboxOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Upload } from "antd";
import { useState } from "react";
import type { Problem, Saved } from "../../../src/app/http/contract.ts";
import { ApiError, sendFile } from "../api/api-client.ts";
import { casePath } from "../api/queries.ts";
import { useLanguage, useWords } from "../language/language-provider.tsx";
import { Panel } from "../parts/panel.tsx";
import "./cases.css";

type Replaced = { readonly id: string; readonly version: number };

export function UploadDialog({
  open,
  onClose,
  replaces,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly replaces: Replaced | null;
}) {
  const { words, language } = useLanguage();
  const [reading, setReading] = useState("");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const upload = useMutation({
    mutationFn: (file: File) =>
      replaces === null
        ? sendFile<Saved>("POST", "/api/cases", { lang: language }, file)
        : sendFile<Saved>("PUT", casePath(replaces.id), { version: String(replaces.version), lang: language }, file),
    onSuccess: async (saved) => {
      await queries.invalidateQueries();
      onClose();
      await navigate({ to: "/cases/$id/scorecard", params: { id: saved.id } });
    },
  });
  const close = () => {
    upload.reset();
    onClose();
  };
  return (
    <Panel open={open} onClose={close} place="middle" title={replaces === null ? words.upload.title : words.upload.replaceTitle}>
      <p className="muted">{words.upload.intro}</p>
      <Upload.Dragger
        style={{ marginTop: 14 }}
        accept=".xlsx,.yaml,.yml"
        maxCount={1}
        showUploadList={false}
        disabled={upload.isPending}
        beforeUpload={(file) => {
          setReading(file.name);
          upload.mutate(file);
          return false;
        }}
      >
        <p>
          <InboxOutlined style={{ fontSize: 30, color: "#0f5c66" }} aria-hidden="true" />
        </p>
        <p>{upload.isPending ? words.upload.reading(reading) : upload.isError ? words.upload.again : words.upload.drop}</p>
        <p className="muted small">{words.upload.limit}</p>
      </Upload.Dragger>
      {upload.isError ? <UploadFaults error={upload.error} /> : null}
    </Panel>
  );
}

export function UploadFaults({ error }: { readonly error: unknown }) {
  const words = useWords();
  const problem = error instanceof ApiError ? error.problem : null;
  const faults: Problem["faults"] = problem?.faults ?? [];
  if (problem?.status === 409) return <Refusal text={words.upload.conflict} />;
  if (faults.length === 0) return <Refusal text={problem?.detail ?? words.errors.offline} />;
  return (
    <section className="upload-faults" role="alert" data-testid="upload-faults">
      <h3>{words.upload.faults(faults.length)}</h3>
      <ol>
        {faults.map((one, index) => (
          <li key={`${one.place}-${index}`}>
            <div>{one.message}</div>
            <div>{one.remedy}</div>
            {one.place === "" ? null : <div className="place mono">{one.place}</div>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Refusal({ text }: { readonly text: string }) {
  return (
    <section className="upload-faults" role="alert">
      <h3>{text}</h3>
    </section>
  );
}
