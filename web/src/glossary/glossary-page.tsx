// Official terms and cited articles in our own words, with one search over both.
import { SearchOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Input } from "antd";
import type { ClauseView, TermView } from "../../../src/app/http/contract-packs.ts";
import { clausesQuery, termsQuery } from "../api/queries.ts";
import { useLanguage, useWords } from "../language/language-provider.tsx";
import { EmptyView, Loaded } from "../parts/states.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import "./glossary.css";

const route = getRouteApi("/glossary");

export function GlossaryPage() {
  const { words, language } = useLanguage();
  const { q = "" } = route.useSearch();
  const navigate = useNavigate();
  const terms = useQuery(termsQuery(language));
  const clauses = useQuery(clausesQuery(language));
  usePageTitle(words.glossary.title);
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{words.glossary.title}</h1>
          <p>{words.glossary.intro}</p>
        </div>
      </div>
      <Input
        className="glossary-search no-print"
        size="large"
        prefix={<SearchOutlined aria-hidden="true" />}
        allowClear
        value={q}
        placeholder={words.glossary.search}
        aria-label={words.glossary.search}
        onChange={(event) =>
          void navigate({ to: "/glossary", search: event.target.value === "" ? {} : { q: event.target.value }, replace: true })
        }
      />
      <Loaded query={terms}>
        {(allTerms) => <Loaded query={clauses}>{(allClauses) => <Entries terms={allTerms} clauses={allClauses} wanted={q} />}</Loaded>}
      </Loaded>
    </>
  );
}

function Entries({
  terms,
  clauses,
  wanted,
}: {
  readonly terms: readonly TermView[];
  readonly clauses: readonly ClauseView[];
  readonly wanted: string;
}) {
  const words = useWords();
  const parts = wanted
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== "");
  const holds = (...texts: readonly string[]) => parts.every((part) => texts.join(" ").toLowerCase().includes(part));
  const shownTerms = terms.filter((term) => holds(term.term, term.english, term.brief, term.meaning, term.instrument, term.article));
  const shownClauses = clauses.filter((clause) => holds(clause.instrument, clause.article, clause.text));
  const instruments = [...new Map(shownClauses.map((clause) => [clause.pack, clause.instrument]))];
  if (shownTerms.length === 0 && shownClauses.length === 0) {
    return (
      <section className="section">
        <EmptyView title={words.glossary.none} hint={words.glossary.noneHint} />
      </section>
    );
  }
  return (
    <>
      <p className="muted small" style={{ marginTop: 10 }}>
        {words.glossary.count(shownTerms.length, shownClauses.length)}
      </p>
      {shownTerms.length === 0 ? null : (
        <section className="section">
          <div className="section-head">
            <h2>{words.glossary.terms}</h2>
          </div>
          <div className="glossary-grid">
            {shownTerms.map((term) => (
              <TermCard key={`${term.pack}-${term.term}`} term={term} />
            ))}
          </div>
        </section>
      )}
      {instruments.length === 0 ? null : (
        <section className="section">
          <div className="section-head">
            <h2>{words.glossary.clauses}</h2>
            <p>{words.citation.notOriginal}</p>
          </div>
          {instruments.map(([pack, instrument]) => (
            <div key={pack} className="card clause-group">
              <h3>
                <Link to="/packs/$id" params={{ id: pack }}>
                  {instrument}
                </Link>
              </h3>
              <dl>
                {shownClauses
                  .filter((clause) => clause.pack === pack)
                  .map((clause) => (
                    <div key={clause.article} className="clause">
                      <dt>{clause.article}</dt>
                      <dd>{clause.text}</dd>
                    </div>
                  ))}
              </dl>
            </div>
          ))}
        </section>
      )}
    </>
  );
}

function TermCard({ term }: { readonly term: TermView }) {
  const { words, language } = useLanguage();
  return (
    <article className="card glossary-term">
      <h3>
        {term.term} <small>{term.english}</small>
      </h3>
      <p className="brief">{term.brief}</p>
      <p>{term.meaning}</p>
      {language === "en" && term.clause !== null ? <p className="muted">{term.clause}</p> : null}
      <p className="from">{words.glossary.from(term.instrument, term.article)}</p>
    </article>
  );
}
