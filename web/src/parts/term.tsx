// An official term that opens its meaning. A term no pack defines is plain text.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Popover } from "antd";
import type { ReactNode } from "react";
import type { TermView } from "../../../src/app/http/contract-packs.ts";
import { OFFICIAL_TERMS, type TermKey } from "../../../src/app/messages/web.zh.ts";
import { termsQuery } from "../api/queries.ts";
import { useLanguage } from "../language/language-provider.tsx";

/** A term by the page's own key, in the words of the language. */
export function Term({ id }: { readonly id: TermKey }) {
  const { words } = useLanguage();
  return <OfficialTerm name={OFFICIAL_TERMS[id]}>{words.terms[id]}</OfficialTerm>;
}

/** A term by its official name, as data carries it. */
export function OfficialTerm({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const { words, language } = useLanguage();
  const terms = useQuery(termsQuery(language));
  // A printed level may carry its weight in brackets.
  const plain = name.normalize("NFKC").replace(/\(.*$/, "");
  const found = terms.data?.find((term) => term.term === plain);
  if (!found) return children;
  return (
    <Popover trigger="click" placement="bottom" destroyOnHidden content={<TermBody term={found} />}>
      <button type="button" className="plain-button term" aria-label={words.term.open(language === "zh" ? found.term : found.english)}>
        {language === "zh" || typeof children !== "string" || children !== name ? children : capitalised(found.english)}
      </button>
    </Popover>
  );
}

// Official names in data are Chinese; on an English page a known one is shown by its English name.
function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

function TermBody({ term }: { readonly term: TermView }) {
  const { words, language } = useLanguage();
  return (
    <div className="popover-body">
      <h3>{language === "zh" ? term.term : `${term.english} · ${term.term}`}</h3>
      <p className="brief">{term.brief}</p>
      <p>{term.meaning}</p>
      {language === "en" && term.clause ? <p>{term.clause}</p> : null}
      <p className="source">
        <Link to="/glossary" search={{ q: term.term }}>
          {words.term.source(term.instrument, term.article)}
        </Link>
      </p>
    </div>
  );
}
