// What sub-projects and divisions have of the whole, those within others below them, and the remainder nobody has.
import { Link } from "@tanstack/react-router";
import type { CSSProperties } from "react";
import type { LedgerView } from "../../../src/app/http/contract-ledger.ts";
import { addUp, isNothing, yuan } from "./amount.ts";
import { useLedgerWords } from "./ledger-queries.ts";
import { LedgerSection } from "./ledger-section.tsx";
import { RateLink } from "./rate-link.tsx";
import { type SliceNode, slicesInTree } from "./slices-in-tree.ts";
import { Amount } from "./source-table.tsx";

export function SliceTable({ ledger }: { readonly ledger: LedgerView }) {
  const words = useLedgerWords();
  const { slices, whole } = ledger;
  const first = slices.filter(({ within }) => within === null);
  return (
    <LedgerSection title={words.slices} hint={words.slicesHint}>
      {slices.length === 0 ? (
        <p className="card ledger-none muted">{words.noSlices}</p>
      ) : (
        <div className="card scroll-x">
          <table className="ledger-table" data-testid="ledger-slices">
            <thead>
              <tr>
                <th scope="col">{words.slice}</th>
                <th scope="col">{words.division}</th>
                {[words.allocated, words.paid, words.reserved, words.left, words.rate].map((head) => (
                  <th key={head} scope="col" className="number">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {slicesInTree(slices).map((node) => (
                <SliceRow key={node.slice.id} ledger={ledger} node={node} />
              ))}
            </tbody>
            <tfoot>
              <tr className="total">
                <th scope="row">{words.allSlices}</th>
                <td className="ledger-wide-only" />
                <Amount label={words.allocated} amount={whole.sliced} />
                <Amount label={words.paid} amount={addUp(first.map(({ paid }) => paid))} />
                <Amount label={words.reserved} amount={addUp(first.map(({ reserved }) => reserved))} />
                <Amount label={words.left} amount={addUp(first.map(({ left }) => left))} />
                <td className="number" data-label={words.rate}>
                  <RateLink ledger={ledger} rateKey="slices" />
                </td>
              </tr>
              <tr className={isNothing(whole.unallocated) ? undefined : "ledger-remainder"}>
                <th scope="row">
                  {words.unallocated} <span className="muted small">{words.unallocatedHint}</span>
                </th>
                <td className="ledger-wide-only" />
                <Amount label={words.unallocated} amount={whole.unallocated} />
                <td className="ledger-wide-only" colSpan={4} />
              </tr>
            </tfoot>
          </table>
        </div>
      )}
    </LedgerSection>
  );
}

function SliceRow({ ledger, node: { slice, depth } }: { readonly ledger: LedgerView; readonly node: SliceNode }) {
  const words = useLedgerWords();
  return (
    <tr>
      <th scope="row" style={{ "--depth": depth } as CSSProperties} className="ledger-slice">
        <span className="muted mono">{slice.id}</span>
        <Link to="/cases/$id/ledger/entries" params={{ id: ledger.caseId }} search={{ slice: slice.id }}>
          {slice.name}
        </Link>
        {slice.over === null ? null : (
          <span className="ledger-tags">
            <span className="tag tag-red">{words.overBy(yuan(slice.over.by))}</span>
            <span className={isNothing(slice.over.excepted) ? "tag tag-amber" : "tag tag-green"}>
              {isNothing(slice.over.excepted) ? words.overUncovered : words.overCovered(yuan(slice.over.excepted))}
            </span>
          </span>
        )}
      </th>
      <td data-label={words.division}>{slice.division}</td>
      <Amount label={words.allocated} amount={slice.allocated} />
      <Amount label={words.paid} amount={slice.paid} />
      <Amount label={words.reserved} amount={slice.reserved} />
      <Amount label={words.left} amount={slice.left} />
      <td className="number" data-label={words.rate}>
        <RateLink ledger={ledger} rateKey={`slice:${slice.id}`} />
      </td>
    </tr>
  );
}
