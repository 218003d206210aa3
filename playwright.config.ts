/**
 * End-to-end tests run against the built page, mounted under a sub-path as GitHub Pages does it:
 * a link that forgets it is relative breaks here.
 */
import { defineConfig, devices } from "@playwright/test";
import { installedBrowser } from "./scripts/browser.mjs";

const executablePath = installedBrowser();

// A port of this run's own, so that two runs on one machine never test each other's build. Workers
// read this file too and inherit the choice. Chromium opens no page on some ports (5060, 6000, 6667,
// 10080 and more); from 20000 on it refuses none, and ports that systems hand out begin at 32768.
const port = (process.env["E2E_PORT"] ??= String(20_000 + (process.pid % 10_000)));
// Another build than `dist`, so that two people at work on one machine do not overwrite each other's.
const dist = process.env["E2E_DIST"] ?? "dist";
const baseURL = `http://127.0.0.1:${port}/some/sub/path/`;

export default defineConfig({
  testDir: "e2e",
  fullyParallel: true,
  forbidOnly: !!process.env["CI"],
  retries: 0,
  workers: 2,
  // Nothing here is timed: these only end what hangs, also on a machine that has other work.
  timeout: 120_000,
  reporter: [["list"]],
  snapshotPathTemplate: "{testDir}/__screenshots__/{arg}{ext}",
  expect: {
    timeout: 15_000,
    toHaveScreenshot: { maxDiffPixelRatio: 0.01, animations: "disabled" },
  },
  use: {
    baseURL,
    // A trace of every test costs a tenth of the time; a failure's page is told without one.
    // The screencast of a trace costs 1.5–3 times on 2 cores without a GPU; DOM snapshots do not.
    trace: process.env["E2E_TRACE"]
      ? { mode: "retain-on-failure", screenshots: false, snapshots: true, sources: true }
      : "off",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        "--no-sandbox",
        // As a desktop draws its letters: the shell without windows has a taste of its own.
        "--font-render-hinting=slight",
        // Without a GPU, software GL is 6–8 times slower than the plain rasteriser.
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    {
      name: "desktop",
      use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } },
      testIgnore: [/\.mobile\.spec\.ts$/, /every-lesson\.spec\.ts$/],
    },
    {
      // A lesson brings its own picture along, in its own folder.
      name: "lessons",
      use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } },
      testMatch: /every-lesson\.spec\.ts$/,
      snapshotPathTemplate: "src/scenarios/{arg}{ext}",
    },
    { name: "mobile", use: { ...devices["Pixel 7"] }, testMatch: /\.mobile\.spec\.ts$/ },
  ],
  webServer: {
    // dist is built with base "./"; --base only mounts it under the sub-path.
    command: `npx vite preview --base /some/sub/path/ --host 127.0.0.1 --port ${port} --strictPort --outDir ${dist}`,
    url: baseURL,
    reuseExistingServer: false,
    stdout: "ignore",
  },
});
