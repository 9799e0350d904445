// A new password twice, with what it is held to beside it.
import type { SessionView } from "../../../src/app/http/contract-people.ts";
import { useWords } from "../language/language-provider.tsx";
import { Field } from "../parts/field.tsx";
import { PasswordInput } from "./password-input.tsx";
import { useSession } from "./use-session.ts";

export type NewPassword = { readonly next: string; readonly repeat: string };
export const NO_PASSWORD: NewPassword = { next: "", repeat: "" };

/** Whether it can be sent. */
export function isWhole({ next, repeat }: NewPassword): boolean {
  return next !== "" && next === repeat;
}

type NewPasswordFieldsProps = {
  readonly value: NewPassword;
  readonly onChange: (value: NewPassword) => void;
  /** Characters that this account's password must have. */
  readonly shortest: number;
};

export function NewPasswordFields({ value, onChange, shortest }: NewPasswordFieldsProps) {
  const words = useWords();
  const { passwordRules } = useSession();
  const differs = value.repeat !== "" && !value.next.startsWith(value.repeat) && value.next !== value.repeat;
  return (
    <>
      <Field label={words.session.newPassword.next} hint={<PasswordRules rules={passwordRules} shortest={shortest} />}>
        {(control) => (
          <PasswordInput {...control} value={value.next} onChange={(next) => onChange({ ...value, next })} autoComplete="new-password" />
        )}
      </Field>
      <Field label={words.session.newPassword.repeat} wrong={differs ? words.session.newPassword.differ : null}>
        {(control) => (
          <PasswordInput
            {...control}
            value={value.repeat}
            onChange={(repeat) => onChange({ ...value, repeat })}
            autoComplete="new-password"
          />
        )}
      </Field>
    </>
  );
}

function PasswordRules({ rules, shortest }: { readonly rules: SessionView["passwordRules"]; readonly shortest: number }) {
  const words = useWords().session.newPassword;
  return (
    <ul className="password-rules" aria-label={words.rules}>
      <li>{words.shortest(shortest)}</li>
      <li>{words.kinds(rules.kinds, Math.max(shortest, rules.longEnoughWithoutMixing))}</li>
      <li>{words.others(rules.remembered)}</li>
    </ul>
  );
}

/** The shortest password of whoever is signed in. */
export function shortestOf({ grants, passwordRules }: Pick<SessionView, "grants" | "passwordRules">): number {
  const administrator = grants.some(({ role }) => role.endsWith("-admin"));
  return administrator ? passwordRules.shortestForAdministrators : passwordRules.shortest;
}
