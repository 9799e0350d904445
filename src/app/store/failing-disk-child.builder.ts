// A process whose disk fails: the K-th write or sync, or that and all after it, is answered with an error while cases are committed.
// Counted from the first commit, or from the opening on. It prints "failed" when the disk did so, "saved N" after each answered commit, "refused CODE" where the engine refused one, and
// "stopped" when the engine gave up; "unopened REASON" where it did not even open.
import { DurableFileSystem, type EngineFiles } from "./durable-file-system.ts";
import { openDurable } from "./open-durable.ts";
import { commitCase } from "./saved-cases.builder.ts";

const [folder = "", operation = "", code = "", at = "", sticky = "", from = ""] = process.argv.slice(2);

class FailingFileSystem extends DurableFileSystem {
  #count = 0;
  #armed = from === "opening";

  arm(): void {
    this.#armed = true;
  }

  protected override hook(files: EngineFiles): void {
    super.hook(files);
    const { write } = files.stream_ops;
    files.stream_ops.write = (stream, from, offset, length, position) => {
      if (operation === "write") files.tryFSOperation(() => this.#countOne());
      return write(stream, from, offset, length, position);
    };
  }

  protected override syncFile(descriptor: number, path: string): void {
    if (operation === "sync") this.#countOne();
    super.syncFile(descriptor, path);
  }

  #countOne(): void {
    if (!this.#armed) return;
    this.#count++;
    if (this.#count !== Number(at) && !(sticky === "sticky" && this.#count > Number(at))) return;
    if (this.#count === Number(at)) console.log("failed");
    throw Object.assign(new Error(code), { code });
  }
}

let disk: FailingFileSystem | undefined;
const opened = await openDurable(folder, {
  fileSystem: (path, onAbort) => {
    disk = new FailingFileSystem(path, onAbort);
    return disk;
  },
  onAbort: (lastWords) => {
    console.log(`stopped ${lastWords}`);
    process.exit(0);
  },
});
if (!opened.ok) {
  console.log(`unopened ${opened.reason}`);
  process.exit(0);
}
const { database } = opened;
const ask = async (statement: string, parameters: readonly unknown[] = []): Promise<readonly unknown[]> =>
  (await database.query(statement, [...parameters])).rows;
disk?.arm();
let number = 1;
for (let attempt = 1; attempt <= 40; attempt++) {
  try {
    await commitCase(ask, number, "2026-02-28T08:00:00.000Z");
    console.log(`saved ${number}`);
    number++;
    if (attempt % 10 === 0) await ask("checkpoint");
  } catch (error) {
    console.log(`refused ${error instanceof Error && "code" in error ? error.code : error}`);
    await ask("rollback");
  }
}
await database.close();
console.log("closed");
