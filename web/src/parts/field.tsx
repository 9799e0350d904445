// A label, its control, a hint and what is wrong with it, tied together for those who listen.
import { type ReactNode, useId } from "react";

type Described = { readonly id: string; readonly "aria-describedby": string | undefined; readonly "aria-invalid": boolean | undefined };

export function Field({
  label,
  hint,
  wrong,
  children,
}: {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly wrong?: string | null;
  readonly children: (control: Described) => ReactNode;
}) {
  const id = useId();
  const isWrong = wrong !== undefined && wrong !== null;
  const described = [hint === undefined ? null : `${id}-hint`, isWrong ? `${id}-wrong` : null].filter((one) => one !== null).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, "aria-describedby": described === "" ? undefined : described, "aria-invalid": isWrong ? true : undefined })}
      {hint === undefined ? null : (
        <div className="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {isWrong ? (
        <div className="field-wrong" id={`${id}-wrong`} role="alert">
          {wrong}
        </div>
      ) : null}
    </div>
  );
}
