// From a score back to the ledger: the vouchers an indicator has, or those that the execution rate is made of.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useLanguage } from "../language/language-provider.tsx";
import { useMay } from "../session/use-session.ts";
import { getEntries, ledgersQuery, useLedgerWords } from "./ledger-queries.ts";

/** The item of every scorecard that is scored by the execution of the budget. */
const EXECUTION = "execution";

export function ItemVouchers({ id, item }: { readonly id: string; readonly item: string }) {
  const words = useLedgerWords();
  const { language } = useLanguage();
  const may = useMay("ledger.read");
  const ledgers = useQuery({ ...ledgersQuery(language), enabled: may });
  const filter = { kinds: "payment,refund", ...(item === EXECUTION ? { rate: "revised" } : { link: `indicator:${item}` }) };
  const vouchers = useQuery({
    queryKey: ["ledger", id, "item", item, language],
    queryFn: ({ signal }) => getEntries(id, { ...filter, limit: "1", lang: language }, signal),
    enabled: ledgers.data?.some(({ caseId }) => caseId === id) ?? false,
    staleTime: 0,
  });
  if (!vouchers.data || vouchers.data.entries.length === 0) return null;
  return (
    <section aria-label={words.tab}>
      <h3>{words.tab}</h3>
      <p>
        <Link to="/cases/$id/ledger/entries" params={{ id }} search={filter}>
          {words.itemVouchers}
        </Link>
      </p>
    </section>
  );
}
