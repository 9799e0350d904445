// The store as it is shipped: compiled, run by plain Node, its thread found beside it.
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { aFolder } from "./store.builder.ts";

const ROOT = resolve(import.meta.dirname, "../../..");

const SCRIPT = `
import { openStore } from "./dist/app/store/open-store.js";
import { findCase, saveCase } from "./dist/app/store/case-repository.js";
const opened = await openStore({ folder: process.argv[2] });
if (!opened.ok) throw new Error(JSON.stringify(opened.faults));
const { db, close } = opened.value;
const key = { tenant: "t", id: "a" };
const saved = await saveCase(db, { ...key, name: "n", year: 2019, pack: "p", dossier: "{}", origin: "import", expectedVersion: 0, note: "", now: "2026-02-28T08:00:00.000Z", unitId: null, createdBy: null, published: false });
console.log(JSON.stringify([saved, (await findCase(db, key))?.dossier]));
await close();
`;

test("the compiled store opens, saves, closes and lets the process end by itself", () => {
  const place = aFolder();
  symlinkSync(join(ROOT, "node_modules"), join(place, "node_modules"));
  mkdirSync(join(place, "dist"));
  writeFileSync(join(place, "package.json"), '{"type":"module"}');
  const settings = {
    extends: join(ROOT, "tsconfig.build.json"),
    compilerOptions: {
      rootDir: join(ROOT, "src"),
      outDir: join(place, "dist"),
      types: ["node"],
      typeRoots: [join(ROOT, "node_modules/@types")],
    },
    files: ["open-store.ts", "case-repository.ts", "store-worker.ts"].map((name) => join(import.meta.dirname, name)),
    include: [],
  };
  writeFileSync(join(place, "tsconfig.json"), JSON.stringify(settings));
  execFileSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", place], { stdio: "inherit" });
  writeFileSync(join(place, "run.mjs"), SCRIPT);
  const output = execFileSync(process.execPath, [join(place, "run.mjs"), join(place, "store")], { encoding: "utf8", timeout: 50_000 });
  expect(JSON.parse(output)).toEqual([{ kind: "saved", version: 1 }, "{}"]);
}, 60_000);
