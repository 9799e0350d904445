// Where a request comes from and how it came: by itself, or through a proxy that the configuration names. What anybody else writes
// into forwarding headers is not believed.
import type { IncomingMessage } from "node:http";
import { BlockList, isIP, isIPv6 } from "node:net";
import type { TLSSocket } from "node:tls";

export type Connection = {
  /** The browser's address, as far as it can be known; "" where there is none. */
  readonly address: string;
  /** Whether all of the way to us, or to our proxy, was encrypted. */
  readonly secure: boolean;
  /** As the browser named it. */
  readonly host: string;
  readonly isProxied: boolean;
};

export type Proxies = { readonly trusts: (address: string) => boolean };

/** Addresses and networks ("10.0.0.5", "10.1.0.0/16"); undefined where one of them is neither. */
export function readProxies(list: readonly string[]): Proxies | undefined {
  const known = new BlockList();
  for (const one of list) {
    const [address = "", bits, ...rest] = one.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    const most = family === "ipv6" ? 128 : 32;
    if (isIP(address) === 0 || rest.length > 0) return undefined;
    if (bits === undefined) known.addAddress(address, family);
    else if (/^\d{1,3}$/.test(bits) && Number(bits) <= most) known.addSubnet(address, Number(bits), family);
    else return undefined;
  }
  if (list.length === 0) return { trusts: () => false };
  return { trusts: (address) => isIP(address) !== 0 && known.check(address, isIPv6(address) ? "ipv6" : "ipv4") };
}

export function connectionOf({ socket, headers }: IncomingMessage, { trusts }: Proxies): Connection {
  const remote = plain(socket.remoteAddress ?? "");
  const host = headers.host ?? "";
  const secure = (socket as Partial<TLSSocket>).encrypted === true;
  if (!trusts(remote)) return { address: remote, secure, host, isProxied: false };
  // Each proxy appends whom it heard it from: the last one that is no proxy of ours is the browser.
  const heard = partsOf(headers["x-forwarded-for"]).map(plain);
  const address = heard.findLast((one) => !trusts(one)) ?? heard[0] ?? remote;
  return {
    address,
    secure: (partsOf(headers["x-forwarded-proto"]).at(-1) ?? "").toLowerCase() === "https",
    host: partsOf(headers["x-forwarded-host"]).at(-1) ?? host,
    isProxied: true,
  };
}

/** Whether it comes from this machine, and from no proxy on it. */
export function isFromHere(incoming: IncomingMessage, { isProxied }: Connection): boolean {
  const forwarded = ["x-forwarded-for", "forwarded", "via"].some((name) => incoming.headers[name] !== undefined);
  return !isProxied && !forwarded && isLoopback(plain(incoming.socket.remoteAddress ?? ""));
}

export function isLoopback(host: string): boolean {
  return ["localhost", "::1", "[::1]"].includes(host) || /^127(\.\d{1,3}){3}$/.test(host);
}

/** An IPv4 address that came by IPv6 is itself again. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

function partsOf(header: string | string[] | undefined): readonly string[] {
  return [header ?? []]
    .flat()
    .flatMap((line) => line.split(","))
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
