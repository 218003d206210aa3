import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { expect, test as base, type Page } from "@playwright/test";
import { Lab } from "./pages/lab.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};
const DIST = process.env["E2E_DIST"] ?? "dist";

/** A static host of the built page, under a sub-path, that can release another version. */
class Host {
  released = "";
  private server: Server | null = null;

  async open(): Promise<string> {
    this.server = createServer((request, response) => {
      const path = normalize(decodeURIComponent(request.url ?? "/").split("?")[0]!);
      const under = path.replace(/^\/course\/netsplit\//, "/");
      let file = join(DIST, under);
      if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
      if (under === path || !existsSync(file)) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "text/plain" });
      // A service worker with other bytes is another version to the browser.
      if (under === "/sw.js") response.end(readFileSync(file, "utf8") + this.released);
      else createReadStream(file).pipe(response);
    });
    await new Promise<void>((resolve) => this.server!.listen(0, "127.0.0.1", resolve));
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/course/netsplit/`;
  }

  close(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }
}

const test = base.extend<{ host: Host; site: string }>({
  // oxlint-disable-next-line no-empty-pattern
  host: async ({}, give) => {
    const host = new Host();
    await give(host);
    host.close();
  },
  site: async ({ host }, give) => {
    await give(await host.open());
  },
});

/** Waits until everything is kept and the page is served by the keeper. */
async function kept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
}

test("after one visit the page opens without its network, and runs as it did", async ({
  page,
  host,
  site,
}) => {
  const lab = new Lab(page, { offline: true });
  await page.goto(`${site}#/raft-election`);
  await lab.ready("raft-election");
  await lab.pause();
  await lab.goTo(6);
  await page.evaluate(() => window.netsplit.do("partition n1 n2 | n3 n4 n5"));
  await lab.goTo(9);
  const { hash } = await lab.state();
  const link = await page.evaluate(() => location.href);
  await kept(page);

  host.close();
  await page.context().setOffline(true);
  await page.goto("about:blank");
  await page.goto(link);
  await lab.ready("raft-election");
  await lab.pause();
  await lab.goTo(6);
  await page.evaluate(() => window.netsplit.do("partition n1 n2 | n3 n4 n5"));
  await lab.goTo(9);
  expect((await lab.state()).hash).toBe(hash);
  await expect(page.getByRole("heading", { name: "Who is in charge?" })).toBeVisible();
  await page.keyboard.press("e");
  await expect(page.getByRole("heading", { name: "The guarantee" })).toBeVisible();

  // The other lesson and its text were never opened with a network.
  await page.goto(`${site}#/cap`);
  await lab.ready("cap");
  await lab.pause();
  await lab.goTo(0);
  await lab.play();
  await expect.poll(async () => (await lab.state()).time).toBeGreaterThan(100_000);
  await lab.pause();
  for (const key of ["?", "Control+k"]) {
    await page.keyboard.press(key);
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
  }
});

test("a diagram that was drawn once draws without the network too", async ({
  page,
  host,
  site,
}) => {
  const lab = new Lab(page, { offline: true });
  await page.goto(`${site}#/raft-election`);
  await lab.ready("raft-election");
  await lab.pause();
  await lab.goTo(4);
  const chart = page
    .locator("section svg[id*=mermaid], section svg.statediagram, section svg")
    .last();
  const draw = async (): Promise<void> => {
    await lab.choose("n1");
    await lab.tab("Statechart").click();
    await expect(page.locator("svg g.node, svg .statediagram-state").first()).toBeVisible({
      timeout: 20_000,
    });
  };
  await draw();
  await kept(page);
  // What was fetched before the keeper was there is kept now.
  await expect
    .poll(
      async () =>
        await page.evaluate(
          async () => (await (await caches.open("netsplit-diagrams")).keys()).length,
        ),
    )
    .toBeGreaterThan(3);
  // All of it, before the network goes.
  await expect
    .poll(
      async () =>
        await page.evaluate(async () => {
          const used = performance
            .getEntriesByType("resource")
            .map(({ name }) => name)
            .filter((name) => /\/assets\/[^/]+\.js$/.test(name));
          const kept = await Promise.all(
            used.map(async (name) => await caches.match(name, { ignoreSearch: true })),
          );
          return used.filter((_, i) => kept[i] === undefined);
        }),
    )
    .toEqual([]);
  await expect(chart).toBeVisible();

  host.close();
  await page.context().setOffline(true);
  await page.reload();
  await lab.ready("raft-election");
  await lab.pause();
  await lab.goTo(4);
  await draw();
});

