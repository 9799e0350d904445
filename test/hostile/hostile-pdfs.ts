// PDF files made to hurt: streams that inflate without end, trees that bite their own tail, tables of characters by the milliard.
import { deflateSync } from "node:zlib";
import { type HostileFile, nested, packedZeros } from "./hostile-file.ts";

type Body = string | Buffer;

/** The objects numbered from 1, found by a table or (`bare`) left for the reader to find. */
function aPdf(
  objects: readonly Body[],
  { trailer = "", bare = false }: { readonly trailer?: string; readonly bare?: boolean } = {},
): Buffer {
  const pieces: Buffer[] = [Buffer.from("%PDF-1.7\n")];
  const places: number[] = [];
  let length = pieces[0]?.length ?? 0;
  const add = (piece: Buffer) => {
    pieces.push(piece);
    length += piece.length;
  };
  for (const [at, body] of objects.entries()) {
    places.push(length);
    add(Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), Buffer.from(body as string), Buffer.from("\nendobj\n")]));
  }
  const start = length;
  const rows = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  if (!bare) add(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`));
  add(Buffer.from(`trailer<</Root 1 0 R/Size ${objects.length + 1}${trailer}>>\nstartxref\n${bare ? 0 : start}\n%%EOF`));
  return Buffer.concat(pieces);
}

function stream(data: Buffer, more = ""): Buffer {
  return Buffer.concat([Buffer.from(`<</Length ${data.length}${more}>>stream\n`), data, Buffer.from("\nendstream")]);
}

const CATALOG = "<</Type/Catalog/Pages 2 0 R>>";
const PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
const page = (contents: string, resources = "") =>
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${contents}/Resources<<${resources}>>>>`;
const FLATE = "/Filter/FlateDecode";
const FONT = "/Font<</F 5 0 R>>";
const drawn = stream(Buffer.from("BT /F 12 Tf 50 700 Td <0001> Tj ET"));
const SIMPLE = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
const cid = (more: string, map = "") => [
  CATALOG,
  PAGES,
  page("4 0 R", FONT),
  drawn,
  `<</Type/Font/Subtype/Type0/BaseFont/X/Encoding ${map === "" ? "/Identity-H" : "8 0 R"}/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>`,
  `<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>${more}>>`,
];
const onePage = (contents: Body, resources = "", more: readonly Body[] = []) =>
  aPdf([CATALOG, PAGES, page("4 0 R", resources), contents, ...more]);

export async function hostilePdfs(canary: string): Promise<readonly HostileFile[]> {
  const gigabyte = await packedZeros(2 ** 30, false);
  const ends: readonly (readonly [string, Uint8Array])[] = [
    ["flate.pdf", onePage(stream(gigabyte, FLATE))],
    ["flate-thrice.pdf", onePage(stream(deflateSync(deflateSync(gigabyte)), "/Filter[/FlateDecode/FlateDecode/FlateDecode]"))],
    ["operators.pdf", onePage(stream(deflateSync(Buffer.from("BT (a) Tj ET ".repeat(1_500_000))), FLATE))],
    ["page-cycle.pdf", aPdf([CATALOG, "<</Type/Pages/Kids[2 0 R]/Count 1000000>>"])],
    ["count.pdf", aPdf([CATALOG, "<</Type/Pages/Kids[3 0 R]/Count 2147483647>>", page("[]")])],
    ["same-page.pdf", aPdf([CATALOG, `<</Type/Pages/Kids[${"3 0 R ".repeat(200_000)}]/Count 200000>>`, page("[]")])],
    [
      "same-stream.pdf",
      aPdf([CATALOG, PAGES, page(`[${"4 0 R ".repeat(100_000)}]`, FONT), stream(Buffer.from("BT /F 9 Tf (x) Tj ET ".repeat(40))), SIMPLE]),
    ],
    ["arrays.pdf", aPdf([CATALOG, `<</Type/Pages/Kids${"[".repeat(60_000)}${"]".repeat(60_000)}/Count 1>>`])],
    ["deep.pdf", aPdf([CATALOG, PAGES, page("4 0 R"), `${nested(1_000_000, "[", "]", "")}`])],
    [
      "outline-cycle.pdf",
      aPdf(["<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>", PAGES, page("[]"), "<</First 4 0 R/Last 4 0 R/Next 4 0 R>>"]),
    ],
    ["reference-cycle.pdf", aPdf(["<</Type/Catalog/Pages 2 0 R>>", "2 0 R"])],
    [
      "forms.pdf",
      onePage(stream(Buffer.from("/A Do")), "/XObject<</A 5 0 R>>", [
        ...Array.from({ length: 30 }, (_, at) =>
          stream(Buffer.from("/A Do /A Do"), `/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A ${at + 6} 0 R>>>>`),
        ),
        stream(Buffer.from("0 0 m"), "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"),
      ]),
    ],
    [
      "form-itself.pdf",
      onePage(stream(Buffer.from("/A Do")), "/XObject<</A 5 0 R>>", [
        stream(Buffer.from("/A Do /A Do"), "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R>>>>"),
      ]),
    ],
    [
      "font-code.pdf",
      onePage(drawn, FONT, ["<</Type/Font/Subtype/Type1/BaseFont/X/FontMatrix[1 0 0 1 0 (0\\); process.exit\\(9\\)//)]>>"]),
    ],
    [
      "to-unicode.pdf",
      aPdf([
        ...cid(""),
        stream(
          deflateSync(
            Buffer.from(
              `1 begincodespacerange <0000> <ffffffff> endcodespacerange ${"1 beginbfrange <0000> <ffffffff> <4e00> endbfrange ".repeat(3_000)}`,
            ),
          ),
          FLATE,
        ),
      ]),
    ],
    ["widths.pdf", aPdf([...cid("/W[0 2147483647 500]"), stream(Buffer.from(""))])],
    [
      "cid-range.pdf",
      aPdf([
        ...cid("", "map"),
        stream(Buffer.from("")),
        stream(
          Buffer.from("1 begincodespacerange <00000000> <ffffffff> endcodespacerange 1 begincidrange <00000000> <ffffffff> 0 endcidrange"),
          "/Type/CMap/CMapName/X",
        ),
      ]),
    ],
    [
      "picture.pdf",
      onePage(stream(Buffer.from("/A Do")), "/XObject<</A 5 0 R>>", [
        stream(
          deflateSync(Buffer.alloc(1000)),
          `${FLATE}/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB`,
        ),
      ]),
    ],
    [
      "script.pdf",
      aPdf([`<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL\\("${canary}"\\))>>>>`, PAGES, page("[]")]),
    ],
    ["launch.pdf", aPdf(["<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(/bin/sh)>>>>", PAGES, page("[]")])],
    ["objects.pdf", aPdf([CATALOG, PAGES, page("[]"), ...Array.from({ length: 300_000 }, () => "null")], { bare: true })],
    [
      "table.pdf",
      Buffer.from(
        `%PDF-1.7\n1 0 obj\n${CATALOG}\nendobj\nxref\n0 2000000000\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 2000000000>>\nstartxref\n60\n%%EOF`,
      ),
    ],
    ["previous.pdf", aPdf([CATALOG, PAGES, page("[]")], { trailer: "/Prev 9" })],
    [
      "predictor.pdf",
      onePage(stream(deflateSync(Buffer.alloc(100_000)), `${FLATE}/DecodeParms<</Predictor 15/Columns 2000000000/Colors 32>>`)),
    ],
    [
      "run-length.pdf",
      onePage(stream(deflateSync(Buffer.alloc(8 * 2 ** 20, Buffer.from([0x81, 0x20]))), "/Filter[/FlateDecode/RunLengthDecode]")),
    ],
    ["lines.pdf", onePage(stream(deflateSync(Buffer.from("0 0 m 1 1 l S ".repeat(2_000_000))), FLATE))],
    [
      "frames.pdf",
      onePage(
        stream(deflateSync(Buffer.from(Array.from({ length: 60_000 }, (_, at) => `${at % 600} ${at % 800} 30 12 re S`).join("\n"))), FLATE),
      ),
    ],
    ["two-kinds.pdf", Buffer.concat([Buffer.from("<html><script>1</script>\n"), aPdf([CATALOG, PAGES, page("[]")])])],
  ];
  const bogus = aPdf([CATALOG, PAGES, page("[]")], {
    trailer: "/Encrypt<</Filter/Standard/V 4/R 4/Length 128/P -1/O(x)/U(y)>>/ID[(a)(b)]",
  });
  return [
    ...ends.map(([name, bytes]): HostileFile => ({ name, fate: "ends", bytes })),
    { name: "encrypted.pdf", fate: "refused", bytes: bogus },
    { name: "empty.pdf", fate: "refused", bytes: Buffer.from("%PDF-1.7\n") },
    {
      name: "text.pdf",
      fate: "read",
      bytes: onePage(stream(Buffer.from("BT /F 12 Tf 50 700 Td (Total 92.45) Tj ET")), FONT, [SIMPLE]),
      says: ["Total 92.45"],
    },
  ];
}
