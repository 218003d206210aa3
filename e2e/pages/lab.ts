/** The laboratory in a person's verbs: what hands and eyes do on the page. */
import { expect, type Locator, type Page } from "@playwright/test";
import type { PageState } from "../../src/app/page-object.ts";

const SECOND = 1_000_000;

/** In client coordinates. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export class Lab {
  /** Everything that the browser complained of. */
  readonly complaints: string[] = [];

  /** @param offline whether it keeps itself for use without a network: two megabytes that most tests are not about. */
  constructor(
    readonly page: Page,
    { offline = false }: { readonly offline?: boolean } = {},
  ) {
    if (!offline) {
      void page.addInitScript(() => {
        Reflect.deleteProperty(Navigator.prototype, "serviceWorker");
      });
    }
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning")
        this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(error.message));
  }

  /** Opens a lesson and stops it at its start, so that what follows does not depend on how fast the machine is. */
  async open(lesson: string): Promise<void> {
    await this.page.goto(`./#/${lesson}`);
    await this.ready(lesson);
    await this.pause();
    await this.goTo(0);
  }

  async ready(lesson: string): Promise<void> {
    await expect.poll(async () => (await this.state())?.scenario).toBe(lesson);
    await this.page.evaluate(() => window.netsplit.ready);
  }

  /** The page's state as plain data; null before there is a page object. */
  async state(): Promise<PageState> {
    return await this.page.evaluate(() => window.netsplit?.state());
  }

  node(id: string): Locator {
    return this.page.locator(`[data-node="${id}"]`);
  }

  link(a: string, b: string): Locator {
    return this.page.locator(`[data-link="${a}-${b}"]`);
  }

  message(id: number): Locator {
    return this.page.locator(`[data-message="${id}"]`);
  }

  /** The messages on their way that a hand can take, by number. */
  async messages(): Promise<number[]> {
    const ids = await this.page
      .locator("[data-message]")
      .evaluateAll((all) => all.map((one) => Number((one as HTMLElement).dataset["message"])));
    return ids.sort((a, b) => a - b);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: typeof name === "string" });
  }

  // ── Time ──────────────────────────────────────────────────────────────────────────────────────────────────

  async play(): Promise<void> {
    await this.page
      .getByRole("region", { name: "Transport" })
      .getByRole("button", { name: "Play", exact: true })
      .click();
  }

  async pause(): Promise<void> {
    if ((await this.state()).playing)
      await this.page
        .getByRole("region", { name: "Transport" })
        .getByRole("button", { name: "Pause", exact: true })
        .click();
    await expect.poll(async () => (await this.state()).playing).toBe(false);
  }

  /** Goes to a time in seconds, as the time line does. */
  async goTo(seconds: number): Promise<void> {
    await this.page.evaluate(
      (micros) => window.netsplit.seek(micros),
      Math.round(seconds * SECOND),
    );
    await expect.poll(async () => (await this.state()).time).toBe(Math.round(seconds * SECOND));
  }

  /** Drags the playhead along the time line to a share of its width. */
  async scrubTo(share: number): Promise<void> {
    const box = await boxOf(this.page.getByRole("slider", { name: "Time" }));
    await this.page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2, { steps: 4 });
    await this.page.mouse.move(box.x + box.width * share, box.y + box.height / 2, { steps: 4 });
    await this.page.mouse.up();
  }

  // ── Hands on the stage ────────────────────────────────────────────────────────────────────────────────────

  /** Draws a line from the stage's top to its bottom, between two groups of nodes. */
  async drawPartition(left: readonly string[], right: readonly string[]): Promise<void> {
    await this.button("Partition").click();
    const stage = await boxOf(this.page.getByRole("group", { name: "Stage" }));
    const edge = async (ids: readonly string[]) =>
      await Promise.all(ids.map(async (id) => boxOf(this.node(id))));
    const x =
      (Math.max(...(await edge(left)).map((box) => box.x + box.width)) +
        Math.min(...(await edge(right)).map((box) => box.x))) /
      2;
    await this.page.mouse.move(x, stage.y + 8);
    await this.page.mouse.down();
    await this.page.mouse.move(x, stage.y + stage.height / 2, { steps: 6 });
    await this.page.mouse.move(x, stage.y + stage.height - 8, { steps: 6 });
    await this.page.mouse.up();
    await this.page.keyboard.press("Escape");
  }

  /** The middle of something on the stage, in client coordinates. */
  async placeOf(locator: Locator): Promise<Place> {
    const box = await boxOf(locator);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /**
   * A place beside a message's way, as seen from where the message is: so many pixels on (or back) along its link, and
   * so many to its right.
   */
  async beside(id: number, on: number, right: number): Promise<Place> {
    const name = (await this.message(id).getAttribute("aria-label")) ?? "";
    const [, from = "", to = ""] = / from (\S+) to (\w+)/.exec(name) ?? [];
    const [a, b] = [await this.placeOf(this.node(from)), await this.placeOf(this.node(to))];
    const here = await this.placeOf(this.message(id));
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    const [dx, dy] = [(b.x - a.x) / length, (b.y - a.y) / length];
    return { x: here.x + dx * on - dy * right, y: here.y + dy * on + dx * right };
  }

  /** A place on a message's way, so many pixels before its receiver. */
  async before(id: number, pixels: number): Promise<Place> {
    const name = (await this.message(id).getAttribute("aria-label")) ?? "";
    const [, to = ""] = / to (\w+)/.exec(name) ?? [];
    const here = await this.placeOf(this.message(id));
    const { x, y, width } = await boxOf(this.node(to));
    const middle = { x: x + width / 2, y: y + width / 2 };
    const way = Math.hypot(middle.x - here.x, middle.y - here.y) - width / 2;
    return await this.beside(id, way - pixels, 0);
  }

  /** Takes a message with the mouse, drags it and lets go; answers what the hand was about to do. */
  async drag(id: number, to: Place, key?: "Alt" | "Control"): Promise<string> {
    const { mouse, keyboard } = this.page;
    const from = await this.placeOf(this.message(id));
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
    await mouse.move(to.x, to.y, { steps: 3 });
    if (key) await keyboard.down(key);
    const intent = await this.stage.getAttribute("data-hand");
    await mouse.up();
    if (key) await keyboard.up(key);
    return intent ?? "";
  }

  get stage(): Locator {
    return this.page.getByRole("group", { name: "Stage" });
  }

  /** When a message arrives, in seconds, as its inspector says. */
  async arrivalOf(id: number): Promise<number> {
    await this.message(id).focus();
    await this.page.keyboard.press("Enter");
    const pane = this.page.getByRole("region", { name: "Inspector" });
    await expect(pane).toContainText(`m${id}`);
    const told = await pane.locator("dl > div", { hasText: "arrives" }).locator("dd").textContent();
    return Number.parseFloat(told ?? "");
  }

  /** The script of the run up to here, as the share dialog shows it. */
  async script(): Promise<string> {
    await this.button("Copy link").click();
    const dialog = this.page.getByRole("dialog");
    const text = await dialog.locator("pre").first().textContent();
    await this.page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    return text ?? "";
  }

  /** Clicks a node on the stage. */
  async choose(id: string): Promise<void> {
    await this.node(id).click();
  }

  /** Turns a knob to the value of that name. */
  async turn(value: string): Promise<void> {
    const radio = this.page
      .getByRole("group", { name: "Controls" })
      .getByRole("radio", { name: value, exact: true })
      .first();
    await radio.check({ force: true });
    await expect(radio).toBeChecked();
  }

  /** Types a line of script into the palette. */
  async run(line: string): Promise<void> {
    await this.page.keyboard.press("Control+k");
    const field = this.page.getByRole("dialog").getByRole("combobox");
    await field.fill(line);
    await this.page.keyboard.press("Enter");
    await expect(field).toBeHidden();
  }

  tab(name: string): Locator {
    return this.page.getByRole("tab", { name: new RegExp(`^${name}`) });
  }

  get caption(): Locator {
    return this.page.getByRole("region", { name: "What happens" });
  }

  // ── Taking it elsewhere ───────────────────────────────────────────────────────────────────────────────────

  /** Lets go of a file over the page. */
  async drop(name: string, content: string): Promise<void> {
    await this.page.evaluate(
      ([as, text]) => {
        const carried = new DataTransfer();
        carried.items.add(new File([text], as));
        for (const kind of ["dragenter", "dragover", "drop"]) {
          const event = new DragEvent(kind, {
            dataTransfer: carried,
            bubbles: true,
            cancelable: true,
          });
          document.body.dispatchEvent(event);
        }
      },
      [name, content] as const,
    );
  }

  /** The sentence that comes and goes over the stage. */
  get toast(): Locator {
    return this.page.locator("#stage").getByRole("status").last();
  }

  /**
   * Presses “Copy link” and reads the address where it stands to be read. Not from the clipboard: browsers of other tests
   * share it.
   */
  async copyLink(): Promise<string> {
    await this.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await this.button("Copy link").first().click();
    await expect(this.page.getByText(/^Copied\. Whoever opens it/)).toBeVisible();
    return await this.page.getByRole("textbox", { name: "Link to this run" }).inputValue();
  }
}

async function boxOf(
  locator: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${String(locator)} is not on the page`);
  return box;
}
