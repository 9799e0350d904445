import { expect, test } from "vitest";
import { openLog } from "./log.ts";

const PASSWORD = 'canary-pa"ss w€rd';
const TOKEN = "canary-metrics-token";

function theLines(write: (log: ReturnType<typeof openLog>) => void): string {
  let text = "";
  const databaseUrl = `postgres://hengxiao:${encodeURIComponent(PASSWORD)}@db:5432/hengxiao?sslmode=verify-full`;
  const target = {
    write: (line: string): boolean => {
      text += line;
      return true;
    },
  };
  write(openLog({ databaseUrl, metricsToken: TOKEN }, target));
  return text;
}

test("secrets are struck from the log: by their field's name at any of four depths, and by themselves in any text", () => {
  const fields = ["password", "token", "secret", "code", "cookie", "authorization"];
  const text = theLines((log) => {
    for (const name of fields) {
      log.info({ [name]: `canary-${name}-1` }, "one");
      log.info(
        { request: { [name]: `canary-${name}-2`, headers: { [name]: `canary-${name}-3`, deep: { [name]: `canary-${name}-4` } } } },
        "two",
      );
    }
    log.error({ error: new Error(`cannot connect to postgres://hengxiao:${encodeURIComponent(PASSWORD)}@db`) }, `as ${PASSWORD}`);
    log.warn({ event: { kind: "connection-lost", why: `password ${PASSWORD} refused` } }, TOKEN);
  });
  expect(text).not.toContain("canary");
  expect(text.match(/\[struck\]/g)?.length).toBeGreaterThan(4 * fields.length);
});

test("a line of the log is one JSON value with its instant, and keeps what is no secret", () => {
  const text = theLines((log) => log.info({ method: "GET", path: "/api/cases", status: 404 }, "refused"));
  expect(JSON.parse(text)).toMatchObject({ method: "GET", path: "/api/cases", status: 404, msg: "refused", name: "hengxiao" });
  expect(JSON.parse(text).time).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
});
