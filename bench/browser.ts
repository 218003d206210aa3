/** The page as it is built for people, in the browser in which all page benchmarks measure: headless, without a GPU. */
import { chromium, type CDPSession, type Page } from "@playwright/test";
import { build, preview, type PluginOption } from "vite";
import { installedBrowser } from "../scripts/browser.mjs";

/** The project's folder, with a slash at its end: `npm run bench` starts every benchmark there. */
export const root = `${process.cwd()}/`;

/** A built page, served, and a tab of 1280×720 that tells what it costs. */
export interface Measured {
  readonly address: string;
  readonly page: Page;
  readonly session: CDPSession;
  close(): Promise<void>;
}

/** @param name of the folder for the build. @param plugins further ones, for the page and its workers. */
export async function openBuilt(name: string, plugins: PluginOption[] = []): Promise<Measured> {
  const configFile = `${root}vite.config.ts`;
  const outDir = `${root}dist-bench/${name}`;
  await build({
    root,
    configFile,
    logLevel: "error",
    build: { outDir, emptyOutDir: true },
    worker: { plugins: () => plugins },
    plugins,
  });
  const server = await preview({
    root,
    configFile,
    logLevel: "error",
    build: { outDir },
    preview: { port: 0, host: "127.0.0.1" },
  });
  const executablePath = installedBrowser();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
    ],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  return {
    address: server.resolvedUrls!.local[0]!,
    page,
    session,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
