// What a command may use of the world: its two streams, its configuration, its words and its exit code.
import type { Fault } from "../../kernel/index.ts";
import type { Config } from "../config.ts";
import type { CliWording } from "../messages/cli.zh.ts";
import { faultText } from "../messages/fault-text.ts";
import type { Language } from "../messages/language.ts";
import type { Paint } from "./columns.ts";

export type Terminal = {
  readonly config: Config;
  readonly language: Language;
  readonly words: CliWording;
  readonly paint: Paint;
  readonly width: number;
  /** Standard output: results. */
  readonly out: (text: string) => void;
  /** Standard error: progress and faults. */
  readonly note: (text: string) => void;
  /** One line of standard error, written over the one before; absent where standard error is no terminal. */
  readonly progress?: (text: string) => void;
};

/** 0 done · 1 findings of the severity asked for · 2 wrong usage · 3 an input cannot be read · 70 a defect of ours. */
export const EXIT = { done: 0, findings: 1, usage: 2, unreadable: 3, defect: 70 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Prints every fault with place, what was found and how to mend it. */
export function printFaults(
  faults: readonly Fault[],
  { language, words, paint, note }: Pick<Terminal, "language" | "words" | "paint" | "note">,
): void {
  note(words.faults(faults.length));
  for (const one of faults) {
    const text = faultText(one, language);
    note(`  ${paint("red", text.code)}  ${paint("bold", text.place)}`);
    note(`    ${text.message}`);
    note(paint("dim", `    ${text.remedy}`));
  }
}

/** Faults as the JSON that `--json` writes when nothing could be evaluated. */
export function failuresJson(faults: readonly Fault[], language: Language) {
  return faults.map((one) => ({
    ...faultText(one, language),
    file: one.place?.file ?? null,
    line: one.place?.line ?? null,
    cell: one.place?.cell ? `${one.place.sheet ?? ""}!${one.place.cell}` : null,
  }));
}
