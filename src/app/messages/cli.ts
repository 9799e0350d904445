// The command line's words by language.
import { CLI_EN } from "./cli.en.ts";
import { CLI_ZH, type CliWording } from "./cli.zh.ts";
import type { Language } from "./language.ts";

export function cliWording(language: Language): CliWording {
  return language === "zh" ? CLI_ZH : CLI_EN;
}
