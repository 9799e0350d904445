// Why the data folder cannot be used, in Chinese: the reason and how to mend it.
export const STORE_REASONS_ZH = {
  "not-writable": { why: "没有写权限", remedy: "给运行用户写权限，或用 HENGXIAO_DATA 换一个文件夹" },
  "not-a-folder": { why: "不是文件夹", remedy: "用 HENGXIAO_DATA 指定一个文件夹" },
  "not-a-store": { why: "里面有别的文件，不是本系统的数据", remedy: "用 HENGXIAO_DATA 换一个空文件夹" },
  "no-space": { why: "磁盘空间不足", remedy: "清理磁盘后重新启动" },
  "not-created": { why: "上次没有建成", remedy: "删去该文件夹后重新启动" },
  "engine-version": { why: "由另一版本的数据库引擎建立", remedy: "用建立它的版本打开，或从备份恢复" },
  damaged: { why: "数据已损坏", remedy: "不要改动该文件夹，从备份恢复" },
  "no-answer": { why: "数据库没有响应", remedy: "稍后重新启动；反复出现时检查磁盘" },
  "migration-changed": { why: "已执行过的升级脚本被改动", remedy: "换回原版程序，或从备份恢复" },
  "newer-schema": { why: "由更新版本的系统建立", remedy: "升级本程序到更新版本" },
  platform: { why: "本操作系统不支持", remedy: "在 Linux（x64 或 arm64）上运行" },
} as const;
