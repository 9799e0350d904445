// What was signed before a case was sent back, and what of it still counts when the case comes again.
import { describe, expect, test } from "vitest";
import { agreeing, aNode, aProcess, begin, CAST, ENDS, type Run, returning, SEPARATION, step } from "./flow.builder.ts";
import type { ContentVersion } from "./state/flow-state.ts";
import type { Situation } from "./state/situation.ts";

const PROCESS = aProcess({
  separation: SEPARATION.filter(({ duties }) => !duties.some((duty) => duty === "review")),
  nodes: [
    aNode("draft", { duty: "prepare", who: [{ role: "clerk", at: "division" }], opens: "true", next: [{ to: "opinions" }] }),
    aNode("opinions", {
      duty: "check",
      who: [
        { role: "division-head", at: "sibling", gives: "task" },
        { role: "finance", at: "unit", gives: "money" },
      ],
      sign: { by: "seats" },
      returns: "earlier",
      next: [{ to: "meeting" }],
    }),
    aNode("meeting", {
      duty: "approve",
      who: [{ role: "leadership", at: "unit", gives: "all" }],
      sign: { by: "quorum", people: "2" },
      returns: "earlier",
      next: [{ to: "work" }],
    }),
    aNode("work", {
      duty: "carry-out",
      who: [{ role: "clerk", at: "division" }],
      opens: "true",
      returns: ["draft"],
      next: [{ to: "approved" }],
    }),
  ],
  ends: ENDS.slice(0, 1),
});

const content = (version: number, task: string, money: string): ContentVersion => ({
  version,
  hash: "h1",
  parts: { task, money, all: `${task} ${money}` },
});
const FIRST = content(1, "t", "m");

/** Everybody agrees in turn on one content. */
function agreed(run: Run, over: Partial<Situation>, ...actors: readonly string[]): Run {
  return actors.reduce((one, actor) => step(one, actor, agreeing(), over), run);
}

const approved = () => agreed(begin(PROCESS), { content: FIRST }, "clerk-a", "head-other", "finance-a", "leader-a", "leader-b");
const sentBack = () => step(approved(), "clerk-a", returning("draft"), { content: FIRST });
const carried = ({ state }: Run) =>
  state.signatures.flatMap((one) => (one.carriedFrom === undefined ? [] : [`${one.person.id} at ${one.node} from ${one.carriedFrom}`]));

describe("a case that was approved and sent back", () => {
  test("goes straight through where nothing has changed", () => {
    const again = agreed(sentBack(), { content: { ...FIRST, version: 2 } }, "clerk-a");
    expect(again.state.node).toBe("work");
    expect(carried(again)).toEqual([
      "head-other at opinions from 2",
      "finance-a at opinions from 3",
      "leader-a at meeting from 4",
      "leader-b at meeting from 5",
    ]);
    expect(again.state.signatures.filter(({ voided }) => voided === null).map(({ person }) => person.id)).toEqual([
      ...["clerk-a", "clerk-a", "head-other", "finance-a", "leader-a", "leader-b"],
    ]);
  });

  test("asks again those whose part has changed, and nobody else", () => {
    const over = { content: content(2, "t", "dearer") };
    const again = agreed(sentBack(), over, "clerk-a");
    expect([again.state.node, carried(again)]).toEqual(["opinions", ["head-other at opinions from 2"]]);
    const onward = agreed(again, over, "finance-b");
    // The meeting decides on all of it.
    expect([onward.state.node, carried(onward)]).toEqual(["meeting", ["head-other at opinions from 2"]]);
    expect(agreed(onward, over, "leader-a", "leader-b").state.node).toBe("work");
  });

  test("asks everybody again where all of it has changed, or where it is not known what was signed for", () => {
    expect(carried(agreed(sentBack(), { content: content(2, "other", "dearer") }, "clerk-a"))).toEqual([]);
    expect(carried(agreed(sentBack(), { content: { version: 2, hash: "h1" } }, "clerk-a"))).toEqual([]);
  });

  test("carries nothing on of somebody who holds the role no more, or who was the one to send it back", () => {
    const people = CAST.filter(({ id }) => id !== "head-other");
    expect(carried(agreed(sentBack(), { content: FIRST, people }, "clerk-a"))).toEqual(["finance-a at opinions from 3"]);
    const halfway = agreed(begin(PROCESS), { content: FIRST }, "clerk-a", "head-other");
    const refused = step(halfway, "finance-a", returning("draft"), { content: FIRST });
    const again = agreed(refused, { content: FIRST }, "clerk-a");
    expect([again.state.node, carried(again)]).toEqual(["opinions", ["head-other at opinions from 2"]]);
  });

  test("says in its events what was carried on, as nobody's act", () => {
    const again = agreed(sentBack(), { content: FIRST }, "clerk-a");
    const events = again.events.filter((event) => event.kind === "paper-signed" && event.signature.carriedFrom !== undefined);
    expect(events.map(({ by }) => by)).toEqual([null, null, null, null]);
  });
});
