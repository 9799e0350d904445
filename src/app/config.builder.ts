// A configuration for tests: loopback, a free port, Chinese, no colour.
import { type Config, readConfig } from "./config.ts";

export function aConfig(dataFolder: string, changes: Partial<Config> = {}): Config {
  const config = readConfig({ HENGXIAO_DATA: dataFolder, PORT: "0", LANG: "zh_CN.UTF-8", NO_COLOR: "1" });
  if (!config.ok) throw new Error(JSON.stringify(config.faults));
  return { ...config.value, ...changes };
}
