// Builds the web application into dist/web; in development it talks to a server on the usual port.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Writes sw.js: the version of this build, and the files without which no itinerary opens. */
function serviceWorker(): Plugin {
  return {
    name: "service-worker",
    apply: "build",
    // After the bundler has taken out what turned out to hold nothing.
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const shell = new Set<string>();
        const add = (name: string): void => {
          const file = bundle[name];
          if (shell.has(name) || file?.type !== "chunk") return;
          shell.add(name);
          for (const css of (file as { viteMetadata?: { importedCss: ReadonlySet<string> } }).viteMetadata?.importedCss ?? [])
            shell.add(css);
          for (const imported of file.imports) add(imported);
        };
        for (const file of Object.values(bundle))
          if (file.type === "chunk" && (file.isEntry || file.facadeModuleId?.includes("/src/trips/"))) add(file.fileName);
        const version = createHash("sha256").update(Object.keys(bundle).toSorted().join("\n")).digest("hex").slice(0, 16);
        const source = readFileSync(fileURLToPath(new URL("service-worker.js", import.meta.url)), "utf8")
          .replace("__VERSION__", version)
          .replace('"__SHELL__"', JSON.stringify(JSON.stringify([...[...shell].toSorted().map((name) => `/${name}`), "/mark.svg"])));
        this.emitFile({ type: "asset", fileName: "sw.js", source });
      },
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react(), serviceWorker()],
  // The server puts each answer's nonce in place of this mark.
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    outDir: fileURLToPath(new URL("../dist/web", import.meta.url)),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
  server: {
    host: "127.0.0.1",
    port: 5173,
    proxy: { "/api": { target: process.env["HENGXIAO_SERVER"] ?? "http://127.0.0.1:8080", changeOrigin: true } },
  },
});
