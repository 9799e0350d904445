// What is held is of one place of the store, and of so many bytes.
import { expect, test } from "vitest";
import { heldAtOnePlace } from "./held-at-one-place.ts";

test("what was found at one place is not there at another, nor when the store comes to it late", () => {
  const held = heldAtOnePlace<string>(1000);
  held.keep("a", 1, "one", 10);
  expect([held.find("a", 1), held.find("b", 1), held.has("a")]).toEqual(["one", undefined, true]);
  expect(held.find("a", 2)).toBeUndefined();
  expect([held.has("a"), held.bytes()]).toEqual([false, 0]);
  held.keep("a", 2, "two", 10);
  // A request that began before.
  held.keep("b", 1, "one", 10);
  expect([held.find("a", 1), held.find("b", 1), held.find("b", 2)]).toEqual([undefined, "one", undefined]);
});

test("where it is not known where the store stands nothing is kept and nothing found", () => {
  const held = heldAtOnePlace<string>(1000);
  held.keep("a", undefined, "one", 10);
  expect([held.has("a"), held.find("a", undefined)]).toEqual([false, undefined]);
});

test("holds so many bytes: the first goes first, and what is put there anew is counted once", () => {
  const held = heldAtOnePlace<number>(100);
  for (let n = 0; n < 5; n++) held.keep("a", 1, n, 40);
  expect(held.bytes()).toBe(40);
  held.keep("b", 1, 1, 40);
  held.keep("c", 1, 2, 40);
  expect([held.has("a"), held.find("b", 1), held.find("c", 1), held.bytes()]).toEqual([false, 1, 2, 80]);
  held.keep("d", 1, 3, 101);
  expect([held.has("d"), held.bytes()]).toEqual([false, 0]);
});
