import { expect, test } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { Lab } from "./pages/lab.ts";
import { SpacetimeView } from "./pages/spacetime.ts";
import { objections } from "./pages/scan.ts";

/** A crash, a partition and its end: the same for every test, since the seed is. */
async function trouble(lab: Lab): Promise<void> {
  await lab.goTo(4);
  await lab.page.evaluate(() => window.netsplit.do("crash n1"));
  await lab.goTo(5);
  await lab.page.evaluate(() => window.netsplit.do("restart n1"));
  await lab.goTo(5.5);
  await lab.page.evaluate(() => window.netsplit.do("partition n1 n2 | n3 n4 n5"));
  await lab.goTo(8);
  await lab.page.evaluate(() => window.netsplit.do("heal"));
  await lab.goTo(9);
}

test.describe("the space–time diagram", () => {
  let lab: Lab;
  let view: SpacetimeView;
  test.beforeEach(async ({ page }) => {
    lab = new Lab(page);
    view = new SpacetimeView(page);
    await lab.open("raft-election");
  });
  test.afterEach(() => {
    expect(lab.complaints).toEqual([]);
  });

  test("shows the run: states as bands, messages as lines, losses where they happened", async ({
    page,
  }) => {
    await lab.goTo(2);
    await view.open();
    expect((await view.sight()).lost).toBe(0);
    const bands = (await view.sight()).bands;
    expect(bands).toBeGreaterThanOrEqual(6);
    await trouble(lab);
    await expect.poll(async () => (await view.sight()).lost).toBeGreaterThan(3);
    const sight = await view.sight();
    expect(sight.messages).toBeGreaterThan(40);
    await view.tool("Fit all").click();
    await expect.poll(async () => (await view.sight()).bands).toBeGreaterThan(bands);
    await view.tool("Follow").click();
    await page.evaluate(() => window.netsplit.do("hold all"));
    await lab.goTo(10);
    await expect.poll(async () => (await view.sight()).held).toBeGreaterThan(0);
    // A fork leaves the future behind, and its lines.
    await lab.goTo(3);
    await page.evaluate(() => window.netsplit.do("crash n2"));
    await expect.poll(async () => (await view.sight()).held).toBe(0);
  });

  test("its playhead is the page's: dragged in one, it moves in both", async ({ page }) => {
    await lab.goTo(6);
    await view.open();
    const from = await view.gripOf(6);
    const to = await view.gripOf(2.5);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move((from.x + to.x) / 2, from.y, { steps: 4 });
    await page.mouse.move(to.x, from.y, { steps: 4 });
    await page.mouse.up();
    const near = (seconds: number) => async () =>
      Math.abs((await lab.state()).time / 1_000_000 - seconds);
    await expect.poll(near(2.5)).toBeLessThan(0.02);
    await lab.goTo(4);
    await expect(view.playhead).toHaveAttribute("aria-valuenow", "4000");
    await view.playhead.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(near(4.1)).toBeLessThan(0.001);
    await page.keyboard.press("Home");
    await expect.poll(async () => (await lab.state()).time).toBe(0);
  });

  test("a drag pans, wheel and buttons zoom, and nothing of it touches the run", async ({
    page,
  }) => {
    await lab.goTo(12);
    await view.open();
    const { hash } = await lab.state();
    const before = await view.sight();
    const body = await view.placeOf(before.from / 1_000_000 + 2, "n4");
    await page.mouse.move(body.x, body.y + 13);
    await page.mouse.down();
    await page.mouse.move(body.x + 150, body.y + 13, { steps: 5 });
    await page.mouse.up();
    await expect.poll(async () => (await view.sight()).from).toBeLessThan(before.from);
    await expect(view.tool("Follow")).toHaveAttribute("aria-pressed", "false");
    await page.mouse.wheel(0, 200);
    await expect.poll(async () => (await view.sight()).span).toBeGreaterThan(before.span);
    const wide = (await view.sight()).span;
    await view.tool("Show less time").click();
    await expect.poll(async () => (await view.sight()).span).toBeLessThan(wide);
    await view.tool("Fit all").click();
    await expect.poll(async () => (await view.sight()).from).toBe(0);
    const all = (await view.sight()).span;
    expect(all).toBeGreaterThanOrEqual(12_000_000);
    await view.line("n1").focus();
    await page.keyboard.press("+");
    await expect.poll(async () => (await view.sight()).span).toBeLessThan(all);
    const { from } = await view.sight();
    await page.keyboard.press("Shift+ArrowLeft");
    await expect.poll(async () => (await view.sight()).from).toBeLessThan(from);
    await page.keyboard.press("0");
    await expect.poll(async () => (await view.sight()).span).toBe(all);
    expect((await lab.state()).hash).toBe(hash);
    expect((await lab.state()).time).toBe(12_000_000);
  });

  test("keeps the playhead in sight, wherever it goes", async () => {
    await lab.goTo(1);
    await view.open();
    const { from } = await view.sight();
    await lab.goTo(20);
    await expect.poll(async () => (await view.sight()).from).toBeGreaterThan(from);
    const { time } = await lab.state();
    const sight = await view.sight();
    expect(time).toBeGreaterThanOrEqual(sight.from);
    expect(time).toBeLessThanOrEqual(sight.from + sight.span);
    await lab.goTo(2);
    await expect.poll(async () => (await view.sight()).from).toBeLessThanOrEqual(2_000_000);
  });

  test("an event's cone is lit and told: what led to it, what follows, what is concurrent", async ({
    page,
  }) => {
    await trouble(lab);
    await view.open();
    await view.enter();
    for (let i = 0; i < 12; i++) await page.keyboard.press("ArrowLeft");
    const name = (await view.event.getAttribute("aria-label"))!;
    expect(name).toMatch(/^(n\d|c\d), .+, at \d+\.\d{3} s$/);
    const id = Number(await view.event.getAttribute("data-event"));
    await page.keyboard.press("Enter");
    await expect(view.sentence).toHaveText(
      /: \d+ events? led to it, .+ from it.*, .+ concurrent\.$/,
    );
    // The log has the same choice when one looks there.
    await lab.tab("Events").click();
    await expect(page.locator('[data-selected="true"]')).toBeVisible();
    await lab.tab("Space").click();
    await expect(view.sentence).toContainText("led to it");
    // Pressing the picture where the event stands chooses the same.
    await page.keyboard.press("Escape");
    await expect(view.sentence).toContainText("Choose an event");
    await view.enter();
    expect(Number(await view.event.getAttribute("data-event"))).toBe(id);
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowLeft");
    const at = (await view.event.boundingBox())!;
    const chosen = (await view.event.getAttribute("aria-label"))!;
    await page.mouse.click(at.x + at.width / 2, at.y + at.height / 2);
    await expect(view.sentence).toContainText("led to it");
    const node = chosen.slice(0, 2);
    await expect(view.sentence).toContainText(node);
  });

  test("by keyboard: along a line, to the next line, to the cause, to its moment", async ({
    page,
  }) => {
    await trouble(lab);
    await view.open();
    await view.enter();
    const name = async () => (await view.event.getAttribute("aria-label"))!;
    const here = await name();
    await page.keyboard.press("ArrowLeft");
    expect((await name()).slice(0, 2)).toBe(here.slice(0, 2));
    const back = await name();
    await page.keyboard.press("ArrowRight");
    expect(await name()).not.toBe(back);
    await page.keyboard.press("Home");
    const first = await name();
    await page.keyboard.press("ArrowLeft");
    expect(await name()).toBe(first);
    await page.keyboard.press("End");
    const line = (await name()).slice(0, 2);
    await page.keyboard.press(line === "n1" ? "ArrowDown" : "ArrowUp");
    expect((await name()).slice(0, 2)).not.toBe(line);
    await page.keyboard.press("Enter");
    await view.tool("Go there").click();
    const { time } = await lab.state();
    await expect(page.getByRole("status").filter({ hasText: "led to it" })).toBeVisible();
    expect(time).toBeLessThanOrEqual(9_000_000);
    await view.event.focus();
    await page.keyboard.press("w");
    await expect(lab.tab("Events")).toHaveAttribute("aria-selected", "true");
    await expect(page.getByText("and so it began")).toBeVisible();
  });

  test("what is pointed at in one view is lit in the others", async ({ page }) => {
    await trouble(lab);
    await view.open();
    const stage = page.getByRole("group", { name: "Stage" }).locator("canvas");
    const drawn = async () => Number(await stage.getAttribute("data-draws"));
    const before = await drawn();
    await view.line("n3").hover();
    await expect.poll(drawn).toBeGreaterThan(before);
    await lab.node("n2").hover();
    await expect(view.line("n2")).toHaveAttribute("data-pointed", "");
    await expect(view.line("n3")).not.toHaveAttribute("data-pointed");
    await lab.tab("Events").click();
    await lab.node("n2").hover();
    await expect(page.locator('[data-pointed="true"]').first()).toContainText("n2");
    await expect(page.locator('[data-pointed="true"]').filter({ hasText: /^n3/ })).toHaveCount(0);
  });

  test("is saved as a picture that stands alone", async ({ page }) => {
    await trouble(lab);
    await view.open();
    const download = page.waitForEvent("download");
    await view.tool("Export SVG").click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^raft-election-1-at-9s\.space-time\.svg$/);
    const text = await readFile(await file.path(), "utf8");
    const found = await page.evaluate((svg) => {
      const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
      const words = [...parsed.querySelectorAll("text")].map((each) => each.textContent);
      return {
        error: parsed.querySelector("parsererror")?.textContent ?? null,
        paths: parsed.querySelectorAll("path").length,
        words,
        foreign: svg.includes("var(--") || svg.includes("light-dark("),
      };
    }, text);
    expect(found.error).toBeNull();
    expect(found.foreign).toBe(false);
    expect(found.paths).toBeGreaterThan(20);
    for (const word of ["n1", "n5", "c1", "leader", "down"]) expect(found.words).toContain(word);
  });
});

for (const lesson of ["cap", "raft-election"]) {
  test(`${lesson}: the picture of a known run is the known picture`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    const lab = new Lab(page);
    const view = new SpacetimeView(page);
    await lab.open(lesson);
    await trouble(lab);
    await view.open();
    await page.evaluate(() => document.fonts.ready);
    await expect(view.diagram).toHaveScreenshot(`spacetime-${lesson}.png`);
  });
}

test("a lit cone has nothing that the scan objects to", async ({ page }) => {
  const lab = new Lab(page);
  const view = new SpacetimeView(page);
  await lab.open("raft-election");
  await lab.goTo(4);
  await view.open();
  await view.enter();
  await page.keyboard.press("Enter");
  await expect(view.sentence).toContainText("led to it");
  const within = 'section[aria-label="The run in other views"]';
  expect(await objections(page, { within })).toEqual([]);
});
