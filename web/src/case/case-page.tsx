// One case: its head with the score, the tabs, and the receipt that any of them can open.
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { CaseView, EvaluationView } from "../../../src/app/http/contract-cases.ts";
import { evidencePagesWording } from "../../../src/app/messages/evidence-pages.ts";
import type { Language } from "../../../src/app/messages/language.ts";
import { ledgerPagesWording } from "../../../src/app/messages/ledger-pages.ts";
import { trailPagesWording } from "../../../src/app/messages/trail-pages.ts";
import type { WebWording } from "../../../src/app/messages/web.zh.ts";
import { caseQuery, evaluationQuery } from "../api/queries.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Loaded } from "../parts/states.tsx";
import { ReceiptDrawer } from "../scorecard/receipt-drawer.tsx";
import { useMay } from "../session/use-session.ts";
import { usePageTitle } from "../shell/page-title.ts";
import "./case.css";
import { CaseHead } from "./case-head.tsx";
import type { CaseSearch } from "./case-search.ts";

const route = getRouteApi("/cases/$id");

export function CasePage() {
  const { language } = useLanguage();
  const { id } = route.useParams();
  const search = route.useSearch();
  const caseAnswer = useQuery(caseQuery(id, language));
  const evaluation = useQuery(evaluationQuery(id, search, language));
  return (
    <Loaded query={caseAnswer} lines={5}>
      {(one) => <Loaded query={evaluation}>{(scored) => <CaseFrame one={one} scored={scored} search={search} />}</Loaded>}
    </Loaded>
  );
}

function CaseFrame({ one, scored, search }: { readonly one: CaseView; readonly scored: EvaluationView; readonly search: CaseSearch }) {
  usePageTitle(`${one.project.name} ${one.project.year}`);
  return (
    <>
      <CaseHead one={one} scored={scored} search={search} />
      <CaseTabs one={one} scored={scored} />
      <div className="tab-body">
        <Outlet />
      </div>
      <ReceiptDrawer one={one} scored={scored} item={search.item ?? null} />
    </>
  );
}

/** Newer areas have their own wording. */
function tabName(tab: (typeof TABS)[number], words: WebWording, language: Language): string {
  if (tab === "evidence") return evidencePagesWording(language).tab;
  if (tab === "ledger") return ledgerPagesWording(language).tab;
  return tab === "history" ? trailPagesWording(language).history.tab : words.tabs[tab];
}

const TABS = ["scorecard", "comparison", "funds", "findings", "report", "ledger", "evidence", "published", "process", "history"] as const;

function CaseTabs({ one, scored }: { readonly one: CaseView; readonly scored: EvaluationView }) {
  const { words, language } = useLanguage();
  const { pathname } = useLocation();
  const hidden: Readonly<Partial<Record<(typeof TABS)[number], boolean>>> = {
    ledger: !useMay("ledger.read"),
    evidence: !useMay("evidence.read"),
    process: !useMay("flow.read"),
    history: !useMay("case.history"),
  };
  const bar = useRef<HTMLElement>(null);
  // On a narrow page the bar scrolls sideways; the tab one is on is kept in sight. The page itself does not move.
  useEffect(() => {
    const current = bar.current?.querySelector<HTMLElement>("[aria-current]");
    if (bar.current && current) bar.current.scrollLeft = current.offsetLeft - (bar.current.clientWidth - current.clientWidth) / 2;
  }, [pathname]);
  const errors = scored.findings.filter((finding) => finding.severity === "error").length;
  return (
    <nav ref={bar} className="tabs" aria-label={words.tabs.label}>
      {TABS.filter((tab) => hidden[tab] !== true).map((tab) => (
        // The rules tried go along from tab to tab; what was opened or jumped to stays behind.
        <Link
          key={tab}
          to={`/cases/$id/${tab}`}
          params={{ id: one.id }}
          search={({ pack, completed }: CaseSearch) => ({ ...(pack ? { pack } : {}), ...(completed ? { completed } : {}) })}
        >
          {tabName(tab, words, language)}
          {tab === "findings" && scored.findings.length > 0 ? (
            <span className={errors > 0 ? "count" : "count count-warning"}>{scored.findings.length}</span>
          ) : null}
        </Link>
      ))}
    </nav>
  );
}
