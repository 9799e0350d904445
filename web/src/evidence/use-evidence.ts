// The evidence of a case from the server, and the words of its pages.
import { queryOptions } from "@tanstack/react-query";
import type { EvidenceView } from "../../../src/app/http/contract-evidence.ts";
import { evidencePagesWording } from "../../../src/app/messages/evidence-pages.ts";
import type { EvidencePagesWording } from "../../../src/app/messages/evidence-pages.zh.ts";
import type { Language } from "../../../src/app/messages/language.ts";
import { getJson } from "../api/api-client.ts";
import { casePath } from "../api/queries.ts";
import { useLanguage } from "../language/language-provider.tsx";

export type Piece = EvidenceView["pieces"][number];

export function evidenceQuery(id: string, lang: Language) {
  return queryOptions({
    queryKey: ["case", id, "evidence", lang],
    queryFn: ({ signal }) => getJson<EvidenceView>(`${casePath(id)}/evidence`, { lang }, signal),
  });
}

export function useEvidenceWords(): EvidencePagesWording {
  return evidencePagesWording(useLanguage().language);
}
