// `npm run package [-- --out DIR] [--without-node]`: the offline installation package. One archive with the built product, the
// packages that it runs on, Node.js itself, an installer and the checksum of every file. Needs no network, neither here nor there.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";

const ROOT = resolve(import.meta.dirname, "..");

const { values: asked } = parseArgs({
  options: {
    /** Where the archive goes. */ out: { type: "string", default: "package" },
    /** For machines that have Node.js 20.19 or later. */ "without-node": { type: "boolean", default: false },
  },
});

/** What goes in as it is. */
const CONTENTS = ["dist", "regulations", "examples", "docs/guides", "LICENSE", "README.md", "README.zh-CN.md", "CHANGELOG.md", "deploy"];
/** Where a distribution of Node.js has its licence, from the program's folder or from the root. */
const NODE_LICENCES = [join(dirname(process.execPath), "../LICENSE"), "/usr/share/doc/nodejs/LICENSE", "/usr/share/doc/nodejs/copyright"];

/** Folders of the font packages: "400Regular". */
const FONT_WEIGHT = /^\d{3}[A-Z]\w+$/;

/** @param {string} message @returns {never} */
function refuse(message) {
  console.error(`package: ${message}`);
  process.exit(1);
}

/** All that the built server's scripts say. */
function readScripts() {
  return readdirSync(join(ROOT, "dist"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".js") && !path.startsWith("web/"))
    .map((path) => readFileSync(join(ROOT, "dist", path), "utf8"))
    .join("\n");
}

/**
 * The direct dependencies that the built server names anywhere; what only the pages are built of is in them already.
 * @param {string} scripts
 */
function neededByServer(scripts) {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  return Object.keys(dependencies).filter((name) =>
    [`"${name}"`, `"${name}/`, `/${name}/`, `'${name}`].some((text) => scripts.includes(text)),
  );
}

/**
 * Every package they stand on, as paths from the root, found as Node.js finds them.
 * @param {readonly string[]} names
 */
function closureOf(names) {
  const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
  /** @type {Set<string>} */
  const found = new Set();
  const visit = (/** @type {string} */ name, /** @type {string} */ from) => {
    for (let place = from; ; place = place.includes("/node_modules/") ? place.slice(0, place.lastIndexOf("/node_modules/")) : "") {
      const path = `${place === "" ? "" : `${place}/`}node_modules/${name}`;
      if (packages[path] && existsSync(join(ROOT, path))) {
        if (found.has(path)) return;
        found.add(path);
        const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = packages[path];
        for (const next of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) visit(next, path);
        return;
      }
      if (place === "") return;
    }
  };
  for (const name of names) visit(name, "");
  return [...found].sort();
}

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

const hashOf = (/** @type {string} */ path) => createHash("sha256").update(readFileSync(path)).digest("hex");

if (!existsSync(join(ROOT, "dist/app/main.js"))) refuse("nothing is built; run npm run build");
const { version, engines, license } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const name = `hengxiao-${version}-linux-${process.arch}`;
const work = mkdtempSync(join(tmpdir(), "hengxiao-package-"));
const stage = join(work, name);
try {
  for (const path of CONTENTS) cpSync(join(ROOT, path), join(stage, path), { recursive: true });
  mkdirSync(join(stage, "bin"));
  cpSync(join(ROOT, "bin/hengxiao.mjs"), join(stage, "bin/hengxiao.mjs"));
  cpSync(join(ROOT, "deploy/hengxiao.sh"), join(stage, "bin/hengxiao"));
  cpSync(join(ROOT, "deploy/install.sh"), join(stage, "install.sh"));
  for (const path of ["bin/hengxiao", "install.sh"]) chmodSync(join(stage, path), 0o755);
  writeFileSync(
    join(stage, "package.json"),
    `${JSON.stringify({ name: "hengxiao", version, type: "module", license, engines }, null, 2)}\n`,
  );
  writeFileSync(join(stage, "VERSION"), `${version}\n`);

  const scripts = readScripts();
  const packages = closureOf(neededByServer(scripts));
  /** A package's own nested packages come by themselves, where they are needed; of a font's weights those that are named. */
  const isWanted = (/** @type {string} */ path, /** @type {string} */ source) => {
    const [first = ""] = relative(join(ROOT, path), source).split("/");
    return first !== "node_modules" && (!FONT_WEIGHT.test(first) || scripts.includes(`"${first}"`));
  };
  for (const path of packages) cpSync(join(ROOT, path), join(stage, path), { recursive: true, filter: (source) => isWanted(path, source) });

  if (!asked["without-node"]) {
    const licence = NODE_LICENCES.find((path) => existsSync(path)) ?? refuse("the licence of Node.js is not found; use --without-node");
    mkdirSync(join(stage, "runtime"));
    cpSync(process.execPath, join(stage, "runtime/node"), { dereference: true });
    cpSync(licence, join(stage, "runtime/LICENSE"));
  }

  const files = filesIn(stage);
  writeFileSync(join(stage, "SHA256SUMS"), files.map((path) => `${hashOf(join(stage, path))}  ${path}\n`).join(""));
  const out = resolve(asked.out);
  mkdirSync(out, { recursive: true });
  const archive = join(out, `${name}.tar.gz`);
  // The same contents make the same archive.
  const words = [
    "--sort=name",
    "--mtime=@0",
    "--owner=0",
    "--group=0",
    "--numeric-owner",
    "--use-compress-program=gzip -n",
    "-cf",
    archive,
  ];
  const { status } = spawnSync("tar", [...words, "-C", work, name], { stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) refuse("tar failed");
  writeFileSync(`${archive}.sha256`, `${hashOf(archive)}  ${name}.tar.gz\n`);
  const megabytes = (readFileSync(archive).length / 1024 / 1024).toFixed(0);
  console.log(`package: ${relative(process.cwd(), archive)}: ${files.length} files, ${packages.length} packages, ${megabytes} MB`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
