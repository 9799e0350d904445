// Why the data folder cannot be used, in English: the reason and how to mend it.
import type { STORE_REASONS_ZH } from "./store-reasons.zh.ts";

export const STORE_REASONS_EN = {
  "not-writable": { why: "it may not be written to", remedy: "grant write permission, or name another folder in HENGXIAO_DATA" },
  "not-a-folder": { why: "it is not a folder", remedy: "name a folder in HENGXIAO_DATA" },
  "not-a-store": { why: "it holds other files, not this product's data", remedy: "name an empty folder in HENGXIAO_DATA" },
  "no-space": { why: "the disk is full", remedy: "free some space and start again" },
  "not-created": { why: "it was never completed", remedy: "delete the folder and start again" },
  "engine-version": {
    why: "another version of the database engine made it",
    remedy: "open it with the version that made it, or restore a backup",
  },
  damaged: { why: "its data are damaged", remedy: "leave the folder as it is and restore a backup" },
  "no-answer": { why: "the database does not answer", remedy: "start again later; if it recurs, check the disk" },
  "migration-changed": { why: "a migration that already ran was changed", remedy: "use the original program, or restore a backup" },
  "newer-schema": { why: "a newer version of the product made it", remedy: "upgrade this program" },
  platform: { why: "this operating system is not supported", remedy: "run it on Linux (x64 or arm64)" },
} as const satisfies Record<keyof typeof STORE_REASONS_ZH, { readonly why: string; readonly remedy: string }>;
