// The two streams of a command: results, and faults with progress between them. A reader that goes away early (as `| head` does)
// ends the writing, not the command.
import type { Writable } from "node:stream";
import { shorten } from "./columns.ts";
import type { Terminal } from "./terminal.ts";

/** `columns` is there for a terminal only. */
export type TerminalStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

const ERASE_LINE = "\r\u001b[2K";
const USUAL_WIDTH = 80;

export function terminalStreams(output: TerminalStream, errors: TerminalStream): Pick<Terminal, "out" | "note" | "progress"> {
  const toOutput = writerOf(output);
  const toErrors = writerOf(errors);
  let isLineOpen = false;
  const endLine = (): void => {
    if (isLineOpen) toErrors("\n");
    isLineOpen = false;
  };
  return {
    out: (text) => {
      endLine();
      toOutput(`${text}\n`);
    },
    note: (text) => {
      endLine();
      toErrors(`${text}\n`);
    },
    ...(errors.isTTY
      ? {
          progress: (text: string) => {
            // A longer text would run on into the next line and stay there.
            toErrors(`${ERASE_LINE}${shorten(text, (errors.columns || USUAL_WIDTH) - 2)}`);
            isLineOpen = true;
          },
        }
      : {}),
  };
}

function writerOf(stream: TerminalStream): (text: string) => void {
  let isOpen = true;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") throw error;
    isOpen = false;
  });
  return (text) => {
    if (isOpen) stream.write(text);
  };
}
