// The one form of signing in, one-time links, passwords and authenticators: why it was refused, the fields, the button that sends.
import { Button, Input } from "antd";
import type { FormEvent, ReactNode } from "react";
import { useWords } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { Field } from "../parts/field.tsx";

type SessionFormProps = {
  readonly testId: string;
  readonly error: unknown;
  readonly act: string;
  readonly isReady?: boolean;
  readonly isPending: boolean;
  /** Whether it stands alone on the page. */
  readonly isAlone: boolean;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
};

export function SessionForm({ testId, error, act, isReady = true, isPending, isAlone, onSubmit, children }: SessionFormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !isPending) onSubmit();
  };
  return (
    <form className="form" onSubmit={submit} data-testid={testId}>
      <Faults error={error} />
      {children}
      <div className={isAlone ? undefined : "form-actions"}>
        <Button
          type="primary"
          htmlType="submit"
          size={isAlone ? "large" : "medium"}
          block={isAlone}
          loading={isPending}
          disabled={!isReady}
        >
          {act}
        </Button>
      </div>
    </form>
  );
}

type TypedFieldProps = { readonly value: string; readonly onChange: (value: string) => void };

export function LoginField({ value, onChange, isFirst = false }: TypedFieldProps & { readonly isFirst?: boolean }) {
  const words = useWords().session;
  return (
    <Field label={words.login}>
      {(control) => (
        <Input
          {...control}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={isFirst}
          maxLength={120}
          required
          size="large"
        />
      )}
    </Field>
  );
}

/** `hint` where a recovery code will do too. */
export function CodeField({
  value,
  onChange,
  hint,
  isFirst = false,
}: TypedFieldProps & { readonly hint?: string; readonly isFirst?: boolean }) {
  const words = useWords().session;
  return (
    <Field label={words.code} {...(hint === undefined ? {} : { hint })}>
      {(control) => (
        <Input
          {...control}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={isFirst}
          maxLength={60}
          required
          size="large"
        />
      )}
    </Field>
  );
}
