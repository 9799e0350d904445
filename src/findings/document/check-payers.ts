// Rows of a report's detail tables that another body carried out, among those of the issuer's own divisions (forms print the
// implementing unit beside each item).
import type { ReadDocument } from "../../reading/index.ts";
import type { Rulebook } from "../../rules/index.ts";
import { duty, found } from "../check.ts";
import type { Finding } from "../finding.ts";
import { plainText } from "../likeness.ts";

const DIVISION = /(?:处|科|室|股|部|组|队)$/u;
const BODY = /(?:管理局|委员会|管委会|事务中心|服务中心|局|委|厅|公司|集团|学校|学院|医院|馆|院|镇|乡|街道办事处)$/u;

export function checkPayers({ details, issuer, tables }: ReadDocument, rulebook: Rulebook): Finding[] {
  const own = [issuer, ...tables.flatMap(({ unit, department }) => [unit, department])].flatMap((name) => (name ? [plainText(name)] : []));
  const payer = issuer ?? tables[0]?.unit ?? tables[0]?.department ?? "";
  if (own.length === 0) return [];
  const isOwn = (name: string) => own.some((one) => one.includes(name) || name.includes(one));
  return details.flatMap((table, at) => {
    const divisions = table.rows.filter(({ division }) => DIVISION.test(plainText(division ?? "")));
    if (divisions.length * 2 <= table.rows.length) return [];
    return table.rows.flatMap((row, index) => {
      const division = plainText(row.division ?? "");
      if (!BODY.test(division) || DIVISION.test(division) || isOwn(division)) return [];
      const where = {
        subject: `details.${at}.rows.${index}.division`,
        table: table.title,
        row: `${row.no} ${row.name}`,
        ...(table.place ? { place: table.place } : {}),
      };
      return [
        found("payer-not-owner", "warning", where, {
          printed: row.division,
          expected: payer,
          formula: `${row.division} ≠ ${payer}`,
          basis: duty(rulebook, "truthful"),
          params: { name: row.name, owner: row.division ?? "", payer, amount: row.spent ?? "—", unit: table.moneyUnit },
        }),
      ];
    });
  });
}
