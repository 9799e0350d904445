import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellText, dayOfSerial, serialOfDay, storedNumber } from "./cell-text.ts";

describe("a stored number", () => {
  it("is what was typed, although Excel stores doubles with 17 digits", () => {
    expect(storedNumber("64.519999999999996")).toBe("64.52");
    expect(storedNumber("4.6547000000000003E2")).toBe("465.47");
    expect(storedNumber("0.10000000000000001")).toBe("0.1");
    expect(storedNumber("300.32999999999998")).toBe("300.33");
    expect(storedNumber("1.0000000000000001E-5")).toBe("0.00001");
  });

  it("keeps every digit of a text that is no such print", () => {
    for (const text of ["9007199254740993", "1234567890123456789.5", "0.1234567890123456789", "64.52"])
      expect(storedNumber(text)).toBe(text);
    expect(storedNumber("35.70")).toBe("35.7");
  });

  it("keeps what a sum of doubles really left", () => {
    expect(storedNumber("0.30000000000000004")).toBe("0.30000000000000004");
    expect(storedNumber("4.6546999999999997E2")).toBe("465.46999999999997");
  });

  it("is written out from its exponent", () => {
    expect(storedNumber("1E3")).toBe("1000");
    expect(storedNumber("1.25e-3")).toBe("0.00125");
    expect(storedNumber("1E+30")).toBe(`1${"0".repeat(30)}`);
    expect(storedNumber("-0")).toBe("0");
    expect(storedNumber(".5")).toBe("0.5");
    expect(storedNumber("1E+308")).toBe("1E+308");
  });

  it("is refused when it is no number or none a spreadsheet can hold", () => {
    for (const text of ["", ".", "1,234.56", "12abc", "NaN", "Infinity", "1e400", "0x10", "--1", "+1", "1 2", "１２"])
      expect(storedNumber(text)).toBeNull();
  });

  it("is the typed decimal for every decimal of up to 15 digits, printed with 17 digits or shortest", () => {
    const typed = fc
      .tuple(fc.boolean(), fc.integer({ min: 0, max: 999_999_999_999_999 }), fc.integer({ min: 0, max: 15 }))
      .map(([minus, digits, places]) => {
        const text = String(digits).padStart(places + 1, "0");
        const plain = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`.replace(/\.?0+$/, "");
        return minus && /[1-9]/.test(plain) ? `-${plain}` : plain;
      });
    fc.assert(
      fc.property(typed, (text) => {
        expect(storedNumber(Number(text).toPrecision(17))).toBe(text);
        expect(storedNumber(String(Number(text)))).toBe(text);
        expect(storedNumber(text)).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });

  it("is a text of the same double for every double", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        for (const print of [value.toPrecision(17), String(value)]) expect(Number(storedNumber(print)) + 0).toBe(value + 0);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("a serial number as a day", () => {
  it("follows the calendar of 1900 with its invented 29 February, and that of 1904", () => {
    expect(dayOfSerial("43663", false)).toBe("2019-07-17");
    expect(dayOfSerial("42201", true)).toBe("2019-07-17");
    expect(dayOfSerial("1", false)).toBe("1900-01-01");
    expect(dayOfSerial("59", false)).toBe("1900-02-28");
    expect(dayOfSerial("60", false)).toBeNull();
    expect(dayOfSerial("61", false)).toBe("1900-03-01");
    expect(dayOfSerial("0", true)).toBe("1904-01-01");
    expect(dayOfSerial("2958465", false)).toBe("9999-12-31");
    expect(dayOfSerial("2957003", true)).toBe("9999-12-31");
  });

  it("keeps the time of day beside it", () => {
    expect(dayOfSerial("43663.354166666664", false)).toBe("2019-07-17 08:30:00");
    expect(dayOfSerial("0.5", false)).toBe("12:00:00");
  });

  it("is none where the calendar ends", () => {
    for (const serial of ["0", "-1", "2958466", "1E+10", "1E+308"]) expect(dayOfSerial(serial, false)).toBeNull();
  });

  it("comes back from the day it stands for", () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 2_958_465 }), (serial) => {
        const day = dayOfSerial(String(serial), false);
        expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        expect(serialOfDay(day ?? "")).toBe(serial);
      }),
    );
    for (const day of ["1899-12-31", "2019-02-30", "nonsense"]) expect(serialOfDay(day)).toBeNull();
  });
});

describe("a cell's text", () => {
  it("has its escapes undone and its line ends as one kind", () => {
    expect(cellText("第一行_x000D_\n第二行\r\n第三行")).toBe("第一行\n第二行\n第三行");
    expect(cellText("_x005F_x0041_")).toBe("_x0041_");
    expect(cellText("_x4E2D_国")).toBe("中国");
  });

  it("holds nothing that no text should hold", () => {
    expect(cellText("a_x0000_b_xD800_c")).toBe("a\ufffdb\ufffdc");
    expect(cellText("䶮𠮷😀")).toBe("䶮𠮷😀");
  });
});
