// What an export's tables and columns are called.
import type { ExportColumnName, ExportTableName } from "../store/exports/export-tables.ts";
import type { Language } from "./language.ts";

type ExportWording = {
  readonly title: string;
  readonly author: string;
  readonly tables: Readonly<Record<ExportTableName, string>>;
  readonly columns: Readonly<Record<ExportColumnName, string>>;
};

const ZH: ExportWording = {
  title: "全部数据",
  author: "衡效",
  tables: {
    units: "机构",
    cases: "项目",
    caseVersions: "项目版本",
    entries: "台账分录",
    evidence: "资料和凭证",
    flows: "流程",
    tripYears: "出访年度",
    trips: "出访",
    audits: "审核文件",
  },
  columns: {
    ...{ id: "编号", parent: "上级编号", kind: "类别", name: "名称", code: "代码", endedAt: "停用时间", version: "版本", year: "年度" },
    ...{
      pack: "规则包",
      unit: "机构编号",
      createdAt: "建立时间",
      updatedAt: "更新时间",
      dossier: "档案",
      case: "项目编号",
      savedAt: "保存时间",
    },
    ...{ note: "说明", seq: "序号", day: "日期", amount: "金额（元）", source: "资金来源", slice: "子项或处室", commitment: "承诺编号" },
    ...{ voucher: "凭证号", economicClass: "经济分类", payee: "收款人", summary: "摘要", document: "文号", ofSeq: "所指序号" },
    ...{
      drawnCurrent: "用当年拨款（元）",
      drawnCarryOver: "用上年结转（元）",
      drawnOther: "用其他资金（元）",
      by: "经手人",
      postedAt: "记账时间",
    },
    ...{
      title: "标题",
      file: "文件名",
      sha256: "SHA-256",
      division: "处室",
      keptUntil: "保管至",
      uploadedAt: "上传时间",
      voidAt: "作废时间",
    },
    ...{ voidReason: "作废原因", process: "流程", subjectKind: "对象类别", subject: "对象编号", startedAt: "发起时间", node: "所在环节" },
    ...{
      due: "期限",
      outcome: "结果",
      state: "状态",
      plan: "计划",
      outcomes: "成果",
      item: "计划项目",
      content: "内容",
      batch: "批次编号",
    },
    ...{ batchName: "批次", n: "序号", status: "状态", project: "项目名称", department: "主管部门", total: "总分", grade: "等级" },
    ...{ errors: "错误", warnings: "警告", hints: "提示", finishedAt: "完成时间" },
  },
};

const EN: ExportWording = {
  title: "all data",
  author: "Hengxiao",
  tables: {
    units: "Units",
    cases: "Projects",
    caseVersions: "Project versions",
    entries: "Ledger entries",
    evidence: "Evidence",
    flows: "Matters",
    tripYears: "Years of delegations",
    trips: "Delegations",
    audits: "Audited documents",
  },
  columns: {
    ...{ id: "Id", parent: "Above", kind: "Kind", name: "Name", code: "Code", endedAt: "Ended", version: "Version", year: "Year" },
    ...{
      pack: "Rule pack",
      unit: "Unit",
      createdAt: "Created",
      updatedAt: "Updated",
      dossier: "Dossier",
      case: "Project",
      savedAt: "Saved",
    },
    ...{ note: "Note", seq: "No.", day: "Day", amount: "Amount (yuan)", source: "Source", slice: "Slice", commitment: "Commitment" },
    ...{ voucher: "Voucher", economicClass: "Economic class", payee: "Payee", summary: "Summary", document: "Document", ofSeq: "Of no." },
    ...{
      drawnCurrent: "Of this year's (yuan)",
      drawnCarryOver: "Of carry-over (yuan)",
      drawnOther: "Of other (yuan)",
      by: "By",
      postedAt: "Posted",
    },
    ...{
      title: "Title",
      file: "File",
      sha256: "SHA-256",
      division: "Division",
      keptUntil: "Kept until",
      uploadedAt: "Uploaded",
      voidAt: "Voided",
    },
    ...{ voidReason: "Why void", process: "Process", subjectKind: "Kind of subject", subject: "Subject", startedAt: "Begun", node: "At" },
    ...{
      due: "Due",
      outcome: "Outcome",
      state: "State",
      plan: "Plan",
      outcomes: "Outcomes",
      item: "Item",
      content: "Content",
      batch: "Batch id",
    },
    ...{
      batchName: "Batch",
      n: "No.",
      status: "Status",
      project: "Project name",
      department: "Department",
      total: "Total",
      grade: "Grade",
    },
    ...{ errors: "Errors", warnings: "Warnings", hints: "Hints", finishedAt: "Finished" },
  },
};

export function exportWording(language: Language): ExportWording {
  return language === "zh" ? ZH : EN;
}
