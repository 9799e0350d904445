#!/usr/bin/env node
// The command `hengxiao`: runs the built product.
import { existsSync } from "node:fs";

const main = new URL("../dist/app/main.js", import.meta.url);

if (existsSync(main)) await import(main.href);
else {
  console.error("hengxiao is not built yet. In its folder run: npm ci");
  process.exitCode = 70;
}
