// Builds packs and rulebooks for tests from plain data, through the same reading as real packs.
import type { Day, Result, SourceFile } from "../kernel/index.ts";
import { type Pack, type PackSources, readPack } from "./pack.ts";
import { buildRulebook, type Rulebook } from "./rulebook.ts";

/** Parsed data as a file whose places are paths. */
function aSourceFile(name: string, data: unknown): SourceFile {
  return { name, data, locate: (path) => ({ file: name, path: path.join(".") }) };
}

type PackData = {
  readonly instrument?: Record<string, unknown>;
  readonly parameters?: Record<string, unknown>;
  readonly indicators?: Record<string, unknown>;
  readonly documents?: Record<string, unknown>;
  readonly clauses?: Record<string, unknown>;
};

const ours = { default: { source: "test" } };

const PARAMETERS = {
  grades: {
    cite: "第十八条",
    bands: [
      { grade: "优", from: "90", to: "100", closed: "true" },
      { grade: "良", from: "80", to: "90" },
      { grade: "中", from: "60", to: "80" },
      { grade: "差", from: "0", to: "60" },
    ],
  },
  execution: { cite: "附1", kind: "proportion", denominator: "revised" },
  attainment: { cite: "第十六条", kind: "proportion" },
  reverse: { ...ours, kind: "target-over-actual" },
  equal: { ...ours, kind: "capped-proportion" },
  zeroTarget: { ...ours, kind: "all-or-nothing" },
  band: { ...ours, kind: "nearest-ratio" },
  splitPeriods: { ...ours, kind: "mean-of-capped" },
  milestones: { ...ours, kind: "share-on-time" },
  yesNo: { ...ours, kind: "all-or-nothing" },
  occurrences: { ...ours, kind: "per-occurrence" },
  tiers: {
    cite: "第十六条",
    tiers: [
      { id: "met", title: "达成年度指标", from: "0.8", to: "1", closed: "true" },
      { id: "partly-met", title: "部分达成年度指标并具有一定效果", from: "0.6", to: "0.8" },
      { id: "not-met", title: "未达成年度指标且效果较差", from: "0", to: "0.6" },
    ],
  },
  satisfaction: { cite: "第十六条", kind: "as-quantity" },
  overAchievement: { ...ours, threshold: "1.3", includesThreshold: "false", deduct: "0" },
  notApplicable: { ...ours, kind: "within-level1" },
  rounding: { ...ours, mode: "half-up", places: "2" },
};

const INDICATORS = {
  levels: {
    cite: "附1",
    tree: [
      {
        id: "output",
        title: "产出指标",
        level2: ["数量", "质量", "时效", "成本"].map((name, index) => ({
          id: ["quantity", "quality", "timeliness", "cost"][index],
          title: `${name}指标`,
        })),
      },
      { id: "benefit", title: "效益指标", level2: [{ id: "economic", title: "经济效益指标" }] },
      { id: "satisfaction", title: "满意度指标", level2: [{ id: "served", title: "服务对象满意度指标" }] },
    ],
  },
  schemes: [
    {
      cite: "第十三条",
      id: "standard",
      title: "10/50/30/10",
      weights: { execution: "10", output: "50", benefit: "30", satisfaction: "10" },
      adjustable: "true",
    },
  ],
};

const DOCUMENTS = {
  outline: { cite: "附3", sections: [{ id: "overview", title: "基本情况" }] },
  form: {
    cite: "附1",
    title: "项目支出绩效自评表",
    yearNote: "（{year}年度）",
    labels: {},
    fundRows: [{ id: "total", label: "年度资金总额" }],
  },
};

/** The parsed files of a complete small pack; each file's keys can be overridden one by one. */
export function packSources(data: PackData = {}): PackSources {
  const instrument = {
    id: "test-2020-1",
    title: "测试办法",
    number: "测〔2020〕1号",
    issuer: "测试",
    jurisdiction: "全国",
    inForce: { from: "2020-02-25" },
    source: "test",
    ...data.instrument,
  };
  return {
    instrument: aSourceFile("instrument.yaml", instrument),
    parameters: aSourceFile("parameters.yaml", { ...PARAMETERS, ...data.parameters }),
    indicators: aSourceFile("indicators.yaml", { ...INDICATORS, ...data.indicators }),
    documents: aSourceFile("documents.yaml", { ...DOCUMENTS, ...data.documents }),
    ...(data.clauses ? { clauses: aSourceFile("clauses.yaml", data.clauses) } : {}),
  };
}

/** The parsed files of a local pack that extends the complete one and states only what is given. */
function localSources({ instrument, ...files }: PackData): PackSources {
  const head = packSources({ instrument: { id: "local-2021-1", number: "地〔2021〕1号", extends: "test-2020-1", ...instrument } });
  const parts = Object.entries(files).map(([name, data]) => [name, aSourceFile(`local/${name}.yaml`, data)] as const);
  return { instrument: head.instrument, ...Object.fromEntries(parts) };
}

/** The complete pack and a local one that extends it, by id. */
export function withLocal(local: PackData, base: PackData = {}): ReadonlyMap<string, Pack> {
  return packsById(aPack(base), orThrow(readPack(localSources(local))));
}

export function packsById(...packs: readonly Pack[]): ReadonlyMap<string, Pack> {
  return new Map(packs.map((pack) => [pack.instrument.id, pack]));
}

/** A pack, or an error that lists its faults. */
export function aPack(data: PackData = {}): Pack {
  return orThrow(readPack(packSources(data)));
}

/** The rulebook of one pack on a day. */
export function aRulebook(data: PackData = {}, day = "2020-05-20"): Rulebook {
  const pack = aPack(data);
  return orThrow(buildRulebook(packsById(pack), pack.instrument.id, day as Day));
}

function orThrow<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.faults, null, 1));
  return result.value;
}
