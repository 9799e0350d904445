// A fault in words, with its place.
import type { Fault, Place } from "../../kernel/index.ts";
import type { FaultWording } from "./fault-wording.ts";
import { FAULTS_EN } from "./faults.en.ts";
import { FAULTS_ZH } from "./faults.zh.ts";
import { FILE_REASONS_EN } from "./file-reasons.en.ts";
import { isFileReason } from "./file-reasons.ts";
import { FILE_REASONS_ZH } from "./file-reasons.zh.ts";
import type { Language } from "./language.ts";

/** `place` is file:line:column, or file sheet!cell, with the path of keys; "" where the fault has none. */
export type FaultText = { readonly code: string; readonly place: string; readonly message: string; readonly remedy: string };

export function faultText(fault: Fault, language: Language): FaultText {
  const wording = wordingOf(fault, language);
  return {
    code: fault.code,
    place: fault.place ? placeText(fault.place) : "",
    message: wording.message(fault.params),
    remedy: wording.remedy(fault.params),
  };
}

// A refused file says why in its own words; the code alone would only say that it was refused.
function wordingOf({ code, params }: Fault, language: Language): FaultWording {
  const reason = params["reason"];
  if (isFileReason(reason)) return (language === "zh" ? FILE_REASONS_ZH : FILE_REASONS_EN)[reason];
  return (language === "zh" ? FAULTS_ZH : FAULTS_EN)[code];
}

/** "dossier.yaml:12:5 (funds.current.initial)" or "case.xlsx 资金!C4". */
function placeText(place: Place): string {
  const spot =
    place.sheet !== undefined
      ? `${place.file} ${place.sheet}${place.cell ? `!${place.cell}` : ""}`
      : [place.file, place.line, place.column].filter((part) => part !== undefined).join(":");
  return place.path ? `${spot} (${place.path})` : spot;
}
