// Sees to the programs of the machine that the tests call: says what is there, installs what is missing where it may, and names
// the parts that will fail where it may not. The product itself needs none of them. `node tools/setup-machine.mjs [--dry] [--root DIR]`
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { parseArgs } from "node:util";

/**
 * There when one of the commands is on the path or one of the files exists; `*` stands for any one folder name.
 * @typedef {{ debian: string, parts: string, commands?: string[], files?: string[] }} Need
 */

/** @type {readonly Need[]} */
const NEEDS = [
  { debian: "chromium", parts: "browser tests", commands: ["chromium", "chromium-browser", "google-chrome"] },
  { debian: "poppler-utils", parts: "reading written PDF files back", commands: ["pdftotext"] },
  { debian: "libreoffice-writer-nogui", parts: "opening written Word files", files: ["/usr/lib/libreoffice/program/libswlo.so"] },
  { debian: "libreoffice-calc-nogui", parts: "opening written workbooks", files: ["/usr/lib/libreoffice/program/libsclo.so"] },
  { debian: "fonts-noto-cjk", parts: "Chinese text in screenshots", files: ["/usr/share/fonts/*/noto/NotoSansCJK-Regular.ttc"] },
  { debian: "openssl", parts: "a certificate to test encryption with", commands: ["openssl"] },
  { debian: "postgresql", parts: "tests over a PostgreSQL server", commands: ["postgres"], files: ["/usr/lib/postgresql/*/bin/postgres"] },
];

const { values: asked } = parseArgs({
  options: {
    /** Where `files` are looked for. */ root: { type: "string", default: "/" },
    /** Only say what is missing. */ dry: { type: "boolean", default: false },
  },
});

/** @param {Need} need */
function isThere({ commands = [], files = [] }) {
  return commands.some(isOnPath) || files.some((pattern) => matches(asked.root, pattern.split("/").slice(1)));
}

/** @param {string} command */
function isOnPath(command) {
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false; // not in this folder: the next one is asked
    }
  });
}

/**
 * @param {string} folder
 * @param {readonly string[]} names
 * @returns {boolean}
 */
function matches(folder, [name = "", ...rest]) {
  if (!existsSync(folder)) return false;
  const found = name === "*" ? readdirSync(folder) : [name];
  return found.some((one) => (rest.length === 0 ? existsSync(join(folder, one)) : matches(join(folder, one), rest)));
}

/** Whether Debian's packages may be installed here: as root, with apt-get. */
function mayInstall() {
  return process.getuid?.() === 0 && isOnPath("apt-get");
}

/** @param {readonly Need[]} needs */
function install(needs) {
  const apt = (/** @type {string[]} */ ...words) => {
    const { status } = spawnSync("apt-get", words, {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    return status === 0;
  };
  const packages = needs.map(({ debian }) => debian);
  console.log(`machine: installing ${packages.join(" ")} (Debian)`);
  apt("update", "-qq");
  // One by one when all together fail: a package that cannot be had must not keep the others out.
  if (!apt("install", "-y", "-qq", "--no-install-recommends", ...packages))
    for (const one of packages) apt("install", "-y", "-qq", "--no-install-recommends", one);
}

const missing = NEEDS.filter((need) => !isThere(need));
if (missing.length > 0 && !asked.dry && mayInstall()) install(missing);
const still = missing.filter((need) => !isThere(need));
for (const { debian, parts } of still) console.error(`machine: ${debian} is missing: these will fail: ${parts}`);
if (still.length > 0) console.error(`machine: as root, run: apt-get install ${still.map(({ debian }) => debian).join(" ")}`);
console.log(
  `machine: ${NEEDS.length - still.length} of ${NEEDS.length} programs there, ${missing.length - still.length} of them installed just now`,
);
