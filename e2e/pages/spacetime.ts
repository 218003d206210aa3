/** The space–time diagram in a person's verbs. */
import { expect, type Locator, type Page } from "@playwright/test";

const SECOND = 1_000_000;

/** What the diagram says of itself: the stretch in sight, and how much is drawn in it. */
export interface Sight {
  /** Simulated µs. */
  readonly from: number;
  readonly span: number;
  readonly bands: number;
  readonly messages: number;
  readonly lost: number;
  readonly held: number;
}

export class SpacetimeView {
  constructor(readonly page: Page) {}

  get diagram(): Locator {
    return this.page.getByRole("group", { name: "Space–time diagram" });
  }

  get canvas(): Locator {
    return this.page.locator("canvas[data-spacetime]");
  }

  /** What the diagram says of the chosen event. */
  get sentence(): Locator {
    return this.page.getByRole("status").filter({ hasText: /led to it|Choose an event/ });
  }

  get playhead(): Locator {
    return this.page.getByRole("slider", { name: "Playhead" });
  }

  /** The event that the keyboard stands on. */
  get event(): Locator {
    return this.diagram.locator("button[data-event]");
  }

  line(node: string): Locator {
    return this.diagram.getByRole("button", { name: `Line of ${node}`, exact: true });
  }

  tool(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  async open(): Promise<void> {
    await this.page.getByRole("tab", { name: "Space–time" }).click();
    await expect(this.canvas).toBeVisible();
  }

  async sight(): Promise<Sight> {
    const data: Readonly<Record<string, string | undefined>> = await this.canvas.evaluate(
      (canvas: HTMLElement) => Object.fromEntries(Object.entries(canvas.dataset)),
    );
    const names = ["from", "span", "bands", "messages", "lost", "held"] as const;
    return Object.fromEntries(names.map((name) => [name, Number(data[name])])) as unknown as Sight;
  }

  /** Where a moment stands on a node's line, on the page. */
  async placeOf(seconds: number, node: string): Promise<{ x: number; y: number }> {
    const x = await this.canvas.evaluate((canvas: HTMLElement, time) => {
      const [from, span, left, right] = ["from", "span", "left", "right"].map((name) =>
        Number(canvas.dataset[name]),
      ) as [number, number, number, number];
      return canvas.getBoundingClientRect().left + left + ((time - from) / span) * (right - left);
    }, seconds * SECOND);
    const line = (await this.line(node).boundingBox())!;
    return { x, y: line.y + line.height / 2 };
  }

  /** Where the playhead stands at the axis, on the page. */
  async gripOf(seconds: number): Promise<{ x: number; y: number }> {
    const box = (await this.canvas.boundingBox())!;
    const { x } = await this.placeOf(seconds, "n1");
    return { x, y: box.y + box.height - 14 };
  }

  /** Goes to the events by keyboard: to the chosen one, or else to the one before the playhead. */
  async enter(): Promise<void> {
    await this.diagram.locator("[data-walk]:visible").focus();
    await expect(this.event).toBeFocused();
  }
}
