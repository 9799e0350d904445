// Completes package-lock.json so that `npm ci` accepts it everywhere, or checks that it is complete: `node tools/fix-lock.mjs [--check] [FOLDER…]`.
//
// npm leaves a native package out of the lockfile when the registry it asked does not carry it, and `npm ci` then refuses the
// lockfile that npm itself wrote ("Missing: … from lock file", npm/cli#9846). Each one left out gets a record with its name,
// version and the systems it is for, and no address or checksum: npm passes over it on every other system and fetches it on its own.
import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { platformOfPackage, runsOn, SUPPORTED } from "./platform-packages.mjs";

const EXACT_VERSION = /^\d+\.\d+\.\d+(?:[-+].+)?$/;

/**
 * @typedef {import("./platform-packages.mjs").Platform & {
 *   version?: string, resolved?: string, integrity?: string, dev?: boolean, optional?: boolean, link?: boolean,
 *   dependencies?: Record<string, string>, devDependencies?: Record<string, string>, optionalDependencies?: Record<string, string>,
 *   name?: string, license?: string, engines?: Record<string, string>, bin?: unknown }} LockRecord
 * @typedef {{ name?: string, version?: string, lockfileVersion: number, requires?: boolean, packages: Record<string, LockRecord> }} Lock
 * @typedef {{ path: string, record: LockRecord }} Missing
 */

/**
 * The optional packages that some package asks for and the lockfile has no record of, each with the record it should have.
 * @param {Lock} lock
 * @returns {{ missing: Missing[], faults: string[] }}
 */
export function findMissing(lock) {
  /** @type {Map<string, LockRecord>} */
  const added = new Map();
  const faults = [];
  for (const [parentPath, parent] of Object.entries(lock.packages)) {
    const names = Object.keys(parent.optionalDependencies ?? {});
    for (const name of names) {
      const wanted = parent.optionalDependencies?.[name] ?? "";
      const version = wanted.replace(/^[\^~=v]+/, "");
      const seen = placesSearched(parentPath, name).find((path) => path in lock.packages || added.has(path));
      const found = seen && (lock.packages[seen] ?? added.get(seen));
      // A published one of another version will do for a range, and for nothing else.
      if (found && (found.version === version || (found.integrity && !EXACT_VERSION.test(wanted)))) continue;
      const platform = platformOfPackage(name, names);
      if (!platform) faults.push(`${parentPath} wants ${name}, which names no system known to tools/platform-packages.mjs`);
      else if (!EXACT_VERSION.test(version)) faults.push(`${parentPath} wants ${name} at "${version}", which is not one version`);
      else
        added.set(found ? `${parentPath}/node_modules/${name}` : `node_modules/${name}`, recordOf(version, platform, parent.dev === true));
    }
  }
  return { missing: [...added].map(([path, record]) => ({ path, record })), faults };
}

/**
 * @param {string} version
 * @param {import("./platform-packages.mjs").Platform} platform
 * @param {boolean} dev
 * @returns {LockRecord}
 */
function recordOf(version, { os, cpu, libc }, dev) {
  return { version, ...(cpu && { cpu }), ...(dev && { dev }), ...(libc && { libc }), optional: true, ...(os && { os }) };
}

/**
 * Where Node looks for a package, from the folder of the one that asks up to the root.
 * @param {string} parentPath
 * @param {string} name
 */
function placesSearched(parentPath, name) {
  const places = [`node_modules/${name}`];
  const folders = parentPath.split("/node_modules/");
  for (let depth = 1; parentPath !== "" && depth <= folders.length; depth++)
    places.unshift(`${folders.slice(0, depth).join("/node_modules/")}/node_modules/${name}`);
  return places;
}

/**
 * What else keeps a lockfile from working on another machine: private addresses, records without a checksum, a stale package.json.
 * @param {Lock} lock
 * @param {LockRecord} manifest package.json
 */
