// One's own account: who one is here, the password, the authenticator, and where one is signed in.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import type { OwnAccountView } from "../../../src/app/http/contract-people.ts";
import { apiUrl, sendJson } from "../api/api-client.ts";
import { ownAccountQuery } from "../api/queries.ts";
import { localTime } from "../audits/local-time.ts";
import { useLanguage, useWords } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { Loaded } from "../parts/states.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { agentName } from "./agent-name.ts";
import { ChangePasswordForm } from "./change-password-form.tsx";
import { Enrolment } from "./enrolment.tsx";
import "./session.css";
import { useMay, useSession } from "./use-session.ts";

export function AccountPage() {
  const words = useWords();
  usePageTitle(words.session.own.title);
  const account = useQuery(ownAccountQuery());
  const mayExport = useMay("export.read");
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{words.session.own.title}</h1>
          <p>{words.session.own.intro}</p>
        </div>
      </div>
      <Person />
      <Loaded query={account}>
        {(own) => (
          <>
            <div className="account-columns">
              <PasswordCard own={own} />
              <FactorCard own={own} />
            </div>
            <Sessions own={own} />
            {mayExport ? <Exports /> : null}
          </>
        )}
      </Loaded>
    </>
  );
}

const FORMATS = ["xlsx", "ods", "csv", "json"] as const;

function Exports() {
  const { words, language } = useLanguage();
  return (
    <section className="card account-card">
      <h2>{words.session.own.exports}</h2>
      <p className="muted">{words.session.own.exportsHint}</p>
      <ul className="export-formats">
        {FORMATS.map((format) => (
          <li key={format}>
            <a href={apiUrl("/api/export", { format, lang: language })} download>
              {words.session.own.exportFormats[format]}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Person() {
  const words = useWords();
  const { account, grants } = useSession();
  if (account === null) return null;
  return (
    <dl className="card facts">
      <div>
        <dt>{words.session.own.name}</dt>
        <dd>{account.name}</dd>
      </div>
      <div>
        <dt>{words.session.login}</dt>
        <dd className="mono">{account.login}</dd>
      </div>
      <div>
        <dt>{words.session.own.unit}</dt>
        <dd>{account.unitName}</dd>
      </div>
      <div className="wide">
        <dt>{words.session.own.roles}</dt>
        <dd>
          {grants.length === 0
            ? words.session.noRoles
            : grants.map(({ role, unitId, unitName }) => (
                <span key={`${role} ${unitId}`} className="tag tag-teal">
                  {words.session.roleAt(words.roles[role], unitName)}
                </span>
              ))}
        </dd>
      </div>
    </dl>
  );
}

function PasswordCard({ own }: { readonly own: OwnAccountView }) {
  const { words, language } = useLanguage();
  return (
    <section className="card account-card">
      <h2>{words.session.password}</h2>
      <p className="muted small account-times">
        {own.passwordSetAt === null ? null : <span>{words.session.own.passwordSet(localTime(own.passwordSetAt, language))}</span>}
        {own.passwordExpiresAt === null ? null : (
          <span>{words.session.own.passwordExpires(localTime(own.passwordExpiresAt, language))}</span>
        )}
      </p>
      <ChangePasswordForm />
    </section>
  );
}

function FactorCard({ own }: { readonly own: OwnAccountView }) {
  const words = useWords();
  return (
    <section className="card account-card">
      <h2>{words.session.factor.title}</h2>
      <p className="account-times">
        <span className={own.hasSecondFactor ? "tag tag-green" : "tag"}>
          {own.hasSecondFactor ? words.session.factor.on : words.session.factor.off}
        </span>
        {own.needsSecondFactor ? <span className="muted small">{words.session.factor.needed}</span> : null}
        {own.hasSecondFactor ? <span className="muted small">{words.session.factor.codesLeft(own.recoveryCodesLeft)}</span> : null}
      </p>
      <Enrolment replaces={own.hasSecondFactor} />
    </section>
  );
}

function Sessions({ own }: { readonly own: OwnAccountView }) {
  const { words, language } = useLanguage();
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: (id: string | null) => sendJson("DELETE", "/api/session/account/sessions", { lang: language }, { id }),
    onSuccess: async () => await queries.invalidateQueries({ queryKey: ownAccountQuery().queryKey }),
  });
  return (
    <section className="section">
      <div className="section-head">
        <h2>{words.session.own.sessions}</h2>
        <p>{words.session.own.sessionsIntro}</p>
        {own.sessions.length > 1 ? (
          <Button className="aside" onClick={() => end.mutate(null)} loading={end.isPending}>
            {words.session.own.endOthers}
          </Button>
        ) : null}
      </div>
      <Faults error={end.error} />
      <ul className="card session-list" data-testid="sessions">
        {own.sessions.map((session) => (
          <li key={session.id}>
            <div>
              <strong>{agentName(session.agent) ?? words.session.own.unknownAgent}</strong>
              {session.current ? <span className="tag tag-green">{words.session.own.here}</span> : null}
            </div>
            <div className="muted small">
              <span>{words.pair(words.session.own.started, localTime(session.startedAt, language))}</span>
              <span>{words.pair(words.session.own.seen, localTime(session.seenAt, language))}</span>
              {session.from === "" ? null : <span>{words.pair(words.session.own.from, session.from)}</span>}
            </div>
            {session.current ? null : (
              <Button
                size="small"
                aria-label={`${words.session.own.end} ${agentName(session.agent) ?? words.session.own.unknownAgent}`}
                onClick={() => end.mutate(session.id)}
              >
                {words.session.own.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
