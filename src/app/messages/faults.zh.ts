// What cannot be done, in Chinese: what was found, what is expected, how to mend it; by fault code.

import type { FaultCode } from "../../kernel/index.ts";
import type { RefusalCode } from "../../ledger/index.ts";
import { beijingTime } from "./beijing-time.ts";
import type { FaultParams, FaultWording } from "./fault-wording.ts";
import { FAULTS_FLOW_ZH } from "./faults-flow.zh.ts";
import { LEDGER_WORDS_ZH } from "./ledger-words.zh.ts";
import { ROLES_ZH, roleNames } from "./roles.ts";
import { SERVER_REASONS_ZH } from "./server-reasons.zh.ts";
import { STORE_REASONS_ZH } from "./store-reasons.zh.ts";
import { TRAIL_EVENTS_ZH } from "./trail-events.zh.ts";
import { tripBlockText } from "./trip-text.ts";

const PASSWORD_RULES_ZH: Readonly<Record<string, (figure: string) => string>> = {
  short: (figure) => `密码至少 ${figure} 个字符`,
  long: (figure) => `密码最多 ${figure} 个字符`,
  kinds: (figure) => `密码要有大写字母、小写字母、数字、其他符号中的至少 ${figure} 类，或者更长一些`,
  guessed: () => "密码里有最容易被猜到的词",
  login: () => "密码里不能有登录名",
  repeated: (figure) => `不能用最近 ${figure} 次用过的密码`,
};

const TRAIL_BREAKS_ZH: Readonly<Record<string, string>> = {
  number: "序号不连续，有记录被删、被插或被调换",
  link: "与前一条接不上，记录被改过",
  seal: "封印不符，整条链被重做过",
  content: "变更内容被改过",
  time: "时间倒退",
  "anchor-link": "与库外锚点不符，整条链被重做过",
  "anchor-signature": "锚点签名不符",
  "cut-off": "末尾的记录被截去",
};

/** A rule that a password breaks, in the words of a language. */
export function passwordRule(params: FaultParams, rules: typeof PASSWORD_RULES_ZH): string {
  return rules[params["found"] ?? ""]?.(params["expected"] ?? "") ?? "";
}

const refusedText = (params: FaultParams) => LEDGER_WORDS_ZH.refusals[(params["reason"] ?? "") as RefusalCode]?.(params) ?? "";
const LEDGER_FIELDS_ZH: Readonly<Record<string, string>> = LEDGER_WORDS_ZH.fields;
const found = (params: FaultParams) => params["found"] ?? "";
const expected = (params: FaultParams) => params["expected"] ?? "";

