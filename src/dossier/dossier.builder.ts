// Builds dossiers for tests from plain data, through the same reading as real ones.
import type { SourceFile } from "../kernel/index.ts";
import { type Dossier, readDossier } from "./dossier.ts";

type Data = Record<string, unknown>;

/** The raw data of a small complete dossier; top-level keys can be overridden. */
export function dossierData(overrides: Data = {}): Data {
  return {
    dossier: "1",
    project: { name: "示例项目", year: "2019", department: "示例部门", unit: "示例单位", completed: "true" },
    pack: "test-2020-1",
    evaluation: { kind: "unit-self", signedOn: "2020-05-20", signedBy: "示例单位" },
    funds: {
      current: { initial: "300", revised: "300", executed: "134.86" },
      carryOver: { initial: "165.47", revised: "165.47", executed: "165.47" },
    },
    indicators: [anIndicator({})],
    ...overrides,
  };
}

/** The raw data of one indicator row. */
export function anIndicator(overrides: Data): Data {
  return {
    id: "output.quantity.1",
    level1: "产出指标",
    level2: "数量指标",
    level3: "结算出访团组",
    weight: "20",
    target: { kind: "at-least", value: "12", unit: "个" },
    actual: { value: "12" },
    ...overrides,
  };
}

/** A dossier's file whose places are paths. */
export function dossierFile(data: Data): SourceFile {
  return { name: "dossier.yaml", data, locate: (path) => ({ file: "dossier.yaml", path: path.join(".") }) };
}

/** A dossier, or an error that lists its faults. */
export function aDossier(overrides: Data = {}): Dossier {
  const read = readDossier({ dossier: dossierFile(dossierData(overrides)) });
  if (!read.ok) throw new Error(JSON.stringify(read.faults, null, 1));
  return read.value;
}
