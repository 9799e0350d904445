import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeDraft } from "./merge-draft.ts";

const WAS = {
  title: "赴英团",
  limits: { people: "6", days: "5" },
  legs: [{ city: "伦敦" }],
  items: [
    { id: "2", title: "赴英", budget: "30.00" },
    { id: "10", title: "赴德", budget: "20.00" },
  ],
};

test("what either changed alone stands, in nested fields and in rows by their id", () => {
  const mine = { ...WAS, limits: { ...WAS.limits, days: "6" }, items: [{ ...WAS.items[0], budget: "31.00" }, WAS.items[1]] };
  const theirs = {
    ...WAS,
    title: "赴英德团",
    limits: { ...WAS.limits, people: "5" },
    items: [...WAS.items, { id: "11", title: "赴法", budget: "1.00" }],
  };
  expect(mergeDraft(WAS, mine, theirs)).toEqual({
    content: {
      title: "赴英德团",
      limits: { people: "5", days: "6" },
      legs: WAS.legs,
      items: [{ id: "2", title: "赴英", budget: "31.00" }, WAS.items[1], { id: "11", title: "赴法", budget: "1.00" }],
    },
    both: [],
  });
});

test("what both changed stands as it was written here and is named; a list without ids is one thing", () => {
  const mine = { ...WAS, title: "甲", legs: [{ city: "柏林" }], items: [{ ...WAS.items[0], budget: "1.00" }, WAS.items[1]] };
  const theirs = { ...WAS, title: "乙", legs: [{ city: "巴黎" }], items: [{ ...WAS.items[0], budget: "2.00" }, WAS.items[1]] };
  expect(mergeDraft(WAS, mine, theirs)).toEqual({ content: mine, both: ["title", "legs", "items.2.budget"] });
});

test("a row that one took out is out, unless the other wrote in it", () => {
  const without = { ...WAS, items: [WAS.items[1]] };
  const written = { ...WAS, items: [{ ...WAS.items[0], title: "赴爱" }, WAS.items[1]] };
  expect(mergeDraft(WAS, without, WAS).content["items"]).toEqual([WAS.items[1]]);
  expect(mergeDraft(WAS, WAS, without).content["items"]).toEqual([WAS.items[1]]);
  expect(mergeDraft(WAS, written, without)).toEqual({ content: { ...WAS, items: [WAS.items[1], written.items[0]] }, both: ["items.2"] });
  expect(mergeDraft(WAS, without, written)).toEqual({ content: without, both: ["items.2"] });
});

test("two rows begun under the same id are both there", () => {
  const [mine, theirs] = ["赴意", "赴西"].map((title) => ({ ...WAS, items: [...WAS.items, { id: "11", title }] })) as [
    typeof WAS,
    typeof WAS,
  ];
  expect(mergeDraft(WAS, mine, theirs)).toEqual({ content: { ...WAS, items: [...theirs.items, mine.items[2]] }, both: ["items.11"] });
});

test("where one changed nothing, the other's is what comes of it", () => {
  const fields = fc.dictionary(
    fc.constantFrom("a", "b", "c"),
    fc.oneof(fc.string(), fc.dictionary(fc.constantFrom("x", "y"), fc.string())),
  );
  fc.assert(
    fc.property(fields, fields, (was, changed) => {
      expect(mergeDraft(was, changed, was)).toEqual({ content: changed, both: [] });
      expect(mergeDraft(was, was, changed)).toEqual({ content: changed, both: [] });
      expect(mergeDraft(was, changed, changed)).toEqual({ content: changed, both: [] });
    }),
  );
});
