// The head of a form on a tape: names beside their labels, the year of the title, the unit of the money.
import type { HeadField } from "../words/field-labels.ts";
import { GAP } from "./gap.ts";
import { HEAD_WORDS, landmarksIn } from "./landmarks.ts";
import type { Tape } from "./tape.ts";

/** A stretch of the tape that holds one value. */
export type Span = { readonly start: number; readonly end: number };

export type TapeHead = {
  readonly project: Span | null;
  readonly department: Span | null;
  readonly unit: Span | null;
  /** A total score or grade that the head states. */
  readonly selfScore: Span | null;
  readonly grade: Span | null;
  readonly year: (Span & { readonly value: number }) | null;
};

/** The fields of the head between `start` and `end`; `titleStart` is where the table's title begins. */
export function readHead(tape: Tape, titleStart: number, start: number, end: number): TapeHead {
  const labels = landmarksIn(tape.text, HEAD_WORDS, start, end).map((label) => ({ ...label, start: labelStart(tape, label) }));
  const values = new Map<HeadField, Span>();
  let loose: Span | null = null;
  for (const [index, { name, end: from }] of labels.entries()) {
    if (name === "section") continue;
    const until = labels[index + 1]?.start ?? end;
    const value = valueBehind(tape, from, until);
    if (value && !values.has(name)) values.set(name, value);
    if (value) loose = looseNumber(tape, value.end, until) ?? loose;
  }
  const title = titleBefore(tape, labels, titleStart);
  const scoreLabel = labels.some(({ name }) => name === "self-score");
  return {
    project: values.get("project") ?? title,
    department: values.get("department") ?? null,
    unit: values.get("unit") ?? values.get("unit-name") ?? null,
    selfScore: numberIn(tape, values.get("self-score")) ?? (scoreLabel ? loose : null),
    grade: values.get("grade") ?? null,
    year: yearOf(tape, titleStart, end),
  };
}

/** 项目 at the end of one cell and 主管部门 at the beginning of the next are no 项目主管部门; run together, a project's name ends with it. */
function labelStart(tape: Tape, { name, start }: { readonly name: string; readonly start: number }): number {
  const behind = start + 2;
  if (!tape.text.startsWith("项目", start) || tape.gaps[start] !== GAP.none) return start;
  const runsOn = name === "department" && tape.gaps[behind] === GAP.none && !/(?:项目|经费|资金)$/u.test(tape.text.slice(0, start));
  return runsOn || (tape.gaps[behind] ?? 0) >= GAP.blank ? behind : start;
}

/** One cell, or the rest of the line, or all up to the next label where neither is marked. */
function valueBehind(tape: Tape, from: number, until: number): Span | null {
  let start = from;
  while (start < until && /[:：,，;；]/u.test(tape.text.charAt(start))) start++;
  // An empty cell before the next one: what stands there belongs to something else.
  if (start >= until || (tape.style !== "cells" && (tape.empties[start] ?? 0) > 1)) return null;
  const strong = tape.style === "lines" || tape.style === "run-on" ? GAP.line : GAP.cell;
  let end = start + 1;
  while (end < until && (tape.gaps[end] ?? 0) < strong) end++;
  if (tape.style === "lines" && end < until && end - start <= 2) while (end < until && (tape.gaps[end] ?? 0) < GAP.cell) end++;
  while (end > start && /[:：,，;；|_]/u.test(tape.text.charAt(end - 1))) end--;
  const text = tape.text.slice(start, end);
  return /^[-/—无×]+$/u.test(text) || text === "" ? null : { start, end };
}

function looseNumber(tape: Tape, start: number, end: number): Span | null {
  return /^\d{2,3}(?:\.\d+)?$/u.test(tape.text.slice(start, end)) ? { start, end } : null;
}

function numberIn(tape: Tape, span: Span | undefined): Span | null {
  if (!span) return null;
  const digits = /^\d{1,3}(?:\.\d+)?/u.exec(tape.text.slice(span.start, span.end))?.[0];
  return digits ? { start: span.start, end: span.start + digits.length } : null;
}

// Where a page gives the labels before or after the values, the project's name follows the title.
function titleBefore(tape: Tape, labels: readonly { readonly name: string; readonly start: number }[], titleStart: number): Span | null {
  const label = labels.find(({ name }) => name === "project");
  if (!label) return null;
  const title = /(?:自评表|评价表)(?:\(\d{4}年度?\))?/u.exec(tape.text.slice(titleStart, label.start));
  if (!title) return null;
  const start = titleStart + title.index + title[0].length;
  return label.start - start >= 4 && label.start - start <= 60 ? { start, end: label.start } : null;
}

const YEAR = /[(（](20\d\d)年?度?[)）]|(20\d\d)年度|(20\d\d)年/u;

function yearOf(tape: Tape, start: number, end: number): (Span & { readonly value: number }) | null {
  const match = YEAR.exec(tape.text.slice(start, end));
  const digits = match?.[1] ?? match?.[2] ?? match?.[3];
  if (!match || digits === undefined) return null;
  const at = start + match.index + match[0].indexOf(digits);
  return { start: at, end: at + 4, value: Number.parseInt(digits, 10) };
}

/** The unit that the money section states: 元 or 万元; null where neither stands there. */
export function moneyUnitOf(tape: Tape, start: number, end: number): "元" | "万元" | null {
  const text = tape.text.slice(start, end);
  const stated = /[(（:：](?:单位[:：]?)?(万元|元)/u.exec(text)?.[1] ?? /\d(万)元?/u.exec(text)?.[1];
  return stated === undefined ? null : stated === "元" ? "元" : "万元";
}
