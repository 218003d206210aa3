/** Tours, predictions and challenges in a learner's verbs. */
import { expect, type Locator, type Page } from "@playwright/test";

export class Learner {
  constructor(readonly page: Page) {}

  card(name: "Tour" | "Prediction" | "Challenge"): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }

  /** The one button that leads on. */
  get main(): Locator {
    return this.card("Tour").locator("[aria-disabled]");
  }

  get title(): Locator {
    return this.card("Tour").getByRole("heading", { level: 2 });
  }

  /** The list of all that the lesson teaches with. */
  async openList(): Promise<Locator> {
    await this.page.getByRole("tab", { name: "Learn", exact: true }).click();
    return this.page.getByRole("region", { name: "Learn", exact: true });
  }

  /**
   * Presses the button that leads on until the tour is over: it does what a step offers, waits for what the step waits for,
   * and goes to the next. Answers the titles of the steps.
   * @param waits passes the time while the step waits; by default the run plays by itself.
   */
  async walk(
    press: (button: Locator) => Promise<void>,
    waits: () => Promise<void> = async () => {},
  ): Promise<string[]> {
    const titles: string[] = [];
    for (let presses = 0; presses < 60; presses++) {
      const title = (await this.title.textContent()) ?? "";
      if (titles.at(-1) !== title) titles.push(title);
      if (title === "The tour is over") return titles;
      await expect(async () => {
        if ((await this.main.getAttribute("aria-disabled")) === "true") await waits();
        await expect(this.main).toHaveAttribute("aria-disabled", "false", { timeout: 300 });
      }).toPass({ timeout: 60_000, intervals: [50] });
      const label = (await this.main.textContent()) ?? "";
      await press(this.main);
      await expect(async () => {
        const now = `${await this.title.textContent()} ${await this.main.textContent({ timeout: 500 }).catch(() => "")}`;
        expect(now).not.toBe(`${title} ${label}`);
      }).toPass({ timeout: 60_000 });
    }
    return titles;
  }
}
