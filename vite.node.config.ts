/**
 * Bundles for Node what is not the page: `vite build --config vite.node.config.ts` makes the
 * terminal command (`dist-cli/netsplit.js`), with `--mode bench` the benchmarks (`dist-bench/`).
 * The same globs and texts as the page's build, so the terminal sees the same lessons.
 */
import { existsSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { defineConfig } from "vite";
import { texts } from "./build/texts.ts";

function benchmarks(): Record<string, string> {
  const files = existsSync("bench") ? readdirSync("bench") : [];
  return Object.fromEntries(
    files
      .filter((file) => file.endsWith(".bench.ts"))
      .map((file) => [basename(file, ".bench.ts"), `bench/${file}`]),
  );
}

export default defineConfig(({ mode }) => ({
  plugins: [texts()],
  publicDir: false,
  logLevel: "warn",
  build: {
    ssr: true,
    target: "node20",
    minify: false,
    sourcemap: true,
    outDir: mode === "bench" ? "dist-bench" : "dist-cli",
    emptyOutDir: true,
    rolldownOptions: {
      input:
        mode === "bench"
          ? benchmarks()
          : { netsplit: "src/cli/main.ts", "search-worker": "src/cli/search-worker.ts" },
      output: { entryFileNames: "[name].js" },
    },
  },
}));
