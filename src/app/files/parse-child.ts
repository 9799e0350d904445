// The child process that parses one file: bytes in, one JSON value out. Started by parse-in-child.ts, which bounds it.
import { PARSE_TASKS, type ParseTask } from "./parse-tasks.ts";

const [, , task = "", name = ""] = process.argv;
const pieces: Uint8Array[] = [];
for await (const piece of process.stdin) pieces.push(piece as Uint8Array);
if (!Object.hasOwn(PARSE_TASKS, task)) throw new Error(`no such task: ${task}`);
// The process ends by itself once everything is written; an exit would cut the answer off.
process.stdout.write(JSON.stringify(await PARSE_TASKS[task as ParseTask](name, new Uint8Array(Buffer.concat(pieces)))));
