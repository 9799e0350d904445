// Numbers of official documents in prose: the brackets of the year, and years that no document of that number has.
import type { Day } from "../kernel/index.ts";
import { DOCUMENT_NUMBER, KNOWN_INSTRUMENTS, LEAD_IN, WRONG_BRACKETS } from "./text-words.ts";

/** A number as written and as it should be. */
export type Correction = { readonly printed: string; readonly expected: string };

/** Numbers whose year stands in other brackets than 〔〕. */
export function wrongBrackets(text: string): Correction[] {
  return numbersIn(text).filter(({ printed }) => WRONG_BRACKETS.test(printed));
}

/** Numbers of a later year than the signature, or that differ from a known instrument's only in the year. */
export function unknownYears(text: string, signedOn: Day, known: readonly string[]): Correction[] {
  const instruments = [...KNOWN_INSTRUMENTS, ...known].map(plainNumber);
  return numbersIn(text).flatMap(({ printed, expected }) => {
    const number = plainNumber(expected);
    if (instruments.includes(number)) return [];
    const year = /〔(\d{4})〕/.exec(number)?.[1] ?? "";
    if (year > signedOn.slice(0, 4)) return [{ printed, expected: `〔≤ ${signedOn.slice(0, 4)}〕` }];
    const sameButYear = instruments.find((one) => one.replace(/〔\d{4}〕/, `〔${year}〕`) === number);
    return sameButYear ? [{ printed, expected: sameButYear }] : [];
  });
}

function numbersIn(text: string): Correction[] {
  return [...text.matchAll(DOCUMENT_NUMBER)].map(([whole, before = "", year, serial]) => {
    const issuer = before.replace(LEAD_IN, "") || before;
    return { printed: whole.slice(before.length - issuer.length), expected: `${issuer}〔${year}〕${serial}号` };
  });
}

function plainNumber(number: string): string {
  return number.replace(/\s/g, "");
}
