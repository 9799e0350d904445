// Fields of a Word text (ECMA-376 part 1, §17.16): codes that are no text, and boxes and lists that have no result of their own.
import type { TagAttributes } from "./stream-word-xml.ts";
import { isOn } from "./word-styles.ts";

type Field = { inResult: boolean; checked: boolean | null; entries: string[] | null; chosen: number };

export type FieldReader = {
  /** Codes between a field's begin and its separator are no text, nor is anything inside them. */
  readonly inCode: () => boolean;
  readonly note: (name: string, attributes: TagAttributes) => void;
};

/** `say` takes what a box to tick or a list to choose from shows. */
export function createFieldReader(say: (text: string) => void): FieldReader {
  const fields: Field[] = [];
  return {
    inCode: () => fields.some((field) => !field.inResult),
    note: (name, attributes) => {
      const field = fields.at(-1);
      switch (name) {
        case "w:fldChar":
          if (attributes["w:fldCharType"] === "begin") fields.push({ inResult: false, checked: null, entries: null, chosen: 0 });
          else if (attributes["w:fldCharType"] === "separate" && field) field.inResult = true;
          else if (attributes["w:fldCharType"] === "end") say(shownBy(fields.pop()));
          break;
        case "w:checkBox":
          if (field) field.checked = false;
          break;
        case "w:default":
        case "w:checked":
          if (field?.checked != null) field.checked = isOn(attributes["w:val"], true);
          break;
        case "w:ddList":
          if (field) field.entries = [];
          break;
        case "w:result":
          if (field?.entries) field.chosen = Number(attributes["w:val"] ?? "0");
          break;
        case "w:listEntry":
          field?.entries?.push(attributes["w:val"] ?? "");
          break;
        default:
      }
    },
  };
}

function shownBy(field: Field | undefined): string {
  if (field?.checked != null) return field.checked ? "☑" : "□";
  return field?.entries?.[field.chosen] ?? "";
}
