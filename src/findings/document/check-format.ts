// The look of a report against the national standard of official documents, GB/T 9704—2012: paper and margins (5.1, 5.2), type
// of headings and their order (7.3.3). Form only: hints.
import type { Citation, Ratio } from "../../kernel/index.ts";
import { compare, ratio, readDecimal, subtract } from "../../kernel/index.ts";
import type { ReadDocument } from "../../reading/index.ts";
import type { Rulebook } from "../../rules/index.ts";
import { found } from "../check.ts";
import type { Finding } from "../finding.ts";

/** In millimetres: the paper, and the margins that its type area (156 × 225) leaves. */
const PAPER = { width: ratio(210n), height: ratio(297n) } as const;
const MARGINS = { top: ratio(37n), right: ratio(26n), bottom: ratio(35n), left: ratio(28n) } as const;
/** The standard's own allowance at the top and at the binding, and so at the sides opposite. */
const ALLOWED = ratio(1n);
const STANDARD = "GB/T 9704—2012";

export function checkFormat(document: ReadDocument, rulebook: Rulebook): Finding[] {
  return document.kind === "report" ? [...page(document, rulebook), ...headings(document, rulebook)] : [];
}

function basisOf(rulebook: Rulebook, source: string): readonly Citation[] {
  return [{ kind: "default", pack: rulebook.id, instrument: STANDARD, source }];
}

function page({ source }: ReadDocument, rulebook: Rulebook): Finding[] {
  const setup = source.pageSetup;
  if (!setup) return [];
  const [width, height] = [read(setup.width), read(setup.height)];
  const wrongPaper = width && height && !(isNear(width, PAPER.width) && isNear(height, PAPER.height));
  const sides = (["top", "right", "bottom", "left"] as const).filter((side) => {
    const margin = read(setup.margins?.[side] ?? null);
    return margin !== null && !isNear(margin, MARGINS[side]);
  });
  const where = { subject: "source.pageSetup" };
  const findings: Finding[] = [];
  if (wrongPaper)
    findings.push(
      found("page-format", "hint", where, {
        printed: `${setup.width} × ${setup.height} mm`,
        expected: "210 × 297 mm",
        basis: basisOf(rulebook, "5.1"),
        params: { kind: "paper", printed: `${setup.width} × ${setup.height}`, expected: "210 × 297" },
      }),
    );
  if (sides.length > 0 && setup.margins) {
    const { top, right, bottom, left } = setup.margins;
    findings.push(
      found("page-format", "hint", where, {
        printed: [top, right, bottom, left].join(" / "),
        expected: "37 / 26 / 35 / 28",
        basis: basisOf(rulebook, "5.2"),
        params: { kind: "margins", printed: [top, right, bottom, left].join(" / "), expected: "37 / 26 / 35 / 28" },
      }),
    );
  }
  return findings;
}

function read(text: string | null): Ratio | null {
  return text === null ? null : (readDecimal(text)?.value ?? null);
}

function isNear(value: Ratio, wanted: Ratio): boolean {
  const difference = subtract(value, wanted);
  return compare(difference, ALLOWED) <= 0 && compare(subtract(wanted, value), ALLOWED) <= 0;
}

/** How the four levels are numbered, and set in type: the first in 黑体, the second in 楷体, the others as the text. */
const LEVELS = [
  { number: /^[一二三四五六七八九十]+、/u, font: /黑体|SimHei|Hei/iu, name: "黑体" },
  { number: /^[（(][一二三四五六七八九十]+[)）]/u, font: /楷体|KaiTi|Kai/iu, name: "楷体" },
] as const;
/** Headings are short. */
const LONGEST = 40;
const DEEPEST = 4;

function headings({ source }: ReadDocument, rulebook: Rulebook): Finding[] {
  const wrong = LEVELS.flatMap(({ number, font, name }, level) => {
    const all = source.blocks.filter((block) => block.kind === "text" && number.test(block.text.trim()) && block.text.length < LONGEST);
    const off = all.flatMap((block) => (block.kind === "text" && block.font !== undefined && !font.test(block.font) ? [block] : []));
    const first = off[0];
    if (!first) return [];
    const params = {
      kind: "font",
      level: String(level + 1),
      printed: first.font ?? "",
      expected: name,
      count: String(off.length),
      heading: first.text.trim(),
    };
    return [
      found(
        "heading-style",
        "hint",
        { subject: "source", place: first.address, quote: first.text.trim() },
        { printed: first.font ?? null, expected: name, basis: basisOf(rulebook, "7.3.3"), params },
      ),
    ];
  });
  const deep = source.blocks.find((block) => block.kind === "text" && (block.heading ?? 0) > DEEPEST);
  if (deep?.kind !== "text") return wrong;
  const params = {
    kind: "depth",
    level: String(deep.heading),
    printed: String(deep.heading),
    expected: String(DEEPEST),
    count: "1",
    heading: deep.text.trim(),
  };
  return [
    ...wrong,
    found(
      "heading-style",
      "hint",
      { subject: "source", place: deep.address, quote: deep.text.trim().slice(0, 40) },
      { printed: String(deep.heading), expected: `≤ ${DEEPEST}`, basis: basisOf(rulebook, "7.3.3"), params },
    ),
  ];
}
