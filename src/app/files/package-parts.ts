// The parts of an Office file by their content types and relationships (ECMA-376 part 2, §9 and §10), as the programs that
// wrote it find them.
import { refuse } from "./file-refusal.ts";
import type { ZipArchive } from "./read-zip.ts";
import { attributeOf, readXmlPart } from "./xlsx/read-xml.ts";

/** The content type of a part; "" for one that has none. */
export function readContentTypes(archive: ZipArchive): (part: string) => string {
  const overrides = new Map<string, string>();
  const defaults = new Map<string, string>();
  readXmlPart(archive, "[Content_Types].xml", {
    open: (element) => {
      const type = attributeOf(element, "ContentType") ?? "";
      if (element.local === "Override") overrides.set((attributeOf(element, "PartName") ?? "").toLowerCase(), type);
      if (element.local === "Default") defaults.set((attributeOf(element, "Extension") ?? "").toLowerCase(), type);
    },
  });
  return (part) => overrides.get(`/${part.toLowerCase()}`) ?? defaults.get(part.toLowerCase().split(".").at(-1) ?? "") ?? "";
}

/** Relationships by id; `type` is the last word of the relationship's type. What points outside the file is left out and never followed. */
export type Relation = { readonly id: string; readonly type: string; readonly target: string };

/** Of a part, or of the whole package for "". */
export function relationsOf(archive: ZipArchive, part: string): readonly Relation[] {
  const slash = part.lastIndexOf("/") + 1;
  const relationsPart = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
  const relations: Relation[] = [];
  if (!archive.has(relationsPart)) return relations;
  readXmlPart(archive, relationsPart, {
    open: (element) => {
      if (element.local !== "Relationship" || attributeOf(element, "TargetMode") === "External") return;
      const target = attributeOf(element, "Target") ?? "";
      const type = (attributeOf(element, "Type") ?? "").split("/").at(-1) ?? "";
      relations.push({ id: attributeOf(element, "Id") ?? "", type, target: resolvePart(part.slice(0, slash), target) });
    },
  });
  return relations;
}

function resolvePart(folder: string, target: string): string {
  const segments = target.startsWith("/") ? [] : folder.split("/").filter((segment) => segment !== "");
  for (const segment of target.split("/")) {
    if (segment === "..") {
      if (segments.pop() === undefined) refuse("part-missing", target);
    } else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return segments.join("/");
}
