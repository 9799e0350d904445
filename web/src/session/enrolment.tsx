// Setting up an authenticator: the picture, the code that proves it was read, and the recovery codes, shown once.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import type { EnrolmentView } from "../../../src/app/http/contract-people.ts";
import { sendJson } from "../api/api-client.ts";
import { ownAccountQuery } from "../api/queries.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { Field } from "../parts/field.tsx";
import { PasswordInput } from "./password-input.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { CodeField, SessionForm } from "./session-form.tsx";
import { useSession } from "./use-session.ts";

export function Enrolment({ replaces }: { readonly replaces: boolean }) {
  const { words, language } = useLanguage();
  const { stage } = useSession();
  const queries = useQueryClient();
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const asksPassword = stage === "open";
  const begin = useMutation({
    mutationFn: () => sendJson<EnrolmentView>("POST", "/api/session/second-factor", { lang: language }),
  });
  const confirm = useMutation({
    mutationFn: (secret: string) =>
      sendJson<{ readonly recoveryCodes: readonly string[] }>(
        "PUT",
        "/api/session/second-factor",
        { lang: language },
        { secret, code, password },
      ),
    // The account beside it says so at once; a sign-in goes on only when the codes are kept.
    onSuccess: async () => {
      if (asksPassword) await queries.invalidateQueries({ queryKey: ownAccountQuery().queryKey });
    },
  });
  if (confirm.data) return <RecoveryCodes codes={confirm.data.recoveryCodes} onKept={() => void queries.invalidateQueries()} />;
  if (!begin.data) {
    return (
      <>
        <Faults error={begin.error} />
        <div className="form-actions">
          <Button
            type={asksPassword ? "default" : "primary"}
            size={asksPassword ? "medium" : "large"}
            block={!asksPassword}
            loading={begin.isPending}
            onClick={() => begin.mutate()}
          >
            {replaces ? words.session.factor.replace : words.session.factor.begin}
          </Button>
        </div>
      </>
    );
  }
  const { secret, uri, picture } = begin.data;
  return (
    <SessionForm
      testId="enrolment"
      error={confirm.error}
      act={words.session.factor.confirm}
      isReady={code.trim() !== "" && (!asksPassword || password !== "")}
      isPending={confirm.isPending}
      isAlone={!asksPassword}
      onSubmit={() => confirm.mutate(secret)}
    >
      {asksPassword ? <p className="muted">{words.session.factor.intro}</p> : null}
      <div className="enrolment">
        <img src={`data:image/svg+xml;utf8,${encodeURIComponent(picture)}`} alt={words.session.factor.picture} width={208} height={208} />
        <div>
          <p className="on-touch">
            <a href={uri}>{words.session.factor.here}</a>
          </p>
          <p className="muted small">{words.session.factor.byHand}</p>
          <p className="mono secret" data-testid="secret">
            {secret.match(/.{4}/g)?.join(" ")}
          </p>
        </div>
      </div>
      {asksPassword ? (
        <Field label={words.session.newPassword.current}>
          {(control) => <PasswordInput {...control} value={password} onChange={setPassword} autoComplete="current-password" />}
        </Field>
      ) : null}
      <CodeField value={code} onChange={setCode} />
    </SessionForm>
  );
}
