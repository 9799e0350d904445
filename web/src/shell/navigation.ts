// The pages one gets to from everywhere, each with the action of the permission table that it needs; what somebody may not is not shown.
import type { Language } from "../../../src/app/messages/language.ts";
import { ledgerPagesWording } from "../../../src/app/messages/ledger-pages.ts";
import { overviewPagesWording } from "../../../src/app/messages/overview-pages.ts";
import { trailPagesWording } from "../../../src/app/messages/trail-pages.ts";
import { tripPagesWording } from "../../../src/app/messages/trip-pages.ts";
import type { WebWording } from "../../../src/app/messages/web.zh.ts";
import { webhookPagesWording } from "../../../src/app/messages/webhook-pages.ts";
import { workbenchPagesWording } from "../../../src/app/messages/workbench-pages.ts";
import type { Action } from "../session/use-session.ts";

export type NavigationEntry = {
  readonly to: string;
  readonly name: (words: WebWording, language: Language) => string;
  readonly needs: Action;
  /** Other addresses that belong to this page: what they begin with. */
  readonly under?: string;
};

const NAVIGATION: readonly NavigationEntry[] = [
  { to: "/workbench", name: (_, language) => workbenchPagesWording(language).nav, needs: "session.own", under: "/flows/" },
  { to: "/people", name: (words) => words.people.nav.people, needs: "account.read" },
  { to: "/", name: (words) => words.nav.cases, needs: "case.read", under: "/cases/" },
  { to: "/overview", name: (_, language) => overviewPagesWording(language).nav, needs: "overview.read" },
  { to: "/ledgers", name: (_, language) => ledgerPagesWording(language).nav, needs: "ledger.read" },
  { to: "/audits", name: (words) => words.nav.audits, needs: "audit.read", under: "/audits/" },
  { to: "/trips", name: (_, language) => tripPagesWording(language).nav, needs: "trip.read", under: "/trips/" },
  // Whoever keeps accounts keeps the tree; everybody else meets it where a unit is chosen.
  { to: "/units", name: (words) => words.people.nav.units, needs: "account.read", under: "/units/" },
  { to: "/trail", name: (_, language) => trailPagesWording(language).nav, needs: "trail.read", under: "/trail/" },
  // Whoever reads the trail gets to releases from there.
  { to: "/trail/releases", name: (_, language) => trailPagesWording(language).releases.nav, needs: "trail.decide-release" },
  { to: "/permissions", name: (words) => words.people.nav.permissions, needs: "permission.read" },
  { to: "/webhooks", name: (_, language) => webhookPagesWording(language).nav, needs: "webhook.manage" },
  { to: "/packs", name: (words) => words.nav.packs, needs: "rules.read", under: "/packs/" },
  { to: "/glossary", name: (words) => words.nav.glossary, needs: "rules.read" },
];

/** What somebody who may do these actions gets to, in order. */
export function navigationFor(actions: readonly Action[]): readonly NavigationEntry[] {
  return NAVIGATION.filter(({ needs }) => actions.includes(needs));
}

export function isAt({ to, under }: NavigationEntry, pathname: string): boolean {
  return pathname === to || (under !== undefined && pathname.startsWith(under));
}