export const FAULTS_ZH: Record<FaultCode, FaultWording> = {
  "unknown-key": {
    message: (p) => `不认识的项目“${found(p)}”`,
    remedy: (p) => (expected(p) ? `可用的有：${expected(p)}` : "核对拼写，或删去这一项"),
  },
  "duplicate-key": { message: (p) => `项目“${found(p)}”重复`, remedy: () => "同一项目只能写一次，保留正确的一处" },
  "missing-key": { message: (p) => `缺少项目“${found(p)}”`, remedy: () => "补上这一项；确实不知道的写“—”" },
  "wrong-shape": { message: (p) => `内容形式不对：“${found(p)}”`, remedy: (p) => `应为：${expected(p)}` },
  "not-a-number": { message: (p) => `“${found(p)}”不是数`, remedy: (p) => `写普通十进制数，如 ${expected(p)}；不用科学计数法和文字` },
  "not-an-amount": { message: (p) => `“${found(p)}”不是金额`, remedy: (p) => `写普通十进制数，精确到分，如 ${expected(p)}` },
  "not-points": { message: (p) => `“${found(p)}”不是分数`, remedy: (p) => `写至多两位小数的数，如 ${expected(p)}` },
  "not-a-day": { message: (p) => `“${found(p)}”不是日期`, remedy: (p) => `写成 年-月-日，如 ${expected(p)}` },
  "not-in-list": { message: (p) => `“${found(p)}”不在可选范围内`, remedy: (p) => `可选：${expected(p)}` },
  "out-of-range": { message: (p) => `“${found(p)}”超出合理范围`, remedy: (p) => `应在 ${expected(p)} 之间；核对数值和单位` },
  "empty-text": { message: () => "内容是空的", remedy: () => "填写内容；确实不知道的写“—”" },
  "duplicate-id": { message: (p) => `编号“${found(p)}”用了两次（${expected(p)}）`, remedy: () => "每个编号只能用一次" },
  "unknown-reference": { message: (p) => `“${found(p)}”没有对应的条目`, remedy: (p) => `可引用的有：${expected(p)}` },
  "unknown-binding": {
    message: (p) => `文字中引用的“{{${found(p)}}}”没有对应的数据`,
    remedy: (p) => `改为已有的数据名${expected(p) ? `，相近的有：${expected(p)}` : ""}`,
  },
  "unknown-fact": {
    message: (p) => `没有名为“${found(p)}”的事实`,
    remedy: (p) => (expected(p) ? `相近的有：${expected(p)}` : "按 dossier.yaml 中的路径书写，如 project.completed"),
  },
  "file-missing": { message: (p) => `找不到文件 ${found(p)}`, remedy: () => "核对路径和文件名" },
  "file-unreadable": { message: (p) => `文件读不出来：${found(p)}`, remedy: (p) => expected(p) || "用原软件打开另存后重试" },
  "file-too-large": { message: (p) => `文件过大：${found(p)}`, remedy: (p) => `上限：${expected(p)}；拆分后重试` },
  "file-kind-unknown": { message: (p) => `不支持的文件：${found(p)}`, remedy: (p) => `支持：${expected(p)}` },
  "yaml-broken": { message: (p) => `YAML 写法有误：${found(p)}`, remedy: () => "核对缩进、引号和冒号" },
  "workbook-broken": { message: (p) => `工作簿有误：${found(p)}`, remedy: (p) => expected(p) || "用表格软件打开并另存为 .xlsx 后重试" },
  "csv-broken": { message: (p) => `CSV 写法有误：${found(p)}`, remedy: (p) => expected(p) || "核对列数和引号" },
  "pack-unknown": { message: (p) => `没有规则包“${found(p)}”`, remedy: (p) => `可用的有：${expected(p)}` },
  "pack-uncited": {
    message: (p) => `规则“${found(p)}”没有出处`,
    remedy: () => "写明 cite（条款），或 default.source（声明为默认参数，非法规），二者取一",
  },
  "pack-gap": {
    message: (p) => `区间有空档：${found(p)} 没有对应的值`,
    remedy: (p) => expected(p) || "补上区间，或声明该区域未作规定（silent）",
  },
  "pack-overlap": {
    message: (p) => `区间重叠：${found(p)} 有不止一个值`,
    remedy: (p) => expected(p) || "调整区间端点，使每个值只落入一个区间",
  },
  "pack-not-monotone": { message: (p) => `得分不单调：${found(p)}`, remedy: (p) => expected(p) || "完成得更好不应得分更低，核对区间的值" },
  "pack-division-by-zero": { message: (p) => `会除以零：${found(p)}`, remedy: (p) => expected(p) || "补上零值情形的规则" },
  "pack-weights-not-100": { message: (p) => `权重合计为 ${found(p)}`, remedy: () => "各一级指标与预算执行率的权重合计应为 100" },
  "pack-full-marks-unreachable": { message: (p) => `无法得满分：${found(p)}`, remedy: (p) => expected(p) || "核对区间上端" },
  "pack-rule-missing": { message: (p) => `规则包缺少“${found(p)}”`, remedy: (p) => expected(p) || "在本包或其上级包中补上" },
  "pack-rule-unused": { message: (p) => `多余的规则“${found(p)}”`, remedy: (p) => expected(p) || "删去，或改为真正不同的值" },
  "pack-extends-cycle": { message: (p) => `规则包互相继承：${found(p)}`, remedy: () => "继承关系不能成环" },
  "pack-example-fails": { message: (p) => `规则包的算例不符：${found(p)}`, remedy: (p) => `应为：${expected(p)}` },
  ...FAULTS_FLOW_ZH,
  "ledger-none": {
    message: () => "这个项目还没有台账",
    remedy: () => "由财务开立台账：年初预算、调整和切块取自项目档案，支出逐张凭证登记",
  },
  "ledger-refused": { message: (p) => refusedText(p), remedy: () => "改正后再记；没有写入任何内容" },
  "ledger-needs-exception": {
    message: (p) =>
      `${p["slice"] === "" ? "未分配部分" : `“${p["slice"] ?? ""}”`}会超出${p["limit"] === "commitment" ? "核准数" : "切块数"} ${p["by"] ?? ""} 元，要例外单`,
    remedy: () => "由绩效评价领导小组或党组登记例外单（条款、批准人、文件、期限），再凭它入账",
  },
  "ledger-key-reused": { message: (p) => `这个请求编号已经用在第 ${found(p)} 笔上`, remedy: () => "刷新页面，换一个编号再提交" },
  "ledger-columns-missing": {
    message: (p) => `还没有指明“${LEDGER_FIELDS_ZH[found(p)] ?? found(p)}”是哪一列`,
    remedy: () => "在列对应里选定后再读",
  },
  "import-unknown": { message: (p) => `没有这次导入：${found(p)}`, remedy: () => "回到导入列表重新选择" },
  "import-not-ready": { message: () => "这次导入现在不能这样做", remedy: () => "等它读完，或刷新看它现在的状态" },
  "case-unknown": { message: (p) => `没有项目“${found(p)}”`, remedy: () => "回到项目列表重新选择" },
  "case-unreadable": {
    message: (p) => `项目“${found(p)}”的档案读不出来`,
    remedy: () => "重新导入该项目的档案；原来存的内容不动，可查以前的版本或备份",
  },
  "store-locked": {
    message: (p) => `数据文件夹正被另一个进程使用：${p["folder"] ?? ""}${p["pid"] ? `（进程 ${p["pid"]}）` : ""}`,
    remedy: () => "先关闭正在运行的程序，或换一个数据文件夹（HENGXIAO_DATA）",
  },
  "store-unreadable": {
    message: (p) => `数据文件夹无法使用：${p["folder"] ?? ""}，${storeReason(p).why}${p["detail"] ? `（${p["detail"]}）` : ""}`,
    remedy: (p) => storeReason(p).remedy,
  },
  "server-unusable": {
    message: (p) => `数据库服务器无法使用：${p["address"] ?? ""}，${serverReason(p).why}${p["detail"] ? `（${p["detail"]}）` : ""}`,
    remedy: (p) => serverReason(p).remedy,
  },
  "backup-foreign": { message: (p) => `不是本系统的备份文件：${p["file"] ?? ""}`, remedy: () => "核对文件；备份由 hengxiao backup 写出" },
  "backup-newer": {
    message: (p) => `备份由更新版本或另一套程序写出（${found(p)}）`,
    remedy: () => "把本程序升级到写出备份的版本，再恢复",
  },
  "backup-damaged": {
    message: (p) => `备份已损坏，坏在 ${p["part"] || "文件开头"}：${p["detail"] ?? ""}`,
    remedy: () => "不要用这份备份；改用另一份，或重新复制后再核验",
  },
  "restore-not-empty": {
    message: (p) => `只能恢复到空的地方，这里已有数据：${found(p)}`,
    remedy: () => "用 HENGXIAO_DATA 指定一个新文件夹，或用 DATABASE_URL 指定一个新建的空数据库",
  },
  "restore-differs": {
    message: (p) => `恢复后的数据与备份不一致（表 ${found(p)}），已全部撤回`,
    remedy: () => "检查磁盘和内存后重试；仍不一致时把此信息告诉维护人员",
  },
  "trail-broken": {
    message: (p) => `审计日志从第 ${found(p)} 条起不可信：${TRAIL_BREAKS_ZH[p["why"] ?? ""] ?? ""}`,
    remedy: () => "保留现状，与备份和库外锚点比对，查明谁在何时动过数据库",
  },
  "store-damaged": {
    message: (p) => `数据有损坏：表 ${p["table"] ?? ""}，${p["detail"] ?? ""}`,
    remedy: () => "停止使用，保留现状，从最近一份核验过的备份恢复",
  },
  "file-exists": { message: (p) => `文件已存在：${found(p)}`, remedy: () => "换一个文件名；已有的文件不会被覆盖" },
  "file-unwritable": { message: (p) => `文件写不进去：${found(p)}`, remedy: (p) => expected(p) || "核对磁盘空间和写权限" },
  "plain-http": {
    message: (p) => `不加密就不能对外服务：HOST=${found(p)}`,
    remedy: () => "用 HENGXIAO_TLS_CERT 和 HENGXIAO_TLS_KEY 指定证书和私钥；或前面有加密的反向代理时，用 HENGXIAO_PROXY 写明代理的地址",
  },
  "tls-unusable": {
    message: (p) => `证书或私钥用不了：${found(p)}（${p["detail"] ?? ""}）`,
    remedy: () => "核对两个文件是 PEM 格式、相互配对、运行用户可读",
  },
  "port-taken": { message: (p) => `端口已被占用：${found(p)}`, remedy: () => "用 PORT 换一个端口，如 PORT=8081 npm start" },
  "sign-in-needed": { message: () => "请先登录", remedy: () => "登录后再试" },
  "sign-in-refused": {
    message: () => "登录名、密码或验证码不对，或者账号暂时不能登录",
    remedy: () => "核对后再试；多次不对会锁定一段时间，忘记密码请找安全管理员",
  },
  "second-factor-needed": { message: () => "还需要验证码", remedy: () => "填验证器上当前的六位数字，或一个未用过的恢复码" },
  "second-factor-wrong": { message: () => "验证码不对", remedy: () => "核对手机时间是否准确，填验证器上当前的六位数字" },
  "password-change-needed": { message: () => "先要完成密码或验证器的设置", remedy: () => "按页面提示完成后再继续" },
  "password-wrong": { message: () => "当前密码不对", remedy: () => "核对后再试；多次不对会结束这次登录" },
  "password-weak": { message: (p) => passwordRule(p, PASSWORD_RULES_ZH), remedy: () => "换一个密码；用几个不相干的词连起来既长又好记" },
  "link-invalid": { message: () => "链接无效、已用过或已过期", remedy: () => "向给您链接的管理员要一个新的" },
  "not-allowed": { message: () => "您的角色不能做这件事", remedy: () => "需要时请系统管理员提出授权，由安全管理员审定" },
  "content-sealed": { message: () => "这条记录的内容是封存的", remedy: () => "写明理由申请调阅，由安全管理员同意后在有效期内打开" },
  "separation-of-duties": {
    message: (p) => `岗位必须分离：${roleNames(found(p), ROLES_ZH)}`,
    remedy: () => "由另一个人来做，或先收回其中一个角色",
  },
  "last-administrator": {
    message: (p) => `这是最后一个能履行“${roleNames(found(p), ROLES_ZH)}”职责的账号`,
    remedy: () => "先给另一个人授予同一角色，再停用或收回",
  },
  "unit-in-use": {
    message: (p) => `“${found(p)}”里还有 ${p["accounts"] ?? "0"} 个账号、${p["cases"] ?? "0"} 个项目`,
    remedy: () => "先把它们移到别的单位；最上面一级不能停用",
  },
  "version-conflict": {
    message: (p) => `别人已经改过（您看到的是第 ${found(p)} 版，现在是第 ${expected(p)} 版${lastChange(p)}）`,
    remedy: () => "刷新看看改了什么，再改一次；您填的内容没有写入",
  },
  "already-done": { message: (p) => `已经办过了：${found(p)}`, remedy: () => "刷新页面看现在的状态" },
  "key-reused": {
    message: () => "这个请求编号（Idempotency-Key）已用于另一个请求",
    remedy: () => "每次提交用新的编号；只有重发同一个请求才用原来的",
  },
  "too-many-requests": {
    message: () => "请求太多，请稍等",
    remedy: (p) => (found(p) ? `${found(p)} 秒后再试` : "过一会儿再试"),
  },
  "request-too-large": { message: (p) => `请求内容过大：${found(p)}`, remedy: (p) => `上限：${expected(p)}；分几次提交` },
  "trip-step-blocked": {
    message: (p) => `这一步还不能办：${tripBlockText("zh", found(p), expected(p))}`,
    remedy: () => "按所列补齐后再办；确需先办的，按特事特办登记例外",
  },
  "trip-approved": {
    message: (p) => `“${found(p)}”已经审定，行程和预算不能直接改`,
    remedy: () => "先退回拟定环节写明变更理由，改后只重办变更所涉的环节；报销内容可以照填",
  },
  "request-invalid": { message: (p) => `请求有误：${found(p)}`, remedy: (p) => (expected(p) ? `应为：${expected(p)}` : "核对后重试") },
  "not-found": { message: (p) => `没有这个地址：${found(p)}`, remedy: () => "核对地址" },
  "store-full": { message: () => "服务器磁盘已满，您填的内容没有写入", remedy: () => "告诉系统管理员腾出空间，再提交一次" },
  "store-away": { message: () => "数据库暂时不可用，正在恢复", remedy: () => "过一会儿刷新，看看是否已经写入，没有再提交一次" },
  internal: { message: (p) => `系统内部错误，编号 ${found(p)}`, remedy: () => "把编号告诉系统管理员" },
};

/** Who changed it last, when in Beijing, and what was done since the version that was seen. */
function lastChange({ by, at, did }: FaultParams): string {
  const last = by === undefined || at === undefined ? "" : `；最近一次：${by || "系统"}，${beijingTime(at)}`;
  return did ? `${last}；其间：${did.split(",").map(eventName).join("、")}` : last;
}

function eventName(event: string): string {
  return (TRAIL_EVENTS_ZH as Readonly<Record<string, string>>)[event] ?? event;
}

function storeReason(p: FaultParams): { readonly why: string; readonly remedy: string } {
  return (
    (STORE_REASONS_ZH as Readonly<Record<string, { readonly why: string; readonly remedy: string }>>)[p["reason"] ?? ""] ??
    STORE_REASONS_ZH["no-answer"]
  );
}

function serverReason(p: FaultParams): { readonly why: string; readonly remedy: string } {
  return (
    (SERVER_REASONS_ZH as Readonly<Record<string, { readonly why: string; readonly remedy: string }>>)[p["reason"] ?? ""] ??
    SERVER_REASONS_ZH["no-answer"]
  );
}
