// A new password for one's own account; the current one is asked for again.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sendJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Field } from "../parts/field.tsx";
import { isWhole, NewPasswordFields, NO_PASSWORD, shortestOf } from "./new-password-fields.tsx";
import { PasswordInput } from "./password-input.tsx";
import { SessionForm } from "./session-form.tsx";
import { useSession } from "./use-session.ts";

export function ChangePasswordForm() {
  const { words, language } = useLanguage();
  const session = useSession();
  const queries = useQueryClient();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState(NO_PASSWORD);
  const send = useMutation({
    mutationFn: () => sendJson("PUT", "/api/session/password", { lang: language }, { current, next: password.next }),
    onSuccess: async () => {
      setCurrent("");
      setPassword(NO_PASSWORD);
      await queries.invalidateQueries();
    },
  });
  return (
    <SessionForm
      testId="change-password"
      error={send.error}
      act={words.session.newPassword.change}
      isReady={current !== "" && isWhole(password)}
      isPending={send.isPending}
      isAlone={session.stage !== "open"}
      onSubmit={() => send.mutate()}
    >
      {/* Tells password managers whose password this is. */}
      <input
        className="visually-hidden"
        type="text"
        autoComplete="username"
        value={session.account?.login ?? ""}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      {send.isSuccess ? (
        <p className="done-box" role="status">
          {words.session.newPassword.changed}
        </p>
      ) : null}
      <Field label={words.session.newPassword.current}>
        {(control) => <PasswordInput {...control} value={current} onChange={setCurrent} autoComplete="current-password" />}
      </Field>
      <NewPasswordFields value={password} onChange={setPassword} shortest={shortestOf(session)} />
    </SessionForm>
  );
}
