// What a text of the store says.
/** The record a text holds; where it is no JSON, the text itself, which no reader takes for a record. */
export function recordOfText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
