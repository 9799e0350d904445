// What stood before and after a change, once it is opened; each opening is an event, so nothing is opened by itself.
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import type { ContentView } from "../../../src/app/http/contract-trail.ts";
import { getJson } from "../api/api-client.ts";
import { useLanguage } from "../language/language-provider.tsx";
import { Faults } from "../parts/faults.tsx";
import { ScrollArea } from "../parts/scroll-area.tsx";
import { beforeAndAfter } from "./before-and-after.ts";
import { useTrailWords } from "./trail-queries.ts";

/** `onAsk` where the reader may ask for a release. */
export function ContentPart({ seq, onAsk }: { readonly seq: string; readonly onAsk: (() => void) | null }) {
  const words = useTrailWords();
  const { language } = useLanguage();
  const open = useMutation({
    mutationFn: () => getJson<ContentView>(`/api/trail/${seq}/content`, { lang: language }),
    gcTime: 0,
  });
  if (open.data) return <ContentTable content={open.data.content} />;
  return (
    <>
      <Faults error={open.error} />
      <div className="form-actions">
        <Button onClick={() => open.mutate()} loading={open.isPending}>
          {words.content.open}
        </Button>
        {onAsk === null ? null : <Button onClick={onAsk}>{words.content.ask}</Button>}
      </div>
    </>
  );
}

function ContentTable({ content }: { readonly content: string | null }) {
  const words = useTrailWords();
  if (content === null) return <p className="muted">{words.content.none}</p>;
  return (
    <ScrollArea label={words.content.title}>
      <table className="trail-content" data-testid="trail-content">
        <thead>
          <tr>
            <th scope="col">{words.content.field}</th>
            <th scope="col">{words.content.before}</th>
            <th scope="col">{words.content.after}</th>
          </tr>
        </thead>
        <tbody>
          {beforeAndAfter(content).map(({ field, before, after }) => (
            <tr key={field} className={before === after ? undefined : "trail-changed"}>
              <th scope="row" className="mono">
                {field}
              </th>
              <td>{before ?? words.content.absent}</td>
              <td>{after ?? words.content.absent}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
