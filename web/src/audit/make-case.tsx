// Makes a project of a read table; what still stands in the way comes back as one list.
import { RocketOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import type { Saved } from "../../../src/app/http/contract.ts";
import { sendJson } from "../api/api-client.ts";
import { auditDocumentPath } from "../api/queries.ts";
import { UploadFaults } from "../cases/upload-dialog.tsx";
import { useLanguage } from "../language/language-provider.tsx";
import { Panel } from "../parts/panel.tsx";
import { useMay } from "../session/use-session.ts";
import { useDocument } from "./document-state.ts";

export function MakeCase({ table }: { readonly table: number }) {
  const { words, language } = useLanguage();
  const { view } = useDocument();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const mayMake = useMay("case.import");
  const make = useMutation({
    mutationFn: () => sendJson<Saved>("POST", `${auditDocumentPath(view.batch.id, view.row.n)}/tables/${table}/case`, { lang: language }),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ["cases"] });
      await navigate({ to: "/cases/$id/scorecard", params: { id: saved.id } });
    },
  });
  if (!mayMake) return null;
  return (
    <>
      <Button
        size="small"
        icon={<RocketOutlined />}
        loading={make.isPending}
        onClick={() => make.mutate()}
        data-testid={`make-case-${table}`}
      >
        {words.audit.makeCase}
      </Button>
      <Panel open={make.isError} onClose={() => make.reset()} title={words.audit.makeCaseFailed} place="middle">
        <UploadFaults error={make.error} />
      </Panel>
    </>
  );
}
