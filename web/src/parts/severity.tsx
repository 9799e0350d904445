// The weight of a finding, by icon, colour and word.
import { BulbOutlined, CloseCircleOutlined, WarningOutlined } from "@ant-design/icons";
import type { FindingView } from "../../../src/app/http/contract.ts";
import { useWords } from "../language/language-provider.tsx";

export type Severity = FindingView["severity"];
export const SEVERITIES = ["error", "warning", "hint"] as const satisfies readonly Severity[];

const ICONS = { error: CloseCircleOutlined, warning: WarningOutlined, hint: BulbOutlined } as const;

export function SeverityTag({ severity }: { readonly severity: Severity }) {
  const words = useWords();
  const Icon = ICONS[severity];
  return (
    <span className={`severity severity-${severity}`}>
      <Icon aria-hidden="true" /> {words.severity[severity]}
    </span>
  );
}

/** How many of each; nothing found says so. */
export function SeverityCounts({ counts }: { readonly counts: Readonly<Record<Severity, number>> }) {
  const words = useWords();
  const some = SEVERITIES.filter((severity) => counts[severity] > 0);
  if (some.length === 0) return <span className="severity severity-clean">{words.cases.clean}</span>;
  return (
    <span className="counts">
      {some.map((severity) => {
        const Icon = ICONS[severity];
        return (
          <span key={severity} className={`severity severity-${severity}`}>
            <Icon aria-hidden="true" /> {words.severityCount[severity](counts[severity])}
          </span>
        );
      })}
    </span>
  );
}
