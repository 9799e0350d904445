// Sees that every package the product ships with may be shipped: its licence is one we know to be permissive.
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";

const SHIPPABLE = new Set(
  "0BSD Apache-2.0 BlueOak-1.0.0 BSD-2-Clause BSD-3-Clause CC0-1.0 ISC MIT MIT-0 OFL-1.1 PostgreSQL Python-2.0 Unicode-3.0 Unlicense Zlib".split(
    " ",
  ),
);

/**
 * Whether an SPDX expression lets us ship: every part of an AND, one part of an OR.
 * A licence with an exception, or in words of its own, does not.
 * @param {string} expression
 */
export function isShippable(expression) {
  const words = expression.replaceAll("(", " ( ").replaceAll(")", " ) ").trim().split(/\s+/);
  /** @returns {boolean} */
  const one = () => {
    const word = words.shift() ?? "";
    if (word !== "(") return SHIPPABLE.has(word);
    const holds = either();
    return words.shift() === ")" && holds;
  };
  const joined = (/** @type {string} */ sign, /** @type {() => boolean} */ part) => {
    const parts = [part()];
    while (words[0] === sign) {
      words.shift();
      parts.push(part());
    }
    return parts;
  };
  const both = () => joined("AND", one).every(Boolean);
  const either = () => joined("OR", both).some(Boolean);
  return either() && words.length === 0;
}

/**
 * Every production package of the lockfile with the licence that its own package.json names; where it is for another system and
 * not on this machine, with the licence the lockfile gives, else with that of the package that asks for it.
 * @param {string} root
 * @returns {{ name: string, licence: string, from: "package" | "lockfile" | "parent" }[]}
 */
export function listLicences(root) {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const shipped = Object.keys(packages).filter((path) => path !== "" && !packages[path].dev && !packages[path].devOptional);
  return shipped.map((path) => {
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    const installed = join(root, path, "package.json");
    if (existsSync(installed)) return { name, licence: licenceOf(JSON.parse(readFileSync(installed, "utf8"))), from: "package" };
    if (packages[path].license) return { name, licence: licenceOf(packages[path]), from: "lockfile" };
    const parent = Object.keys(packages).find((one) => name in (packages[one].optionalDependencies ?? {}));
    return { name, licence: licenceOf(packages[parent ?? path]), from: "parent" };
  });
}

/** @param {{ license?: unknown, licenses?: unknown }} manifest */
function licenceOf({ license, licenses }) {
  const named = license ?? licenses;
  const all = (Array.isArray(named) ? named : [named]).map((one) => (typeof one === "object" && one !== null ? one.type : one));
  return all.map((one) => (typeof one === "string" ? one : "none named")).join(" OR ");
}

function main() {
  const all = listLicences(process.argv[2] ?? ".");
  const refused = all.filter(({ licence }) => !isShippable(licence));
  for (const { name, licence } of refused) console.error(`licences: ${name} is under ${licence}, which is not known to be shippable`);
  const read = all.filter(({ from }) => from === "package").length;
  console.log(
    `licences: ${all.length} packages shipped with (${read} read here, ${all.length - read} for other systems), ${refused.length} faults`,
  );
  process.exitCode = refused.length > 0 || read === 0 ? 1 : 0;
}

if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) main();
