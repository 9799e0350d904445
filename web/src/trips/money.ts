// Amounts as the pages print them: exact text in, exact text out.

/** "335900.00" → "335,900.00". */
export function grouped(amount: string | null, none: string): string {
  return amount === null ? none : amount.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
}
