// The child process that parses one file after another: each comes as a message on standard input, each answer goes out by a
// channel of its own, so that nothing a library prints can get into it. Started by child-pool.ts, which bounds it.
import { writeSync } from "node:fs";
import { messageReader, packMessage } from "./child-message.ts";
import { PARSE_TASKS, type ParseTask } from "./parse-tasks.ts";

const ANSWERS = 3;
const LONGEST_FILE = 2 ** 31;

const [, , task = ""] = process.argv;
if (!Object.hasOwn(PARSE_TASKS, task)) throw new Error(`no such task: ${task}`);
const parse = PARSE_TASKS[task as ParseTask];

const read = messageReader(LONGEST_FILE);
for await (const piece of process.stdin) {
  const messages = read(piece as Buffer);
  if (messages === "too-long") throw new Error("a file longer than any that is sent");
  for (const { head, body } of messages) {
    const { name } = head as { readonly name: string };
    const answer = Buffer.from(JSON.stringify(await parse(name, new Uint8Array(body))), "utf8");
    const { user, system } = process.cpuUsage();
    for (const part of packMessage({ rss: process.memoryUsage.rss(), cpuSeconds: (user + system) / 1e6 }, answer)) send(part);
  }
}

function send(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(ANSWERS, bytes, at);
}
