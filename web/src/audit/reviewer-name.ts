// The name a person types when correcting: asked for once and remembered on this machine, until there are accounts.
const KEY = "hengxiao.reviewer";

export function rememberedName(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    // Storage may be switched off; then the name is asked for each time.
    return "";
  }
}

export function rememberName(name: string): void {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // As above.
  }
}
