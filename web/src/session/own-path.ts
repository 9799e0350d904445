// Where a sign-in may lead on to: a path of this very site, never another's address.
export function ownPath(wanted: unknown): string {
  if (typeof wanted !== "string" || !/^\/(?![/\\])/.test(wanted)) return "/";
  const base = "http://own.invalid";
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : null;
  return url === null || url.origin !== base || url.pathname === "/sign-in" ? "/" : `${url.pathname}${url.search}`;
}
