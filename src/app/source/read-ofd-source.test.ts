// OFD documents, the layout format of Chinese offices.
import { expect, test } from "vitest";
import { anOfd, ofdTable, ofdText } from "./ofd.builder.ts";
import { readSource } from "./read-source.ts";

async function read(bytes: Uint8Array) {
  const source = await readSource("自评表.ofd", bytes);
  if (!source.ok) throw new Error(JSON.stringify(source.faults));
  return source.value;
}
const reasonOf = async (bytes: Uint8Array) => {
  const source = await readSource("a.ofd", bytes);
  return source.ok ? "read" : source.faults.map(({ params }) => params["reason"]).join();
};

const HEAD = ["项目名称", "预算数", "执行率"];

test("a page is read as its lines and its ruled tables, with what its template holds", async () => {
  const page = ofdText("项目支出绩效自评表", 60, 20) + ofdTable([HEAD, ["出访经费", "465.47", "64.5%"]], 20, 40);
  const { format, blocks, notes } = await read(anOfd([page], { template: ofdText("南昌市外事办公室", 20, 8) }));
  expect([format, notes]).toEqual(["ofd", []]);
  expect(
    blocks.map((block) => (block.kind === "text" ? block.text : block.cells.map(({ text, address }) => `${address} ${text}`))),
  ).toEqual([
    "南昌市外事办公室",
    "项目支出绩效自评表",
    ["R1C1 项目名称", "R1C2 预算数", "R1C3 执行率", "R2C1 出访经费", "R2C2 465.47", "R2C3 64.5%"].map((cell) => `table:0!${cell}`),
  ]);
  expect(blocks.every(({ page: number }) => number === 1)).toBe(true);
});

test("a table goes on over pages, its repeated head left out", async () => {
  const { blocks } = await read(anOfd([ofdTable([HEAD, ["甲", "1", "2"]], 20, 40), ofdTable([HEAD, ["乙", "3", "4"]], 20, 20)]));
  expect(blocks).toHaveLength(1);
  expect(blocks[0]).toMatchObject({ kind: "table", rows: 3, columns: 3 });
});

test("steps, turned coordinates and letters placed one by one give the same text", async () => {
  const scaled = `<ofd:TextObject ID="1" Boundary="20 20 100 6" CTM="0.3527 0 0 0.3527 0 0" Font="1" Size="12"><ofd:TextCode X="0" Y="14" DeltaX="12 12 6 6">得分 92</ofd:TextCode></ofd:TextObject>`;
  const single = [..."评价"].map((letter, at) => ofdText(letter, 20 + at * 4, 40)).join("");
  const unseen = `<ofd:TextObject ID="1" Visible="false" Boundary="20 60 100 6" Font="1" Size="4"><ofd:TextCode X="0" Y="5">看不见</ofd:TextCode></ofd:TextObject>`;
  const plain = `<ofd:TextObject ID="1" Boundary="20 80 100 6" Font="1" Size="4"><ofd:TextCode X="0" Y="5">合计465.47万元</ofd:TextCode></ofd:TextObject>`;
  const { blocks } = await read(anOfd([scaled + single + unseen + plain]));
  expect(blocks.flatMap((block) => (block.kind === "text" && block.text !== "" ? [block.text] : []))).toEqual([
    "得分 92",
    "评价",
    "合计465.47万元",
  ]);
});

test("what cannot be read is refused with its reason", async () => {
  expect(await reasonOf(anOfd([""]))).toBe("is-scan");
  expect(await reasonOf(anOfd([]))).toBe("part-missing");
  expect(await reasonOf(anOfd(["x"], { parts: { "Encryptions.xml": "<x/>" } }))).toBe("is-encrypted");
  expect(await reasonOf(anOfd(["x"], { parts: { "Doc_0/Pages/Page_0/Content.xml": "<ofd:Page" } }))).toBe("xml-syntax");
  expect(
    await reasonOf(anOfd(["x"], { parts: { "OFD.xml": '<ofd:OFD xmlns:ofd="x"><ofd:DocRoot>../../etc/passwd</ofd:DocRoot></ofd:OFD>' } })),
  ).toBe("part-missing");
});
