// What a process refuses and why, in Chinese, by fault code.
import type { FaultCode } from "../../kernel/index.ts";
import type { FaultParams, FaultWording } from "./fault-wording.ts";
import { FLOW_WORDS_ZH } from "./flow-words.zh.ts";

export type FlowFaultCode = Extract<
  FaultCode,
  `flow-${string}` | `process-${string}` | `pack-node-${string}` | "pack-return-unguarded" | "pack-separation-missing"
>;

const found = (p: FaultParams) => p["found"] ?? "";
const expected = (p: FaultParams) => p["expected"] ?? "";
const duty = (code: string | undefined) => (FLOW_WORDS_ZH.duties as Readonly<Record<string, string>>)[code ?? ""] ?? code ?? "";
const roles = (codes: string) =>
  codes
    .split(", ")
    .map((code) => (FLOW_WORDS_ZH.roles as Readonly<Record<string, string>>)[code] ?? code)
    .join("、");

export const FAULTS_FLOW_ZH: Record<FlowFaultCode, FaultWording> = {
  "pack-node-unreachable": { message: (p) => `流程环节“${found(p)}”走不到`, remedy: () => "在前面环节的 next 中指向它，或删去" },
  "pack-node-endless": { message: (p) => `流程环节“${found(p)}”走不到办结`, remedy: () => "补上通往办结的 next" },
  "pack-return-unguarded": {
    message: (p) => `流程可以不经退回往回走：${found(p)}`,
    remedy: () => "next 只能向前；往回走写在 returns 里，退回必须写理由",
  },
  "pack-separation-missing": {
    message: (p) => `没有声明不相容职责：${found(p)}`,
    remedy: () => "在 separation 中写明这两项职责不能由同一人承担及其出处",
  },
  "process-unknown": { message: (p) => `没有流程“${found(p)}”`, remedy: (p) => `可用的有：${expected(p)}` },
  "flow-unknown": { message: (p) => `没有这件事项：${found(p)}`, remedy: () => "回到待办列表重新选择" },
  "flow-running": { message: (p) => `已有一件在办：${found(p)}`, remedy: () => "办完或终止那一件后再发起" },
  "flow-ended": { message: (p) => `“${found(p)}”已经办结`, remedy: () => "需要改动的，先按级解锁" },
  "flow-not-ended": { message: (p) => `“${found(p)}”没有办结，谈不上解锁`, remedy: () => "在办的事项用退回或撤回" },
  "flow-not-yours": {
    message: (p) => `“${found(p)}”现在不由您办理`,
    remedy: (p) => (expected(p) ? `现由：${roles(expected(p))}` : "核对角色和所在处室"),
  },
  "flow-duties-separated": {
    message: (p) => `${p["person"] ? `${p["person"]}` : "您或委托人"}在这件事上已经${duty(p["had"])}过，不能再${duty(found(p))}`,
    remedy: () => "不相容职责不能由同一人承担，请另一人办理",
  },
  "flow-already-signed": { message: (p) => `“${found(p)}”您已经签过`, remedy: () => "等其他会签人；要改意见可请后续环节退回" },
  "flow-reason-missing": { message: () => "没有写意见或理由", remedy: () => "写明意见；退回、转办、撤回、解锁都要写理由" },
  "flow-paper-missing": { message: (p) => `缺少资料：${found(p)}`, remedy: (p) => `补齐后才能离开“${p["node"] ?? ""}”` },
  "flow-fact-missing": { message: (p) => `没有填明：${p["title"] ?? found(p)}`, remedy: () => "由经办环节填明，下一步由它决定" },
  "flow-content-changed": {
    message: (p) => (p["reason"] === "list" ? "解锁清单与看到的不一样了" : "内容在您看过之后变了"),
    remedy: () => "刷新，看过现在的内容再办",
  },
  "flow-delegation-invalid": {
    message: (p) => (p["reason"] === "own-form" ? "不能代别人审批自己经办的事项" : `${found(p)} 没有有效的委托`),
    remedy: (p) => (p["reason"] === "own-form" ? "由委托人本人或另一位代理人办理" : "请委托人设定期限内的代理"),
  },
  "flow-cannot-return": {
    message: (p) => (found(p) === "straightBack" ? "本环节退回的，不能改好后直接送回" : `不能退回到“${found(p)}”`),
    remedy: (p) => (expected(p) ? `可退回到：${expected(p)}` : "本环节不能退回"),
  },
  "flow-cannot-withdraw": { message: () => "不能撤回", remedy: () => "只有送出的人、在下一环节动手之前可以撤回；此后请对方退回" },
  "flow-cannot-reject": {
    message: (p) => (p["reason"] === "quorum" ? "会签还可能通过，一个人不能替大家退回或否决" : `“${found(p)}”不能否决`),
    remedy: (p) => (p["reason"] === "quorum" ? "先签“不同意”" : "写明意见后同意，或退回"),
  },
  "flow-cannot-cancel": { message: (p) => `到了“${found(p)}”不能再终止`, remedy: () => "请当前办理人退回到可以终止的环节" },
  "flow-money-out": {
    message: (p) => `“${found(p)}”还有 ${p["amount"] ?? ""} 元已付未收回，不能终止或否决`,
    remedy: (p) => `款项收回后，由财务在台账对分录 ${expected(p)} 登记退回或冲销，再办；付款记录保留，不会抹去`,
  },
  "flow-unlock-jumps": {
    message: (p) => (p["flow"] ? `后续事项“${found(p)}”已经办结，不能越级解锁` : `不能直接解锁到“${found(p)}”`),
    remedy: (p) => (p["flow"] ? "先解锁后续事项" : `逐级来：${expected(p)}`),
  },
  "flow-nobody-there": {
    message: (p) => `“${found(p)}”没有可以办理的人（${roles(p["role"] ?? "")}）`,
    remedy: () => "请安全管理员授予角色；已办过不相容环节的人不算",
  },
  "flow-not-eligible": {
    message: (p) =>
      p["reason"] === "invited-already"
        ? `${found(p)} 已在办理人之中`
        : p["reason"] === "oneself"
          ? "不能转给自己"
          : `${found(p)} 不能办理这一环节`,
    remedy: (p) => (expected(p) ? `需要的角色：${roles(expected(p))}` : "换一个人"),
  },
  "flow-rests-on": { message: (p) => `“${found(p)}”要以已通过的“${expected(p)}”为前提`, remedy: () => "先办结前一件" },
  "flow-locked": { message: (p) => `内容已锁定，停在“${found(p)}”`, remedy: () => "由当前办理人退回到可以修改的环节，或办结后按级解锁" },
  "flow-nothing-due": { message: (p) => `“${found(p)}”没有到期的事`, remedy: () => "无需处理" },
};
