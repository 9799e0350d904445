import { describe, expect, it } from "vitest";
import type { Day } from "../kernel/index.ts";
import { unknownYears, wrongBrackets } from "./document-number.ts";

const signed = "2020-05-20" as Day;

describe("document numbers in prose", () => {
  it.each([
    ["根据洪财办[2020]10号精神", "洪财办[2020]10号", "洪财办〔2020〕10号"],
    ["执行赣财行（2014）10号", "赣财行（2014）10号", "赣财行〔2014〕10号"],
    ["按照财行【2017】 434 号", "财行【2017】 434 号", "财行〔2017〕434号"],
  ])("%s has the wrong brackets", (text, printed, expected) => {
    expect(wrongBrackets(text)).toEqual([{ printed, expected }]);
  });

  it("the right brackets and years in brackets without a number are left alone", () => {
    expect([wrongBrackets("财预〔2020〕10号"), wrongBrackets("（2019）年度共12个")]).toEqual([[], []]);
  });

  it.each([
    ["财预〔2019〕10号", "财预〔2020〕10号"],
    ["根据财行〔2018〕434号", "财行〔2017〕434号"],
    ["洪财办〔2021〕3号", "〔≤ 2020〕"],
  ])("%s is no document's number", (text, expected) => {
    expect(unknownYears(text, signed, []).map((one) => one.expected)).toEqual([expected]);
  });

  it("numbers of other issuers and numbers not known are left alone", () => {
    for (const text of ["财预〔2020〕10号", "赣财行〔2014〕434号", "示培〔2019〕3号"]) expect(unknownYears(text, signed, [])).toEqual([]);
  });

  it("a pack's own number is known", () => {
    expect(unknownYears("洪财办〔2019〕10号", signed, ["洪财办〔2020〕10号"]).map((one) => one.expected)).toEqual(["洪财办〔2020〕10号"]);
  });
});
