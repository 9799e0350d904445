// The frame around every page: name, navigation, language, foot.
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { tripPagesWording } from "../../../src/app/messages/trip-pages.ts";
import { useLanguage } from "../language/language-provider.tsx";
import "./shell.css";

const LANGUAGES = ["zh", "en"] as const;

export function AppShell() {
  const { words, language, setLanguage } = useLanguage();
  const { pathname } = useLocation();
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <header className="bar">
        <div className="bar-inner">
          <Link to="/" className="brand" aria-label={words.product}>
            <img src="/mark.svg" alt="" />
            <strong>{words.product}</strong>
            <small>{words.tagline}</small>
          </Link>
          <nav aria-label={words.nav.label}>
            <Link to="/" activeOptions={{ exact: true }} {...(pathname.startsWith("/cases/") ? { "aria-current": "true" as const } : {})}>
              {words.nav.cases}
            </Link>
            <Link to="/audits">{words.nav.audits}</Link>
            <Link to="/trips">{tripPagesWording(language).nav}</Link>
            <Link to="/packs">{words.nav.packs}</Link>
            <Link to="/glossary">{words.nav.glossary}</Link>
          </nav>
          <fieldset className="language" aria-label={words.language.label}>
            {LANGUAGES.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={language === one}
                aria-label={words.language[one]}
                lang={one}
                onClick={() => setLanguage(one)}
              >
                {words.language.short[one]}
              </button>
            ))}
          </fieldset>
        </div>
      </header>
      <main id="content" className="content" tabIndex={-1}>
        <Outlet />
      </main>
      <footer className="foot">
        <p>{words.footer}</p>
      </footer>
    </div>
  );
}
