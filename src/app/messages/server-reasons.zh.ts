// Why the database server in DATABASE_URL cannot be used, in Chinese: the reason and how to mend it.
import { STORE_REASONS_ZH } from "./store-reasons.zh.ts";

const { "no-space": noSpace, "migration-changed": migrationChanged, "newer-schema": newerSchema } = STORE_REASONS_ZH;

export const SERVER_REASONS_ZH = {
  "server-address": { why: "DATABASE_URL 的写法不对", remedy: "写成 postgres://用户:密码@主机:5432/数据库" },
  "server-unreachable": { why: "连不上数据库服务器", remedy: "确认服务器已启动，核对主机、端口和防火墙" },
  "server-login": {
    why: "用户名或密码不对，或服务器不许该用户从本机登录",
    remedy: "核对 DATABASE_URL 中的用户和密码，以及服务器的 pg_hba.conf",
  },
  "server-no-database": { why: "没有这个数据库", remedy: "先建库：create database 名称 template template0 encoding 'UTF8'" },
  "server-permission": { why: "该用户权限不足", remedy: "让该用户成为数据库的属主，或授予它 public 模式的 create 和表的全部权限" },
  "server-read-only": { why: "数据库只读（备机，或设为只读）", remedy: "改连主库，或取消 default_transaction_read_only" },
  "server-busy": { why: "服务器正在启动、关闭，或连接数已满", remedy: "稍后重试；经常如此则调大 max_connections" },
  "server-tls": {
    why: "到另一台机器的连接没有加密，或证书不可信",
    remedy: "在 DATABASE_URL 末尾加 ?sslmode=verify-full（需要时加 &sslrootcert=证书文件）；确属可信内网的，写明 ?sslmode=disable",
  },
  "server-version": { why: "PostgreSQL 版本过低", remedy: "升级到 PostgreSQL 15 或更新版本" },
  "server-encoding": { why: "数据库编码不是 UTF8", remedy: "另建一个 UTF8 编码的数据库" },
  "server-not-durable": { why: "服务器的设置不能保证断电不丢数据", remedy: "把 fsync 和 full_page_writes 设为 on" },
  "server-not-ours": { why: "库里有别的表，不是本系统的数据", remedy: "另建一个空数据库" },
  "no-space": noSpace,
  "no-answer": { why: "数据库服务器没有及时响应", remedy: "稍后重试；反复出现时检查服务器和网络" },
  "migration-changed": migrationChanged,
  "newer-schema": newerSchema,
} as const;
