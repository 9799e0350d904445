// Archives, pages, texts and pictures made to hurt, and what offices rename or send by mistake.
import { strToU8, zipSync } from "fflate";
import { rawZip } from "../../src/app/files/raw-zip.builder.ts";
import { compoundFile } from "./hostile-documents.ts";
import { type HostileFile, nested } from "./hostile-file.ts";

const page = (body: string) => strToU8(`<!doctype html><meta charset=utf-8><title>自评表</title>${body}`);
const RARE = "项目：䶮湖、𠮷村、㐀里，得分92.45";
/** GB 18030 of `RARE`: two bytes for most, four for those beyond GBK. */
const RARE_GB18030 = Buffer.from("cfeec4bfa3bafe9fbafea1a29534b235b4e5a1a28139ee39c0efa3acb5c3b7d639322e3435", "hex");
const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

function nestedZips(depth: number): Uint8Array {
  let inner: Uint8Array = zipSync({ "a.txt": strToU8("底") });
  for (let at = 0; at < depth; at++) inner = zipSync({ [`${at}.zip`]: inner });
  return inner;
}

export function hostileOthers(): readonly HostileFile[] {
  const unsafe = [
    "../../etc/cron.d/x",
    "/etc/passwd",
    "a\\..\\x",
    "C:\\x",
    "a\0.txt",
    "a\r\n.txt",
    "报告\u202efdp.txt",
    "长".repeat(2_000),
  ];
  const refused: readonly (readonly [string, Uint8Array])[] = [
    ...unsafe.map((name, at) => [`name-${at}.zip`, rawZip([{ name, content: "x" }])] as const),
    ["link.zip", rawZip([{ name: "a", content: "/etc/passwd", attributes: 0xa1ff0000 }])],
    ["bomb.zip", zipSync({ "a.txt": new Uint8Array(80 * 2 ** 20) }, { level: 9 })],
    ["many.zip", rawZip(Array.from({ length: 30_000 }, (_, at) => ({ name: `${at}`, content: "" })))],
    [
      "overlap.zip",
      rawZip(
        Array.from({ length: 60_000 }, (_, at) => ({
          name: `${at}.txt`,
          content: at === 0 ? "x".repeat(1_000) : "",
          phantom: at > 0,
          says: { offset: 0, size: 1_000 },
        })),
      ),
    ],
    [
      "same-name.zip",
      rawZip([
        { name: "A.txt", content: "1" },
        { name: "a.txt", content: "2" },
      ]),
    ],
    ["secret.zip", rawZip([{ name: "a.txt", content: "x", flags: 0x801 }])],
    ["empty.docx", new Uint8Array()],
    ["noise.xlsx", Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919 + 31) % 251)],
    ["compound.xls", compoundFile("Unknown")],
    ["line.txt", strToU8("项".repeat(4 * 2 ** 20))],
    ["zeros.txt", new Uint8Array(3 * 2 ** 20)],
    ["picture.png", Buffer.concat([Buffer.from("89504e470d0a1a0a0000000d49484452000075300000753008060000", "hex"), Buffer.alloc(40)])],
    ["rows.csv", strToU8("1,2\n".repeat(1_000_000))],
  ];
  const ends: readonly (readonly [string, Uint8Array])[] = [
    ["nested.zip", nestedZips(12)],
    ["spans.html", page("<table><tr><td colspan=1000000000 rowspan=1000000000>甲<td>乙</table>")],
    ["nested.html", page(nested(3000, "<table><tr><td>", "", "底"))],
    ["open.html", page("<div>".repeat(200_000))],
    ["attributes.html", page(`<table ${Array.from({ length: 200_000 }, (_, at) => `a${at}`).join(" ")}><tr><td>甲</table>`)],
    ["wrong.txt", Uint8Array.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00, 0x00, 0xdc])],
    ["digits.txt", strToU8(`项目支出绩效自评表\n项目名称甲一级指标二级指标三级指标年度指标值实际完成值分值得分${"9".repeat(200_000)}`)],
    ["bars.txt", strToU8(`项目支出绩效自评表\n${"|".repeat(400_000)}`)],
    ["words.txt", strToU8(`${"根据通知办法意见精神文件".repeat(40_000)}〔2020〕1号`)],
    ["signs.txt", strToU8(`满意度${"（".repeat(150_000)}`)],
    ["lines.md", strToU8("| 甲 |\n|---|\n".repeat(60_000))],
    ["open-quote.csv", strToU8(`"${"项,".repeat(500_000)}`)],
    ["vector.svg", strToU8('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script><text>甲</text></svg>')],
    ["virus.txt", strToU8(EICAR)],
    ["virus.zip", zipSync({ "eicar.txt": strToU8(EICAR) })],
  ];
  return [
    ...refused.map(([name, bytes]): HostileFile => ({ name, fate: "refused", bytes })),
    ...ends.map(([name, bytes]): HostileFile => ({ name, fate: "ends", bytes })),
    {
      name: "script.html",
      fate: "read",
      bytes: page("<script>while(1){}</script><style>*{}</style><p>正文</p>"),
      says: ["正文"],
      hides: ["while"],
    },
    {
      name: "unseen.html",
      fate: "read",
      bytes: page('<p>得分92.45</p><p style="display:none">得分99.99</p>'),
      says: ["得分92.45"],
      hides: ["99.99"],
    },
    {
      name: "hidden.txt",
      fate: "read",
      bytes: strToU8("预算\u202e74.564\u202c万元\u200b\ufeff"),
      says: ["预算74.564万元"],
      hides: ["\u202e"],
      notes: ["characters-removed"],
    },
    { name: "rare.txt", fate: "read", bytes: RARE_GB18030, says: [RARE], notes: ["encoding-guessed"] },
    { name: "rare-16.txt", fate: "read", bytes: Buffer.from(`\ufeff${RARE}`, "utf16le"), says: [RARE] },
    { name: "rare-8.csv", fate: "read", bytes: Buffer.from(`\ufeff${RARE}`, "utf8"), says: [RARE] },
    { name: "formula.csv", fate: "read", bytes: strToU8("=1+2,@SUM(1),-3\n"), says: ["=1+2"] },
    { name: "prototype.txt", fate: "read", bytes: strToU8("__proto__\nconstructor\n"), says: ["__proto__", "constructor"] },
    { name: "is-page.xls", fate: "read", bytes: page("<table><tr><td>甲<td>乙</table>"), says: ["甲"], notes: ["extension-wrong"] },
  ];
}
