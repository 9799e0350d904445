// What a backup says of itself: the schema it was made of, and for every table its rows, their hash and the parts they lie in.
import { array, boolean, type infer as Infer, int, literal, object, string } from "zod";

export const FORMAT = "hengxiao-backup";
export const FORMAT_VERSION = 1;
/** The first entry: tells what the file is before anything else is read. */
export const HEAD_FILE = "hengxiao-backup.json";
/** The last two entries. */
export const MANIFEST_FILE = "manifest.json";
export const MANIFEST_HASH_FILE = "manifest.sha256";

const hash = string().regex(/^[0-9a-f]{64}$/);
const count = int().nonnegative();

const partSchema = object({
  file: string(),
  rows: count,
  /** Bytes of text before deflating. */
  textBytes: count,
  size: count,
  sha256: hash,
});

export const headSchema = object({ format: literal(FORMAT), version: int().positive() });

export const manifestSchema = object({
  format: literal(FORMAT),
  version: literal(FORMAT_VERSION),
  product: string(),
  /** ISO instant. */
  madeAt: string(),
  headSha256: hash,
  schema: array(object({ number: int().positive(), name: string(), checksum: hash })),
  sequences: array(object({ name: string(), lastValue: string().regex(/^-?\d+$/), isCalled: boolean() })),
  tables: array(
    object({
      name: string(),
      columns: array(object({ name: string(), type: string() })),
      rows: count,
      /** Of all its lines, each with its line feed. */
      sha256: hash,
      parts: array(partSchema),
    }),
  ),
});

export type BackupManifest = Infer<typeof manifestSchema>;
export type BackupPart = Infer<typeof partSchema>;
