// Columns that line up in a terminal although Chinese characters are two cells wide, and colour only where it is shown.
import { styleText } from "node:util";
import stringWidth from "string-width";

export type Align = "left" | "right";
export type Style = Parameters<typeof styleText>[0];
/** A cell of a terminal table; `style` colours it after it was padded, so that colour never shifts a column. */
export type Field = { readonly text: string; readonly style?: Style };
export type Column = { readonly title: string; readonly align: Align; readonly most?: number };

/** Paints text where the terminal shows colour, else leaves it alone. */
export type Paint = (style: Style, text: string) => string;

/** `colour` is decided once, by whether output is a terminal and NO_COLOR is unset. */
export function painter(colour: boolean): Paint {
  return (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
}

/** Lines of a table with a rule under its heading; the last line of `rows` may be set off by `footer`. */
export function tableLines(columns: readonly Column[], rows: readonly (readonly Field[])[], paint: Paint, footer = 0): string[] {
  const widths = columns.map((column, index) => {
    const widest = Math.max(stringWidth(column.title), ...rows.map((row) => stringWidth(row[index]?.text ?? "")));
    return Math.min(widest, column.most ?? widest);
  });
  const line = (fields: readonly Field[]) =>
    columns
      .map((column, index) => {
        const field = fields[index] ?? { text: "" };
        const padded = pad(shorten(field.text, widths[index] ?? 0), widths[index] ?? 0, column.align);
        return field.style ? paint(field.style, padded) : padded;
      })
      .join("  ")
      .trimEnd();
  const rule = paint("dim", "─".repeat(widths.reduce((sum, width) => sum + width, 2 * (columns.length - 1))));
  const body = rows.map(line);
  const head = paint("dim", line(columns.map((column) => ({ text: column.title }))));
  return footer > 0 ? [head, rule, ...body.slice(0, -footer), rule, ...body.slice(-footer)] : [head, rule, ...body];
}

/** Text broken into lines of at most `width` cells, Chinese between any two characters, other words at spaces. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(/[\x21-\x7e]+|\s+|[^\x21-\x7e\s]/gu) ?? []) {
    if (stringWidth(line + piece) > width && line !== "") {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return line.trim() === "" ? lines : [...lines, line.trimEnd()];
}

function pad(text: string, width: number, align: Align): string {
  const gap = " ".repeat(Math.max(0, width - stringWidth(text)));
  return align === "left" ? text + gap : gap + text;
}

/** Cut to so many cells of a terminal. */
export function shorten(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = "";
  for (const character of text) {
    if (stringWidth(`${kept}${character}…`) > width) break;
    kept += character;
  }
  return `${kept}…`;
}
