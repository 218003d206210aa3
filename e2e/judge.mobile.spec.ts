import { expect, test } from "@playwright/test";
import { CheckPage } from "./pages/check.ts";
import { Lab } from "./pages/lab.ts";

test("on a phone: a history of one's own, from an example to its proof", async ({ page }) => {
  const check = new CheckPage(page);
  await check.open();
  await page.getByRole("button", { name: "A stale read" }).tap();
  await page.getByRole("button", { name: "Check", exact: true }).tap();
  await expect(check.culprits).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
  const bar = check.verdict.locator("button[data-culprit=true]").last();
  expect((await bar.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await bar.tap();
  await expect(bar).toHaveAttribute("aria-current", "true");
});

test("on a phone: a run's operations as bars, in the sheet of events", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("cap");
  await lab.goTo(6);
  await page.getByRole("button", { name: "Events", exact: true }).tap();
  await page.getByRole("tab", { name: "History" }).tap();
  const history = page.getByRole("region", { name: "History", exact: true });
  await expect(history.getByRole("list", { name: "Operations of c1" })).toBeVisible();
  const { length } = await page.evaluate(() => window.netsplit.history());
  await expect(history.locator("button[data-operation]")).toHaveCount(length);
});
