// A fault in words, with its place.
import type { Fault, Place } from "../../kernel/index.ts";
import { FAULTS_EN } from "./faults.en.ts";
import { FAULTS_ZH } from "./faults.zh.ts";
import type { Language } from "./language.ts";

/** `place` is file:line:column, or file sheet!cell, with the path of keys; "" where the fault has none. */
export type FaultText = { readonly code: string; readonly place: string; readonly message: string; readonly remedy: string };

export function faultText(fault: Fault, language: Language): FaultText {
  const wording = (language === "zh" ? FAULTS_ZH : FAULTS_EN)[fault.code];
  return {
    code: fault.code,
    place: fault.place ? placeText(fault.place) : "",
    message: wording.message(fault.params),
    remedy: wording.remedy(fault.params),
  };
}

/** "dossier.yaml:12:5 (funds.current.initial)" or "case.xlsx 资金!C4". */
function placeText(place: Place): string {
  const spot =
    place.sheet !== undefined
      ? `${place.file} ${place.sheet}${place.cell ? `!${place.cell}` : ""}`
      : [place.file, place.line, place.column].filter((part) => part !== undefined).join(":");
  return place.path ? `${spot} (${place.path})` : spot;
}
