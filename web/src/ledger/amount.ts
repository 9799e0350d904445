// Amounts as ledgers print them: exact text in, exact text out; shares only where something is drawn.

/** "4654700" → "4,654,700.00". */
export function yuan(amount: string): string {
  const [whole = "0", part = ""] = amount.replace("-", "").split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `${amount.startsWith("-") ? "−" : ""}${grouped}.${part.padEnd(2, "0")}`;
}

export function isNothing(amount: string): boolean {
  return !/[1-9]/.test(amount);
}

/** The sum of exact amounts, exactly. */
export function addUp(amounts: readonly string[]): string {
  return textOfFen(amounts.reduce((sum, amount) => sum + fenOf(amount), 0n));
}

export function subtract(from: string, amount: string): string {
  return textOfFen(fenOf(from) - fenOf(amount));
}

function fenOf(amount: string): bigint {
  const [whole = "0", part = ""] = amount.replace("-", "").split(".");
  const fen = BigInt(whole) * 100n + BigInt(part.padEnd(2, "0"));
  return amount.startsWith("-") ? -fen : fen;
}

function textOfFen(fen: bigint): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, "0");
  return `${fen < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** How much of the whole, in percent of a drawn length: for pixels only. */
export function drawnShare(amount: string, whole: string): number {
  const all = fenOf(whole);
  if (all <= 0n) return 0;
  const share = Number((fenOf(amount) * 1000n) / all) / 10;
  return Math.min(100, Math.max(0, share));
}
