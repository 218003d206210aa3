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
