// A citation that opens: an article in our words, or a declared default that says it is not law.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Popover } from "antd";
import type { Basis } from "../../../src/app/http/contract.ts";
import { clausesQuery } from "../api/queries.ts";
import { useLanguage } from "../language/language-provider.tsx";

export function Citation({ basis }: { readonly basis: Basis }) {
  const { words } = useLanguage();
  const label = basis.article === null ? words.citation.default : `${basis.instrument} ${basis.article}`.trim();
  return (
    <Popover trigger="click" placement="bottomLeft" destroyOnHidden content={<CitationBody basis={basis} />}>
      <button
        type="button"
        className={basis.article === null ? "citation citation-default" : "citation"}
        aria-label={words.citation.open(label)}
      >
        {label}
      </button>
    </Popover>
  );
}

export function Citations({ basis }: { readonly basis: readonly Basis[] }) {
  const distinct = basis.filter((one, index) => basis.findIndex((other) => keyOf(other) === keyOf(one)) === index);
  return (
    <div className="citations">
      {distinct.map((one) => (
        <Citation key={keyOf(one)} basis={one} />
      ))}
    </div>
  );
}

function CitationBody({ basis }: { readonly basis: Basis }) {
  const { words, language } = useLanguage();
  const clauses = useQuery(clausesQuery(language));
  if (basis.article === null) {
    return (
      <div className="popover-body">
        <h3>{words.citation.default}</h3>
        <p className="brief">{words.citation.defaultWhy}</p>
        <p>{basis.default}</p>
        <p className="source">
          <Link to="/packs/$id" params={{ id: basis.pack }}>
            {basis.instrument}
          </Link>
        </p>
      </div>
    );
  }
  // A local pack cites the articles of what it extends by the same number.
  const found =
    clauses.data?.find((clause) => clause.article === basis.article && clause.pack === basis.pack) ??
    clauses.data?.find((clause) => clause.article === basis.article && clause.instrument === basis.instrument);
  return (
    <div className="popover-body" data-testid="clause">
      <h3>{basis.article}</h3>
      <p className="brief">{basis.instrument}</p>
      <p>{clauses.isPending ? words.loading : (found?.text ?? words.citation.none)}</p>
      <p className="source">
        <span className="muted">{words.citation.notOriginal}</span>{" "}
        <Link to="/glossary" search={{ q: `${basis.instrument} ${basis.article}` }}>
          {words.citation.more}
        </Link>
      </p>
    </div>
  );
}

function keyOf(basis: Basis): string {
  return [basis.pack, basis.instrument, basis.article ?? "", basis.default ?? ""].join("|");
}
