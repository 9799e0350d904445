// A part of the page that scrolls sideways by itself; the keyboard reaches it, or it could not be read without a pointer.
import type { ReactNode } from "react";

const REACHED_BY_KEYBOARD = { tabIndex: 0 } as const;

export function ScrollArea({
  label,
  className = "",
  children,
}: {
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={`scroll-x ${className}`.trim()} aria-label={label} {...REACHED_BY_KEYBOARD}>
      {children}
    </section>
  );
}
