// Turns a PDF into one of pictures alone, as a scanner makes it, for tests: poppler draws each page, and the pictures are put into a
// file of their own.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const DOTS = 200;

export function aScannedPdf(pdf: Uint8Array): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "hengxiao-scanner-"));
  try {
    writeFileSync(join(folder, "given.pdf"), pdf);
    execFileSync("pdftoppm", ["-r", String(DOTS), "-gray", "-jpeg", join(folder, "given.pdf"), join(folder, "page")]);
    const pictures = readdirSync(folder)
      .filter((name) => name.endsWith(".jpg"))
      .sort()
      .map((name) => readFileSync(join(folder, name)));
    return ofPictures(pictures);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ofPictures(pictures: readonly Buffer[]): Uint8Array {
  const [wide, high] = [595, 842];
  const kids = pictures.map((_, at) => `${3 + at * 3} 0 R`).join(" ");
  const objects: Buffer[] = [
    Buffer.from("<</Type/Catalog/Pages 2 0 R>>"),
    Buffer.from(`<</Type/Pages/Kids[${kids}]/Count ${pictures.length}>>`),
    ...pictures.flatMap((picture, at) => {
      const first = 3 + at * 3;
      const { width, height, colours } = sizeOf(picture);
      const drawing = `${wide} 0 0 ${high} 0 0 cm /P Do`;
      const head = `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace${colours === 3 ? "/DeviceRGB" : "/DeviceGray"}/BitsPerComponent 8/Filter/DCTDecode/Length ${picture.length}>>stream\n`;
      return [
        Buffer.from(
          `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${wide} ${high}]/Contents ${first + 1} 0 R/Resources<</XObject<</P ${first + 2} 0 R>>>>>>`,
        ),
        Buffer.from(`<</Length ${drawing.length}>>stream\n${drawing}\nendstream`),
        Buffer.concat([Buffer.from(head), picture, Buffer.from("\nendstream")]),
      ];
    }),
  ];
  const parts = objects.map((body, at) => Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), body, Buffer.from("\nendobj\n")]));
  return new Uint8Array(Buffer.concat([Buffer.from("%PDF-1.7\n"), ...parts, Buffer.from("trailer<</Root 1 0 R>>\n%%EOF")]));
}

/** Of a JPEG, from its frame's head. */
function sizeOf(picture: Buffer): { readonly width: number; readonly height: number; readonly colours: number } {
  for (let at = 2; at < picture.length; at += 2 + picture.readUInt16BE(at + 2)) {
    const marker = picture[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xc2)
      return { height: picture.readUInt16BE(at + 5), width: picture.readUInt16BE(at + 7), colours: picture[at + 9] ?? 1 };
  }
  throw new Error("a picture without a size");
}
