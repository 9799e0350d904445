import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day, daysBetween, isWithin, printDay, readDay } from "./day.ts";

describe("days", () => {
  it("knows real days only", () => {
    expect(readDay("2020-02-29")).toBe("2020-02-29");
    for (const none of ["2019-02-29", "2020-13-01", "2020-00-10", "2020-4-1", "20200401", "2020-04-31"]) expect(readDay(none)).toBeNull();
  });

  it("counts days as the calendar does", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1990-01-01T00:00:00Z"), max: new Date("2100-01-01T00:00:00Z"), noInvalidDate: true }),
        fc.integer({ min: -4000, max: 4000 }),
        (start, shift) => {
          const a = start.toISOString().slice(0, 10);
          const b = new Date(Date.parse(`${a}T00:00:00Z`) + shift * 86_400_000).toISOString().slice(0, 10);
          return daysBetween(a as Day, b as Day) === shift && addDays(a as Day, shift) === b;
        },
      ),
    );
  });

  it("includes both ends of a period", () => {
    const period = { from: "2020-02-25" as Day, until: "2020-12-31" as Day };
    expect(isWithin("2020-02-25" as Day, period)).toBe(true);
    expect(isWithin("2020-12-31" as Day, period)).toBe(true);
    expect(isWithin("2021-01-01" as Day, period)).toBe(false);
    expect(isWithin("2099-01-01" as Day, { ...period, until: null })).toBe(true);
  });

  it("prints a day as documents are signed", () => {
    expect(printDay("2020-05-20" as Day)).toBe("2020年5月20日");
  });
});
