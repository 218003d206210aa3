import { expect, test } from "@playwright/test";
import { Lab } from "./pages/lab.ts";

test("on a phone: the stage on top, the transport under the thumb, instruments as sheets", async ({
  page,
}) => {
  const lab = new Lab(page);
  await page.goto("./#/raft-election");
  await lab.ready("raft-election");
  await lab.pause();
  await lab.goTo(9);
  const width = page.viewportSize()!.width;
  const canvas = (await page.locator("canvas").first().boundingBox())!;
  expect(canvas.width).toBeGreaterThan(width - 32);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    width,
  );
  for (const sheet of ["Explain", "Break", "Inspect", "Verdicts", "Events"]) {
    await page.getByRole("button", { name: sheet, exact: true }).tap();
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  }
  expect(lab.complaints).toEqual([]);
});

test("by touch: choose a node, crash it, play", async ({ page }) => {
  const lab = new Lab(page);
  await page.goto("./#/cap");
  await lab.ready("cap");
  await lab.pause();
  await lab.goTo(2);
  await lab.node("n2").tap();
  await page.getByRole("button", { name: "Inspect", exact: true }).tap();
  await page.getByRole("dialog").getByRole("button", { name: "Crash", exact: true }).tap();
  await expect
    .poll(async () => (await lab.state()).nodes.find((node) => node.id === "n2")?.status)
    .toBe("crashed");
});

test("a partition drawn with a finger", async ({ page }) => {
  const lab = new Lab(page);
  await page.goto("./#/cap");
  await lab.ready("cap");
  await lab.pause();
  await lab.goTo(3);
  await page.getByRole("button", { name: "Break", exact: true }).tap();
  await page.getByRole("dialog").getByRole("button", { name: "Partition", exact: true }).tap();
  await expect(page.getByRole("dialog")).toBeHidden();
  const box = async (id: string) => (await lab.node(id).boundingBox())!;
  const [n1, n2, n3, n4] = [await box("n1"), await box("n2"), await box("n3"), await box("n4")];
  const x = (Math.max(n1.x + n1.width, n2.x + n2.width) + Math.min(n3.x, n4.x)) / 2;
  const stage = (await page.locator("canvas").first().boundingBox())!;
  const finger = await page.context().newCDPSession(page);
  const touch = async (type: "touchStart" | "touchMove" | "touchEnd", y?: number) =>
    finger.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: y === undefined ? [] : [{ x, y }],
    });
  await touch("touchStart", stage.y + 4);
  for (let share = 0.1; share < 1; share += 0.1)
    await touch("touchMove", stage.y + stage.height * share);
  await touch("touchMove", stage.y + stage.height - 4);
  await touch("touchEnd");
  await expect(lab.link("n1", "n3")).toHaveAccessibleName(/cut/);
  await expect(lab.link("n1", "n2")).not.toHaveAccessibleName(/cut/);
});
