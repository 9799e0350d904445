import { expect, test } from "vitest";
import { readConfig, storePlaceOf } from "./config.ts";

const namesOf = (env: Readonly<Record<string, string>>) => {
  const config = readConfig(env);
  return config.ok ? [] : config.faults.map(({ place }) => place?.file);
};

test("every wrong variable is named, all at once", () => {
  expect(
    namesOf({
      PORT: "http",
      HENGXIAO_TLS_CERT: "a.crt",
      HENGXIAO_PROXY: "proxy",
      HENGXIAO_URL: "jx.gov.cn",
      HENGXIAO_METRICS_TOKEN: "short",
    }),
  ).toEqual(["PORT", "HENGXIAO_TLS_KEY", "HENGXIAO_PROXY", "HENGXIAO_URL", "HENGXIAO_METRICS_TOKEN"]);
  expect(namesOf({ HENGXIAO_TLS_KEY: "a.key" })).toEqual(["HENGXIAO_TLS_CERT"]);
});

test("nothing said means this machine alone and the embedded database", () => {
  const config = readConfig({});
  if (!config.ok) throw new Error(JSON.stringify(config.faults));
  expect(config.value).toMatchObject({ host: "127.0.0.1", port: 8080, tls: null, proxies: [], publicUrl: null, metricsToken: null });
  expect(storePlaceOf(config.value)).toMatchObject({ kind: "folder" });
  expect(storePlaceOf({ ...config.value, databaseUrl: "postgres://u@h/d" })).toEqual({ kind: "server", url: "postgres://u@h/d" });
});
