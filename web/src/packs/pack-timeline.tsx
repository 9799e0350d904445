// When each pack is in force, drawn on one scale of years.
import { Link } from "@tanstack/react-router";
import type { PackSummary } from "../../../src/app/http/contract-packs.ts";
import { useWords } from "../language/language-provider.tsx";
import { validityText } from "./pack-marks.tsx";

const DAYS_A_YEAR = 365.25;

export function PackTimeline({ packs }: { readonly packs: readonly PackSummary[] }) {
  const words = useWords();
  const starts = packs.map((pack) => yearsOf(pack.inForce.from));
  const ends = packs.flatMap((pack) => (pack.inForce.until === null ? [] : [yearsOf(pack.inForce.until)]));
  const from = Math.floor(Math.min(...starts));
  const to = Math.ceil(Math.max(...starts, ...ends)) + 2;
  const at = (years: number) => `${((years - from) / (to - from)) * 100}%`;
  const marks = Array.from({ length: to - from }, (_, index) => from + index);
  return (
    <section className="card timeline" aria-label={words.packs.timeline}>
      {packs.map((pack) => {
        const start = yearsOf(pack.inForce.from);
        const end = pack.inForce.until === null ? to : yearsOf(pack.inForce.until);
        const kind = ["timeline-bar", pack.illustration ? "illustration" : "", pack.inForce.until === null ? "open" : ""]
          .filter((name) => name !== "")
          .join(" ");
        return (
          <div key={pack.id} className="timeline-row">
            <Link to="/packs/$id" params={{ id: pack.id }}>
              {pack.number}
            </Link>
            <div
              className="timeline-track"
              style={{ backgroundSize: `${100 / (to - from)}% 100%` }}
              role="img"
              aria-label={validityText(pack, words.packs)}
              title={validityText(pack, words.packs)}
            >
              <div className={kind} style={{ left: at(start), width: `${((end - start) / (to - from)) * 100}%` }} />
            </div>
          </div>
        );
      })}
      <div className="timeline-row axis" aria-hidden="true">
        <span />
        <div className="timeline-axis">
          {marks.map((year) => (
            <span key={year} style={{ left: at(year) }}>
              {year}
            </span>
          ))}
        </div>
      </div>
    </section>
  );
}

// A day as a fraction of years: good enough to draw, never to decide.
function yearsOf(day: string): number {
  const [year = "0", month = "1", date = "1"] = day.split("-");
  return Number(year) + ((Number(month) - 1) * 30.44 + Number(date) - 1) / DAYS_A_YEAR;
}
