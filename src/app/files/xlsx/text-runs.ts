// Gathers the text of a rich string (ECMA-376 part 1, §18.4): its own text or its runs joined; the reading aids of East
// Asian texts (phonetic runs) are no part of it.

export type TextRuns = {
  readonly open: (name: string, depth: number) => void;
  readonly text: (text: string) => void;
  readonly close: (depth: number) => void;
  /** The text gathered since the last take. */
  readonly take: () => string;
};

/** For strings whose element (`si` or `is`) stands at depth `root`. */
export function createTextRuns(root: number): TextRuns {
  let gathered = "";
  let parent = "";
  let open = false;
  return {
    open: (name, depth) => {
      if (depth === root) gathered = "";
      if (depth === root + 1) parent = name;
      open = name === "t" && (depth === root + 1 || (depth === root + 2 && parent === "r"));
    },
    text: (text) => {
      if (open) gathered += text;
    },
    close: (depth) => {
      if (depth > root) open = false;
    },
    take: () => {
      const text = gathered;
      gathered = "";
      return text;
    },
  };
}
