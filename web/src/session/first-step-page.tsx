// What stands before everything else in a session: a new password, an authenticator.
import type { SessionView } from "../../../src/app/http/contract-people.ts";
import { useWords } from "../language/language-provider.tsx";
import { usePageTitle } from "../shell/page-title.ts";
import { ChangePasswordForm } from "./change-password-form.tsx";
import { Enrolment } from "./enrolment.tsx";
import { NarrowSheet } from "./narrow-sheet.tsx";
import "./session.css";

export function FirstStepPage({ stage }: { readonly stage: Exclude<NonNullable<SessionView["stage"]>, "open"> }) {
  const words = useWords().session;
  const isPassword = stage === "change-password";
  const title = isPassword ? words.newPassword.mustTitle : words.factor.mustTitle;
  usePageTitle(title);
  return (
    <NarrowSheet title={title} intro={isPassword ? words.newPassword.mustIntro : words.factor.mustIntro}>
      {isPassword ? <ChangePasswordForm /> : <Enrolment replaces={false} />}
    </NarrowSheet>
  );
}
