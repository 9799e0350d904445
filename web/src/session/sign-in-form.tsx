// Login and password, and a code where the account has a second factor. Every refusal says the same.
import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { ApiError, sendJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { Field } from "../parts/field.tsx";
import { PasswordInput } from "./password-input.tsx";

const NEEDS_CODE = "second-factor-needed";

export function SignInForm({ onDone, login: given = "" }: { readonly onDone: () => Promise<void>; readonly login?: string }) {
  const { words, language } = useLanguage();
  const [login, setLogin] = useState(given);
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [asksCode, setAsksCode] = useState(false);
  const codeField = useRef<HTMLDivElement>(null);
  const send = useMutation({
    mutationFn: () => sendJson("POST", "/api/session", { lang: language }, { login, password, ...(asksCode ? { code } : {}) }),
    onSuccess: onDone,
    onError: (error) => {
      if (error instanceof ApiError && error.problem?.code === NEEDS_CODE) setAsksCode(true);
      else setCode("");
    },
  });
  useEffect(() => {
    if (asksCode) codeField.current?.querySelector("input")?.focus();
  }, [asksCode]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (login.trim() !== "" && password !== "" && !send.isPending) send.mutate();
  };
  const onlyAsksCode = send.error instanceof ApiError && send.error.problem?.code === NEEDS_CODE;
  return (
    <form className="form" onSubmit={submit} data-testid="sign-in">
      {send.isError && !onlyAsksCode ? <Faults error={send.error} /> : null}
      <Field label={words.session.login}>
        {(control) => (
          <Input
            {...control}
            value={login}
            onChange={(event) => setLogin(event.target.value)}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus={given === ""}
            maxLength={120}
            required
            size="large"
          />
        )}
      </Field>
      <Field label={words.session.password}>
        {(control) => (
          <PasswordInput {...control} value={password} onChange={setPassword} autoComplete="current-password" autoFocus={given !== ""} />
        )}
      </Field>
      {asksCode ? (
        <div ref={codeField}>
          <Field label={words.session.code} hint={words.session.codeHint}>
            {(control) => (
              <Input
                {...control}
                value={code}
                onChange={(event) => setCode(event.target.value)}
                autoComplete="one-time-code"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={60}
                required
                size="large"
              />
            )}
          </Field>
        </div>
      ) : null}
      <Button type="primary" htmlType="submit" size="large" block loading={send.isPending}>
        {words.session.signIn}
      </Button>
    </form>
  );
}
