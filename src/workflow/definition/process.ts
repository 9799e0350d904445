// Process definitions as they were read: each with the pack that states it and its own text, which a running case keeps.
import { type Fault, failure, fault, type Result, readSource, type SourceFile, success } from "../../kernel/index.ts";
import { type Instrument, instrumentSchema } from "../../rules/index.ts";
import { examineProcess } from "./health.ts";
import type { ProcessEnd, ProcessNode, ProcessRule } from "./process-rule.ts";
import { workflowSchema } from "./process-schema.ts";

export type { ProcessEnd, ProcessNode, ProcessRule, Seat } from "./process-rule.ts";

export type ProcessDefinition = {
  /** The pack that states it. */
  readonly pack: string;
  /** That pack's official number. */
  readonly instrument: string;
  readonly rule: ProcessRule;
  /** The definition as it was written, in JSON with sorted keys: its hash names it, and reading it gives the same definition. */
  readonly text: string;
};

/** The processes of one pack; `instrument` alone where it states none. */
export type PackProcesses = { readonly instrument: Instrument; readonly processes: readonly ProcessDefinition[] };

/** Reads a pack's workflow.yaml. All faults at once: those of reading, and whatever makes a definition unsound. */
export function readProcesses(sources: { readonly instrument: SourceFile; readonly workflow?: SourceFile }): Result<PackProcesses> {
  const instrument = readSource(instrumentSchema, sources.instrument);
  if (!sources.workflow) return instrument.ok ? success({ instrument: instrument.value, processes: [] }) : instrument;
  const workflow = readSource(workflowSchema, sources.workflow);
  if (!instrument.ok || !workflow.ok) return failure(...[instrument, workflow].flatMap((read) => (read.ok ? [] : read.faults)));
  const source = sources.workflow;
  const written = (source.data as { readonly processes: readonly unknown[] }).processes;
  const { id: pack, number } = instrument.value;
  const processes = workflow.value.processes.map((rule, index) => ({
    pack,
    instrument: number,
    rule,
    text: storedText({ pack, instrument: number, process: written[index] }),
  }));
  const faults = [
    ...repeatedVersions(workflow.value.processes, source),
    ...workflow.value.processes.flatMap((rule, index) => examineProcess(rule, (path) => source.locate(["processes", index, ...path]))),
  ];
  return faults.length > 0 ? failure(...faults) : success({ instrument: instrument.value, processes });
}

/** The definition that a running case began with, from the text it kept. */
export function readStoredProcess(text: string): ProcessDefinition {
  const { pack, instrument, process } = JSON.parse(text) as { pack: string; instrument: string; process: unknown };
  const name = `${pack}/workflow.yaml`;
  const read = readSource(workflowSchema, { name, data: { processes: [process] }, locate: () => ({ file: name }) });
  const rule = read.ok ? read.value.processes[0] : undefined;
  if (!rule) throw new Error(`a stored process definition of ${pack} cannot be read`);
  return { pack, instrument, rule, text };
}

export function findNode(rule: ProcessRule, id: string): ProcessNode | undefined {
  return rule.nodes.find((node) => node.id === id);
}

export function findEnd(rule: ProcessRule, id: string): ProcessEnd | undefined {
  return rule.ends.find((end) => end.id === id);
}

function storedText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

// Of the versions of a process one must count on each day: no two may begin together, and no version is named twice.
function repeatedVersions(rules: readonly ProcessRule[], source: SourceFile): Fault[] {
  return rules.flatMap((rule, index) => {
    const earlier = rules.slice(0, index).filter((one) => one.id === rule.id);
    const place = (key: string) => source.locate(["processes", index, key]);
    return [
      ...(earlier.some((one) => one.version === rule.version)
        ? [fault("duplicate-id", { found: `${rule.id} ${rule.version}`, expected: "processes" }, place("version"))]
        : []),
      ...(earlier.some((one) => (one.from ?? "") === (rule.from ?? ""))
        ? [fault("pack-overlap", { found: `${rule.id} ${rule.from ?? ""}` }, place("from"))]
        : []),
    ];
  });
}
