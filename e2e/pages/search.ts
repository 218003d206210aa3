/** The search for a bad run, in a person's verbs. */
import { expect, type Locator, type Page } from "@playwright/test";

export class BadRuns {
  constructor(readonly page: Page) {}

  get panel(): Locator {
    return this.page.getByRole("region", { name: "Find a bad run" });
  }

  get found(): Locator {
    return this.panel.getByRole("region", { name: "The bad run" });
  }

  get explored(): Locator {
    return this.panel.getByRole("region", { name: "What was explored" });
  }

  get progress(): Locator {
    return this.panel.getByRole("region", { name: "Progress" });
  }

  get go(): Locator {
    return this.panel.getByRole("button", { name: "Search", exact: true });
  }

  get stop(): Locator {
    return this.panel.getByRole("button", { name: "Stop", exact: true });
  }

  /** Opens the panel by its button over the stage. */
  async open(): Promise<void> {
    await this.page.getByRole("button", { name: "Find a bad run" }).click();
    await expect(this.go).toBeVisible();
  }

  /** A number, in the part of the form that it stands in. */
  async set(part: "What may happen" | "How", name: string, value: string): Promise<void> {
    const field = this.panel.getByRole("textbox", { name, exact: true });
    if (!(await field.isVisible())) await this.panel.getByText(part, { exact: true }).click();
    await field.fill(value);
  }

  /** A count as the progress shows it. */
  async count(name: string): Promise<number> {
    const shown = await this.progress
      .locator("dl > div", { hasText: new RegExp(`^${name}`) })
      .locator("dd")
      .textContent();
    return Number((shown ?? "").replaceAll(",", ""));
  }

  /** How many runs the panel says were looked at, in the end. */
  async runsLookedAt(): Promise<number> {
    const text = (await this.explored.textContent()) ?? "";
    return Number((/Looked at ([\d,]+) runs?/.exec(text)?.[1] ?? "0").replaceAll(",", ""));
  }
}
