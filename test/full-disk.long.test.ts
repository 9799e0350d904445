// A data folder on a disk that is full or read only, as the server and the command line meet it: a refusal that names it, nothing broken,
// and all is there again when the disk has room.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { productPath } from "../src/app/product-folder.ts";

const SLOW = 240_000;
const PROGRAM = productPath("dist", "app", "main.js");
const folder = mkdtempSync(join(tmpdir(), "hengxiao-full-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** In a view of the file system of their own, so that the small disk is nobody else's and is gone with them. */
const OWN_VIEW = process.getuid?.() === 0 ? ["--mount"] : ["--mount", "--map-root-user"];
const DISK = join(folder, "disk");

/** Says how the server answered: "LABEL STATUS". What it printed holds its address and the passwords. */
const ASK = `import { readFileSync, writeFileSync } from "node:fs";
const [label, method, path] = process.argv.slice(2);
const said = readFileSync("${folder}/out", "utf8");
const url = /http:\\/\\/127.0.0.1:\\d+/.exec(said)?.[0] + path;
const jar = "${folder}/jar";
const cookie = () => { try { return readFileSync(jar, "utf8"); } catch { return ""; } };
const form = () => { const parts = new FormData(); parts.append("file", new File([crypto.getRandomValues(new Uint8Array(60_000)).join(" ").repeat(12)], "x.txt")); parts.append("title", "x"); parts.append("kind", "formal"); return parts; };
const init = method === "SIGN-IN"
  ? { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ login: "finance", password: / finance +(\\S+)/.exec(said)?.[1] }) }
  : { method, headers: { cookie: cookie() }, ...(method === "POST" ? { body: form() } : {}) };
const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(90_000) }).catch(() => null);
if (method === "SIGN-IN") writeFileSync(jar, answer?.headers.getSetCookie().find((one) => one.startsWith("hengxiao="))?.split(";")[0] ?? "");
console.log(label + " " + (answer?.status ?? "none"));
`;
writeFileSync(join(folder, "ask.mjs"), ASK);

/**
 * A disk of its own for the data folder, then the story: with `$H` the program, `$D` the disk. What it prints is what is looked
 * at; "= CODE" is how a command ended.
 */
async function tell(story: string): Promise<string> {
  const script = `set -u; mkdir -p ${DISK}; mount -t tmpfs -o size=160m none ${DISK}
    export HENGXIAO_DATA=${DISK}/data PORT=0 LANG=en_US.UTF-8 NO_COLOR=1
    H="${process.execPath} ${PROGRAM}"; D=${DISK}; OUT=${folder}/out
    serve() { $H start >$OUT 2>&1 & P=$!; for n in $(seq 900); do grep -q http:// $OUT && break; kill -0 $P 2>/dev/null || break; sleep 0.1; done; }
    ask() { ${process.execPath} ${join(folder, "ask.mjs")} "$@"; }
    signIn() { ask "signed in" SIGN-IN /api/session; }
    stop() { kill -TERM $P; wait $P; echo "stopped = $?"; }
    fill() { dd if=/dev/zero of=$D/filler bs=64k 2>/dev/null; dd if=/dev/zero of=$D/filler2 bs=1k 2>/dev/null; true; }
    room() { rm -f $D/filler $D/filler2; }
    ${story}`;
  const child = spawn("unshare", [...OWN_VIEW, "/bin/bash", "-c", script], { stdio: ["ignore", "pipe", "pipe"], cwd: folder });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (part: string) => {
      said += part;
    });
  await once(child, "close");
  if (process.env["HENGXIAO_TOLD"]) console.info(said);
  return said;
}

test("views of the file system of one's own can be had here", () => {
  expect(spawnSync("unshare", [...OWN_VIEW, "true"], { encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
});

const EVIDENCE = "/api/cases/nanchang-2019/evidence";

test(
  "on a full disk writes are refused while reading goes on, no backup is left half there, and nothing is broken",
  async () => {
    const said = await tell(`
      serve; ask before GET /api/cases; signIn; fill
      for n in 1 2 3; do ask "full write" POST ${EVIDENCE}; done; ask "full read" GET /api/cases
      $H backup $D/b.tar; echo "backup = $?"; ls $D
      room; for n in $(seq 100); do ask ready GET /readyz | grep -q 200 && break; sleep 0.2; done; ask "room again" POST ${EVIDENCE}
      stop; $H verify; echo "verify = $?"`);
    expect(said).toMatch(/full write (507|503)/);
    expect(said).toContain("full read 200");
    expect(said).toContain("backup = 3");
    expect(said).not.toMatch(/^b\.tar/m);
    expect(said).toContain("room again 200");
    expect(said).toContain("stopped = 0");
    expect(said).toContain("verify = 0");
    console.log("full disk: a running server, 0 broken; reading went on, writing again with room");
  },
  SLOW,
);

test(
  "a full or a read-only data folder is refused by name, and is whole when there is room again",
  async () => {
    const said = await tell(`
      fill; $H serve; echo "empty and full = $?"; room; rm -rf $D/data
      serve; ask before GET /readyz; stop
      fill; timeout 60 $H serve; echo "full = $?"; room
      mount -o remount,ro $D; timeout 60 $H serve; echo "read-only = $?"; $H verify; echo "verify read-only = $?"; mount -o remount,rw $D
      serve; ask after GET /readyz; stop; $H verify; echo "verify = $?"`);
    const part = (from: string, to: string): string => said.slice(said.indexOf(from), said.indexOf(to));
    expect(said).toContain("before 200");
    expect(said).toContain("empty and full = 3");
    expect(part("stopped", "\nfull = 3")).toContain("the disk is full");
    expect(part("\nfull = 3", "read-only = 3")).toContain("may not be written to");
    expect(said).toContain("after 200");
    expect(said).toContain("verify = 0");
    console.log("full disk: 4 starts without room or right to write refused by name, 0 broken");
  },
  SLOW,
);
