// A light with its word.
import type { Tone } from "./tone.ts";
import { useWorkbenchWords } from "./use-workbench-words.ts";

const LIGHTS = { red: "light light-low", amber: "light light-partial", green: "light light-full" } as const;

export function ToneLight({ tone }: { readonly tone: Tone }) {
  return <span className={LIGHTS[tone]}>{useWorkbenchWords().lights[tone]}</span>;
}
