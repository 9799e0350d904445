// The keys of this installation, in a folder beside the database and never in it: what seals the audit trail, what signs its
// anchors, what hides the second factors' secrets. Whoever has the database alone can neither chain anew nor sign in.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";

export type AnchorAlgorithm = "ed25519" | "sm2";
/** What chains and seals the trail: the international or the national (GM/T) algorithms. */
export type TrailDigest = "sha256" | "sm3";

export type ServerKeys = {
  /** 32 bytes: seals the trail's links. */
  readonly seal: Uint8Array;
  /** 32 bytes: hides secrets that must be read again. */
  readonly hiding: Uint8Array;
  readonly anchor: { readonly algorithm: AnchorAlgorithm; readonly privateKey: KeyObject; readonly publicKey: KeyObject };
  readonly digest: TrailDigest;
};

const SECRET_BYTES = 32;

/**
 * Reads the keys in the folder, making those that are missing. What a trail was begun with it goes on with, for a chain of two kinds of
 * links proves nothing: `national` decides only where there are no keys yet. Throws where the folder cannot be read or written.
 */
export function readServerKeys(folder: string, national: boolean): ServerKeys {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const there = (["ed25519", "sm2"] as const).filter((one) => existsSync(pemOf(folder, one)));
  const algorithm: AnchorAlgorithm = there.length === 1 && there[0] ? there[0] : national ? "sm2" : "ed25519";
  const pem = readOrMake(pemOf(folder, algorithm), () => {
    const { privateKey } = algorithm === "sm2" ? generateKeyPairSync("ec", { namedCurve: "SM2" }) : generateKeyPairSync("ed25519");
    return Buffer.from(privateKey.export({ type: "pkcs8", format: "pem" }));
  });
  const privateKey = createPrivateKey(Buffer.from(pem));
  return {
    seal: readOrMake(join(folder, "trail-seal.key"), () => randomBytes(SECRET_BYTES)),
    hiding: readOrMake(join(folder, "hiding.key"), () => randomBytes(SECRET_BYTES)),
    anchor: { algorithm, privateKey, publicKey: createPublicKey(privateKey) },
    digest: algorithm === "sm2" ? "sm3" : "sha256",
  };
}

function pemOf(folder: string, algorithm: AnchorAlgorithm): string {
  return join(folder, `anchor-${algorithm}.pem`);
}

/** Complete and on the disk under its own name, or not there: half a key would lock everybody out. */
function readOrMake(path: string, make: () => Uint8Array): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const bytes = make();
  const making = `${path}.new`;
  const file = openSync(making, "w", 0o600);
  try {
    writeSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(making, path);
  const parent = openSync(dirname(path), "r");
  try {
    fsyncSync(parent);
  } finally {
    closeSync(parent);
  }
  return bytes;
}
