// How wide text will print and how many lines it will take, without a font: a Chinese character is one em, a Latin one half.

const WIDE =
  /[\u1100-\u115f\u2014\u2018-\u201d\u2026\u2103\u2160-\u217f\u2190-\u2193\u2200-\u22ff\u2460-\u24ff\u2500-\u27bf\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}±×÷]/u;

/** Width of one line of text in ems. */
export function widthInEms(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/**
 * Lines a text takes in a column so many ems wide: Chinese breaks anywhere, a Latin word or a number stays whole
 * unless it is longer than the line. An empty text takes one line.
 */
export function countLines(text: string, columnEms: number): number {
  const room = Math.max(columnEms, 1);
  let lines = 0;
  for (const line of text.split("\n")) {
    let used = 0;
    let taken = 1;
    for (const piece of line.match(/[!-~]+|[^!-~]/gu) ?? []) {
      const width = widthInEms(piece);
      if (width > room) {
        const whole = Math.ceil((used + width) / room) - 1;
        taken += whole;
        used = used + width - whole * room;
      } else if (used + width > room) {
        taken += 1;
        used = piece === " " ? 0 : width;
      } else used += width;
    }
    lines += taken;
  }
  return lines;
}

function characterWidth(character: string): number {
  return WIDE.test(character) ? 1 : 0.5;
}
