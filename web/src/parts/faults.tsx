// Why the server refused: every fault with how to mend it.
import { ApiError } from "../api/api-client.ts";
import { useWords } from "../language/language-provider.tsx";

export function Faults({ error }: { readonly error: unknown }) {
  const words = useWords();
  if (error === null || error === undefined) return null;
  const problem = error instanceof ApiError ? error.problem : null;
  const offline = error instanceof ApiError && problem === null;
  const faults = problem?.faults ?? [];
  const only = { message: offline ? words.errors.offline : words.errors.broken, place: "" };
  const shown = faults.length > 0 ? faults : [{ ...only, remedy: offline ? words.errors.offlineRemedy : words.errors.brokenRemedy }];
  return (
    <div className="faults" role="alert" data-testid="faults">
      <ul>
        {shown.map((one, index) => (
          <li key={`${one.message}-${index}`}>
            <strong>{one.message}</strong>
            <span>{one.remedy}</span>
            {one.place === "" ? null : <span className="mono">{one.place}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
