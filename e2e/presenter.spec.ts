import { expect, test, type Page } from "@playwright/test";
import { Lab } from "./pages/lab.ts";
import { objections } from "./pages/scan.ts";

/** A script with two deeds at one instant, one alone, and a promise that breaks because of them. */
const LECTURE = `scenario raft-election
seed 7
at 6s crash n1
at 6s crash n2
at 9s restart n1
until 12s
`;

async function present(page: Page): Promise<void> {
  await page.keyboard.press("f");
  await expect(page.getByRole("button", { name: "Show the tools" })).toBeVisible();
}

test("a clicker walks what hands did, on and back, and the caption tells it", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("raft-election");
  await page.evaluate((script) => window.netsplit.open(script), LECTURE);
  await lab.goTo(0);
  await present(page);
  const at = async (seconds: number) =>
    await expect.poll(async () => (await lab.state()).time).toBe(seconds * 1_000_000);
  const status = async (id: string) =>
    (await lab.state()).nodes.find((node) => node.id === id)!.status;
  await page.keyboard.press("PageDown");
  await at(6);
  expect([await status("n1"), await status("n2")]).toEqual(["crashed", "crashed"]);
  await expect(lab.caption).toContainText(/n2/);
  await page.keyboard.press("PageDown");
  await at(9);
  expect(await status("n1")).toBe("up");
  await expect(lab.caption).toContainText(/n1/);
  await page.keyboard.press("PageDown");
  await expect(lab.toast).toContainText("no further step");
  await at(9);
  await page.keyboard.press("PageUp");
  await at(6);
  await page.keyboard.press("PageUp");
  await at(0);
  expect(lab.complaints).toEqual([]);
});

test("a clicker stops where a promise breaks on the way to what was not played yet", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("raft-election");
  await lab.goTo(10);
  const state = await lab.state();
  const leader = state.nodes.find(({ role }) => role === "leader")!.id;
  const others = state.nodes.filter(({ role }) => role === "follower").map(({ id }) => id);
  const fired = others.map((id) => `at 10s fire ${id} electionTimeout`).join("\n");
  await page.evaluate(
    (script) => window.netsplit.open(script),
    `scenario raft-election\nseed 1\nat 10s rule one-vote-per-term off\nat 10s rule pre-vote off\nat 10s crash ${leader}\n${fired}\nat 20s heal\n`,
  );
  await lab.pause();
  await lab.goTo(0);
  await present(page);
  const time = async () => (await lab.state()).time;
  await page.keyboard.press("PageDown");
  await expect.poll(time).toBe(10_000_000);
  await page.keyboard.press("PageDown");
  await expect.poll(time).toBeGreaterThan(10_000_000);
  expect(await time()).toBeLessThan(20_000_000);
  expect((await lab.state()).verdicts.some(({ verdict }) => verdict === "violated")).toBe(true);
});

test("B blacks the screen and stops the run; any key brings both back and does nothing else", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("cap");
  await present(page);
  await lab.play();
  const black = page.getByText("The screen is black");
  await page.keyboard.press("b");
  await expect(black).toBeAttached();
  await expect.poll(async () => (await lab.state()).playing).toBe(false);
  await page.keyboard.press("PageDown");
  await expect(black).not.toBeAttached();
  await expect.poll(async () => (await lab.state()).playing).toBe(true);
  await lab.pause();
  const { hash } = await lab.state();
  await page.keyboard.press("b");
  await page.keyboard.press("f");
  await expect(black).not.toBeAttached();
  await expect(page.getByRole("banner")).toHaveCount(0);
  await page.keyboard.press("b");
  await page.mouse.click(300, 300);
  await expect(black).not.toBeAttached();
  expect((await lab.state()).hash).toBe(hash);
});

test("tools come at the edge or with T, work, and go away by themselves", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("raft-election");
  await lab.goTo(5);
  await present(page);
  const tools = page.getByRole("region", { name: "Presenter's tools" });
  await expect(tools).toHaveCount(0);
  await page.keyboard.press("t");
  await expect(tools).toBeVisible();
  await page.keyboard.press("t");
  await expect(tools).toHaveCount(0);
  await page.mouse.move(500, 400);
  await page.mouse.move(500, 3);
  await expect(tools).toBeVisible();
  await lab.choose("n5");
  await page.keyboard.press("c");
  await expect
    .poll(async () => (await lab.state()).nodes.find(({ id }) => id === "n5")!.status)
    .toBe("crashed");
  await expect(tools).toHaveCount(0, { timeout: 20_000 });
});

