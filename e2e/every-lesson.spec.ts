/** What holds of every lesson, in a browser: nothing here names one, so a new folder is tested by being there. */
import { expect, test, type Locator, type Page } from "@playwright/test";
import type { Challenge } from "../src/kernel/teaching/lesson.ts";
import { Lab } from "./pages/lab.ts";
import { Learner } from "./pages/learn.ts";
import { LESSONS } from "./pages/lessons.ts";

/** Presses everything in the lesson's text that does something on the stage; what was refused, in the page's words. */
async function pressAll(
  page: Page,
): Promise<{ readonly pressed: number; readonly refused: string[] }> {
  return await page.evaluate(async () => {
    const refused: string[] = [];
    const chips = [...document.querySelectorAll<HTMLElement>("article span[role=button][title]")];
    for (const chip of chips) {
      chip.click();
      await new Promise((resolve) => setTimeout(resolve, 80));
      const wrong = document.querySelector('[data-tone="wrong"] span')?.textContent;
      // Some troubles want a leader, or somebody who is up; the ones before may have taken that away.
      if (wrong && !wrong.includes("makes no sense at this moment"))
        refused.push(`${chip.title}: ${wrong}`);
      document.querySelector<HTMLElement>('[data-tone="wrong"] button')?.click();
    }
    return { pressed: chips.length, refused };
  });
}

/** Begins an attempt, and stops it near its start. */
async function begin(lab: Lab, challenge: Locator): Promise<void> {
  await challenge.click();
  await expect
    .poll(async () => {
      const { playing, time } = await lab.state();
      return playing && time < 20_000_000;
    })
    .toBe(true);
  await lab.pause();
}

for (const lesson of LESSONS) {
  test.describe(lesson, () => {
    test("its tour comes to its end", async ({ page }) => {
      const lab = new Lab(page);
      const learner = new Learner(page);
      await lab.open(lesson);
      await lab.button("Take the tour").click();
      await expect(learner.title).toContainText("1 of ");
      // What a step waits for comes true at its moment, whether one watches or not.
      const titles = await learner.walk(
        (button) => button.click(),
        () => page.evaluate(() => window.netsplit.seek(window.netsplit.state().time + 1_000_000)),
      );
      expect(titles.length).toBeGreaterThan(6);
      expect(titles.at(-1)).toBe("The tour is over");
      expect(lab.complaints).toEqual([]);
    });

    test("whatever its texts offer to do can be done", async ({ page }) => {
      const lab = new Lab(page);
      await lab.open(lesson);
      await lab.goTo(6);
      for (const level of ["Like I’m five", "Expert"]) {
        await page.getByRole("radio", { name: level }).or(lab.button(level)).first().click();
        await expect(page.locator("article span[role=button][title]").first()).toBeVisible();
        const { pressed, refused } = await pressAll(page);
        expect(refused).toEqual([]);
        expect(pressed).toBeGreaterThan(0);
      }
      expect(lab.complaints).toEqual([]);
    });

    test("its challenges are met by their solutions, and not by looking on", async ({ page }) => {
      const { challenges } = (await import(`../src/scenarios/${lesson}/challenges.ts`)) as {
        readonly challenges: readonly Challenge[];
      };
      const lab = new Lab(page);
      const learner = new Learner(page);
      await lab.open(lesson);
      const card = learner.card("Challenge");
      for (const [i, challenge] of challenges.entries()) {
        const list = await learner.openList();
        const item = list
          .getByRole("region", { name: "Challenges" })
          .getByRole("listitem")
          .nth(i)
          .getByRole("button");
        await begin(lab, item);
        await lab.goTo(30);
        await expect(card).toContainText(`0 of ${challenge.most} action`);
        await expect(card).not.toContainText("Done with");
        await card.getByRole("button", { name: "Leave the challenge" }).click();
        await begin(lab, item);
        await page.evaluate((lines) => window.netsplit.do(lines), challenge.solution.join("; "));
        await lab.goTo(60);
        await expect(card).toContainText("That earns the star.");
      }
      expect(lab.complaints).toEqual([]);
    });
  });
}
