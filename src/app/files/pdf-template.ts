// The Typst side of the PDF: page, styles and blocks by GB/T 9704-2012. Nothing a user wrote is ever part of this text.
import type { Face } from "./document-fonts.ts";
import { CHARACTER_PITCH, LANDSCAPE, LINE_PITCH, PAGE_NUMBER_DROP, type PageBox, PORTRAIT, pointsOf, SIZE } from "./page-geometry.ts";

/** The faces to set a document in: families for each, best first, at a weight. `latin`, if given, sets Latin text and figures. */
export type FaceChain = {
  readonly faces: Readonly<Record<Face, { readonly families: readonly string[]; readonly weight: number }>>;
  readonly latin: readonly string[];
};

/**
 * Functions and rules; a document is a block of calls of them.
 * p, flush, note: paragraphs · h: headings · title, annex · tbl: tables · annexes, signature: what closes a document.
 */
export function typstTemplate(chain: FaceChain): string {
  const face = (name: Face) => typstFace(chain, name);
  const lead = `${typstNumber(LINE_PITCH - SIZE.san)}pt`;
  const pitch = `${typstNumber(CHARACTER_PITCH)}pt`;
  const line = `${LINE_PITCH}pt`;
  return `
set text(${face("fang")}, size: ${SIZE.san}pt, lang: "zh", region: "cn", top-edge: 0.8em, bottom-edge: -0.2em, tracking: ${typstNumber(CHARACTER_PITCH - SIZE.san)}pt)
set par(justify: true, leading: ${lead}, spacing: ${lead}, first-line-indent: (amount: 2 * ${pitch}, all: true))
let centred(body, size, lead) = {
  set text(size: size, tracking: 0pt)
  set par(justify: false, leading: lead, first-line-indent: 0pt)
  align(center, body)
}
let number = context {
  set text(${face("song")}, size: ${SIZE.si}pt, tracking: 0pt)
  align(if calc.odd(here().page()) { right } else { left }, pad(x: 1em, "— " + str(here().page()) + " —"))
}
set page(${pageSettings(PORTRAIT)}, footer: number, footer-descent: ${typstNumber(pointsOf(PAGE_NUMBER_DROP) - DASH_DEPTH * SIZE.si)}pt)
show heading: it => {
  set text(size: ${SIZE.san}pt)
  block(above: ${lead}, below: ${lead}, sticky: true, par(it.body))
}
show heading.where(level: 1): set text(${face("hei")})
show heading.where(level: 2): set text(${face("kai")})
show heading.where(level: 3): set text(${face("fang")})
show heading.where(level: 4): set text(${face("fang")})
let h(level, body) = heading(level: level, body)
let b(body) = text(weight: "bold", body)
let p(..runs) = par(runs.pos().join())
let flush(..runs) = par(first-line-indent: 0pt, runs.pos().join())
let keep(body) = block(sticky: true, body)
let note(..runs) = block(above: 8pt, below: 12pt, {
  set text(size: ${SIZE.wu}pt, tracking: 0pt)
  par(first-line-indent: 0pt, leading: 5.5pt, runs.pos().join())
})
let title(subtitle, ..lines) = {
  block(above: 0pt, below: 13pt, sticky: true, text(${face("title")}, centred(lines.pos().join(linebreak()), ${SIZE.er}pt, 13pt)))
  if subtitle != none { block(above: 0pt, below: ${lead}, sticky: true, text(${face("kai")}, centred(subtitle, ${SIZE.san}pt, ${lead}))) }
  v(${line}, weak: false)
}
let annex(label, subtitle, name) = {
  block(above: 0pt, below: ${lead}, sticky: true, text(${face("hei")}, par(first-line-indent: 0pt, label)))
  {
    show heading: it => block(above: 0pt, below: 13pt, sticky: true, text(${face("title")}, centred(it.body, ${SIZE.er}pt, 13pt)))
    heading(level: 1, name)
  }
  if subtitle != none { block(above: 0pt, below: ${lead}, sticky: true, text(${face("kai")}, centred(subtitle, ${SIZE.san}pt, ${lead}))) }
}
let annexes(label, ..names) = block(above: ${lead} + ${line}, below: ${lead}, sticky: true, {
  set par(first-line-indent: 0pt)
  let many = names.pos().len() > 1
  pad(left: 2 * ${pitch}, grid(columns: (3 * ${pitch}, ..if many { (${pitch},) }, 1fr), row-gutter: ${lead},
    ..for (index, name) in names.pos().enumerate() {
      (if index == 0 { label }, ..if many { (str(index + 1) + ".",) }, name)
    }))
})
let signature(characters, unit, day) = block(above: ${lead} + 2 * ${line}, breakable: false, width: 100%, {
  set par(first-line-indent: 0pt, justify: false)
  align(right, box(width: calc.min(characters * ${pitch}, 100% + 0pt), align(center, { unit; linebreak(); day })))
})
let cell(size, breakable: false, ..rest) = table.cell(breakable: breakable, ..rest)
let head(body) = text(${face("hei")}, body)
let tbl(size, columns, caption, unit, ..parts) = {
  set text(size: size, tracking: 0pt)
  set par(justify: false, leading: 0.35em, spacing: 0.35em, first-line-indent: 0pt)
  if caption != none { block(above: ${lead}, below: 6pt, sticky: true, text(${face("hei")}, size: ${SIZE.si}pt, centred(caption, ${SIZE.si}pt, 8pt))) }
  if unit != none { block(above: 6pt, below: 4pt, sticky: true, align(right, text(size: ${SIZE.wu}pt, unit))) }
  for (index, part) in parts.pos().enumerate() {
    block(above: if index > 0 { 0pt } else if unit != none { 4pt } else { 6pt }, below: if index < parts.pos().len() - 1 { 0pt } else { ${lead} },
      table(columns: columns, stroke: 0.5pt, inset: (x: 2.8pt, y: 4pt), align: center + horizon, ..part))
  }
}
`;
}

/** A set rule's arguments for a page. */
export function pageSettings(page: PageBox): string {
  return `width: ${page.width}mm, height: ${page.height}mm, margin: (top: ${page.top}mm, right: ${page.right}mm, bottom: ${page.bottom}mm, left: ${page.left}mm)`;
}

/** Text as a Typst string: in it nothing is markup and nothing is code but the backslash and the quotation mark, both escaped. */
export function typstString(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

// How deep the dash of a page number lies below the top of its line, in ems.
const DASH_DEPTH = 0.42;

function typstFace(chain: FaceChain, name: Face): string {
  const { families, weight } = chain.faces[name];
  const latin = chain.latin.map((family) => `(name: ${typstString(family)}, covers: "latin-in-cjk")`);
  return `font: (${[...latin, ...families.map(typstString)].join(", ")},), weight: ${weight}`;
}

function typstNumber(points: number): string {
  return points.toFixed(4);
}

export const PAGES = { portrait: PORTRAIT, landscape: LANDSCAPE };
