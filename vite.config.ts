/** Builds the page, and runs the unit tests with the same transforms. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { contentSecurityPolicy } from "./build/content-security-policy.ts";
import { offline } from "./build/offline.ts";
import { texts } from "./build/texts.ts";

export default defineConfig({
  // Relative: the same files work at /, at /netsplit/ and at /any/sub/path/.
  base: "./",
  // No fallback page: a missing file is a 404 in `vite preview` too, as it is on GitHub Pages.
  appType: "mpa",
  plugins: [texts(), react({ include: /\.(mdx|[jt]sx?)$/ }), contentSecurityPolicy(), offline()],
  worker: { format: "es" },
  build: {
    target: "es2022",
    sourcemap: true,
    // mermaid's largest lazy chunk is above 500 kB; what counts is checked by scripts/budget.mjs.
    chunkSizeWarningLimit: 1_500,
  },
  test: {
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}", "{build,lint,scripts}/**/*.test.ts"],
    exclude: ["node_modules/**", "lint/planted/**"],
    setupFiles: ["build/property-seed.ts"],
    // Left to itself it keeps one core free for a watcher; here every core may work.
    maxWorkers: "100%",
    // No test is timed; this only ends one that hangs.
    testTimeout: 240_000,
  },
});
