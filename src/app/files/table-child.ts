// The child process that reads one long table: its bytes come on standard input, its rows go out in batches by a channel of their
// own. Writing waits until they are taken, so that neither side holds the whole table. Started by stream-table-in-child.ts.
import { writeSync } from "node:fs";
import { packMessage } from "./child-message.ts";
import { streamTable, type TableRow } from "./table-rows.ts";

const ANSWERS = 3;
const BATCH = 1000;

const [, , name = "", sheet = "", most = ""] = process.argv;
const pieces: Uint8Array[] = [];
for await (const piece of process.stdin) pieces.push(piece as Uint8Array);
const bytes = new Uint8Array(Buffer.concat(pieces.splice(0)));
const last = most === "" ? Number.POSITIVE_INFINITY : Number(most);

let batch: TableRow[] = [];
let sent = 0;
const read = streamTable(name, bytes, sheet === "" ? null : sheet, (row) => {
  if (sent + batch.length >= last) return;
  batch.push(row);
  if (batch.length === BATCH) sendBatch();
});
if (batch.length > 0) sendBatch();
send({ kind: "end" }, read);

function sendBatch(): void {
  sent += batch.length;
  send({ kind: "rows" }, batch);
  batch = [];
}

function send(head: unknown, body: unknown): void {
  for (const part of packMessage(head, Buffer.from(JSON.stringify(body), "utf8")))
    for (let at = 0; at < part.byteLength; ) at += writeSync(ANSWERS, part, at);
}
