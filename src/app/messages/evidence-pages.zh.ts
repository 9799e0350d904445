// Words of the pages on evidence, in Chinese.

export type EvidencePagesWording = {
  readonly tab: string;
  readonly intro: string;
  readonly upload: {
    readonly title: string;
    readonly file: string;
    readonly name: string;
    readonly kind: string;
    readonly on: string;
    readonly links: string;
    readonly linksHint: string;
    readonly send: string;
    readonly done: string;
    readonly same: (count: number) => string;
  };
  readonly missing: {
    readonly title: string;
    readonly none: string;
    readonly wholeUnit: string;
    readonly overdue: (count: number) => string;
    readonly due: (day: string) => string;
    readonly handIn: string;
    readonly moreVouchers: (count: number) => string;
  };
  readonly archive: {
    readonly title: string;
    readonly gaps: (count: number) => string;
    readonly complete: string;
    readonly required: string;
    readonly optional: string;
    readonly missing: string;
    readonly handOver: string;
  };
  readonly pieces: {
    readonly title: string;
    readonly none: string;
    readonly strength: (strength: number) => string;
    readonly by: (who: string, when: string) => string;
    readonly keptUntil: (day: string) => string;
    readonly same: string;
    readonly voided: (reason: string) => string;
    readonly look: string;
    readonly download: string;
    readonly void: string;
    readonly voidReason: string;
    readonly page: (page: number, pages: number) => string;
    readonly previous: string;
    readonly next: string;
  };
  readonly basis: string;
  readonly sources: string;
  readonly list: (parts: readonly string[]) => string;
  readonly label: (name: string, value: string) => string;
  readonly kind: (title: string, examples: string) => string;
  readonly problem: (detail: string, remedy: string) => string;
};

export const EVIDENCE_PAGES_ZH: EvidencePagesWording = {
  tab: "佐证",
  intro: "平时收集、随时可查：每份材料按内容记 SHA-256，写明种类、证明力、提交人和保管期限，挂到指标、子项目、凭证或档案环节。",
  upload: {
    title: "提交材料",
    file: "文件",
    name: "名称",
    kind: "种类",
    on: "材料日期",
    links: "证明什么",
    linksHint: "可选多项：指标、子项目、档案材料、凭证",
    send: "提交",
    done: "已收下",
    same: (count) => `内容与已有的 ${count} 份材料完全相同`,
  },
  missing: {
    title: "还缺什么",
    none: "没有缺件",
    wholeUnit: "本单位",
    overdue: (count) => `逾期 ${count} 件`,
    due: (day) => `${day} 前收齐`,
    handIn: "补交",
    moreVouchers: (count) => `凭证只列最近的；另有 ${count} 张在台账里`,
  },
  archive: {
    title: "评价档案",
    gaps: (count) => `缺 ${count} 件`,
    complete: "齐全",
    required: "应有",
    optional: "视情况",
    missing: "缺件",
    handOver: "下载移交包",
  },
  pieces: {
    title: "全部材料",
    none: "还没有材料",
    strength: (strength) => `证明力 ${strength}`,
    by: (who, when) => `${who} ${when}`,
    keptUntil: (day) => `保管至 ${day}`,
    same: "内容重复",
    voided: (reason) => `已作废：${reason}`,
    look: "查看",
    download: "下载",
    void: "作废",
    voidReason: "作废理由",
    page: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
    previous: "上一页",
    next: "下一页",
  },
  basis: "依据",
  sources: "系统默认，非文件规定",
  list: (parts) => parts.join("；"),
  label: (name, value) => `${name}：${value}`,
  kind: (title, examples) => `${title}（${examples}）`,
  problem: (detail, remedy) => `${detail}。${remedy}`,
};
