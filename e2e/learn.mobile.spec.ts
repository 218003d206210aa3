import { expect, test } from "@playwright/test";
import { Lab } from "./pages/lab.ts";
import { Learner } from "./pages/learn.ts";

test("on a phone the tour is walked by touch, stage and card together on the screen", async ({
  page,
}) => {
  const lab = new Lab(page);
  const learner = new Learner(page);
  await lab.open("raft-election");
  await page
    .getByRole("navigation", { name: "Instruments" })
    .getByRole("button", { name: "Learn" })
    .tap();
  await page.getByRole("button", { name: "Take the tour" }).tap();
  // The sheet makes way for the stage.
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(learner.title).toContainText("1 of 10");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide).toBeLessThanOrEqual(0);
  const card = (await learner.card("Tour").boundingBox())!;
  expect(card.y + card.height).toBeLessThanOrEqual(page.viewportSize()!.height);
  const node = (await lab.node("n5").boundingBox())!;
  expect(node.y + node.height).toBeLessThanOrEqual(card.y);
  expect((await learner.main.boundingBox())!.height).toBeGreaterThanOrEqual(44);
  for (let i = 0; i < 3; i++) await lab.button("Faster").tap();
  const titles = await learner.walk((button) => button.tap());
  expect(titles.at(-1)).toBe("The tour is over");
  expect(lab.complaints).toEqual([]);
});
