// The entry of the command line: reads the environment once, runs one command, turns a defect into a reference number.
import { randomUUID } from "node:crypto";
import { painter } from "./cli/columns.ts";
import { runProgram } from "./cli/program.ts";
import { EXIT, printFaults, type Terminal } from "./cli/terminal.ts";
import { terminalStreams } from "./cli/terminal-streams.ts";
import { readConfig } from "./config.ts";
import { cliWording } from "./messages/cli.ts";
import { type Language, languageOf } from "./messages/language.ts";

const argv = process.argv.slice(2);
const config = readConfig(process.env);
const language = askedLanguage() ?? (config.ok ? config.value.language : languageOf(process.env["LANG"]));
const base = {
  language,
  words: cliWording(language),
  paint: painter(Boolean(process.stdout.isTTY) && !process.env["NO_COLOR"]),
  width: Math.min(process.stdout.columns || 110, 120),
  ...terminalStreams(process.stdout, process.stderr),
};

if (config.ok) await run({ ...base, config: config.value });
else {
  printFaults(config.faults, base);
  process.exitCode = EXIT.usage;
}

async function run(terminal: Terminal): Promise<void> {
  try {
    process.exitCode = await runProgram(argv, terminal);
  } catch (error) {
    const reference = randomUUID().slice(0, 8);
    terminal.note(terminal.words.defect(reference));
    terminal.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = EXIT.defect;
  }
}

function askedLanguage(): Language | null {
  const index = argv.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  if (index < 0) return null;
  const word = argv[index] ?? "";
  return languageOf(word.includes("=") ? word.slice(word.indexOf("=") + 1) : argv[index + 1]);
}
