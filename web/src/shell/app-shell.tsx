// The frame around every page: name, navigation by what the person may, account, language, foot. No page is shown before it is known who asks.
import { MenuOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import type { SessionView } from "../../../src/app/http/contract-people.ts";
import { sessionQuery } from "../api/queries.ts";
import { useLanguage, useWords } from "../language/language-provider.tsx";
import { Panel } from "../parts/panel.tsx";
import { ErrorView, Skeleton } from "../parts/states.tsx";
import { FirstStepPage } from "../session/first-step-page.tsx";
import { IdleWatch } from "../session/idle-watch.tsx";
import { SignInAgainDialog } from "../session/sign-in-again-dialog.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { isAt, navigationFor } from "./navigation.ts";
import "./shell.css";

const LANGUAGES = ["zh", "en"] as const;

export function AppShell() {
  const { words } = useLanguage();
  const session = useQuery(sessionQuery());
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <header className="bar">
        <div className="bar-inner">
          <Link to="/" className="brand">
            <img src="/mark.svg" alt="" />
            <strong>{words.product}</strong>
            <small>{words.tagline}</small>
          </Link>
          <nav className="bar-nav" aria-label={words.nav.label}>
            {session.data ? <NavigationLinks session={session.data} /> : null}
          </nav>
          <LanguageSwitch />
          {session.data ? <AccountMenu session={session.data} /> : null}
          {session.data ? <NarrowMenu session={session.data} /> : null}
        </div>
      </header>
      <main id="content" className="content" tabIndex={-1}>
        {session.data ? (
          <Page session={session.data} />
        ) : session.isError ? (
          <ErrorView error={session.error} onRetry={() => void session.refetch()} />
        ) : (
          <Skeleton lines={6} />
        )}
      </main>
      <footer className="foot">
        <p>{words.footer}</p>
      </footer>
    </div>
  );
}

function Page({ session }: { readonly session: SessionView }) {
  const { stage } = session;
  return (
    <>
      <IdleWatch />
      {stage === null || stage === "open" ? <Outlet /> : <FirstStepPage stage={stage} />}
      <SignInAgainDialog />
    </>
  );
}

function NavigationLinks({ session }: { readonly session: SessionView }): ReactNode {
  const { words, language } = useLanguage();
  const { pathname } = useLocation();
  return navigationFor(session.actions).map((entry) => (
    <Link
      key={entry.to}
      to={entry.to}
      activeOptions={{ exact: true }}
      {...(isAt(entry, pathname) && entry.to !== pathname ? { "aria-current": "true" as const } : {})}
    >
      {entry.name(words, language)}
    </Link>
  ));
}

function LanguageSwitch() {
  const { words, language, setLanguage } = useLanguage();
  return (
    <fieldset className="language" aria-label={words.language.label}>
      {LANGUAGES.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={language === one}
          aria-label={words.language.button(words.language.short[one], words.language[one])}
          lang={one}
          onClick={() => setLanguage(one)}
        >
          {words.language.short[one]}
        </button>
      ))}
    </fieldset>
  );
}

/** On a narrow screen the navigation is a sheet. */
function NarrowMenu({ session }: { readonly session: SessionView }) {
  const words = useWords();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  // Whoever follows a link is where he wanted to be.
  useEffect(() => setOpen(false), [pathname]);
  return (
    <div className="narrow-menu">
      <button type="button" className="bar-button" aria-label={words.session.openMenu} aria-expanded={open} onClick={() => setOpen(true)}>
        <MenuOutlined aria-hidden="true" />
      </button>
      <Panel open={open} onClose={() => setOpen(false)} place="side" title={words.session.menu}>
        <nav className="sheet-nav" aria-label={words.nav.label}>
          <NavigationLinks session={session} />
        </nav>
        <div className="sheet-language">
          <LanguageSwitch />
        </div>
      </Panel>
    </div>
  );
}
