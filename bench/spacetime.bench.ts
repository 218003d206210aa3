/**
 * The space–time diagram of a long run (unaccelerated headless Chromium, 1280×720): from the press on its tab until 10,000
 * events are drawn (goal 0.5 s, index and first picture), and what a frame of panning costs the main thread with nearly all of
 * them in sight (CDP's TaskDuration; 60 frames a second leave 16.7 ms, goal 8 ms). The same with 100,000.
 * Baseline: ShiViz, which needs 4–8 s to draw 10,000 events and pans a document of as many elements.
 */
import { openBuilt } from "./browser.ts";

const { address, page, session, ...measured } = await openBuilt("spacetime");

console.log(`  ${"ShiViz, 10,000 events".padEnd(30)} 4,000–8,000 ms to draw; baseline`);
await measure("10,000 events", 10_000, { draw: 500, pan: 8 });
await measure("100,000 events", 100_000, { draw: 2_000, pan: 16 });
await measured.close();

async function measure(
  name: string,
  events: number,
  goal: { readonly draw: number; readonly pan: number },
): Promise<void> {
  await page.goto(`${address}#/raft-election`);
  await page.reload();
  await page.waitForFunction(() => window.netsplit?.state()?.scenario === "raft-election");
  await page.evaluate(async (wanted) => {
    const { netsplit } = window;
    await netsplit.ready;
    netsplit.pause();
    while (netsplit.state().event < wanted) await netsplit.seek(netsplit.state().time + 20_000_000);
  }, events);
  const shown = await page.evaluate(() => window.netsplit.state().event);
  // Code that has been fetched once is there; what is measured is the index and the picture.
  await page.getByRole("tab", { name: "Space–time" }).click();
  await page.locator("canvas[data-spacetime]").waitFor();
  await page.getByRole("tab", { name: "Events" }).click();
  const first = await page.evaluate(async () => {
    const tab = [...document.querySelectorAll<HTMLElement>("[role=tab]")].find((each) =>
      each.textContent?.startsWith("Space"),
    );
    const began = performance.now();
    tab?.click();
    while (!document.querySelector("canvas[data-spacetime]"))
      await new Promise(requestAnimationFrame);
    // The frame after the one that drew begins when that one is on the screen.
    await new Promise(requestAnimationFrame);
    return performance.now() - began;
  });
  await page.getByRole("button", { name: "Fit all" }).click();
  await page.getByRole("button", { name: "Show less time" }).click();
  const all = await panned();
  for (let i = 0; i < 8; i++) await page.getByRole("button", { name: "Show less time" }).click();
  const some = await panned();
  const line = (what: string, value: number, most: number): string =>
    `${what} ${value.toFixed(1)} ms, goal ${most} ms${value > most ? "  MISSED" : ""}`;
  console.log(`  ${name} (${shown.toLocaleString("en")})`);
  console.log(`    ${line("first picture, with the index:", first, goal.draw)}`);
  console.log(
    `    ${line("a frame of panning, most in sight:", all.task, goal.pan)}; ${all.rate} frames a second`,
  );
  console.log(
    `    ${line("a frame of panning, some in sight:", some.task, goal.pan)}; ${some.rate} frames a second`,
  );
}

/** Pans back and forth, once a frame, for 4 s of wall time. */
async function panned(): Promise<{ task: number; rate: string }> {
  const task = async (): Promise<number> => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find((metric) => metric.name === "TaskDuration")!.value;
  };
  const before = await task();
  const frames = await page.evaluate(async () => {
    const canvas = document.querySelector<HTMLElement>("canvas[data-spacetime]")!;
    const draws = (): number => Number(canvas.dataset["spacetime"]);
    const [began, first] = [performance.now(), draws()];
    for (let i = 0; performance.now() - began < 4_000; i++) {
      const deltaX = i % 80 < 40 ? 6 : -6;
      canvas.dispatchEvent(new WheelEvent("wheel", { deltaX, cancelable: true }));
      await new Promise(requestAnimationFrame);
    }
    return draws() - first;
  });
  return { task: (1_000 * ((await task()) - before)) / frames, rate: (frames / 4).toFixed(0) };
}
