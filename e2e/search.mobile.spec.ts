import { expect, test } from "@playwright/test";
import { Lab } from "./pages/lab.ts";
import { BadRuns } from "./pages/search.ts";

test("on a phone: a rule is taken away by touch, and the bad run is seen", async ({ page }) => {
  const lab = new Lab(page);
  const bad = new BadRuns(page);
  await lab.open("raft-election");
  await page.getByRole("button", { name: "Break", exact: true }).tap();
  await page.getByRole("button", { name: "Find out why: one vote per term" }).tap();
  await bad.go.tap();
  await expect(bad.found).toBeVisible({ timeout: 90_000 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
  const last = bad.found.getByRole("listitem").last().getByRole("button");
  expect((await last.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await last.tap();
  // The sheet makes way for the stage.
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("region", { name: "What happens" })).toContainText("Promise broken");
  // And the story is one tap away.
  await page.getByRole("button", { name: "Bad runs", exact: true }).tap();
  await expect(last).toHaveAttribute("aria-current", "step");
});
