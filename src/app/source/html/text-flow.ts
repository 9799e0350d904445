// Gathers running text as a browser lays it out: white space collapsed, paragraphs parted where blocks begin and end
// (CSS Text 3, §4.1).
import { holdTo } from "../source-limits.ts";
import { plainParagraph, type StoryItem } from "../story-item.ts";

export type TextFlow = {
  readonly items: StoryItem[];
  /** Text of the page; `kept` where white space counts (`pre`), `unseen` where nobody sees it. */
  readonly say: (text: string, kept: boolean, unseen?: boolean) => void;
  /** Ends the paragraph, if there is any text in it. */
  readonly end: () => void;
  /** A forced line break: within a heading a line, elsewhere the end of the paragraph. */
  readonly breakLine: () => void;
  /** The level of the heading that follows, null for what is none. */
  heading: number | null;
};

// A line end in the source is no blank between two Chinese characters.
const WIDE = /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\ud840-\ud8ff]$/;

export function createTextFlow(clean: (text: string) => string): TextFlow {
  let line = "";
  let unseenText = "";
  let pending: "" | " " | "\n" = "";
  const append = (text: string) => {
    if (pending !== "" && line !== "" && !line.endsWith("\n")) {
      const joins = pending === "\n" && WIDE.test(line.slice(-1)) && WIDE.test(text.charAt(0));
      line += joins ? "" : " ";
    }
    pending = "";
    line += text;
  };
  const flow: TextFlow = {
    items: [],
    heading: null,
    say: (text, kept, unseen = false) => {
      if (unseen) unseenText += text.trim();
      if (kept) {
        for (const [index, piece] of text.split(/\r\n?|\n/).entries()) {
          if (index > 0) flow.end();
          if (piece !== "") append(piece);
        }
        return;
      }
      for (const [run] of text.matchAll(/[ \t\n\r\f]+|[^ \t\n\r\f]+/g)) {
        if (!/^[ \t\n\r\f]/.test(run)) append(run);
        else if (/[\n\r\f]/.test(run)) pending = "\n";
        else if (pending === "") pending = " ";
      }
    },
    end: () => {
      const text = line === "" ? "" : clean(line).trim();
      const unseen = clean(unseenText).trim();
      line = "";
      unseenText = "";
      pending = "";
      if (text === "") return;
      holdTo("blockCharacters", text.length);
      flow.items.push(plainParagraph(text, flow.heading, unseen === "" ? null : unseen));
    },
    breakLine: () => {
      if (flow.heading === null) flow.end();
      else if (line !== "") {
        line += "\n";
        pending = "";
      }
    },
  };
  return flow;
}
