// The papers of a matter: which are there, which a node still asks for, and how one is added or withdrawn.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useId, useState } from "react";
import type { FlowView } from "../../../src/app/http/contract-flows.ts";
import { sendJson } from "../api/api-client.ts";
import { localTime } from "../audits/local-time.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { askAgain, flowPath, useFlowWords } from "./flow-queries.ts";

export function PapersPanel({ flow }: { readonly flow: FlowView }) {
  const words = useFlowWords();
  const { language } = useLanguage();
  const client = useQueryClient();
  const mayAdd = flow.acts.papersToAdd.length > 0;
  const takeBack = useMutation({
    mutationFn: (n: number) => sendJson("POST", `${flowPath(flow.summary.id)}/papers`, {}, { takesBack: n, version: flow.summary.version }),
    onSuccess: () => askAgain(client),
  });
  return (
    <section className="card flow-papers" aria-labelledby="flow-papers">
      <h2 id="flow-papers">{words.papers}</h2>
      {flow.papers.length === 0 ? <p className="muted">{words.noPapers}</p> : null}
      <ul>
        {flow.papers.map((paper) => (
          <li key={paper.n} className={paper.takenBack ? "flow-paper-gone" : undefined}>
            <span className="tag tag-teal">{paper.title}</span>
            <strong>{paper.name}</strong>
            <span className="muted small">
              {[paper.reference, paper.by, localTime(paper.at, language)].filter((part) => part !== "").join(" · ")}
              {paper.sha256 === null ? null : <span className="mono"> {paper.sha256.slice(0, 12)}</span>}
            </span>
            {paper.takenBack ? (
              <span className="tag">{words.takenBack}</span>
            ) : mayAdd ? (
              <Button type="link" size="small" onClick={() => takeBack.mutate(paper.n)}>
                {words.takeBackPaper}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {takeBack.isError ? <Faults error={takeBack.error} /> : null}
      {mayAdd ? <AddPaper flow={flow} /> : null}
    </section>
  );
}

function AddPaper({ flow }: { readonly flow: FlowView }) {
  const words = useFlowWords();
  const client = useQueryClient();
  const id = useId();
  const [paper, setPaper] = useState(flow.acts.missingPapers[0]?.id ?? flow.acts.papersToAdd[0]?.id ?? "");
  const [name, setName] = useState("");
  const [reference, setReference] = useState("");
  const [sha256, setSha256] = useState<string | null>(null);
  const sent = useMutation({
    mutationFn: () =>
      sendJson("POST", `${flowPath(flow.summary.id)}/papers`, {}, { paper, name, reference, sha256, version: flow.summary.version }),
    onSuccess: async () => {
      setName("");
      setReference("");
      setSha256(null);
      await askAgain(client);
    },
  });
  return (
    <form
      className="flow-form flow-add-paper"
      onSubmit={(event) => {
        event.preventDefault();
        sent.mutate();
      }}
    >
      <h3>{words.addPaper}</h3>
      <label htmlFor={`${id}-kind`}>
        {words.paperKind}
        <Select
          id={`${id}-kind`}
          value={paper}
          onChange={setPaper}
          options={flow.acts.papersToAdd.map((one) => ({ value: one.id, label: one.name }))}
        />
      </label>
      <label htmlFor={`${id}-name`}>
        {words.paperName}
        <Input id={`${id}-name`} value={name} onChange={(event) => setName(event.target.value)} maxLength={400} />
      </label>
      <label htmlFor={`${id}-reference`}>
        {words.paperReference}
        <Input id={`${id}-reference`} value={reference} onChange={(event) => setReference(event.target.value)} maxLength={400} />
      </label>
      <label htmlFor={`${id}-file`}>
        {words.paperFile}
        <input
          id={`${id}-file`}
          type="file"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void hashOf(file).then(setSha256);
            if (file && name === "") setName(file.name);
          }}
        />
        <span className="muted small">{sha256 === null ? words.paperFileHint : <span className="mono">{sha256.slice(0, 24)}…</span>}</span>
      </label>
      {sent.isError ? <Faults error={sent.error} /> : null}
      <Button htmlType="submit" loading={sent.isPending} disabled={name.trim() === ""}>
        {words.addPaper}
      </Button>
    </form>
  );
}

async function hashOf(file: File): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
