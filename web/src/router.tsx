// The addresses of the application. Charts and the report come in files of their own, when first asked for.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { readAuditSearch } from "./audits/audit-search.ts";
import { AuditsPage } from "./audits/audits-page.tsx";
import { CasePage } from "./case/case-page.tsx";
import { readCaseSearch } from "./case/case-search.ts";
import { ComparisonTab } from "./comparison/comparison-tab.tsx";
import { FindingsTab } from "./findings/findings-tab.tsx";
import { GlossaryPage } from "./glossary/glossary-page.tsx";
import { readEntriesSearch, readPostingSearch } from "./ledger/ledger-search.ts";
import { readOverviewSearch } from "./overview/overview-search.ts";
import { PackPage } from "./packs/pack-page.tsx";
import { PacksPage } from "./packs/packs-page.tsx";
import { ErrorView, NotFoundView } from "./parts/states.tsx";
import { ScorecardTab } from "./scorecard/scorecard-tab.tsx";
import { needs } from "./session/needs.tsx";
import { SignInPage } from "./session/sign-in-page.tsx";
import { AppShell } from "./shell/app-shell.tsx";
import { HomePage } from "./shell/home-page.tsx";
import { readTrailSearch } from "./trail/trail-search.ts";
import { readTripSearch, readYearSearch } from "./trips/year-search.ts";

const rootRoute = createRootRoute({ component: AppShell, notFoundComponent: NotFoundView });

const casesRoute = createRoute({ getParentRoute: () => rootRoute, path: "/", component: HomePage });

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  component: SignInPage,
  validateSearch: (raw: Record<string, unknown>): { readonly next?: string } =>
    typeof raw["next"] === "string" && raw["next"] !== "" ? { next: raw["next"] } : {},
});
const linkRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/link",
  component: lazyRouteComponent(() => import("./session/link-page.tsx"), "LinkPage"),
});
const ordering = createRoute({ getParentRoute: () => rootRoute, id: "organisation", component: needs("unit.read") });
const unitsRoute = createRoute({
  getParentRoute: () => ordering,
  path: "/units",
  component: lazyRouteComponent(() => import("./units/units-page.tsx"), "UnitsPage"),
});
const importing = createRoute({ getParentRoute: () => rootRoute, id: "importing", component: needs("organisation.import") });
const importRoute = createRoute({
  getParentRoute: () => importing,
  path: "/units/import",
  component: lazyRouteComponent(() => import("./units/import-page.tsx"), "ImportPage"),
});
const listing = createRoute({ getParentRoute: () => rootRoute, id: "listing", component: needs("case.import") });
const projectListRoute = createRoute({
  getParentRoute: () => listing,
  path: "/cases/import",
  component: lazyRouteComponent(() => import("./cases/import-page.tsx"), "ImportPage"),
});
const administering = createRoute({ getParentRoute: () => rootRoute, id: "accounts", component: needs("account.read") });
const peopleRoute = createRoute({
  getParentRoute: () => administering,
  path: "/people",
  component: lazyRouteComponent(() => import("./people/people-page.tsx"), "PeoplePage"),
});
const permitting = createRoute({ getParentRoute: () => rootRoute, id: "permitting", component: needs("permission.read") });
const permissionsRoute = createRoute({
  getParentRoute: () => permitting,
  path: "/permissions",
  component: lazyRouteComponent(() => import("./people/permissions-page.tsx"), "PermissionsPage"),
});

const telling = createRoute({ getParentRoute: () => rootRoute, id: "telling", component: needs("webhook.manage") });
const webhooksRoute = createRoute({
  getParentRoute: () => telling,
  path: "/webhooks",
  component: lazyRouteComponent(() => import("./webhooks/webhooks-page.tsx"), "WebhooksPage"),
});

const trailing = createRoute({ getParentRoute: () => rootRoute, id: "trailing", component: needs("trail.read") });
const trailRoute = createRoute({
  getParentRoute: () => trailing,
  path: "/trail",
  component: lazyRouteComponent(() => import("./trail/trail-page.tsx"), "TrailPage"),
  validateSearch: readTrailSearch,
});
const releasing = createRoute({ getParentRoute: () => rootRoute, id: "releasing", component: needs("trail.releases") });
const releasesRoute = createRoute({
  getParentRoute: () => releasing,
  path: "/trail/releases",
  component: lazyRouteComponent(() => import("./trail/releases-page.tsx"), "ReleasesPage"),
});

