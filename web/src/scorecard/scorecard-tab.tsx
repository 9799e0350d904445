// The score sheet of a case with the goals, surveys and rows that stand beside it.
import type { CaseView, EvaluationView } from "../../../src/app/http/contract-cases.ts";
import { useCase } from "../case/use-case.ts";
import { useFocus } from "../case/use-focus.ts";
import { useWords } from "../language/language-provider.tsx";
import { Skeleton } from "../parts/states.tsx";
import { OfficialTerm, Term } from "../parts/term.tsx";
import { ScoreTable } from "./score-table.tsx";
import "./scorecard.css";

export function ScorecardTab() {
  const words = useWords();
  const found = useCase();
  useFocus(found?.search.focus, found !== null);
  if (!found) return <Skeleton lines={8} />;
  const { one, scored } = found;
  return (
    <>
      <section className="section" data-subject="indicators">
        <div className="section-head">
          <h2>{words.scorecard.title}</h2>
          <p>{words.scorecard.intro}</p>
        </div>
        <ScoreTable one={one} scored={scored} />
      </section>
      <NotApplicable scored={scored} />
      <Corrections one={one} />
      <Facts one={one} />
    </>
  );
}

function NotApplicable({ scored }: { readonly scored: EvaluationView }) {
  const words = useWords();
  if (scored.notApplicable.length === 0) return null;
  return (
    <section className="section">
      <div className="section-head">
        <h2>{words.scorecard.notApplicable}</h2>
        <p>{words.scorecard.notApplicableIntro}</p>
      </div>
      <ul className="card not-applicable">
        {scored.notApplicable.map((row) => (
          <li key={row.id} data-subject={row.id}>
            <span>
              <OfficialTerm name={row.level1}>{row.level1}</OfficialTerm> · {row.level2}
            </span>
            <span className="muted">{row.why}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Corrections({ one }: { readonly one: CaseView }) {
  const words = useWords();
  if (one.corrections.length === 0) return null;
  return (
    <section className="section">
      <div className="section-head">
        <h2>{words.scorecard.corrections}</h2>
        <p>{words.scorecard.correctionsIntro}</p>
      </div>
      <ul className="card not-applicable">
        {one.corrections.map((change) => (
          <li key={`${change.path}${change.now}`}>
            <span>
              <span className="muted">{words.scorecard.correctionWas}</span> {change.was}{" "}
              <span className="muted">{words.scorecard.correctionNow}</span> {change.now}
            </span>
            <span className="muted">{words.pair(words.scorecard.correctionBecause, change.because)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Facts({ one }: { readonly one: CaseView }) {
  const words = useWords();
  const name = (id: string) => one.indicators.find((row) => row.id === id)?.level3 ?? id;
  return (
    <section className="section case-facts">
      {one.goals ? (
        <div className="card fact-card" data-subject="goals">
          <h3>
            {words.scorecard.goals} · <Term id="goal" />
          </h3>
          <dl>
            <div>
              <dt>{words.scorecard.goalExpected}</dt>
              <dd>{one.goals.overall ?? words.none}</dd>
            </div>
            <div>
              <dt>{words.scorecard.goalAchieved}</dt>
              <dd>{one.goals.achieved ?? words.none}</dd>
            </div>
            {one.goals.stages.length === 0 ? null : (
              <div>
                <dt>{words.scorecard.goalStages}</dt>
                <dd>
                  <ul className="stages">
                    {one.goals.stages.map((stage) => (
                      <li key={stage}>{stage}</li>
                    ))}
                  </ul>
                </dd>
              </div>
            )}
          </dl>
        </div>
      ) : null}
      {one.surveys.map((survey, index) => (
        <div key={`${survey.indicator}-${index}`} className="card fact-card" data-subject="surveys">
          <h3>{words.scorecard.survey}</h3>
          <dl>
            <div>
              <dt>{name(survey.indicator)}</dt>
              <dd>
                {words.scorecard.surveyCounts(
                  countText(survey.issued, words.none),
                  countText(survey.returned, words.none),
                  countText(survey.valid, words.none),
                )}
              </dd>
            </div>
            <div>
              <dt>{words.scorecard.respondents}</dt>
              <dd>
                {survey.respondents}{" "}
                <span className={survey.relation === "insiders" ? "tag tag-amber" : "tag"}>
                  {words.scorecard.relation[survey.relation]}
                </span>
              </dd>
            </div>
          </dl>
          {survey.score === null ? null : <p>{words.scorecard.surveyScore(survey.score)}</p>}
          {survey.satisfied === null ? null : <p>{words.scorecard.surveySatisfied(String(survey.satisfied))}</p>}
          {survey.source === null ? null : <p className="muted small">{words.funds.sourceNote(survey.source)}</p>}
        </div>
      ))}
    </section>
  );
}

function countText(count: number | null, none: string): string {
  return count === null ? none : String(count);
}
