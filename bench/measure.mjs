// Contenders take turns in one process, round by round; what is quoted is the median of the rounds' CPU ratios.
import { cpus, loadavg } from "node:os";

/** Runs each contender once per round, in turn, and returns its CPU and wall milliseconds per round. */
export async function interleave(contenders, rounds) {
  const times = new Map(contenders.map(({ name }) => [name, { cpu: [], wall: [] }]));
  for (const { run } of contenders) await run();
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of contenders) {
      globalThis.gc?.();
      const cpu = process.cpuUsage();
      const wall = performance.now();
      await run();
      const spent = process.cpuUsage(cpu);
      times.get(name).wall.push(performance.now() - wall);
      times.get(name).cpu.push((spent.user + spent.system) / 1000);
    }
  }
  return times;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of own ÷ other over the rounds. */
export function ratioOf(times, own, other, clock = "cpu") {
  const a = times.get(own)[clock];
  const b = times.get(other)[clock];
  return median(a.map((value, round) => value / b[round]));
}

/** Prints rows as a plain aligned table under a heading. */
export function printTable(title, columns, rows) {
  const widths = columns.map((column, index) => Math.max(column.length, ...rows.map((row) => String(row[index] ?? "").length)));
  const line = (cells) =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(widths[index]) : String(cell ?? "").padStart(widths[index]))).join("  ");
  console.log(`\n${title}`);
  console.log(line(columns));
  console.log(widths.map((width) => "-".repeat(width)).join("  "));
  for (const row of rows) console.log(line(row));
}

export function machineLine() {
  return `${cpus().length} cores (${cpus()[0]?.model.trim()}), load ${loadavg()[0].toFixed(2)}, Node ${process.version}`;
}

export const figure = (value, digits = 3) => (value === null || value === undefined ? "" : Number(value.toPrecision(digits)).toString());
