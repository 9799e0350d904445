// Exports brought in: a new one, those there are with how far they got, and what they parked.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { AutoComplete, Button } from "antd";
import { type FormEvent, useRef, useState } from "react";
import type { LedgerView } from "../../../src/app/http/contract-ledger.ts";
import type { LedgerImportView } from "../../../src/app/http/contract-ledger-imports.ts";
import { sendForm } from "../api/api-client.ts";
import { localTime } from "../audits/local-time.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { Field } from "../parts/field.tsx";
import { Loaded, Skeleton } from "../parts/states.tsx";
import { yuan } from "./amount.ts";
import { ImportProgress } from "./import-progress.tsx";
import { importsQuery, ledgerPath, refreshLedger, useLedgerWords } from "./ledger-queries.ts";
import { LedgerSection } from "./ledger-section.tsx";
import { ParkedList } from "./parked-list.tsx";
import { useLedger } from "./use-ledger.ts";

export function ImportsView() {
  const ledger = useLedger();
  return ledger ? <Imports ledger={ledger} /> : <Skeleton lines={8} />;
}

function Imports({ ledger }: { readonly ledger: LedgerView }) {
  const words = useLedgerWords();
  const { language } = useLanguage();
  const { caseId: id } = ledger;
  const imports = useQuery(importsQuery(id, language));
  return (
    <>
      <LedgerSection title={words.importTitle} hint={words.importHint}>
        <UploadForm id={id} systems={imports.data?.systems ?? []} />
      </LedgerSection>
      <LedgerSection title={words.parked} hint={words.parkedHint}>
        <ParkedList ledger={ledger} />
      </LedgerSection>
      <LedgerSection title={words.imports}>
        <Loaded query={imports} lines={3}>
          {(data) =>
            data.imports.length === 0 ? (
              <p className="card ledger-none muted">{words.noImports}</p>
            ) : (
              <ul className="card import-list" data-testid="ledger-imports">
                {data.imports.map((one) => (
                  <ImportRow key={one.id} id={id} one={one} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </LedgerSection>
    </>
  );
}

function UploadForm({ id, systems }: { readonly id: string; readonly systems: readonly string[] }) {
  const words = useLedgerWords();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [system, setSystem] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const upload = useMutation({
    mutationFn: (given: File) => {
      const body = new FormData();
      body.append("source", system.trim());
      body.append("file", given);
      return sendForm<{ readonly importId: string; readonly known: boolean }>(`${ledgerPath(id)}/imports`, { lang: language }, body);
    },
    onSuccess: async ({ importId }) => {
      await refreshLedger(queries, id);
      await navigate({ to: "/cases/$id/ledger/imports/$importId", params: { id, importId } });
    },
  });
  return (
    <form
      className="card import-upload"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (file !== null && system.trim() !== "") upload.mutate(file);
      }}
    >
      <Field label={words.system} hint={words.systemHint}>
        {(control) => (
          <AutoComplete
            {...control}
            value={system}
            maxLength={100}
            onChange={(text) => setSystem(text ?? "")}
            options={systems.map((value) => ({ value }))}
          />
        )}
      </Field>
      <Field label={words.file} hint={file?.name ?? ""}>
        {(control) => (
          <>
            <Button onClick={() => input.current?.click()}>{words.chooseFile}</Button>
            <input
              {...control}
              ref={input}
              type="file"
              accept=".xlsx,.csv,.txt"
              className="visually-hidden"
              tabIndex={-1}
              data-testid="export-file"
              onChange={(event) => setFile(event.target.files?.[0] ?? null)}
            />
          </>
        )}
      </Field>
      <Button type="primary" htmlType="submit" loading={upload.isPending} disabled={file === null || system.trim() === ""}>
        {upload.isPending ? words.uploading : words.upload}
      </Button>
      {upload.isError ? <Faults error={upload.error} /> : null}
    </form>
  );
}

const STATUS_TONES: Readonly<Record<LedgerImportView["status"], string>> = {
  uploaded: "tag tag-amber",
  staging: "tag tag-teal",
  staged: "tag tag-amber",
  posted: "tag tag-green",
  failed: "tag tag-red",
  discarded: "tag",
};

function ImportRow({ id, one }: { readonly id: string; readonly one: LedgerImportView }) {
  const words = useLedgerWords();
  const { language } = useLanguage();
  const isDone = one.status === "posted" || one.status === "discarded";
  return (
    <li>
      <div>
        <strong>{one.fileName}</strong> <span className={STATUS_TONES[one.status]}>{words.statuses[one.status]}</span>
        <p className="muted small">
          {[
            one.sourceName,
            words.by(one.byName === "-" ? words.program : one.byName, localTime(one.createdAt, language)),
            ...(one.rows > 0 ? [words.rowsOf(one.rows), yuan(one.amount)] : []),
          ].join(" · ")}
        </p>
        {one.progress === null ? null : <ImportProgress one={one} />}
        {one.outcome === null ? null : (
          <p className="small">{words.outcome(one.outcome.posted, one.outcome.matched, one.outcome.parked)}</p>
        )}
      </div>
      {one.status === "discarded" ? null : (
        <Link to="/cases/$id/ledger/imports/$importId" params={{ id, importId: one.id }}>
          {isDone ? words.look : words.resume}
        </Link>
      )}
    </li>
  );
}
