// The page inside a single-file web page (MIME multipart/related, RFC 2557), as Word and browsers save it.
import { refuse } from "../../files/file-refusal.ts";

/** The bytes of the first HTML part, and the encoding its header names; null when the file is no such container. */
export function pageOfMht(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly charset: string | null } | null {
  const head = Buffer.from(bytes.subarray(0, 8_192)).toString("latin1");
  if (!/^(?:MIME-Version:|From:)/i.test(head.trimStart()) || !/multipart\/related/i.test(head)) return null;
  const boundary = /boundary="?([^"\r\n;]{1,200})"?/i.exec(head)?.[1] ?? refuse("part-missing", "boundary");
  const parts = Buffer.from(bytes).toString("latin1").split(`--${boundary}`).slice(1, 2_000);
  for (const part of parts) {
    const end = /\r?\n\r?\n/.exec(part.slice(0, 8_192));
    if (!end) continue;
    const headers = part.slice(0, end.index).replace(/\r?\n[ \t]+/g, " ");
    if (!/^content-type:\s{0,9}text\/html/im.test(headers)) continue;
    const encoding = /^content-transfer-encoding:\s{0,9}([\w-]+)/im.exec(headers)?.[1]?.toLowerCase() ?? "8bit";
    return {
      bytes: unpack(part.slice(end.index + end[0].length), encoding),
      charset: /charset="?([\w-]{1,40})/i.exec(headers)?.[1] ?? null,
    };
  }
  return refuse("part-missing", "text/html");
}

function unpack(body: string, encoding: string): Uint8Array {
  if (encoding === "base64") return Buffer.from(body, "base64");
  if (encoding !== "quoted-printable") return Buffer.from(body, "latin1");
  const plain = body
    .replace(/[ \t]{0,99}=\r?\n/g, "")
    .replace(/=([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(plain, "latin1");
}
