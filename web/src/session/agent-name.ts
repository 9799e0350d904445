// The browser and system that a session was opened with, as people call them; null where it is none that is known.
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\/(\d+)/, "Edge"],
  [/(?:QQBrowser|360SE|360EE)\/?(\d*)/, "QQ/360"],
  [/Firefox\/(\d+)/, "Firefox"],
  [/Chrome\/(\d+)/, "Chrome"],
  [/Version\/(\d+)[\d.]* (?:Mobile\S* )?Safari/, "Safari"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Windows NT/, "Windows"],
  [/Android/, "Android"],
  [/HarmonyOS/, "HarmonyOS"],
  [/iPhone|iPad/, "iOS"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

export function agentName(agent: string): string | null {
  const browser = BROWSERS.map(([mark, name]) => [mark.exec(agent), name] as const).find(([found]) => found !== null);
  const system = SYSTEMS.find(([mark]) => mark.test(agent))?.[1];
  if (!browser) return system ?? null;
  const [found, name] = browser;
  return [`${name} ${found?.[1] ?? ""}`.trim(), system].filter((part) => part !== undefined).join(" · ");
}
