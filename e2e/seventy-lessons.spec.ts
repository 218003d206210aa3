/** The real page with a made-up catalogue as large as the curriculum: is the map still readable and walkable? */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test as base } from "@playwright/test";
import { build, preview, type Plugin } from "vite";
import { objections } from "./pages/scan.ts";

const COUNT = 70;

/** Puts the made-up cards in the place of those that stand. */
function seventyLessons(): Plugin {
  return {
    name: "seventy-lessons",
    enforce: "pre",
    transform: {
      filter: { id: /\/src\/catalog\/lessons\.ts$/ },
      handler(code) {
        const changed = code.replace("Object.values(found)", "seventy()");
        if (changed === code) throw new Error("The catalogue has changed: mend this test.");
        return `import { seventy } from "../panels/home/testing/seventy.ts";\n${changed}`;
      },
    },
  };
}

const test = base.extend<object, { site: string }>({
  site: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, give) => {
      const outDir = mkdtempSync(join(tmpdir(), "netsplit-seventy-"));
      const configFile = "vite.config.ts";
      await build({
        configFile,
        logLevel: "error",
        build: { outDir, emptyOutDir: true },
        plugins: [seventyLessons()],
      });
      const server = await preview({
        configFile,
        logLevel: "error",
        build: { outDir },
        preview: { port: 0, host: "127.0.0.1" },
      });
      await give(server.resolvedUrls!.local[0]!);
      await server.close();
      rmSync(outDir, { recursive: true });
    },
    { scope: "worker", timeout: 240_000 },
  ],
});

test("seventy lessons: nothing overlaps, every title is whole, every lesson is reached by arrow keys", async ({
  page,
  site,
}) => {
  await page.goto(`${site}#/`);
  const lessons = page.locator("[data-lesson]");
  await expect(lessons).toHaveCount(COUNT);

  const boxes = await lessons.evaluateAll((all) =>
    all.map((one) => {
      const { left, top, right, bottom } = one.getBoundingClientRect();
      const title = one.querySelector("span")!;
      return { left, top, right, bottom, cut: title.scrollHeight - title.clientHeight };
    }),
  );
  for (const [i, a] of boxes.entries()) {
    expect(a.cut).toBeLessThanOrEqual(1);
    for (const b of boxes.slice(i + 1))
      expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top).toBe(
        true,
      );
  }

  // A walk by keyboard alone: breadth first, as far as the four keys lead.
  const reached = await page.evaluate(() => {
    const at = () => (document.activeElement as HTMLElement).dataset["lesson"]!;
    const go = (id: string) =>
      document.querySelector<HTMLElement>(`[data-lesson="${id}"]`)!.focus();
    document.querySelector<HTMLElement>('[data-lesson][tabindex="0"]')!.focus();
    const found = new Set([at()]);
    for (const id of found)
      for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
        go(id);
        document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        found.add(at());
      }
    return found.size;
  });
  expect(reached).toBe(COUNT);
  // What is walked to is seen.
  await expect(page.locator("[data-lesson]:focus")).toBeInViewport();

  expect(await objections(page)).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
});
