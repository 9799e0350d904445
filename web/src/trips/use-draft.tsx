// Something with versions while it is written: kept on this machine with every change, put onto what others saved meanwhile, or given up.
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { isSame, mergeDraft } from "./merge-draft.ts";
import type { Fields } from "./trip-data.ts";
import type { Draft, Drafts } from "./trip-draft.ts";
import { useTripWords } from "./use-trip-words.ts";

export type Drafting = {
  /** Null where nothing is written. */
  readonly draft: Draft | null;
  readonly change: (content: Fields) => void;
  readonly drop: () => void;
  /** What to do about a version that somebody else saved meanwhile. */
  readonly notice: ReactNode;
};

type Standing<More> = {
  readonly version: number;
  readonly content: Fields;
  readonly more: More;
  /** What its fields are called. */
  readonly names: Readonly<Record<string, unknown>>;
  /** The draft is on this version now: what was said of the one before is past. */
  readonly onMerged: () => void;
};

/** `standing` is what is saved, and what to keep beside a draft of it. */
export function useDraft<More extends object>(drafts: Drafts<Draft & More>, id: string, standing: Standing<More>): Drafting {
  const { editor: words } = useTripWords();
  const { version, content, more, names, onMerged } = standing;
  const [draft, setDraft] = useState(() => drafts.load(id));
  const [both, setBoth] = useState<readonly string[] | null>(null);
  const keep = (next: Fields, begun: { readonly base: number; readonly was?: Fields }) => {
    const kept = { ...more, content: next, base: begun.base, ...(begun.was ? { was: begun.was } : {}) };
    // Until something is written there is nothing to keep.
    if (begun.was && isSame(next, begun.was)) drafts.drop(id);
    else drafts.keep(id, kept);
    setDraft(kept);
  };
  const drop = () => {
    drafts.drop(id);
    setDraft(null);
    setBoth(null);
  };
  const merge = () => {
    if (draft === null) return;
    // Of a draft that does not say what it was begun on, all that differs is named.
    const merged = mergeDraft(draft.was ?? {}, draft.content, content);
    setBoth(merged.both);
    keep(merged.content, { base: version, was: content });
    onMerged();
  };
  const nameOf = (place: string) =>
    place
      .split(".")
      .map((key) => (typeof names[key] === "string" ? names[key] : key))
      .join(" · ");
  const isStale = draft !== null && draft.base !== version;
  const notice = isStale ? (
    <p className="trip-warn" data-testid="stale-draft">
      {words.stale(version)} <Button onClick={merge}>{words.merge(version)}</Button>
    </p>
  ) : draft === null || both === null ? null : (
    <p className={both.length > 0 ? "trip-warn" : "muted"} data-testid="merged-draft">
      {both.length > 0 ? words.both(both.map(nameOf)) : words.merged(version)}
    </p>
  );
  return { draft, change: (next) => keep(next, draft ?? { base: version, was: content }), drop, notice };
}
