// The door to mail and SMS, shut unless the system administrator opens it: notify.yaml in the data folder names a command, which gets
// each reminder as JSON on its standard input, or a web address, to which it is posted.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import { z } from "zod";
import { failure, filledText, type Result, readSource, success } from "../../../kernel/index.ts";
import { readYamlFile } from "../../files/read-packs.ts";
import type { UnsentReminder } from "../../store/flows/flow-side-repository.ts";

export type Notifier = {
  /** Whether it was taken. */
  readonly send: (reminder: UnsentReminder) => Promise<boolean>;
};

const notifySchema = z.strictObject({
  command: z.array(filledText).min(1).optional(),
  webhook: filledText.refine((url) => /^https?:\/\//.test(url), { params: { fault: "wrong-shape", expected: "https://…" } }).optional(),
});

const WITHIN_MS = 10_000;

/** null where there is no notify.yaml. Faults: those of reading, and both or neither of the two ways. */
export async function readNotifier(folder: string, log: Logger): Promise<Result<Notifier | null>> {
  const path = join(folder, "notify.yaml");
  if (!existsSync(path)) return success(null);
  const { source, faults } = await readYamlFile(path);
  if (!source || faults.length > 0) return failure(...faults);
  const read = readSource(
    notifySchema.refine(({ command, webhook }) => (command === undefined) !== (webhook === undefined), {
      params: { fault: "wrong-shape", expected: "command | webhook" },
    }),
    source,
  );
  if (!read.ok) return read;
  const { command, webhook } = read.value;
  const deliver = command ? runCommand(command) : postTo(webhook ?? "");
  return success({
    send: async (reminder) => {
      try {
        return await deliver(messageOf(reminder));
      } catch (error) {
        log.warn({ error }, "a reminder could not be sent");
        return false;
      }
    },
  });
}

/** What leaves the house: who is to be told, of what kind, about which matter. No opinion, no figure, no paper. */
function messageOf({ tenant, personId, personName, kind, flowId, title, at }: UnsentReminder): string {
  return JSON.stringify({
    tenant,
    to: { id: personId, name: personName },
    kind,
    matter: { id: flowId, title, path: `/flows/${flowId}` },
    at,
  });
}

function runCommand([program = "", ...args]: readonly string[]) {
  return (message: string): Promise<boolean> =>
    new Promise((resolve, reject) => {
      const child = spawn(program, args, { stdio: ["pipe", "ignore", "ignore"], timeout: WITHIN_MS, killSignal: "SIGKILL" });
      child.once("error", reject);
      child.once("close", (code) => resolve(code === 0));
      child.stdin.on("error", () => undefined); // a program that reads nothing answers by its exit code
      child.stdin.end(message);
    });
}

function postTo(url: string) {
  return async (body: string): Promise<boolean> => {
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: { "content-type": "application/json" },
      redirect: "error",
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    await response.body?.cancel();
    return response.ok;
  };
}
