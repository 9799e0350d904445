// A batch of files made to hurt, through the audit that a bureau runs: each ends in a reading or in a refusal that names it, within
// its time and memory, nothing is written or asked of the network, and the right file behind them is read as if alone.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync, strToU8, zipSync } from "fflate";
import { afterAll, expect, test } from "vitest";
import { rawZip } from "../src/app/files/raw-zip.builder.ts";
import { readPacks } from "../src/app/files/read-packs.ts";
import { anXlsx, aSheet } from "../src/app/files/xlsx.builder.ts";
import { productPath } from "../src/app/product-folder.ts";
import { aDocx, p, tbl, tc, tr } from "../src/app/source/docx.builder.ts";
import { auditFiles } from "../src/app/usecases/audits/audit-files.ts";
import { openPassingSpool } from "../src/app/usecases/audits/audit-spool.ts";
import { makePublishedAudit } from "../src/app/usecases/audits/make-published-audit.ts";
import { type UnpackedFile, unpackUpload } from "../src/app/usecases/audits/unpack-upload.ts";
import { type LayoutName, makeCase, renderCase } from "./published/published.ts";

const folder = mkdtempSync(join(tmpdir(), "hengxiao-hostile-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What has to become of a file: read, refused, or either (a harmless rest may be read) so long as it ends. */
type Fate = "read" | "refused" | "ends";
type Hostile = readonly [name: string, fate: Fate, bytes: Uint8Array];

const text = (words: string) => strToU8(words);
const page = (body: string) => text(`<!doctype html><meta charset=utf-8><title>自评表</title>${body}`);
const cells = (count: number, of: string) => Array.from({ length: count }, () => of).join("");

function aPdf(objects: readonly string[], root = 1): Uint8Array {
  return text(`%PDF-1.7\n${objects.map((body, at) => `${at + 1} 0 obj\n${body}\nendobj\n`).join("")}trailer<</Root ${root} 0 R>>\n%%EOF`);
}
const aPage = (contents: string) => `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${contents}>>`;

function aStream(data: Uint8Array, more = ""): string {
  return `<</Length ${data.length}${more}>>stream\n${Buffer.from(data).toString("latin1")}\nendstream`;
}

function hostileFiles(): readonly Hostile[] {
  const row = '<row><c t="inlineStr"><is><t>甲</t></is></c></row>';
  const billion = `<!DOCTYPE x [<!ENTITY a "${"哈".repeat(100)}">${"bcdefgh"
    .split("")
    .map((name, at) => `<!ENTITY ${name} "${`&${"abcdefg"[at]};`.repeat(10)}">`)
    .join("")}]>`;
  const outside = `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>`;
  const nested = (depth: number, open: string, close: string, inner: string) => `${open.repeat(depth)}${inner}${close.repeat(depth)}`;
  return [
    ["empty.docx", "refused", new Uint8Array()],
    ["noise.xlsx", "refused", Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919 + 31) % 251)],
    ["bomb.zip", "refused", zipSync({ "a.txt": new Uint8Array(80 * 2 ** 20) }, { level: 9 })],
    ["bomb.xlsx", "refused", anXlsx({ sheets: { 表一: " ".repeat(60 * 2 ** 20) } })],
    ["nested.zip", "ends", nestedZips(12)],
    ["traversal.zip", "refused", rawZip([{ name: "../../etc/cron.d/x", content: "x" }])],
    ["billion.docx", "refused", aDocx(p("x"), { parts: { "word/document.xml": `<?xml version="1.0"?>${billion}<w>&h;</w>` } })],
    ["outside.docx", "refused", aDocx(p("x"), { parts: { "word/document.xml": `<?xml version="1.0"?>${outside}<w>&a;</w>` } })],
    ["deep.docx", "ends", aDocx(nested(400, "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", p("底")))],
    ["wide.docx", "ends", aDocx(tbl(tr(tc("甲", '<w:gridSpan w:val="1000000000"/>'), tc("乙")), tr(tc("丙"), tc("丁"))))],
    ["chunk.docx", "ends", aDocx(`<w:altChunk r:id="c1"/>`, {}, [{ name: "word/chunk.html", content: "<table><tr><td>甲" }])],
    ["circular.xlsx", "read", aSheet('<row r="1"><c r="A1"><f>B1+1</f><v>1</v></c><c r="B1"><f>A1+1</f><v>2</v></c></row>')],
    ["ask.xlsx", "read", aSheet('<row r="1"><c r="A1"><f>WEBSERVICE("http://127.0.0.1:9/")</f><v>1</v></c></row>')],
    ["lie.xlsx", "read", aSheet('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>SUM(A1:A1)</f><v>999999</v></c></row>')],
    ["words.xlsx", "refused", aSheet('<row r="1"><c r="A1"><v>12abc</v></c></row>')],
    ["grouped.xlsx", "refused", aSheet('<row r="1"><c r="A1"><v>1,234.56</v></c></row>')],
    ["endless.xlsx", "refused", aSheet('<row r="1"><c r="A1"><v>1e400</v></c></row>')],
    ["corner.xlsx", "ends", aSheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')],
    ["merged.xlsx", "ends", anXlsx({ sheets: { 表一: row }, behind: '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>' })],
    ["million.xlsx", "refused", aSheet(cells(1_200_000, row))],
    ["spans.html", "ends", page(`<table><tr><td colspan=1000000000 rowspan=1000000000>甲<td>乙</table>`)],
    ["nested.html", "ends", page(nested(3000, "<table><tr><td>", "", "底"))],
    ["open.html", "ends", page("<div>".repeat(200_000))],
    ["script.html", "read", page("<script>while(1){}</script><style>*{}</style><p>正文</p>")],
    ["wrong.txt", "ends", Uint8Array.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00, 0x00, 0xdc])],
    ["zeros.txt", "ends", new Uint8Array(3 * 2 ** 20)],
    ["line.txt", "refused", text("项".repeat(4 * 2 ** 20))],
    [
      "digits.txt",
      "ends",
      text(`项目支出绩效自评表\n项目名称甲一级指标二级指标三级指标年度指标值实际完成值分值得分${"9".repeat(200_000)}`),
    ],
    ["bars.txt", "ends", text(`项目支出绩效自评表\n${"|".repeat(400_000)}`)],
    ["words.txt", "ends", text(`${"根据通知办法意见精神文件".repeat(40_000)}〔2020〕1号`)],
    ["signs.txt", "ends", text(`满意度${"（".repeat(150_000)}`)],
    ["lines.md", "ends", text("| 甲 |\n|---|\n".repeat(60_000))],
    ["hidden.txt", "read", text("预算\u202e74.564\u202c万元\u200b\ufeff")],
    ["cycle.pdf", "ends", aPdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1000000>>"])],
    ["count.pdf", "ends", aPdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 99999999>>", aPage("[]")])],
    [
      "arrays.pdf",
      "ends",
      aPdf(["<</Type/Catalog/Pages 2 0 R>>", `<</Type/Pages/Kids${"[".repeat(60_000)}${"]".repeat(60_000)}/Count 1>>`]),
    ],
    [
      "stream.pdf",
      "ends",
      Buffer.from(
        aPdfText([
          "<</Type/Catalog/Pages 2 0 R>>",
          "<</Type/Pages/Kids[3 0 R]/Count 1>>",
          aPage("4 0 R"),
          aStream(deflateSync(strToU8("0 0 m 1 1 l S ".repeat(2_000_000)), { level: 9 }), "/Filter/FlateDecode"),
        ]),
        "latin1",
      ),
    ],
    [
      "forms.pdf",
      "ends",
      aPdf([
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>>",
        "<</Length 5>>stream\n/A Do\nendstream",
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R>>>>/Length 11>>stream\n/A Do /A Do\nendstream",
      ]),
    ],
  ];
}

function aPdfText(objects: readonly string[]): string {
  return `%PDF-1.7\n${objects.map((body, at) => `${at + 1} 0 obj\n${body}\nendobj\n`).join("")}trailer<</Root 1 0 R>>\n%%EOF`;
}

function nestedZips(depth: number): Uint8Array {
  let inner = zipSync({ "a.txt": strToU8("底") });
  for (let at = 0; at < depth; at++) inner = zipSync({ [`${at}.zip`]: inner });
  return inner;
}

test("files made to hurt end in a reading or a named refusal, and the right one behind them is read", async () => {
  const packs = await readPacks([productPath("regulations")]);
  if (!packs.ok) throw new Error("the product's own packs cannot be read");
  let asked = 0;
  const listener = createServer((socket) => {
    asked += 1;
    socket.destroy();
  }).listen(0, "127.0.0.1");
  const before = new Set(readdirSync(tmpdir()));
  const files = hostileFiles();
  const right = await renderCase(makeCase(7, { layout: "official-2020" as LayoutName }), "official-2020" as LayoutName, "docx");
  const spool = openPassingSpool();
  const audit = makePublishedAudit(packs.value);
  const began = new Map<string, number>();
  let slowest = { name: "", seconds: 0 };
  function* batch(): Generator<UnpackedFile> {
    for (const [name, , bytes] of files) {
      began.set(name, performance.now());
      yield* unpackUpload({ name, bytes });
    }
    yield { name: "right.docx", bytes: right.bytes, faults: [] };
  }
  const defects: string[] = [];
  const { rows } = await auditFiles(audit, batch(), {
    ...{ pack: null, packs: packs.value, spool },
    progress: (_, file) => {
      const seconds = (performance.now() - (began.get(file.split("/")[0] ?? "") ?? performance.now())) / 1000;
      if (seconds > slowest.seconds) slowest = { name: file, seconds };
    },
    defect: (file, error) => defects.push(`${file}: ${String(error)}`),
  });
  await audit.close();
  spool.close();
  listener.close();
  const outcomes = new Map(
    rows.map(({ file, outcome, faults }) => [
      file,
      outcome ? "read" : faults.map(({ code, params }) => `${code} ${params["reason"] ?? ""}`).join(),
    ]),
  );
  const wrong = files.flatMap(([name, fate]) => {
    const found = [...outcomes].filter(([file]) => file === name || file.startsWith(`${name}/`)).map(([, outcome]) => outcome);
    if (found.length === 0) return [`${name}: no outcome`];
    if (fate === "ends") return [];
    return found.every((outcome) => (outcome === "read") === (fate === "read")) ? [] : [`${name}: ${found.join("; ")}`];
  });
  expect(defects).toEqual([]);
  expect(wrong).toEqual([]);
  expect(outcomes.get("right.docx")).toBe("read");
  expect(asked).toBe(0);
  expect([...readdirSync(tmpdir())].filter((name) => !before.has(name) && name.startsWith("hengxiao-"))).toEqual([]);
  // Two wait for a core that others hold: a file's own limit is 20 seconds.
  expect(slowest.seconds, slowest.name).toBeLessThan(90);
  console.log(`hostile: ${files.length} files, 0 crashes, 0 hangs, 0 leaks; slowest ${slowest.name} ${slowest.seconds.toFixed(1)} s`);
}, 600_000);
