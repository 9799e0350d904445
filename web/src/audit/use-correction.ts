// Sends a correction, or takes one back; the answer is the whole document as it then stands.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { AuditDocumentView, CorrectionInput } from "../../../src/app/http/contract-audits.ts";
import { ApiError, sendJson } from "../api/api-client.ts";
import { auditDocumentPath, auditDocumentQuery } from "../api/queries.ts";
import { useLanguage } from "../language/language-provider.tsx";

export type Change = { readonly kind: "correct"; readonly input: CorrectionInput } | { readonly kind: "undo"; readonly seq: number };

export function useCorrection(id: string, n: number) {
  const { language } = useLanguage();
  const queries = useQueryClient();
  const path = `${auditDocumentPath(id, n)}/corrections`;
  const seen = () => queries.getQueryData(auditDocumentQuery(id, n, language).queryKey);
  return useMutation({
    mutationFn: (change: Change) =>
      change.kind === "correct"
        ? sendJson<AuditDocumentView>("PUT", path, { lang: language }, { ...change.input, version: seen()?.version })
        : sendJson<AuditDocumentView>("DELETE", `${path}/${change.seq}`, { lang: language }),
    onSuccess: async (view) => {
      queries.setQueryData(auditDocumentQuery(id, n, language).queryKey, view);
      await queries.invalidateQueries({ queryKey: ["audit", id, "list"] });
    },
    onError: async (error) => {
      if (isConflict(error)) await queries.invalidateQueries({ queryKey: auditDocumentQuery(id, n, language).queryKey });
    },
  });
}

export function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.problem?.status === 409;
}
