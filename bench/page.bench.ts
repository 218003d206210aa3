/**
 * What a drawn frame costs the page's main thread (CDP's TaskDuration, unaccelerated headless Chromium, 1280×720), with the
 * whole page around the stage: five servers (goal 6 ms), a hundred nodes with a thousand messages on their way (goal 9 ms),
 * the same paused (nothing may be drawn), and the lesson on gossip with a thousand members (goal 9 ms). Baseline: a page that
 * does nothing but ask for animation frames. Between two rounds of gossip nothing moves and nothing is drawn, but the page goes on with
 * the clock: there every frame of the display counts.
 */
import { deflateRawSync } from "node:zlib";
import type { CDPSession, Page } from "@playwright/test";
import { openBuilt, root } from "./browser.ts";

const WALL = 6_000;

/** The crowd takes the place of one lesson; everything else is the page as it is built for people. */
const crowd = {
  name: "crowd-instead-of-cap",
  enforce: "pre" as const,
  load(id: string) {
    if (!id.endsWith("/src/worker/scenarios.ts")) return null;
    return `
      const lessons = { cap: () => import("${root}bench/crowd.ts"), "raft-election": () => import("${root}src/scenarios/raft-election/scenario.ts"), gossip: () => import("${root}src/scenarios/gossip/scenario.ts") };
      export const scenarioIds = Object.keys(lessons);
      export const loadScenario = async (id) => (lessons[id] ? (await lessons[id]()).scenario : null);
    `;
  },
};

const { address, page, session, ...measured } = await openBuilt("page", [crowd]);

await page.goto("about:blank");
await countFrames();
row("an empty page's frames", await measure(page, session, frames), null);
row("five servers, one client", await lesson("raft-election", 10), 6);
row("100 nodes, 1,000 messages", await lesson("cap", 4), 9);
await page.evaluate(() => window.netsplit.pause());
await page.waitForTimeout(1_500);
const before = await draws();
await page.waitForTimeout(2_000);
console.log(`  ${"the same, paused".padEnd(28)} ${(await draws()) - before} drawn in 2 s; goal 0`);

// None of them loses interest: a thousand rumours a round, some hundred on their way at once.
await open("gossip", 12, "scenario gossip\nset members 1000\nset k never\n");
await countFrames();
row("1,000 members who gossip", await measure(page, session, frames), 9);

await measured.close();

async function lesson(id: string, from: number) {
  await open(id, from);
  return await measure(page, session, draws);
}

/** @param run the script that it opens with, if not with its own. */
async function open(id: string, from: number, run?: string): Promise<void> {
  const packed = run === undefined ? "" : `?run=${deflateRawSync(run).toString("base64url")}`;
  await page.goto(`${address}#/${id}${packed}`);
  await page.reload();
  await page.waitForFunction((wanted) => window.netsplit?.state()?.scenario === wanted, id);
  await page.evaluate(async (micros) => {
    await window.netsplit.seek(micros);
    window.netsplit.play();
  }, from * 1_000_000);
  await page.waitForTimeout(1_500);
}

/** From now on the page counts the frames of its display. */
async function countFrames(): Promise<void> {
  await page.evaluate(() => {
    const counting = window as unknown as { displayed: number };
    counting.displayed = 0;
    const loop = () => {
      counting.displayed++;
      requestAnimationFrame(loop);
    };
    loop();
  });
}

async function frames(): Promise<number> {
  return await page.evaluate(() => (window as unknown as { displayed: number }).displayed);
}

async function draws(): Promise<number> {
  return Number(await page.locator("canvas[data-draws]").getAttribute("data-draws"));
}

async function measure(
  on: Page,
  cdp: CDPSession,
  count: () => Promise<number>,
): Promise<{ frames: number; task: number }> {
  const task = async () => {
    const { metrics } = await cdp.send("Performance.getMetrics");
    return metrics.find((metric) => metric.name === "TaskDuration")!.value;
  };
  const [begun, seconds] = [await count(), await task()];
  await on.waitForTimeout(WALL);
  const drawn = (await count()) - begun;
  return { frames: drawn, task: (1_000 * ((await task()) - seconds)) / drawn };
}

function row(
  name: string,
  { frames: seen, task }: { frames: number; task: number },
  goal: number | null,
): void {
  const told = goal === null ? "baseline" : `goal ${goal} ms${task > goal ? "  MISSED" : ""}`;
  console.log(
    `  ${name.padEnd(28)} ${task.toFixed(2).padStart(6)} ms a frame, ${(seen / (WALL / 1_000)).toFixed(0)} frames a second; ${told}`,
  );
}
