/** The beginning in a person's verbs. */
import { expect, type Locator, type Page } from "@playwright/test";

export class Home {
  constructor(readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto("./#/");
    await expect(this.page.getByRole("heading", { name: "Lessons" })).toBeVisible();
  }

  async show(view: "Map" | "List" | "Learning paths"): Promise<void> {
    await this.page.getByRole("radio", { name: view }).check();
  }

  /** A lesson on the map. */
  lesson(id: string): Locator {
    return this.page.locator(`[data-lesson="${id}"]`);
  }

  get progress(): Locator {
    return this.page.getByRole("region", { name: "Your progress" });
  }

  async addFile(name: string, content: string): Promise<void> {
    await this.page
      .getByLabel("A progress file")
      .setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(content) });
  }
}
