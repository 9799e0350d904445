// The last lines of a test run: how many tests ran and how they ended, and how many changes of records were watched for their event in the
// trail (src/app/http/watched-changes.builder.ts). A run in which a test was left out does not pass.
import type { UserConsoleLog } from "vitest";
import type { Reporter, TestModule, TestRunEndReason, Vitest } from "vitest/node";

const WATCHED = /^trail: (\d+) changes of records, (\d+) without an event$/gm;

/** Before the files of which a test was left out: asked to be, or because the process they ran in ended. */
export const UNFINISHED = "left out in: ";

function isUnfinished(module: TestModule): boolean {
  return [...module.children.allTests()].some((test) => ["skipped", "pending"].includes(test.result().state));
}

export class CountsReporter implements Reporter {
  private isPartial = false;
  private readonly watched = { applications: 0, changes: 0, untold: 0 };

  onInit(vitest: Vitest): void {
    // With a name pattern (-t) leaving tests out is what was asked for.
    this.isPartial = vitest.config.testNamePattern !== undefined;
  }

  onUserConsoleLog({ content }: UserConsoleLog): void {
    for (const [, changes, untold] of content.matchAll(WATCHED)) {
      this.watched.applications += 1;
      this.watched.changes += Number(changes);
      this.watched.untold += Number(untold);
    }
  }

  onTestRunEnd(modules: readonly TestModule[], _errors: readonly unknown[], reason: TestRunEndReason): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) for (const test of module.children.allTests()) counts[test.result().state] += 1;
    const unread = modules.filter((module) => module.state() === "failed" && module.children.size === 0);
    const total = counts.passed + counts.failed + counts.skipped + counts.pending;
    const left = counts.skipped + counts.pending;
    const line = `${total} tests in ${modules.length} files: ${counts.passed} passed, ${counts.failed} failed, ${left} left out, ${unread.length} files not read`;
    const { applications, changes, untold } = this.watched;
    const watched =
      applications === 0
        ? ""
        : `trail: ${changes} changes of records watched in ${applications} applications, ${untold} without an event\n`;
    const unfinished = modules.filter((module) => isUnfinished(module)).map(({ relativeModuleId }) => relativeModuleId);
    process.once("exit", () => {
      if (unfinished.length > 0) process.stdout.write(`${UNFINISHED}${unfinished.join(" ")}\n`);
      process.stdout.write(`${watched}${line}\n`);
      const isWhole = total > 0 && left === 0 && unread.length === 0;
      if (reason !== "interrupted" && !isWhole && !this.isPartial && !process.exitCode) process.exitCode = 1;
    });
  }
}