const signedIn = createRoute({ getParentRoute: () => rootRoute, id: "signed-in", component: needs("account") });
const accountRoute = createRoute({
  getParentRoute: () => signedIn,
  path: "/account",
  component: lazyRouteComponent(() => import("./session/account-page.tsx"), "AccountPage"),
});

const caseRoute = createRoute({ getParentRoute: () => rootRoute, path: "/cases/$id", component: CasePage, validateSearch: readCaseSearch });
const caseIndexRoute = createRoute({
  getParentRoute: () => caseRoute,
  path: "/",
  beforeLoad: ({ params, search }) => {
    throw redirect({ to: "/cases/$id/scorecard", params, search, replace: true });
  },
});
const scorecardRoute = createRoute({ getParentRoute: () => caseRoute, path: "scorecard", component: ScorecardTab });
const comparisonRoute = createRoute({ getParentRoute: () => caseRoute, path: "comparison", component: ComparisonTab });
const fundsRoute = createRoute({
  getParentRoute: () => caseRoute,
  path: "funds",
  component: lazyRouteComponent(() => import("./funds/funds-tab.tsx"), "FundsTab"),
});
const findingsRoute = createRoute({ getParentRoute: () => caseRoute, path: "findings", component: FindingsTab });
const reportRoute = createRoute({
  getParentRoute: () => caseRoute,
  path: "report",
  component: lazyRouteComponent(() => import("./report/report-tab.tsx"), "ReportTab"),
});
const evidencing = createRoute({ getParentRoute: () => caseRoute, id: "evidencing", component: needs("evidence.read") });
const evidenceRoute = createRoute({
  getParentRoute: () => evidencing,
  path: "evidence",
  component: lazyRouteComponent(() => import("./evidence/evidence-tab.tsx"), "EvidenceTab"),
});
const keeping = createRoute({ getParentRoute: () => caseRoute, id: "keeping", component: needs("ledger.read") });
const ledgerRoute = createRoute({
  getParentRoute: () => keeping,
  path: "ledger",
  component: lazyRouteComponent(() => import("./ledger/ledger-tab.tsx"), "LedgerTab"),
});
const ledgerOverviewRoute = createRoute({
  getParentRoute: () => ledgerRoute,
  path: "/",
  component: lazyRouteComponent(() => import("./ledger/overview.tsx"), "LedgerOverview"),
});
const ledgerEntriesRoute = createRoute({
  getParentRoute: () => ledgerRoute,
  path: "entries",
  component: lazyRouteComponent(() => import("./ledger/entries-view.tsx"), "EntriesView"),
  validateSearch: readEntriesSearch,
});
const ledgerPostRoute = createRoute({
  getParentRoute: () => ledgerRoute,
  path: "post",
  component: lazyRouteComponent(() => import("./ledger/posting-view.tsx"), "PostingView"),
  validateSearch: readPostingSearch,
});
const ledgerImporting = createRoute({ getParentRoute: () => ledgerRoute, id: "ledger-importing", component: needs("ledger.import") });
const ledgerImportsRoute = createRoute({
  getParentRoute: () => ledgerImporting,
  path: "imports",
  component: lazyRouteComponent(() => import("./ledger/imports-view.tsx"), "ImportsView"),
});
const ledgerImportRoute = createRoute({
  getParentRoute: () => ledgerImporting,
  path: "imports/$importId",
  component: lazyRouteComponent(() => import("./ledger/import-page.tsx"), "ImportPage"),
});
const publishedRoute = createRoute({
  getParentRoute: () => caseRoute,
  path: "published",
  component: lazyRouteComponent(() => import("./published/published-tab.tsx"), "PublishedTab"),
});

const recalling = createRoute({ getParentRoute: () => caseRoute, id: "recalling", component: needs("case.history") });
const historyRoute = createRoute({
  getParentRoute: () => recalling,
  path: "history",
  component: lazyRouteComponent(() => import("./trail/history-tab.tsx"), "HistoryTab"),
});

const processRoute = createRoute({
  getParentRoute: () => caseRoute,
  path: "process",
  component: lazyRouteComponent(() => import("./flows/process-tab.tsx"), "ProcessTab"),
});

const keepers = createRoute({ getParentRoute: () => rootRoute, id: "ledgers", component: needs("ledger.read") });
const ledgersRoute = createRoute({
  getParentRoute: () => keepers,
  path: "/ledgers",
  component: lazyRouteComponent(() => import("./ledger/ledgers-page.tsx"), "LedgersPage"),
});