export function findFaults(lock, manifest) {
  const faults = [];
  if (lock.lockfileVersion !== 3) faults.push(`lockfileVersion is ${lock.lockfileVersion}, expected 3`);
  for (const [path, record] of Object.entries(lock.packages)) {
    if (path === "" || record.link) continue;
    // Names and checksums say what a package is; where it comes from is each machine's own setting.
    if (record.resolved) faults.push(`${path} comes from ${record.resolved}, expected no address`);
    if (!record.integrity && !(record.optional && (record.os || record.cpu)))
      faults.push(`${path} has no checksum and is not a record of a native package for one system`);
  }
  for (const [path, parent] of Object.entries(lock.packages)) {
    const names = Object.keys(parent.optionalDependencies ?? {});
    const natives = names.flatMap((name) =>
      placesSearched(path, name)
        .flatMap((place) => (lock.packages[place]?.os && [lock.packages[place]]) || [])
        .slice(0, 1),
    );
    for (const machine of natives.length > 1 ? SUPPORTED : []) {
      if (!natives.some((native) => runsOn(native, machine)))
        faults.push(`${path} has no native package for ${machine.os} ${machine.cpu} ${machine.libc}, where the product is supported`);
    }
  }
  const root = lock.packages[""] ?? {};
  for (const kind of /** @type {const} */ (["dependencies", "devDependencies", "optionalDependencies"])) {
    const asked = manifest[kind] ?? {};
    const locked = root[kind] ?? {};
    for (const name of new Set([...Object.keys(asked), ...Object.keys(locked)])) {
      if (asked[name] !== locked[name])
        faults.push(`package.json asks ${name} ${asked[name] ?? "not at all"}, the lockfile ${locked[name] ?? "not at all"}`);
    }
  }
  return faults;
}

/**
 * The lockfile with the missing records in npm's own order.
 * @param {Lock} lock
 * @param {readonly Missing[]} missing
 * @returns {Lock}
 */
export function complete(lock, missing) {
  const all = [
    ...Object.entries(lock.packages),
    ...missing.map(({ path, record }) => /** @type {[string, LockRecord]} */ ([path, record])),
  ];
  return { ...lock, packages: Object.fromEntries(all.sort(([a], [b]) => a.localeCompare(b, "en"))) };
}

/**
 * Completes or checks one lockfile. Returns whether it is in order.
 * @param {string} folder
 * @param {boolean} onlyCheck
 */
function fixOne(folder, onlyCheck) {
  const path = join(folder, "package-lock.json");
  /** @type {Lock} */
  const lock = JSON.parse(readFileSync(path, "utf8"));
  const { missing, faults } = findMissing(lock);
  const whole = onlyCheck ? lock : complete(lock, missing);
  if (whole !== lock && missing.length > 0) writeFileSync(path, `${JSON.stringify(whole, null, 2)}\n`);
  const all = [...faults, ...findFaults(whole, JSON.parse(readFileSync(join(folder, "package.json"), "utf8")))];
  if (onlyCheck) all.push(...missing.map(({ path: place }) => `${place} is missing`));
  const count = Object.keys(whole.packages).length - 1;
  if (count < 1) all.push("holds no package");
  for (const fault of all) console.error(`lock: ${path}: ${fault}`);
  console.log(
    `lock: ${path}: ${count} packages, ${onlyCheck ? "" : `${missing.length} records added, `}${all.length} faults${all.length > 0 ? "; run `npm run lock`" : ""}`,
  );
  return all.length === 0;
}

function main() {
  const { values, positionals } = parseArgs({ options: { check: { type: "boolean", default: false } }, allowPositionals: true });
  const folders = positionals.length > 0 ? positionals : [".", "bench"].filter((folder) => existsSync(join(folder, "package.json")));
  const inOrder = folders.map((folder) => fixOne(folder, values.check));
  process.exitCode = inOrder.length > 0 && inOrder.every(Boolean) ? 0 : 1;
}

if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) main();
