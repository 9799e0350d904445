// The Typst side of the PDF: page, styles and blocks by GB/T 9704-2012. It reads the report as data: nothing a user wrote is ever code.
import type { Face, FaceChain } from "./document-fonts.ts";
import { CHARACTER_PITCH, CHARACTERS_PER_LINE, LINE_PITCH, PAGE_NUMBER_DROP, pointsOf, SIZE } from "./page-geometry.ts";

/**
 * The template for a chain of faces: one constant text, so that the compiler parses it once.
 * It takes a `PdfDocument` as JSON in the input `document`.
 */
export function typstTemplate(chain: FaceChain): string {
  const face = (name: Face | "bold") => typstFace(chain, name);
  const pt = (points: number) => `${points.toFixed(4)}pt`;
  const lead = pt(LINE_PITCH - SIZE.san);
  return `#let document-data = json(bytes(sys.inputs.document))
#set document(title: document-data.title, author: document-data.author, description: document-data.subject,
  keywords: document-data.keywords, date: if document-data.date == none { none } else { datetime(..document-data.date) })
#set text(${face("fang")}, size: ${pt(SIZE.san)}, lang: "zh", region: "cn", top-edge: 0.8em, bottom-edge: -0.2em, tracking: ${pt(TRACKING)})
#set par(justify: true, linebreaks: "simple", leading: ${lead}, spacing: ${lead}, first-line-indent: (amount: ${pt(2 * CHARACTER_PITCH)}, all: true))
#show heading: it => {
  set text(size: ${pt(SIZE.san)})
  block(above: ${lead}, below: ${lead}, sticky: true, par(it.body))
}
#show heading.where(level: 1): set text(${face("hei")})
#show heading.where(level: 2): set text(${face("kai")})
#show heading.where(level: 3): set text(${face("fang")})
#show heading.where(level: 4): set text(${face("fang")})

#let lines(value) = if value.contains("\\n") { value.split("\\n").join(linebreak()) } else { text(value) }
#let run(value) = if type(value) == str { lines(value) } else { text(${face("bold")}, lines(value.b)) }
#let kept(above: ${lead}, below: ${lead}, body) = block(above: above, below: below, sticky: true, width: 100%, body)
#let centred(body, size, lead) = {
  set text(size: size, tracking: 0pt)
  set par(justify: false, leading: lead, first-line-indent: 0pt)
  align(center, body)
}
#let subtitle(value) = if value != none { kept(above: 0pt, text(${face("kai")}, centred(lines(value), ${pt(SIZE.san)}, ${lead}))) }
#let page-number = context {
  let number = here().page()
  set text(${face("song")}, size: ${pt(SIZE.si)}, tracking: 0pt)
  align(if calc.odd(number) { right } else { left }, pad(x: 1em, "— " + str(number) + " —"))
}

#let cell(c) = {
  let body = lines(c.t)
  if "head" in c { body = text(${face("hei")}, body) }
  if "bold" in c { body = text(${face("bold")}, body) }
  table.cell(
    colspan: c.at("x", default: 1), rowspan: c.at("y", default: 1), breakable: "breaks" in c,
    align: (if "a" in c { if c.a == "left" { left } else { right } } else { center }) + horizon,
    ..if "open" in c { (stroke: if c.open == "top" { (top: none) } else { (bottom: none) }) }, body)
}

// A column without width whose cells hold rows together: the last row, a total as a rule, never begins a page alone.
#let tie(b, row, rows, ..options) = table.cell(x: b.columns.len(), y: row, rowspan: rows, inset: 0pt, stroke: (top: none, right: none, bottom: none), ..options)[]
#let ties(b, part) = {
  let last = part.rows - 2
  if last > part.headRows { (tie(b, part.headRows, last - part.headRows, breakable: true),) }
  (tie(b, last, 2, breakable: false),)
}

#let blocks = (
  title: b => {
    kept(above: 0pt, below: 13pt, text(${face("title")}, centred(b.lines.map(lines).join(linebreak()), ${pt(SIZE.er)}, 13pt)))
    subtitle(b.subtitle)
    v(${pt(LINE_PITCH)}, weak: false)
  },
  heading: b => heading(level: b.level, lines(b.text)),
  paragraph: b => {
    let body = b.runs.map(run).join()
    if b.style == "note" {
      set text(size: ${pt(SIZE.wu)}, tracking: 0pt)
      block(above: 8pt, below: 12pt, sticky: b.keep, par(first-line-indent: 0pt, leading: 5.5pt, body))
    } else {
      let set-par = if b.style == "flush" { par(first-line-indent: 0pt, body) } else { par(body) }
      if b.keep { kept(set-par) } else { set-par }
    }
  },
  table: b => {
    set text(size: b.size * 1pt, tracking: 0pt)
    set par(justify: false, leading: 0.35em, spacing: 0.35em, first-line-indent: 0pt)
    if b.caption != none { kept(below: 6pt, text(${face("hei")}, centred(lines(b.caption), ${pt(SIZE.si)}, 8pt))) }
    if b.unit != none { kept(above: 6pt, below: 4pt, align(right, text(size: ${pt(SIZE.wu)}, b.unit))) }
    for (index, part) in b.parts.enumerate() {
      let first = if b.unit != none { 4pt } else if b.caption != none { 6pt } else { ${lead} }
      block(above: if index > 0 { 0pt } else { first }, below: if index + 1 < b.parts.len() { 0pt } else { ${lead} },
        table(columns: b.columns.map(share => share * 1fr) + if part.tied { (0pt,) }, stroke: 0.5pt, inset: (x: 2.8pt, y: 4.5pt),
          ..if part.headRows > 0 { (table.header(..if part.tied { (tie(b, 0, part.headRows),) }, ..part.head.map(cell)),) },
          ..if part.tied { ties(b, part) }, ..part.rest.map(cell)))
    }
  },
  annexes: b => kept(above: ${pt(2 * LINE_PITCH - SIZE.san)}, {
    set par(first-line-indent: 0pt)
    let many = b.names.len() > 1
    pad(left: ${pt(2 * CHARACTER_PITCH)}, grid(columns: (${pt(3 * CHARACTER_PITCH)}, ..if many { (${pt(CHARACTER_PITCH)},) }, 1fr), row-gutter: ${lead},
      ..for (index, name) in b.names.enumerate() {
        (if index == 0 { b.label }, ..if many { (str(index + 1) + ".",) }, lines(name))
      }))
  }),
  signature: b => block(above: ${pt(3 * LINE_PITCH - SIZE.san)}, breakable: false, width: 100%, {
    set par(first-line-indent: 0pt, justify: false)
    align(right, box(width: b.width * 1pt, align(center, { b.unit; linebreak(); b.day })))
  }),
  annex: b => {
    kept(above: 0pt, text(${face("hei")}, par(first-line-indent: 0pt, lines(b.label))))
    show heading: it => kept(above: 0pt, below: 13pt, text(${face("title")}, centred(it.body, ${pt(SIZE.er)}, 13pt)))
    heading(level: 1, lines(b.title))
    subtitle(b.subtitle)
  },
  "break": b => pagebreak(weak: true),
)

#for section in document-data.sections {
  let (width, height, top, right, bottom, left) = section.page
  set page(width: width * 1mm, height: height * 1mm, margin: (top: top * 1mm, right: right * 1mm, bottom: bottom * 1mm, left: left * 1mm),
    footer: page-number, footer-descent: ${pt(pointsOf(PAGE_NUMBER_DROP) - DASH_DEPTH * SIZE.si)})
  for block in section.blocks { (blocks.at(block.k))(block) }
}
`;
}

// Body text is set a little tighter than its size, so that 28 characters fill a line; nothing is taken off behind the last.
const TRACKING = Math.floor(((CHARACTER_PITCH - SIZE.san) * CHARACTERS_PER_LINE * 100) / (CHARACTERS_PER_LINE - 1)) / 100;
// How deep the dash of a page number lies below the top of its line, in ems.
const DASH_DEPTH = 0.42;

function typstFace(chain: FaceChain, name: Face | "bold"): string {
  const { families, weight } = chain[name];
  const latin = chain.latin.map((family) => `(name: ${JSON.stringify(family)}, covers: "latin-in-cjk")`);
  const own = families.map((family) => JSON.stringify(family));
  return `font: (${[...latin, ...own].join(", ")},), weight: ${weight}`;
}
