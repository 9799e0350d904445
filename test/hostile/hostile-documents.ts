// Word files made to hurt: bombs, cycles, spans and nesting without end, what points outside, and what is hidden or deleted.
import { type RawEntry, rawZip } from "../../src/app/files/raw-zip.builder.ts";
import { aDocx, p, tbl, tc, tr } from "../../src/app/source/docx.builder.ts";
import { type HostileFile, laughs, nested, packedZeros } from "./hostile-file.ts";

const MAIN = "word/document.xml";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";

function withRelation(body: string, relation: string, extra: readonly RawEntry[] = []): Uint8Array {
  return aDocx(
    body,
    { parts: { "word/_rels/document.xml.rels": `<Relationships xmlns="${RELATIONS}">${relation}</Relationships>` } },
    extra,
  );
}

const main = (content: string) => aDocx("", { parts: { [MAIN]: content } });
const run = (words: string, properties: string) => `<w:p><w:r><w:rPr>${properties}</w:rPr><w:t>${words}</w:t></w:r></w:p>`;

export async function hostileDocuments(canary: string): Promise<readonly HostileFile[]> {
  const bomb: RawEntry = { name: MAIN, packed: await packedZeros(2 ** 30, true), says: { size: 2 ** 30 } };
  const picture: RawEntry = { name: "word/media/a.png", packed: await packedZeros(2 ** 30, true), says: { size: 2 ** 30 } };
  const outside = (type: string) => `<Relationship Id="x" Type="x/${type}" Target="${canary}" TargetMode="External"/>`;
  const whole = aDocx(p("正文"));
  const refused: readonly (readonly [string, Uint8Array])[] = [
    ["bomb.docx", aDocx("", { parts: { [MAIN]: null } }, [bomb])],
    ["bomb-picture.docx", aDocx(p("正文"), {}, [picture])],
    ["laughs.docx", main(laughs("w"))],
    ["outside.docx", main('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><w>&a;</w>')],
    ["outside-http.docx", main(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "${canary}">]><w>&a;</w>`)],
    ["deep.docx", aDocx(nested(200_000, "<w:p>", "</w:p>", ""))],
    ["deep-tables.docx", aDocx(nested(5_000, "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", p("底")))],
    ["unclosed.docx", main(`<w:document xmlns:w="x">${"<w:p>".repeat(100)}`)],
    ["gbk.docx", main('<?xml version="1.0" encoding="GBK"?><w/>')],
    ["utf-16.docx", aDocx("", { parts: { [MAIN]: null } }, [{ name: MAIN, content: Buffer.from("\ufeff<w/>", "utf16le") }])],
    ["control.docx", aDocx(p("甲\u0001乙"))],
    ["cut.docx", whole.subarray(0, whole.length - 200)],
    ["paragraphs.docx", aDocx("<w:p/>".repeat(3_000_000))],
    ["one-paragraph.docx", aDocx(p("项".repeat(10 * 2 ** 20)))],
    ["encrypted.docx", compoundFile("EncryptedPackage")],
    ["flagged.docx", rawZip([{ name: "[Content_Types].xml", content: "x", flags: 0x801 }])],
  ];
  return [
    ...refused.map(([name, bytes]): HostileFile => ({ name, fate: "refused", bytes })),
    {
      name: "wide.docx",
      fate: "read",
      bytes: aDocx(tbl(tr(tc("甲", '<w:gridSpan w:val="2000000000"/>'), tc("乙")), tr(tc("丙"), tc("丁")))),
      says: ["甲", "乙", "丙", "丁"],
    },
    { name: "tables.docx", fate: "read", bytes: aDocx(nested(60, "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", p("底"))), says: ["底"] },
    {
      name: "style-cycle.docx",
      fate: "read",
      bytes: aDocx(p("正文", '<w:pStyle w:val="a"/>'), {
        styles: '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>',
      }),
      says: ["正文"],
    },
    {
      name: "note-cycle.docx",
      fate: "read",
      bytes: aDocx(`<w:p><w:r><w:t>正文</w:t><w:footnoteReference w:id="2"/></w:r></w:p>`, {
        footnotes: `<w:footnote w:id="2"><w:p><w:r><w:footnoteReference w:id="2"/><w:t>注</w:t></w:r></w:p></w:footnote>`,
      }),
      says: ["正文", "注"],
    },
    {
      name: "chunk.docx",
      fate: "read",
      bytes: aDocx(`<w:altChunk r:id="c1"/>${p("正文")}`, {}, [{ name: "word/chunk.html", content: "<p>块" }]),
      says: ["正文"],
    },
    { name: "picture-outside.docx", fate: "read", bytes: withRelation(p("正文"), outside("image")), says: ["正文"] },
    { name: "template-outside.docx", fate: "read", bytes: withRelation(p("正文"), outside("attachedTemplate")), says: ["正文"] },
    {
      name: "picture-above.docx",
      fate: "ends",
      bytes: withRelation(p("正文"), '<Relationship Id="x" Type="x/image" Target="../../../../etc/hostname"/>'),
    },
    {
      name: "script-link.docx",
      fate: "read",
      bytes: withRelation(
        `<w:p><w:hyperlink r:id="x"><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>`,
        '<Relationship Id="x" Type="x/hyperlink" Target="javascript:alert(1)" TargetMode="External"/>',
      ),
      says: ["链接"],
      hides: ["javascript:"],
    },
    { name: "macro.docx", fate: "read", bytes: aDocx(p("正文"), {}, [{ name: "word/vbaProject.bin", content: "x" }]), says: ["正文"] },
    {
      name: "changed.docx",
      fate: "read",
      bytes: aDocx(
        `<w:p><w:r><w:t>得分</w:t></w:r><w:del w:id="1" w:author="x"><w:r><w:delText>99.99</w:delText></w:r></w:del><w:ins w:id="2" w:author="x"><w:r><w:t>92.45</w:t></w:r></w:ins></w:p>`,
      ),
      says: ["得分92.45"],
      hides: ["99.99"],
      notes: ["tracked-changes-accepted"],
    },
    {
      name: "vanished.docx",
      fate: "read",
      bytes: aDocx(p("正文") + run("88.88", "<w:vanish/>")),
      says: ["正文"],
      hides: ["88.88"],
      notes: ["characters-removed"],
    },
    {
      name: "patterns.docx",
      fate: "read",
      bytes: aDocx(
        [`${"1".repeat(60_000)}万元`, `${"一、".repeat(30_000)}`, `${" ".repeat(60_000)}x`, `${"财预〔".repeat(20_000)}`]
          .map((words) => p(words))
          .join(""),
      ),
    },
    {
      name: "bidi.docx",
      fate: "read",
      bytes: aDocx(p("预算\u202e74.564\u202c万元\u200b")),
      says: ["预算74.564万元"],
      hides: ["\u202e", "\u200b"],
      notes: ["characters-removed"],
    },
  ];
}

/** An OLE2 compound file of one stream by this name: its directory alone. */
export function compoundFile(stream: string): Uint8Array {
  const bytes = Buffer.alloc(512 * 3, 0);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt32LE(1, 44);
  bytes.writeUInt32LE(1, 48);
  bytes.writeUInt32LE(0xfffffffe, 68);
  for (let at = 76; at < 512; at += 4) bytes.writeUInt32LE(0xffffffff, at);
  bytes.writeUInt32LE(0, 76);
  bytes.writeUInt32LE(0xfffffffd, 512);
  bytes.writeUInt32LE(0xfffffffe, 516);
  for (const [at, name] of ["Root Entry", stream].entries()) {
    const entry = 1024 + at * 128;
    bytes.write(name, entry, "utf16le");
    bytes.writeUInt16LE((name.length + 1) * 2, entry + 64);
    bytes[entry + 66] = at === 0 ? 5 : 2;
  }
  return bytes;
}
