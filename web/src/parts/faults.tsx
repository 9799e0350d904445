// Why the server refused: every fault with how to mend it. Where somebody else changed the thing meanwhile, what it has become can be
// asked for, and what was typed stays.
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { ApiError } from "../api/api-client.ts";
import { useWords } from "../language/language-provider.tsx";

/** `isLatest`: what it has become is shown already. */
export function Faults({ error, isLatest = false }: { readonly error: unknown; readonly isLatest?: boolean }) {
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
      {problem?.code === "version-conflict" && !isLatest ? <ShowLatest key={problem.detail} /> : null}
    </div>
  );
}

function ShowLatest() {
  const words = useWords();
  const queries = useQueryClient();
  const [shown, setShown] = useState(false);
  if (shown) return <p role="status">{words.errors.latestShown}</p>;
  return <Button onClick={() => void queries.invalidateQueries().then(() => setShown(true))}>{words.errors.showLatest}</Button>;
}
