// Characters changed as character recognition changes them: ≥ becomes 2, 0 and O, 1 and l are taken for each other, figures break.
import type { Chance } from "./chance.ts";
import type { FormBlock, FormCell, FormDocument } from "./form-document.ts";

const CONFUSIONS: readonly (readonly [from: RegExp, to: string])[] = [
  [/^[≥≤]/u, "2"],
  [/0/u, "O"],
  [/1/u, "l"],
  [/10/u, "IO"],
  [/5/u, "S"],
  [/%$/u, "％"],
  [/\./u, " ."],
  [/(\d)(\d)/u, "$1\n$2"],
];

/** Damages about `percent` of the cells that hold figures, at least one where there is any. */
export function damageForm(form: FormDocument, chance: Chance, percent = 6): FormDocument {
  const damaged: string[] = [];
  const damage = (entry: FormCell): FormCell => {
    if (entry.path === undefined || !/\d/u.test(entry.text) || entry.path.endsWith(".row")) return entry;
    if (!chance.happens(percent)) return entry;
    const fitting = CONFUSIONS.filter(([from]) => from.test(entry.text));
    if (fitting.length === 0) return entry;
    const [from, to] = chance.pick(fitting);
    damaged.push(entry.path);
    return { ...entry, text: entry.text.replace(from, to) };
  };
  const blocks = form.blocks.map(
    (block): FormBlock => (block.kind === "table" ? { ...block, rows: block.rows.map((row) => row.map(damage)) } : block),
  );
  return { ...form, blocks, truth: { ...form.truth, damaged } };
}