test("the diagrams are not among what is kept beforehand", async ({ page, site }) => {
  const lab = new Lab(page, { offline: true });
  await page.goto(`${site}#/cap`);
  await lab.ready("cap");
  await kept(page);
  const names = await page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) found.push(url);
    return found;
  });
  expect(names.some((name) => /simulation\.worker/.test(name))).toBe(true);
  expect(names.filter((name) => /mermaid|katex|cytoscape|Diagram-/.test(name))).toEqual([]);
});

test("a new version is offered, never forced; the run survives it", async ({
  page,
  host,
  site,
}) => {
  const lab = new Lab(page, { offline: true });
  await page.goto(`${site}#/raft-election`);
  await lab.ready("raft-election");
  await lab.pause();
  await kept(page);
  const offer = page.getByText("A new version is ready");
  await expect(offer).toHaveCount(0);

  host.released = "\n// the next version";
  await lab.goTo(5);
  await page.evaluate(() => window.netsplit.do("crash n3"));
  await lab.goTo(7.5);
  const { hash } = await lab.state();
  await page.evaluate(() => {
    // The page looks for a new version when it is looked at again.
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect(offer).toBeVisible();
  expect((await lab.state()).hash).toBe(hash);
  await page.getByRole("button", { name: "Later" }).click();
  await expect(offer).toHaveCount(0);

  await page.reload();
  await lab.ready("raft-election");
  await expect(offer).toBeVisible();
  await lab.pause();
  await lab.goTo(5);
  await page.evaluate(() => window.netsplit.do("crash n3"));
  await lab.goTo(7.5);
  const loaded = page.waitForEvent("load");
  await page.getByRole("button", { name: "Reload" }).click();
  await loaded;
  expect(page.url()).toContain("run=");
  await lab.ready("raft-election");
  await expect.poll(async () => (await lab.state()).time).toBe(7_500_000);
  expect((await lab.state()).hash).toBe(hash);
  await kept(page);
  await expect(offer).toHaveCount(0);
  const waiting = await page.evaluate(
    async () => (await navigator.serviceWorker.getRegistration())?.waiting ?? null,
  );
  expect(waiting).toBeNull();
});

test("a version that is taken in one window leaves the run in another alone", async ({
  page,
  host,
  site,
}) => {
  const lab = new Lab(page, { offline: true });
  await page.goto(`${site}#/raft-election`);
  await lab.ready("raft-election");
  await kept(page);
  await lab.pause();
  await lab.goTo(5);
  await page.evaluate(() => window.netsplit.do("crash n3"));
  const before = await lab.state();
  host.released = "\n// the next version";
  const other = new Lab(await page.context().newPage(), { offline: true });
  await other.page.goto(`${site}#/cap`);
  await other.ready("cap");
  const loaded = other.page.waitForEvent("load");
  await other.page.getByRole("button", { name: "Reload" }).click();
  await loaded;
  await other.ready("cap");
  expect(await lab.state()).toEqual(before);
});

test("installing is offered where the browser can, and only there", async ({ page, site }) => {
  const lab = new Lab(page, { offline: true });
  await page.goto(`${site}#/cap`);
  await lab.ready("cap");
  const button = page.getByRole("button", { name: /Install Netsplit/ });
  const asked = await page.evaluate(() => {
    const offer = new Event("beforeinstallprompt", { cancelable: true });
    let prompts = 0;
    Object.assign(offer, { prompt: async () => void (prompts += 1) });
    Object.assign(window, { prompts: () => prompts });
    window.dispatchEvent(offer);
    return offer.defaultPrevented;
  });
  expect(asked).toBe(true);
  await button.click();
  expect(await page.evaluate(() => (window as unknown as { prompts(): number }).prompts())).toBe(1);
  await expect(button).toHaveCount(0);
});
