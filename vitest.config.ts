// Suites: `unit` (beside the sources and in test/), `server` (those of them
// that know nothing of databases once more, on PostgreSQL), `browser` (test/e2e), `long` (harnesses of minutes, *.long.test.ts) and `alone`
// (those of them that need the machine for themselves), `nightly` (the same at their full numbers, *.nightly.test.ts).
import { defineConfig } from "vitest/config";
import { CountsReporter } from "./test/counts-reporter.ts";

const LONG = "**/*.long.test.ts";
const NIGHTLY = "**/*.nightly.test.ts";
const BROWSER = "test/e2e/**/*.test.ts";
/** They draw pages, bound how long something takes, or keep every core busy by themselves. */
const ALONE = [
  "test/e2e/**/*.long.test.ts",
  "test/architecture-*.long.test.ts",
  "test/{audit-batch,full-disk,package}.long.test.ts",
  "test/hostile/*.long.test.ts",
  "src/app/files/*.long.test.ts",
];
const MINUTE = 60_000;
const POSTGRES = "test/postgres-setup.ts";
// Left to itself the runner keeps a core free, which is half of a small machine. What draws comes after, what measures after and alone.
const WHOLE_MACHINE = { maxWorkers: "100%", sequence: { groupOrder: 0 } } as const;
const ONE_AT_A_TIME = { fileParallelism: false, sequence: { groupOrder: 1 } } as const;
const AFTER_ALL_OTHERS = { maxWorkers: "100%", sequence: { groupOrder: 2 } } as const;
// What is awaited on a busy machine may take its time.
const PATIENT = { poll: { timeout: MINUTE / 4 } } as const;

export default defineConfig({
  test: {
    reporters: ["default", new CountsReporter()],
    // A machine with two busy cores is slow at times; a test that hangs still ends.
    projects: [
      {
        test: {
          name: "unit",
          expect: PATIENT,
          globalSetup: POSTGRES,
          include: ["src/**/*.test.ts", "web/**/*.test.{ts,tsx}", "test/**/*.test.ts"],
          exclude: [LONG, NIGHTLY, BROWSER],
          ...WHOLE_MACHINE,
          testTimeout: MINUTE / 2,
          hookTimeout: MINUTE,
        },
      },
      {
        test: {
          name: "server",
          expect: PATIENT,
          globalSetup: POSTGRES,
          provide: { database: "postgresql" } as never,
          include: ["src/app/http/**/*.test.ts", "src/app/usecases/**/*.test.ts"],
          exclude: [LONG, NIGHTLY],
          ...WHOLE_MACHINE,
          testTimeout: MINUTE / 2,
          hookTimeout: MINUTE,
        },
      },
      {
        test: {
          name: "browser",
          expect: PATIENT,
          globalSetup: POSTGRES,
          include: [BROWSER],
          exclude: [LONG],
          ...AFTER_ALL_OTHERS,
          testTimeout: 2 * MINUTE,
          hookTimeout: 2 * MINUTE,
        },
      },
      {
        test: {
          name: "long",
          expect: PATIENT,
          globalSetup: POSTGRES,
          include: ["src/**/*.long.test.ts", "test/**/*.long.test.ts"],
          exclude: ALONE,
          ...WHOLE_MACHINE,
          testTimeout: 30 * MINUTE,
          hookTimeout: 5 * MINUTE,
        },
      },
      {
        test: {
          name: "alone",
          expect: PATIENT,
          globalSetup: POSTGRES,
          include: ALONE,
          ...ONE_AT_A_TIME,
          testTimeout: 30 * MINUTE,
          hookTimeout: 5 * MINUTE,
        },
      },
      {
        test: {
          name: "nightly",
          expect: PATIENT,
          globalSetup: POSTGRES,
          include: ["src/**/*.nightly.test.ts", "test/**/*.nightly.test.ts"],
          ...ONE_AT_A_TIME,
          testTimeout: 120 * MINUTE,
          hookTimeout: 5 * MINUTE,
        },
      },
    ],
  },
});
