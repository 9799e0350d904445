// Messages between a process and its child: the lengths of a head and of a body, four bytes each, then the head as JSON, then the
// body as it is. One stream carries many; what arrives in pieces is put together again.

export type ChildMessage = { readonly head: unknown; readonly body: Uint8Array };

const LENGTHS = 8;
/** Bytes of a head; it holds a name and figures. */
const LONGEST_HEAD = 64 * 1024;

/** The message in pieces to be written one after another. */
export function packMessage(head: unknown, body: Uint8Array): readonly Uint8Array[] {
  const text = Buffer.from(JSON.stringify(head), "utf8");
  const lengths = Buffer.alloc(LENGTHS);
  lengths.writeUInt32BE(text.length, 0);
  lengths.writeUInt32BE(body.byteLength, 4);
  return [Buffer.concat([lengths, text]), body];
}

/** Answers each piece with the messages it completes, or with `too-long` once a body is announced that is longer than may be. */
export function messageReader(longestBody: number): (piece: Buffer) => readonly ChildMessage[] | "too-long" {
  let pieces: Buffer[] = [];
  let held = 0;
  let wanted = LENGTHS;
  return (piece) => {
    pieces.push(piece);
    held += piece.length;
    const complete: ChildMessage[] = [];
    while (held >= wanted) {
      const all = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
      pieces = [all];
      const headLength = all.readUInt32BE(0);
      const bodyLength = all.readUInt32BE(4);
      if (headLength > LONGEST_HEAD || bodyLength > longestBody) return "too-long";
      wanted = LENGTHS + headLength + bodyLength;
      if (held < wanted) break;
      const head: unknown = JSON.parse(all.toString("utf8", LENGTHS, LENGTHS + headLength));
      complete.push({ head, body: all.subarray(LENGTHS + headLength, wanted) });
      const rest = all.subarray(wanted);
      pieces = rest.length > 0 ? [rest] : [];
      held = rest.length;
      wanted = LENGTHS;
    }
    return complete;
  };
}
