// The command line: what can be asked, in the reader's language, with an example for each command.
import { Command, CommanderError, Option } from "commander";
import type { Severity } from "../../findings/index.ts";
import type { AuditOptions } from "./audit-command.ts";
import type { StoreOptions, VerifyOptions } from "./backup-commands.ts";
import { EXIT, type ExitCode, type Terminal } from "./terminal.ts";
import type { TripOptions } from "./trip-command.ts";
import type { TripYearOptions } from "./trip-year-command.ts";

/** Runs one command line (without node and script) and answers with its exit code. */
export async function runProgram(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const done = (next: ExitCode) => {
    code = next;
  };
  const program = buildProgram(terminal, done);
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  }
}

function buildProgram(terminal: Terminal, done: (code: ExitCode) => void): Command {
  const { words } = terminal;
  const program = new Command("hengxiao")
    .description(words.description)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.replace(/\n$/, "")),
      writeErr: (text) => terminal.note(text.replace(/\n$/, "")),
      outputError: (text, write) => write(`${words.wrongUsage}: ${words.usageProblem(text.replace(/^error: /, ""))}`),
    })
    .configureHelp({
      styleTitle: (title) => helpTitles(terminal)[title] ?? title,
      optionDescription: ({ description, argChoices }) => (argChoices ? `${description}${words.choices(argChoices)}` : description),
    })
    .helpOption("-h, --help", words.help)
    .helpCommand("help [command]", words.help)
    .showHelpAfterError()
    .addOption(languageOption(terminal));
  const examples = (...lines: readonly string[]) => `\n${words.usageExamples}:\n${lines.map((line) => `  $ ${line}`).join("\n")}`;

  command(program, "evaluate", words.evaluate, terminal)
    .argument("<dossier>", words.evaluateDossier)
    .option("--pack <id[,id…]>", words.optionPack)
    .option("--set <fact=value>", words.optionSet, (value: string, before: string[]) => [...before, value], [])
    .option("--json", words.optionJson)
    .option("--out <dir>", words.optionOut)
    .addOption(new Option("--fonts <kind>", words.optionFonts).choices(["packaged", "official"]).default("packaged"))
    .addOption(new Option("--fail-on <severity>", words.optionFailOn).choices(["error", "warning", "hint"]))
    .addHelpText(
      "after",
      examples(
        "npx hengxiao evaluate examples/nanchang-2019",
        "npx hengxiao evaluate examples/nanchang-2019 --pack mof-2021-101 --set project.completed=false",
        "npx hengxiao evaluate examples/nanchang-2019 --pack nanchang-2019,mof-2021-101,manual-2022-cap --out out",
      ),
    )
    .action(
      async (
        dossier: string,
        options: { pack?: string; set: string[]; json?: boolean; out?: string; fonts: "packaged" | "official"; failOn?: Severity },
      ) => {
        // Each command loads what it needs when it is asked for: a score should not wait for a web server to load.
        const { runEvaluate } = await import("./evaluate-command.ts");
        done(await runEvaluate(dossier, options, terminal));
      },
    );

  command(program, "audit", words.audit, terminal)
    .argument("<file...>", words.auditFiles)
    .option("--pack <id>", words.auditPack)
    .option("--json", words.optionJson)
    .option("--out <dir>", words.auditOut)
    .option("--resume", words.auditResume)
    .addOption(new Option("--fail-on <severity>", words.optionFailOn).choices(["error", "warning", "hint"]))
    .addHelpText(
      "after",
      examples(
        "npx hengxiao audit report.docx",
        "npx hengxiao audit reports/ tables.zip --pack mof-2020-10 --json",
        "npx hengxiao audit reports/ --out audited",
        "npx hengxiao audit reports/ --out audited --resume",
      ),
    )
    .action(async (files: string[], options: AuditOptions) => {
      const { runAudit } = await import("./audit-command.ts");
      done(await runAudit(files, options, terminal));
    });

  const trip = command(program, "trip", words.trip, terminal).addHelpText(
    "after",
    examples(
      "npx hengxiao trip price examples/trips/hamamatsu.yaml [--departs 2017-12-31,2018-01-01] [--against <file>] [--out <dir>] [--json]",
      "npx hengxiao trip year examples/delegations-2019 [--on <day>] [--exception <id=document>] [--out <dir>] [--json]",
    ),
  );
  command(trip, "price", words.tripPrice, terminal)
    .argument("<file...>", words.tripFile)
    .option("--departs <day[,day…]>", words.tripDeparts)
    .option("--against <file>", words.tripAgainst)
    .option("--rates <file>", words.tripRates)
    .option("--out <dir>", words.tripOut)
    .option("--json", words.optionJson)
    .addHelpText(
      "after",
      examples(
        "npx hengxiao trip price examples/trips/hamamatsu.yaml",
        "npx hengxiao trip price examples/trips/hamamatsu.yaml --out papers",
        "npx hengxiao trip price examples/trips/hamamatsu.yaml --departs 2017-12-31,2018-01-01 --json",
      ),
    )
    .action(async (files: string[], options: TripOptions) => {
      const { runTripPrice } = await import("./trip-command.ts");
      done(await runTripPrice(files, options, terminal));
    });

  command(trip, "year", words.tripYear, terminal)
    .argument("<folder>", words.tripFolder)
    .option("--on <day>", words.tripOn)
    .option("--exception <id=document>", words.tripException, (value: string, before: string[]) => [...before, value], [])
    .option("--out <dir>", words.tripOut)
    .option("--json", words.optionJson)
    .addHelpText(
      "after",
      examples(
        "npx hengxiao trip year examples/delegations-2019 --on 2019-12-31",
        "npx hengxiao trip year examples/delegations-2019 --exception 2=DOCUMENT --out papers",
      ),
    )
    .action(async (folder: string, options: TripYearOptions) => {
      const { runTripYear } = await import("./trip-year-command.ts");
      done(await runTripYear(folder, options, terminal));
    });

  command(program, "packs", words.packs, terminal)
    .option("--check", words.packsCheck)
    .option("--json", words.optionJson)
    .addHelpText("after", examples("npx hengxiao packs --check"))
    .action(async (options: { check?: boolean; json?: boolean }) => {
      const { runPacks } = await import("./packs-command.ts");
      done(await runPacks(options, terminal));
    });

  command(program, "template", words.template, terminal)
    .argument("<file>", words.templateOut)
    .option("--from <dossier>", words.templateFrom)
    .addHelpText(
      "after",
      examples("npx hengxiao template dossier.xlsx", "npx hengxiao template nanchang.xlsx --from examples/nanchang-2019"),
    )
    .action(async (file: string, options: { from?: string }) => {
      const { runTemplate } = await import("./template-command.ts");
      done(await runTemplate(file, options, terminal));
    });

  command(program, "start", words.start, terminal)
    .addHelpText("after", examples("npm start", "PORT=8081 npm start"))
    .action(async () => {
      const { runServe } = await import("./serve-command.ts");
      done(await runServe({ demonstration: true }, terminal));
    });

  command(program, "serve", words.serve, terminal)
    .addHelpText("after", examples("npx hengxiao serve"))
    .action(async () => {
      const { runServe } = await import("./serve-command.ts");
      done(await runServe({ demonstration: false }, terminal));
    });
  command(program, "backup", words.backup, terminal)
    .argument("[file]", words.backupFile)
    .option("--json", words.optionJson)
    .addHelpText("after", examples("npx hengxiao backup", "npx hengxiao backup /backup/hengxiao-20260228.tar --json"))
    .action(async (file: string | undefined, options: StoreOptions) => {
      const { runBackup } = await import("./backup-commands.ts");
      done(await runBackup(file, options, terminal));
    });

  command(program, "restore", words.restore, terminal)
    .argument("<file>", words.restoreFile)
    .option("--json", words.optionJson)
    .addHelpText(
      "after",
      examples(
        "HENGXIAO_DATA=/srv/hengxiao npx hengxiao restore hengxiao-20260228.tar",
        "DATABASE_URL=postgres://hengxiao@localhost/hengxiao npx hengxiao restore hengxiao-20260228.tar",
      ),
    )
    .action(async (file: string, options: StoreOptions) => {
      const { runRestore } = await import("./backup-commands.ts");
      done(await runRestore(file, options, terminal));
    });

  command(program, "verify", words.verify, terminal)
    .argument("[what]", words.verifyWhat)
    .option("--json", words.optionJson)
    .option("--anchors <file...>", words.verifyAnchors)
    .option("--public-key <file>", words.verifyPublicKey)
    .addHelpText(
      "after",
      examples(
        "npx hengxiao verify",
        "npx hengxiao verify hengxiao-20260228.tar",
        "npx hengxiao verify data --json",
        "npx hengxiao verify trail-2026-02-28.ndjson --anchors local.ndjson",
      ),
    )
    .action(async (what: string | undefined, options: VerifyOptions) => {
      const { runVerify } = await import("./backup-commands.ts");
      done(await runVerify(what, options, terminal));
    });
  return program;
}

// --lang is read before the program is built (its help is in that language); here it is declared so that help lists it.
function command(program: Command, name: string, description: string, terminal: Terminal): Command {
  return program
    .command(name)
    .description(description)
    .helpOption("-h, --help", terminal.words.help)
    .exitOverride()
    .addOption(languageOption(terminal));
}

function helpTitles({ words }: Terminal): Readonly<Record<string, string>> {
  return {
    "Usage:": words.helpTitles.usage,
    "Arguments:": words.helpTitles.arguments,
    "Options:": words.helpTitles.options,
    "Commands:": words.helpTitles.commands,
  };
}

function languageOption({ words }: Terminal): Option {
  return new Option("--lang <language>", words.optionLang).choices(["zh", "en"]);
}
