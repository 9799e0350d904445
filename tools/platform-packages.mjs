// What a platform package's name says about where it can run, in npm's own words (`os`, `cpu`, `libc`).
// Native packages are named `<package>-<system>-<processor>[-<C library>]`, as in `@biomejs/cli-linux-arm64-musl`.

const SYSTEMS = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const PROCESSORS = ["arm", "arm64", "ia32", "loong64", "mips64el", "mipsel", "ppc64", "riscv64", "s390x", "x64"];

/** Packages for one system whose name does not say so. */
const UNNAMED = new Map([["fsevents", { os: ["darwin"] }]]);

/** @typedef {{ os?: string[], cpu?: string[], libc?: string[] }} Platform */

/**
 * The platform a package name speaks of, or null when it names none.
 * `siblings` are the names its parent offers beside it: where one of them is the same name with `-musl`, this one is for glibc.
 * @param {string} name
 * @param {readonly string[]} siblings
 * @returns {Platform | null}
 */
export function platformOfPackage(name, siblings) {
  const unnamed = UNNAMED.get(name);
  if (unnamed) return unnamed;
  const words = name.split(/[-/]/);
  if (words.includes("wasm32")) return { cpu: ["wasm32"] };
  const system = SYSTEMS.find((candidate) => words.includes(candidate));
  const processor = PROCESSORS.find((candidate) => words.includes(candidate));
  if (!system || !(processor || words.includes("universal"))) return null;
  const libc = system === "linux" ? libraryOf(name, words, siblings) : null;
  return { os: [system], ...(processor && { cpu: [processor] }), ...(libc && { libc: [libc] }) };
}

/**
 * @param {string} name
 * @param {readonly string[]} words
 * @param {readonly string[]} siblings
 */
function libraryOf(name, words, siblings) {
  if (words.includes("musl")) return "musl";
  return words.includes("gnu") || siblings.includes(`${name}-musl`) ? "glibc" : null;
}

/** The systems that the product supports. */
export const SUPPORTED = /** @type {const} */ ([
  { os: "linux", cpu: "x64", libc: "glibc" },
  { os: "linux", cpu: "arm64", libc: "glibc" },
]);

/**
 * Whether a package may be installed on a machine: each thing it names includes the machine's.
 * @param {Platform} platform
 * @param {{ os: string, cpu: string, libc: string }} machine
 */
export function runsOn(platform, machine) {
  return /** @type {const} */ (["os", "cpu", "libc"]).every((key) => platform[key]?.includes(machine[key]) ?? true);
}
