// Which numbers of people can stand behind a printed share of n answers: none of 36 gives 96%.
import { compare, printPercent, type Ratio, ratio } from "../kernel/index.ts";
import { canBe, exactly, type Range } from "./printed-number.ts";

/** The counts of `answers` whose share lies in `share`, and the nearest counts on either side of `value`. */
export type Feasibility = { readonly possible: boolean; readonly neighbours: readonly string[] };

/** Whether a whole number of `answers` gives the printed share. Neighbours read "35/36 = 97.2%". */
export function feasibleRate(share: Range & { readonly value: Ratio }, answers: number): Feasibility {
  const all = BigInt(answers);
  const below = (share.value.n * all) / share.value.d;
  const near = [below - 1n, below, below + 1n, below + 2n].filter((count) => count >= 0n && count <= all);
  const possible = near.some((count) => canBe(share, exactly(ratio(count, all))));
  const sides = [
    near.filter((count) => compare(ratio(count, all), share.value) < 0).at(-1),
    near.find((count) => compare(ratio(count, all), share.value) > 0),
  ];
  return {
    possible,
    neighbours: sides.filter((count) => count !== undefined).map((count) => `${count}/${all} = ${printPercent(ratio(count, all), 1)}`),
  };
}
