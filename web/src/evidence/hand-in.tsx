// The form by which a paper is handed in: the file, what it is, what it is evidence of.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { type FormEvent, useId, useState } from "react";
import type { EvidenceView } from "../../../src/app/http/contract-evidence.ts";
import { ApiError, sendForm } from "../api/api-client.ts";
import { casePath } from "../api/queries.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { useEvidenceWords } from "./use-evidence.ts";

type HandInProps = { readonly id: string; readonly evidence: EvidenceView; readonly wanted: readonly string[] };

export function HandIn({ id, evidence, wanted }: HandInProps) {
  const { words: all, language } = useLanguage();
  const words = useEvidenceWords();
  const queries = useQueryClient();
  const form = useId();
  const [file, setFile] = useState<File | null>(null);
  const [title, setTitle] = useState("");
  const [kind, setKind] = useState(evidence.kinds[0]?.id ?? "formal");
  const [on, setOn] = useState("");
  const [links, setLinks] = useState<string[]>([...wanted]);
  const sending = useMutation({
    mutationFn: (body: FormData) =>
      sendForm<{ readonly id: string; readonly sameAs: readonly string[] }>(`${casePath(id)}/evidence`, { lang: language }, body),
    onSuccess: async () => {
      setFile(null);
      setTitle("");
      setLinks([]);
      await queries.invalidateQueries({ queryKey: ["case", id, "evidence"] });
    },
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!file) return;
    const body = new FormData();
    body.append("file", file);
    for (const [name, value] of Object.entries({ title: title.trim() || file.name, kind, on, links: links.join(",") }))
      body.append(name, value);
    event.currentTarget.reset();
    sending.mutate(body);
  };
  const problem = sending.error instanceof ApiError ? sending.error.problem : null;
  return (
    <form className="card evidence-form" onSubmit={send}>
      <h2>{words.upload.title}</h2>
      <label htmlFor={`${form}-file`}>{words.upload.file}</label>
      <input id={`${form}-file`} type="file" required onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
      <label htmlFor={`${form}-title`}>{words.upload.name}</label>
      <Input
        id={`${form}-title`}
        value={title}
        maxLength={200}
        placeholder={file?.name ?? ""}
        onChange={(event) => setTitle(event.target.value)}
      />
      <label htmlFor={`${form}-kind`}>{words.upload.kind}</label>
      <Select
        id={`${form}-kind`}
        value={kind}
        onChange={setKind}
        options={evidence.kinds.map((one) => ({ value: one.id, label: words.kind(one.title, one.examples) }))}
      />
      <label htmlFor={`${form}-on`}>{words.upload.on}</label>
      <Input id={`${form}-on`} type="date" value={on} onChange={(event) => setOn(event.target.value)} />
      <label htmlFor={`${form}-links`}>{words.upload.links}</label>
      <Select
        id={`${form}-links`}
        mode="multiple"
        value={links}
        onChange={setLinks}
        optionFilterProp="label"
        placeholder={words.upload.linksHint}
        options={evidence.targets.map((target) => ({ value: `${target.link.kind}:${target.link.id}`, label: target.title }))}
      />
      <Button type="primary" htmlType="submit" loading={sending.isPending} disabled={file === null}>
        {words.upload.send}
      </Button>
      <p role="status" className={sending.isError ? "evidence-late" : "muted"}>
        {sending.isError ? (problem ? words.problem(problem.detail, problem.remedy) : all.errors.offline) : null}
        {sending.data
          ? words.list([words.upload.done, ...(sending.data.sameAs.length > 0 ? [words.upload.same(sending.data.sameAs.length)] : [])])
          : null}
      </p>
    </form>
  );
}
