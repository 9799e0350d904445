import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { LARGEST_DOCUMENT, unpackUpload } from "./unpack-upload.ts";

const PAGE = strToU8("<table></table>");

function unpacked(name: string, bytes: Uint8Array) {
  return [...unpackUpload({ name, bytes })].map((file) => [
    file.name,
    file.bytes.byteLength,
    file.faults.map(({ params }) => params["reason"]),
  ]);
}

test("a file that is no archive is taken as it is, whatever it is called", () => {
  expect(unpacked("一.doc", PAGE)).toEqual([["一.doc", PAGE.length, []]]);
});

test("an archive is opened into its files, folders and archives within it too, without what systems leave behind", () => {
  const inner = zipSync({ "三.htm": PAGE });
  const outer = zipSync({
    "甲局/一.htm": PAGE,
    "甲局/二.zip": inner,
    "__MACOSX/甲局/._一.htm": PAGE,
    "甲局/.DS_Store": PAGE,
    "甲局/~$一.docx": PAGE,
  });
  expect(unpacked("全部.zip", outer).map(([name]) => name)).toEqual(["全部.zip/甲局/一.htm", "全部.zip/甲局/二.zip/三.htm"]);
});

test("an archive three deep is left for the reader, which refuses it by name", () => {
  const third = zipSync({ "一.htm": PAGE });
  const outer = zipSync({ "b.zip": zipSync({ "c.zip": third }) });
  expect(unpacked("a.zip", outer)).toEqual([["a.zip/b.zip/c.zip", third.length, []]]);
});

test("an office document with an archive's name stays one document", () => {
  const document = zipSync({ "[Content_Types].xml": strToU8("<Types/>"), "word/document.xml": PAGE });
  expect(unpacked("一.zip", document)).toEqual([["一.zip", document.length, []]]);
});

test("what is no zip, or leads out of its folder, is refused with its reason", () => {
  expect(unpacked("一.zip", strToU8("no archive at all, but long enough to be one"))).toEqual([["一.zip", 44, ["zip-not-plain"]]]);
  expect(unpacked("二.zip", zipSync({ "../一.htm": PAGE }))[0]?.[2]).toEqual(["zip-name"]);
});

test("a damaged file in an archive is a failure of its own, the others are taken", () => {
  const archive = zipSync({ "一.htm": [PAGE, { level: 0 }], "二.htm": [strToU8("<p></p>"), { level: 0 }] });
  const at = Buffer.from(archive).indexOf("<table>");
  archive[at + 1] = 0;
  expect(unpacked("全部.zip", archive)).toEqual([
    ["全部.zip/一.htm", 0, ["zip-damaged"]],
    ["全部.zip/二.htm", 7, []],
  ]);
});

test("a document over the limit is refused, alone or in an archive, and nothing of it is kept", () => {
  const large = new Uint8Array(LARGEST_DOCUMENT + 1);
  const codes = [
    ...unpackUpload({ name: "一.pdf", bytes: large }),
    ...unpackUpload({ name: "全.zip", bytes: zipSync({ "一.pdf": [large, { level: 0 }] }) }),
  ];
  expect(codes.map(({ bytes, faults }) => [bytes.byteLength, faults[0]?.code])).toEqual([
    [0, "file-too-large"],
    [0, "file-too-large"],
  ]);
});
