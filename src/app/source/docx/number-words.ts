// Automatic numbers as Word prints them, by the name of their format (ECMA-376 part 1, §17.18.59).

/** The number's text, "" for bullets and for formats without one. Numbers beyond a format's own range are printed as digits. */
export function printNumber(value: number, format: string): string {
  if (format === "bullet" || format === "none") return "";
  return (value >= 0 && value < 1_000_000 ? FORMATS[format]?.(value) : undefined) ?? String(value);
}

type Print = (value: number) => string | undefined;

const DIGITS = "〇一二三四五六七八九";
const from = (characters: string): Print => {
  const list = [...characters];
  return (value) => (value < 1 ? undefined : list[value - 1]);
};
const CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
const counting: Print = (value) => countWith(value, "零一二三四五六七八九", ["", "十", "百", "千"], "万");
const legal: Print = (value) => countWith(value, "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"], "万", true);
const digitByDigit: Print = (value) => [...String(value)].map((digit) => DIGITS[Number(digit)]).join("");

const FORMATS: Readonly<Record<string, Print>> = {
  decimal: String,
  decimalHalfWidth: String,
  decimalZero: (value) => String(value).padStart(2, "0"),
  decimalFullWidth: fullWidth,
  decimalFullWidth2: fullWidth,
  numberInDash: (value) => `- ${value} -`,
  chineseCounting: counting,
  chineseCountingThousand: counting,
  taiwaneseCounting: counting,
  taiwaneseCountingThousand: counting,
  japaneseCounting: counting,
  koreanCounting: counting,
  ideographDigital: digitByDigit,
  taiwaneseDigital: digitByDigit,
  japaneseDigitalTenThousand: digitByDigit,
  chineseLegalSimplified: legal,
  ideographLegalTraditional: legal,
  japaneseLegal: legal,
  ideographTraditional: from("甲乙丙丁戊己庚辛壬癸"),
  ideographZodiac: from("子丑寅卯辰巳午未申酉戌亥"),
  decimalEnclosedCircle: from(CIRCLED),
  decimalEnclosedCircleChinese: from(CIRCLED),
  decimalEnclosedParen: from("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
  decimalEnclosedFullstop: from("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
  ideographEnclosedCircle: from("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
  upperRoman: roman,
  lowerRoman: (value) => roman(value)?.toLowerCase(),
  upperLetter: letters,
  lowerLetter: (value) => letters(value)?.toLowerCase(),
  ordinal: (value) => `${value}${value % 100 > 10 && value % 100 < 14 ? "th" : (["th", "st", "nd", "rd"][value % 10] ?? "th")}`,
};

function fullWidth(value: number): string {
  return String(value).replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
}

// 10 is 十, 12 十二, 20 二十, 105 一百零五, 110 一百一十; legal numerals write the one of ten too.
function countWith(value: number, digits: string, units: readonly string[], myriad: string, writesOne = false): string {
  if (value >= 10_000) {
    const rest = value % 10_000;
    const high = countWith(Math.floor(value / 10_000), digits, units, myriad, writesOne) + myriad;
    return rest === 0 ? high : high + (rest < 1_000 ? digits[0] : "") + countWith(rest, digits, units, myriad, true);
  }
  if (value === 0) return digits.charAt(0);
  const places = [...String(value)].map(Number);
  let text = "";
  let gap = false;
  for (const [index, digit] of places.entries()) {
    if (digit === 0) {
      gap = text !== "";
      continue;
    }
    const unit = units[places.length - 1 - index] ?? "";
    const silent = !writesOne && digit === 1 && places.length === 2 && index === 0;
    text += (gap ? digits.charAt(0) : "") + (silent ? "" : digits.charAt(digit)) + unit;
    gap = false;
  }
  return text;
}

function roman(value: number): string | undefined {
  if (value < 1 || value > 3_999) return undefined;
  let rest = value;
  let text = "";
  for (const [amount, numeral] of NUMERALS) {
    for (; rest >= amount; rest -= amount) text += numeral;
  }
  return text;
}

const NUMERALS = [
  [1000, "M"],
  [900, "CM"],
  [500, "D"],
  [400, "CD"],
  [100, "C"],
  [90, "XC"],
  [50, "L"],
  [40, "XL"],
  [10, "X"],
  [9, "IX"],
  [5, "V"],
  [4, "IV"],
  [1, "I"],
] as const;

// After Z comes AA, then BB.
function letters(value: number): string | undefined {
  if (value < 1 || value > 780) return undefined;
  return String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}
