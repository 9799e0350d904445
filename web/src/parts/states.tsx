// What a page shows while it waits, when there is nothing, and when something went wrong.
import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactNode } from "react";
import { ApiError } from "../api/api-client.ts";
import { useWords } from "../language/language-provider.tsx";

/** The answer once it is there; until then a quiet placeholder, or what went wrong with a way to try again. */
export function Loaded<T>({
  query,
  children,
  lines = 6,
}: {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
  readonly lines?: number;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ErrorView error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton lines={lines} />;
}

export function Skeleton({ lines }: { readonly lines: number }) {
  const words = useWords();
  return (
    <div className="card skeleton" role="status" aria-label={words.loading}>
      {Array.from({ length: lines }, (_, index) => index).map((index) => (
        <i key={index} style={{ width: `${92 - ((index * 17) % 41)}%` }} />
      ))}
    </div>
  );
}

export function ErrorView({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const words = useWords();
  const problem = error instanceof ApiError ? error.problem : null;
  const offline = error instanceof ApiError && problem === null;
  const message = problem ? problem.detail : offline ? words.errors.offline : words.errors.broken;
  const remedy = problem ? problem.remedy : offline ? words.errors.offlineRemedy : words.errors.brokenRemedy;
  return (
    <div className="card state state-error" role="alert">
      <StateMark kind="error" />
      <h2>{words.errors.title}</h2>
      <p>{message}</p>
      <p>{remedy}</p>
      {problem?.reference === undefined ? null : <p className="mono">{words.errors.reference(problem.reference)}</p>}
      <div className="actions">
        {onRetry ? (
          <Button type="primary" onClick={onRetry}>
            {words.retry}
          </Button>
        ) : null}
        <Link to="/">{words.errors.home}</Link>
      </div>
    </div>
  );
}

export function EmptyView({ title, hint, children }: { readonly title: string; readonly hint?: string; readonly children?: ReactNode }) {
  return (
    <div className="card state">
      <StateMark kind="empty" />
      <h2>{title}</h2>
      {hint === undefined ? null : <p>{hint}</p>}
      {children === undefined ? null : <div className="actions">{children}</div>}
    </div>
  );
}

export function NotFoundView() {
  const words = useWords();
  return (
    <EmptyView title={words.errors.notFound} hint={words.errors.notFoundRemedy}>
      <Link to="/">{words.errors.home}</Link>
    </EmptyView>
  );
}

function StateMark({ kind }: { readonly kind: "empty" | "error" }) {
  return (
    <svg
      className="state-mark"
      viewBox="0 0 48 48"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <rect x="9" y="5" width="30" height="38" rx="3" />
      {kind === "empty" ? <path d="M16 15h16M16 22h16M16 29h9" /> : <path d="M18 18l12 12M30 18L18 30" />}
    </svg>
  );
}
