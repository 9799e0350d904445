// What was spent by economic class, each class leading to its vouchers.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useLanguage } from "../language/language-provider.tsx";
import { Loaded } from "../parts/states.tsx";
import { spentByClassQuery, useLedgerWords } from "./ledger-queries.ts";
import { LedgerSection } from "./ledger-section.tsx";
import { Amount } from "./source-table.tsx";

export function ClassTable({ id }: { readonly id: string }) {
  const words = useLedgerWords();
  const { language } = useLanguage();
  const classes = useQuery(spentByClassQuery(id, language));
  return (
    <LedgerSection title={words.classes} hint={words.classesHint}>
      <Loaded query={classes} lines={2}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="card ledger-none muted">{words.noVouchers}</p>
          ) : (
            <div className="card scroll-x">
              <table className="ledger-table" data-testid="ledger-classes">
                <thead>
                  <tr>
                    <th scope="col">{words.classCode}</th>
                    <th scope="col" className="number">
                      {words.vouchers}
                    </th>
                    <th scope="col" className="number">
                      {words.amount}
                    </th>
                    <th scope="col" className="number">
                      {words.share}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map(({ code, name, vouchers, amount, share }) => (
                    <tr key={code ?? ""}>
                      <th scope="row">
                        {code === null ? (
                          <span className="muted">{words.noClass}</span>
                        ) : (
                          <Link to="/cases/$id/ledger/entries" params={{ id }} search={{ class: code, kinds: "payment,refund" }}>
                            <span className="mono">{code}</span> {name}
                          </Link>
                        )}
                      </th>
                      <td className="number" data-label={words.vouchers}>
                        {vouchers}
                      </td>
                      <Amount label={words.amount} amount={amount} />
                      <td className="number" data-label={words.share}>
                        {share}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
    </LedgerSection>
  );
}
