// Raised digits and signs as characters of their own: a plain text of 10⁴ that read 104 would be another number.

const RAISED: Readonly<Record<string, string>> = {
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
  "+": "⁺",
  "-": "⁻",
  "−": "⁻",
  "(": "⁽",
  ")": "⁾",
  n: "ⁿ",
};

/** Raised text; characters without a raised form stay as they are. */
export function raisedText(text: string): string {
  return text.replace(/[0-9+\-−()n]/g, (character) => RAISED[character] ?? character);
}
