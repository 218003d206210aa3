/** The page on which people's own histories are judged, in a person's verbs. */
import { expect, type Locator, type Page } from "@playwright/test";

export class CheckPage {
  constructor(readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto("./#/check");
    await expect(this.page.getByRole("heading", { name: "Check a history" })).toBeVisible();
  }

  get field(): Locator {
    return this.page.getByRole("textbox", { name: "History" });
  }

  async paste(text: string): Promise<void> {
    await this.field.fill(text);
  }

  /** Presses “Check”, once the text is understood. */
  async check(): Promise<void> {
    await this.page.getByRole("button", { name: "Check", exact: true }).click();
  }

  get verdict(): Locator {
    return this.page.getByRole("region", { name: "The verdict" });
  }

  /** The operations that prove a no, as they are listed. */
  get culprits(): Locator {
    return this.verdict.getByRole("list", { name: "Operations that prove it" }).first();
  }

  /** One consistency in the picture of all. */
  model(name: string): Locator {
    return this.page.getByRole("button", { name: new RegExp(`^${name}: `) });
  }
}
