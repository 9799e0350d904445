// The last line of a test run: how many tests ran and how they ended. A run in which a test was left out does not pass.
import type { Reporter, TestModule, TestRunEndReason, Vitest } from "vitest/node";

/** Before the files of which a test was left out: asked to be, or because the process they ran in ended. */
export const UNFINISHED = "left out in: ";

function isUnfinished(module: TestModule): boolean {
  return [...module.children.allTests()].some((test) => ["skipped", "pending"].includes(test.result().state));
}

export class CountsReporter implements Reporter {
  private isPartial = false;

  onInit(vitest: Vitest): void {
    // With a name pattern (-t) leaving tests out is what was asked for.
    this.isPartial = vitest.config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[], _errors: readonly unknown[], reason: TestRunEndReason): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) for (const test of module.children.allTests()) counts[test.result().state] += 1;
    const unread = modules.filter((module) => module.state() === "failed" && module.children.size === 0);
    const total = counts.passed + counts.failed + counts.skipped + counts.pending;
    const left = counts.skipped + counts.pending;
    const line = `${total} tests in ${modules.length} files: ${counts.passed} passed, ${counts.failed} failed, ${left} left out, ${unread.length} files not read`;
    const unfinished = modules.filter((module) => isUnfinished(module)).map(({ relativeModuleId }) => relativeModuleId);
    process.once("exit", () => {
      process.stdout.write(`${line}\n`);
      if (unfinished.length > 0) process.stdout.write(`${UNFINISHED}${unfinished.join(" ")}\n`);
      const isWhole = total > 0 && left === 0 && unread.length === 0;
      if (reason !== "interrupted" && !isWhole && !this.isPartial && !process.exitCode) process.exitCode = 1;
    });
  }
}
