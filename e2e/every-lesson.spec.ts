/** What holds of every lesson, in a browser: nothing here names one, so a new folder is tested by being there. */
import { expect, test, type Locator, type Page } from "@playwright/test";
import type { Challenge } from "../src/kernel/teaching/lesson.ts";
import { Lab } from "./pages/lab.ts";
import { Learner } from "./pages/learn.ts";
import { LESSONS } from "./pages/lessons.ts";

/**
 * Presses everything in the lesson's text that does something on the stage, and lets two seconds of the run pass after each, as
 * who reads on does, however fast this machine is. Answers what was refused, in the page's words.
 */
async function pressAll(
  page: Page,
): Promise<{ readonly pressed: number; readonly refused: string[] }> {
  return await page.evaluate(async () => {
    const { netsplit } = window;
    const refused: string[] = [];
    const wrong = () => document.querySelector('[data-tone="wrong"] span')?.textContent;
    const frame = () =>
      new Promise<void>((resolve) => void requestAnimationFrame(() => setTimeout(resolve)));
    const until = async (so: () => boolean) => {
      for (let frames = 0; frames < 30 && !so(); frames++) await frame();
    };
    // A run that was just opened may begin to play a little later.
    const rest = async () => {
      for (let still = 0; still < 2; still = netsplit.state().playing ? 0 : still + 1) {
        netsplit.pause();
        await frame();
      }
    };
    const stand = () => JSON.stringify({ ...netsplit.state(), playing: false });
    const chips = [...document.querySelectorAll<HTMLElement>("article span[role=button][title]")];
    for (const chip of chips) {
      await rest();
      const before = stand();
      chip.click();
      await until(() => stand() !== before || Boolean(wrong()));
      const why = wrong();
      // Some troubles want a leader, or somebody who is up; the ones before may have taken that away.
      if (why && !why.includes("makes no sense at this moment"))
        refused.push(`${chip.title}: ${why}`);
      document.querySelector<HTMLElement>('[data-tone="wrong"] button')?.click();
      await netsplit.seek(netsplit.state().time + 2_000_000);
    }
    return { pressed: chips.length, refused };
  });
}

/**
 * Goes through the tour as the page offers it: presses the button that leads on, and passes the time while a step waits.
 * What a step waits for comes true at its moment, whether one watches or not. Answers the titles of the steps.
 */
async function walk(page: Page): Promise<readonly string[]> {
  return await page.evaluate(async () => {
    const frame = () =>
      new Promise<void>((resolve) => void requestAnimationFrame(() => setTimeout(resolve)));
    const seen = () => {
      const card = document.querySelector('[aria-label="Tour"]');
      const main = card?.querySelector<HTMLElement>("[aria-disabled]") ?? null;
      const title = card?.querySelector("h2")?.textContent ?? "";
      return { title, main, all: `${title} ${main?.textContent}` };
    };
    const titles: string[] = [];
    let pressed = "";
    let since = 0;
    for (let waits = 0; waits < 600; waits++) {
      const { title, main, all } = seen();
      if (titles.at(-1) !== title) titles.push(title);
      if (title === "The tour is over") return titles;
      // What was pressed may need its time, or, where luck has a part in it, another try after a minute of the run.
      if (!main || main.ariaDisabled === "true" || (all === pressed && ++since % 60 !== 0)) {
        await window.netsplit.seek(window.netsplit.state().time + 1_000_000);
        await frame();
        continue;
      }
      main.click();
      if (pressed !== all) since = 0;
      pressed = all;
      for (let frames = 0; frames < 30 && seen().all === all; frames++) await frame();
    }
    return titles;
  });
}

/** Begins an attempt, and stops it near its start. */
async function begin(lab: Lab, challenge: Locator): Promise<void> {
  await challenge.click();
  await expect
    .poll(
      async () => {
        const { playing, time } = await lab.state();
        return playing && time < 20_000_000;
      },
      { intervals: [30] },
    )
    .toBe(true);
  await lab.pause();
}

for (const lesson of LESSONS) {
  test(lesson, async ({ page }) => {
    const lab = new Lab(page);
    const learner = new Learner(page);
    await lab.open(lesson);

    await test.step("looks as it did when somebody looked at it", async () => {
      await lab.goTo(6);
      await expect(lab.stage).toHaveScreenshot([lesson, "look.png"]);
    });

    await test.step("whatever its texts offer to do can be done", async () => {
      for (const level of ["Like I’m five", "Expert"]) {
        await page.getByRole("radio", { name: level }).or(lab.button(level)).first().click();
        await expect(page.locator("article span[role=button][title]").first()).toBeVisible();
        const { pressed, refused } = await pressAll(page);
        expect(refused).toEqual([]);
        expect(pressed).toBeGreaterThan(0);
      }
    });

    await test.step("its tour comes to its end", async () => {
      await lab.button("Take the tour").click();
      await expect(learner.title).toContainText("1 of ");
      const titles = await walk(page);
      expect(titles.at(-1)).toBe("The tour is over");
      expect(titles.length).toBeGreaterThan(6);
    });

    await test.step("its challenges are met by their solutions, and not by looking on", async () => {
      const { challenges } = (await import(`../src/scenarios/${lesson}/challenges.ts`)) as {
        readonly challenges: readonly Challenge[];
      };
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
    });
    expect(lab.complaints).toEqual([]);
  });
}
