// One rule pack in full: validity, grades, rules with their sources, thresholds, schemes of weights, health.
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { PackView } from "../../../src/app/http/contract-packs.ts";
import { packQuery } from "../api/queries.ts";
import { useLanguage, useWords } from "../language/language-provider.tsx";
import { Citation } from "../parts/citation.tsx";
import { Loaded } from "../parts/states.tsx";
import { OfficialTerm, Term } from "../parts/term.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { PackMarks, validityText } from "./pack-marks.tsx";
import "./packs.css";
import { RuleBasis, RuleView } from "./rule-view.tsx";

const route = getRouteApi("/packs/$id");
const SHADES = ["#0f5c66", "#5f99a0", "#a9c6c9", "#d6e0e0", "#e8ecec"];

export function PackPage() {
  const { words, language } = useLanguage();
  const { id } = route.useParams();
  const pack = useQuery(packQuery(id, language));
  usePageTitle(pack.data?.title ?? words.packs.title);
  return <Loaded query={pack}>{(view) => <Pack pack={view} />}</Loaded>;
}

function Pack({ pack }: { readonly pack: PackView }) {
  const words = useWords();
  return (
    <>
      <div className="page-head">
        <div>
          <p className="small">
            <Link to="/packs">{words.packs.title}</Link> / {pack.number}
          </p>
          <h1>{pack.title}</h1>
        </div>
      </div>
      <PackFacts pack={pack} />
      <section className="section">
        <div className="section-head">
          <h2>
            <Term id="grade" />
          </h2>
        </div>
        <Bands pack={pack} />
      </section>
      <section className="section">
        <div className="section-head">
          <h2>{words.packs.rules}</h2>
        </div>
        <div className="card">
          {pack.rules
            .filter((rule) => rule.key !== "grades")
            .map((rule) => (
              <RuleView key={rule.key} rule={rule} />
            ))}
        </div>
      </section>
      <Schemes pack={pack} />
      <Thresholds pack={pack} />
      <Health pack={pack} />
    </>
  );
}

function PackFacts({ pack }: { readonly pack: PackView }) {
  const words = useWords();
  return (
    <div className="card">
      <dl className="pack-facts">
        <div>
          <dt>{words.packs.validity}</dt>
          <dd>{validityText(pack, words.packs)}</dd>
        </div>
        <div>
          <dt>{words.packs.issuer}</dt>
          <dd>{pack.issuer}</dd>
        </div>
        <div>
          <dt>{words.packs.jurisdiction}</dt>
          <dd>{pack.jurisdiction}</dd>
        </div>
        <div>
          <dt>{words.packs.source}</dt>
          <dd>{pack.source}</dd>
        </div>
        {pack.chain.length < 2 ? null : (
          <div>
            <dt>{words.packs.extends}</dt>
            <dd>
              {pack.chain.slice(1).map((one) => (
                <Link key={one.id} to="/packs/$id" params={{ id: one.id }}>
                  {one.number}
                </Link>
              ))}
            </dd>
          </div>
        )}
        {pack.note === null ? null : (
          <div>
            <dt>{words.packs.noteTitle}</dt>
            <dd>{pack.note}</dd>
          </div>
        )}
        <div>
          <dt>{words.packs.health}</dt>
          <dd>
            <PackMarks pack={pack} />
          </dd>
        </div>
      </dl>
    </div>
  );
}

function Bands({ pack }: { readonly pack: PackView }) {
  const words = useWords();
  const rising = pack.bands.toReversed();
  return (
    <div className="card pack-section">
      <div className="band-ruler" aria-hidden="true">
        {rising.map((band, index) => {
          const shade = rising.length - 1 - index;
          return (
            <div
              key={band.grade}
              className={shade > 1 ? "pale" : ""}
              style={{ flexGrow: Number(band.to) - Number(band.from), flexBasis: 0, background: SHADES[shade] }}
            >
              {band.grade}
            </div>
          );
        })}
      </div>
      <ul className="band-list">
        {pack.bands.map((band) => (
          <li key={band.grade}>
            <b>{band.grade}</b> <span className="muted">{words.packs.band(band.from, band.to, band.closed)}</span>
          </li>
        ))}
      </ul>
      {pack.bandsBasis ? <Citation basis={pack.bandsBasis} /> : null}
    </div>
  );
}

function Schemes({ pack }: { readonly pack: PackView }) {
  const words = useWords();
  return (
    <section className="section">
      <div className="section-head">
        <h2>{words.packs.schemes}</h2>
      </div>
      <div className="card">
        {pack.schemes.map((scheme) => (
          <div key={scheme.id} className="rule">
            <h3>{scheme.title}</h3>
            <div>
              <span className="tag">{scheme.adjustable ? words.packs.adjustable : words.packs.fixed}</span>
              <div className="scheme-weights">
                {scheme.weights.map(({ level, weight }) => (
                  <span key={level}>
                    {level === "execution" ? words.packs.executionLevel : <OfficialTerm name={level}>{level}</OfficialTerm>} <b>{weight}</b>
                  </span>
                ))}
              </div>
            </div>
            <RuleBasis basis={scheme.basis} />
          </div>
        ))}
      </div>
    </section>
  );
}

function Thresholds({ pack }: { readonly pack: PackView }) {
  const words = useWords();
  const names: Readonly<Record<string, string>> = words.packs.thresholdNames;
  if (pack.thresholds.length === 0) return null;
  return (
    <section className="section">
      <div className="section-head">
        <h2>{words.packs.thresholds}</h2>
      </div>
      <div className="card">
        <table className="threshold-table">
          <tbody>
            {pack.thresholds.map((threshold) => (
              <tr key={threshold.name}>
                <th scope="row">{names[threshold.name] ?? threshold.name}</th>
                <td className="number">{threshold.value}</td>
                <td className="basis">
                  <RuleBasis basis={threshold.basis} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Health({ pack }: { readonly pack: PackView }) {
  const words = useWords();
  return (
    <section className="section">
      <div className="section-head">
        <h2>{words.packs.health}</h2>
      </div>
      <div className="card pack-section">
        {pack.healthFaults.length === 0 ? (
          <p>
            <span className="tag tag-green">{words.packs.healthy}</span> {words.packs.healthIntro}
          </p>
        ) : (
          <ul className="health-faults">
            {pack.healthFaults.map((one) => (
              <li key={`${one.place}${one.message}`}>
                <p>{one.message}</p>
                <p className="muted">{one.remedy}</p>
                <p className="mono">{one.place}</p>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
