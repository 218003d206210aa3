/**
 * Both lessons in both themes on a laptop, a projector and a phone. The pictures go to `test-results/looks/` for people to
 * look at; what a machine can see is checked: nothing overflows, and the stage, its controls and the words are there.
 */
import { expect, test } from "@playwright/test";
import { Lab } from "./pages/lab.ts";

const SCREENS = { laptop: [1440, 900], projector: [1024, 768], phone: [390, 844] } as const;

for (const lesson of ["cap", "raft-election"]) {
  for (const [screen, [width, height]] of Object.entries(SCREENS)) {
    for (const colorScheme of ["dark", "light"] as const) {
      test(`${lesson} on a ${screen} in ${colorScheme}`, async ({ page }) => {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme });
        const lab = new Lab(page);
        await lab.open(lesson);
        await lab.goTo(6);
        await page.evaluate(() => window.netsplit.do("partition n1 n2 | n3 n4 n5"));
        await lab.goTo(9.4);
        for (const place of [
          page.getByRole("group", { name: "Stage" }),
          page.getByRole("region", { name: "Transport" }),
          lab.caption,
        ]) {
          await expect(place).toBeInViewport();
        }
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
          width,
        );
        const stage = (await page.locator("canvas").first().boundingBox())!;
        expect(stage.width * stage.height).toBeGreaterThan(0.2 * width * height);
        for (const id of ["n1", "n2", "n3", "n4", "n5", "c1"]) {
          const box = (await lab.node(id).boundingBox())!;
          expect(
            box.x >= stage.x && box.x + box.width <= stage.x + stage.width,
            `${id} lies on the stage`,
          ).toBe(true);
          expect(
            box.y >= stage.y && box.y + box.height <= stage.y + stage.height,
            `${id} lies on the stage`,
          ).toBe(true);
        }
        if (screen === "laptop") {
          await expect(page.getByRole("group", { name: "Stage" })).toHaveScreenshot(
            `stage-${lesson}-${colorScheme}.png`,
          );
        }
        await page.screenshot({
          path: `test-results/looks/${lesson}-${screen}-${colorScheme}.png`,
        });
        expect(lab.complaints).toEqual([]);
      });
    }
  }
}