test("the spotlight follows the pointer, or the chosen node", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("cap");
  await present(page);
  const light = page.locator("[data-spotlight]");
  const place = async () =>
    await light.evaluate((shade) => [
      shade.style.getPropertyValue("--x"),
      shade.style.getPropertyValue("--y"),
    ]);
  await page.mouse.move(400, 300);
  await page.keyboard.press("l");
  await expect(light).toBeAttached();
  expect(await place()).toEqual(["400px", "300px"]);
  await page.mouse.move(640, 350);
  expect(await place()).toEqual(["640px", "350px"]);
  await lab.node("n3").focus();
  await page.keyboard.press("Enter");
  const box = (await lab.node("n3").boundingBox())!;
  const [x] = await place();
  expect(Number.parseFloat(x!)).toBeCloseTo(box.x + box.width / 2, 0);
  await page.keyboard.press("l");
  await expect(light).toHaveCount(0);
});

test("R shows the explanation, Escape closes one thing after the other", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("cap");
  await present(page);
  const reading = page.getByRole("complementary", { name: "Explanation" });
  await page.keyboard.press("r");
  await expect(reading.getByRole("heading").first()).toBeVisible();
  await page.keyboard.press("t");
  await page.keyboard.press("l");
  await page.keyboard.press("Escape");
  await expect(reading).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "Presenter's tools" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.locator("[data-spotlight]")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("banner")).toBeVisible();
});

for (const [width, height] of [
  [1024, 768],
  [3840, 2160],
] as const) {
  test(`on ${width} × ${height} everything is on the screen, in type that grows with it`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    const lab = new Lab(page);
    await lab.open("cap");
    await lab.goTo(6);
    await present(page);
    const parts = [
      page.locator("#stage"),
      lab.caption,
      page.getByRole("region", { name: "Transport" }),
    ];
    const [stage, caption, transport] = await Promise.all(
      parts.map(async (part) => (await part.boundingBox())!),
    );
    expect(stage!.height).toBeGreaterThan(height * 0.5);
    expect(caption!.y).toBeGreaterThanOrEqual(stage!.y + stage!.height - 1);
    expect(transport!.y).toBeGreaterThanOrEqual(caption!.y + caption!.height - 1);
    expect(transport!.y + transport!.height).toBeLessThanOrEqual(height + 1);
    const letters = await lab.caption
      .getByRole("button")
      .first()
      .evaluate((time) => time.getBoundingClientRect().height);
    expect(letters).toBeGreaterThan(height * 0.022);
    const scrolls = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(scrolls).toBeLessThanOrEqual(width);
  });
}

test("nothing in the presentation that the scan objects to", async ({ page }) => {
  test.slow();
  const lab = new Lab(page);
  await lab.open("raft-election");
  await lab.goTo(6);
  await present(page);
  await page.keyboard.press("r");
  await page.keyboard.press("t");
  await expect(page.getByRole("region", { name: "Presenter's tools" })).toBeVisible();
  expect(await objections(page)).toEqual([]);
});

test("at 200 % zoom no control is lost or covered", async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 450 });
  const lab = new Lab(page);
  await lab.open("raft-election");
  await lab.goTo(6);
  const names = await page
    .locator("header, main, nav")
    .getByRole("button")
    .evaluateAll((buttons) =>
      buttons
        .filter((button) => button.checkVisibility() && !button.closest("[data-node], [data-link]"))
        .filter((button) => !button.closest("#stage"))
        .map((button) => {
          button.scrollIntoView({ block: "nearest" });
          const { x, y, width, height } = button.getBoundingClientRect();
          const top = document.elementFromPoint(x + width / 2, y + height / 2);
          const free = top === button || button.contains(top);
          return { name: button.getAttribute("aria-label") ?? button.textContent, free };
        }),
    );
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter(({ free }) => !free)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(720);
  await lab.play();
  await expect.poll(async () => (await lab.state()).playing).toBe(true);
});
