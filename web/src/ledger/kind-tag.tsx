// What kind of entry it is.
import { useLedgerWords } from "./ledger-queries.ts";

const TONES: Readonly<Record<string, string>> = {
  payment: "tag tag-teal",
  refund: "tag tag-green",
  commitment: "tag tag-amber",
  release: "tag tag-green",
  reversal: "tag tag-red",
  exception: "tag tag-violet",
};

export function KindTag({ kind }: { readonly kind: string }) {
  const words = useLedgerWords();
  return <span className={TONES[kind] ?? "tag"}>{words.kinds[kind as keyof typeof words.kinds] ?? kind}</span>;
}
