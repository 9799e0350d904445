// A folder for files that another program reads or writes; who made it takes it away.
import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The path of a fresh folder. A child process that is ended before it takes it away leaves that to its parent. */
export async function makePassingFolder(name: string): Promise<string> {
  await mkdir(tmpdir(), { recursive: true, mode: 0o700 });
  return await mkdtemp(join(tmpdir(), `hengxiao-${name}-`));
}
