// Sub-projects with budget, spending and rate; the totals are computed, and what is given to none is shown.
import type { CaseView } from "../../../src/app/http/contract-cases.ts";
import { useWords } from "../language/language-provider.tsx";

export function SubprojectTable({ one }: { readonly one: CaseView }) {
  const words = useWords();
  const { rows, budget, spent, rate, unallocated } = one.subprojects;
  return (
    <table className="funds-table subprojects-table">
      <thead>
        <tr>
          <th scope="col" className="no">
            {words.funds.no}
          </th>
          <th scope="col">{words.funds.subproject}</th>
          <th scope="col">{words.funds.division}</th>
          <th scope="col" className="number">
            {words.funds.budget}
          </th>
          <th scope="col" className="number">
            {words.funds.spent}
          </th>
          <th scope="col" className="number">
            {words.funds.rate}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.no} data-subject={`subproject.${row.no}`}>
            <td className="no">{row.no}</td>
            <td className="wide">
              {row.name}
              <span className="marks">
                {row.over === null ? null : <span className="tag tag-red">{words.funds.over(row.over)}</span>}
                {row.forYear !== null && row.forYear !== one.project.year ? (
                  <span className="tag tag-amber">{words.funds.forYear(row.forYear)}</span>
                ) : null}
                {row.exception ? (
                  <span className="tag tag-green">{words.funds.exception(row.exception.approvedBy, row.exception.document)}</span>
                ) : null}
              </span>
            </td>
            <td className="division">{row.division}</td>
            <td className="number" data-label={words.funds.budget} title={row.sources.budget ?? ""}>
              {row.budget ?? words.none}
            </td>
            <td className="number" data-label={words.funds.spent} title={row.sources.spent ?? ""}>
              {row.spent ?? words.none}
            </td>
            <td className="number" data-label={words.funds.rate}>
              {row.rate ?? words.none}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td className="no" />
          <th scope="row" colSpan={2} className="wide">
            {words.funds.total}
          </th>
          <td className="number" data-label={words.funds.budget}>
            {budget ?? words.none}
          </td>
          <td className="number" data-label={words.funds.spent}>
            {spent ?? words.none}
          </td>
          <td className="number" data-label={words.funds.rate}>
            {rate ?? words.none}
          </td>
        </tr>
        {unallocated === null || /^0(?:\.0+)?$/.test(unallocated) ? null : (
          <tr className="rest">
            <td className="no" />
            <th scope="row" colSpan={2} className="wide">
              {words.funds.unallocated}
            </th>
            <td className="number" data-label={words.funds.budget}>
              {unallocated}
            </td>
            <td className="number" />
            <td className="number" />
          </tr>
        )}
      </tfoot>
    </table>
  );
}
