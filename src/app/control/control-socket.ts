// How the command line reaches a server that has a data folder open: a socket in that folder which only its own user may use.
import { closeSync, openSync } from "node:fs";

const CONTROL_FILE = "control";

/** What can be asked there; each is a POST without a body. */
export type ControlQuestion = "/backup" | "/verify";

/**
 * The socket's path, reached through a descriptor: a socket's path may not be longer than 107 bytes, and a folder's
 * may. The path holds until `release` is called.
 */
export function controlPath(dataFolder: string): { readonly path: string; readonly release: () => void } {
  const descriptor = openSync(dataFolder, "r");
  return { path: `/proc/self/fd/${descriptor}/${CONTROL_FILE}`, release: () => closeSync(descriptor) };
}
