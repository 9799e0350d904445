// Login and password, and a code where the account has a second factor. Every refusal says the same.
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, sendJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Field } from "../parts/field.tsx";
import { PasswordInput } from "./password-input.tsx";
import { CodeField, LoginField, SessionForm } from "./session-form.tsx";

const NEEDS_CODE = "second-factor-needed";

export function SignInForm({ onDone, login: given = "" }: { readonly onDone: () => Promise<void>; readonly login?: string }) {
  const { words, language } = useLanguage();
  const [login, setLogin] = useState(given);
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [asksCode, setAsksCode] = useState(false);
  const send = useMutation({
    mutationFn: () => sendJson("POST", "/api/session", { lang: language }, { login, password, ...(asksCode ? { code } : {}) }),
    onSuccess: onDone,
    onError: (error) => {
      if (error instanceof ApiError && error.problem?.code === NEEDS_CODE) setAsksCode(true);
      else setCode("");
    },
  });
  const onlyAsksCode = send.error instanceof ApiError && send.error.problem?.code === NEEDS_CODE;
  return (
    <SessionForm
      testId="sign-in"
      error={onlyAsksCode ? null : send.error}
      act={words.session.signIn}
      isPending={send.isPending}
      isAlone
      onSubmit={() => {
        if (login.trim() !== "" && password !== "") send.mutate();
      }}
    >
      <LoginField value={login} onChange={setLogin} isFirst={given === ""} />
      <Field label={words.session.password}>
        {(control) => (
          <PasswordInput {...control} value={password} onChange={setPassword} autoComplete="current-password" autoFocus={given !== ""} />
        )}
      </Field>
      {asksCode ? <CodeField value={code} onChange={setCode} hint={words.session.codeHint} isFirst /> : null}
    </SessionForm>
  );
}