const working = createRoute({ getParentRoute: () => rootRoute, id: "working", component: needs("session.own") });
const overseeing = createRoute({ getParentRoute: () => rootRoute, id: "overview", component: needs("overview.read") });
const overviewRoute = createRoute({
  getParentRoute: () => overseeing,
  path: "/overview",
  validateSearch: readOverviewSearch,
  component: lazyRouteComponent(() => import("./overview/overview-page.tsx"), "OverviewPage"),
});

const flowing = createRoute({ getParentRoute: () => rootRoute, id: "flowing", component: needs("flow.read") });
const workbenchRoute = createRoute({
  getParentRoute: () => working,
  path: "/workbench",
  component: lazyRouteComponent(() => import("./workbench/workbench-page.tsx"), "WorkbenchPage"),
});
const flowRoute = createRoute({
  getParentRoute: () => flowing,
  path: "/flows/$id",
  component: lazyRouteComponent(() => import("./flows/flow-page.tsx"), "FlowPage"),
});

const auditing = createRoute({ getParentRoute: () => rootRoute, id: "auditing", component: needs("audit.read") });
const auditsRoute = createRoute({ getParentRoute: () => auditing, path: "/audits", component: AuditsPage });
const auditRoute = createRoute({
  getParentRoute: () => auditing,
  path: "/audits/$id",
  component: lazyRouteComponent(() => import("./audits/audit-page.tsx"), "AuditPage"),
  validateSearch: readAuditSearch,
});
const auditDocumentRoute = createRoute({
  getParentRoute: () => auditing,
  path: "/audits/$id/documents/$n",
  component: lazyRouteComponent(() => import("./audit/document-page.tsx"), "DocumentPage"),
});

const tripYearsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/trips",
  component: lazyRouteComponent(() => import("./trips/years-page.tsx"), "TripYearsPage"),
});
const tripYearRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/trips/years/$id",
  component: lazyRouteComponent(() => import("./trips/year-page.tsx"), "TripYearPage"),
  validateSearch: readYearSearch,
});
const tripRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/trips/$id",
  component: lazyRouteComponent(() => import("./trips/trip-page.tsx"), "TripPage"),
  validateSearch: readTripSearch,
});

const packsRoute = createRoute({ getParentRoute: () => rootRoute, path: "/packs", component: PacksPage });
const packRoute = createRoute({ getParentRoute: () => rootRoute, path: "/packs/$id", component: PackPage });
const glossaryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/glossary",
  component: GlossaryPage,
  validateSearch: (raw: Record<string, unknown>): { readonly q?: string } =>
    typeof raw["q"] === "string" && raw["q"] !== "" ? { q: raw["q"] } : {},
});

const routeTree = rootRoute.addChildren([
  casesRoute,
  signInRoute,
  linkRoute,
  signedIn.addChildren([accountRoute]),
  ordering.addChildren([unitsRoute]),
  importing.addChildren([importRoute]),
  listing.addChildren([projectListRoute]),
  administering.addChildren([peopleRoute]),
  permitting.addChildren([permissionsRoute]),
  telling.addChildren([webhooksRoute]),
  trailing.addChildren([trailRoute]),
  releasing.addChildren([releasesRoute]),
  caseRoute.addChildren([
    ...[caseIndexRoute, scorecardRoute, comparisonRoute, fundsRoute, findingsRoute, reportRoute],
    evidencing.addChildren([evidenceRoute]),
    keeping.addChildren([
      ledgerRoute.addChildren([
        ...[ledgerOverviewRoute, ledgerEntriesRoute, ledgerPostRoute],
        ledgerImporting.addChildren([ledgerImportsRoute, ledgerImportRoute]),
      ]),
    ]),
    ...[publishedRoute, processRoute],
    recalling.addChildren([historyRoute]),
  ]),
  keepers.addChildren([ledgersRoute]),
  working.addChildren([workbenchRoute]),
  overseeing.addChildren([overviewRoute]),
  flowing.addChildren([flowRoute]),
  auditing.addChildren([auditsRoute, auditRoute, auditDocumentRoute]),
  tripYearsRoute,
  tripYearRoute,
  tripRoute,
  packsRoute,
  packRoute,
  glossaryRoute,
]);

export const router = createRouter({
  routeTree,
  // Plain text in and out: an address a person can read, type and pass on.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(
      Object.entries(search).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
    ).toString();
    return text === "" ? "" : `?${text}`;
  },
  scrollRestoration: true,
  defaultPreload: "intent",
  defaultErrorComponent: ({ error }) => <ErrorView error={error} />,
  defaultNotFoundComponent: NotFoundView,
});

declare module "@tanstack/react-router" {
  // The library asks for its own open interface to be extended; a type cannot be.
  interface Register {
    router: typeof router;
  }
}
