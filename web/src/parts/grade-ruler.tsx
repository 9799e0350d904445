// The scale of a pack's grades, and where a total stands on it.
import type { EvaluationView } from "../../../src/app/http/contract-cases.ts";
import { useWords } from "../language/language-provider.tsx";

const SHADES = ["#0f5c66", "#5f99a0", "#a9c6c9", "#d6e0e0", "#e8ecec"];

export function GradeRuler({ bands, score }: { readonly bands: EvaluationView["bands"]; readonly score: string | null }) {
  const words = useWords();
  const rising = bands.toReversed();
  const top = Number(bands[0]?.to ?? "100");
  const at = (points: string) => `${(Number(points) / top) * 100}%`;
  const spoken = bands.map((band) => words.caseHead.gradeRange(band.grade, band.from, band.to)).join("; ");
  return (
    <div className="ruler" role="img" aria-label={`${words.caseHead.scale}. ${score ?? words.unknown}. ${spoken}`}>
      <div className="ruler-body" aria-hidden="true">
        <div className="ruler-track">
          {rising.map((band, index) => (
            <div
              key={band.grade}
              className="ruler-band"
              style={{ width: at(String(Number(band.to) - Number(band.from))), background: SHADES[rising.length - 1 - index] }}
            />
          ))}
        </div>
        {score === null ? null : <div className="ruler-mark" style={{ left: at(score) }} />}
        {rising.map((band) => (
          <span key={band.grade} className="ruler-label" style={{ left: at(band.from) }}>
            <b>{band.grade}</b> {band.from}
          </span>
        ))}
      </div>
    </div>
  );
}
