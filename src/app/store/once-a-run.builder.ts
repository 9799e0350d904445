// What a test run makes once, however many processes its files run in: whoever comes first makes it, the others wait for it.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Under which name a test run tells its tests where it keeps such things, and the process they end with. */
export const TEST_RUN = "testRun";
export type TestRun = { readonly runFolder: string; readonly guardian: number };

const POLL_MS = 100;
const TRIES = 1200;

/** What `make` gave, in whichever process it ran; plain data. Throws in every process where it failed in one. */
export async function onceARun<Made>({ runFolder }: TestRun, name: string, make: () => Promise<Made>): Promise<Made> {
  const known = join(runFolder, `${name}.json`);
  const failed = join(runFolder, `${name}.failed`);
  try {
    mkdirSync(join(runFolder, `${name}.making`));
  } catch {
    for (let tries = 0; tries < TRIES && !existsSync(known); tries++) {
      if (existsSync(failed)) throw new Error(readFileSync(failed, "utf8"));
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    return JSON.parse(readFileSync(known, "utf8")) as Made;
  }
  try {
    const made = await make();
    writeFileSync(`${known}.new`, JSON.stringify(made));
    renameSync(`${known}.new`, known);
    return made;
  } catch (error) {
    writeFileSync(failed, String(error));
    throw error;
  }
}
