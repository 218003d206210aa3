/** One run seen from several sides: its state, its machine, and what can be taken away of it. */
import { readFile } from "node:fs/promises";
import { expect, test, type Download, type Page } from "@playwright/test";
import { Lab } from "./pages/lab.ts";
import { objections } from "./pages/scan.ts";

test.describe("state tables", () => {
  test("show logs side by side and mark what the last step changed, with what it was", async ({
    page,
  }) => {
    const lab = new Lab(page);
    await lab.open("raft-election");
    await lab.goTo(6);
    await lab.tab("State").first().click();
    const region = page.getByRole("region", { name: "State of all nodes" });
    await expect(region.getByRole("columnheader", { name: /^On disk/ }).first()).toBeVisible();
    await expect(region.getByRole("columnheader", { name: /^In memory/ }).first()).toBeVisible();
    const row = region.getByRole("row", { name: /^n1/ });
    await expect(row.getByText(/entry 1, term \d+/).first()).toBeAttached();
    await page.evaluate(() => window.netsplit.do("crash n1"));
    await expect(row).toContainText("down");
    await expect(row.getByText(/just changed, was: (leader|follower)/)).toBeAttached();
    // What it wrote down survives; what it had in mind is gone.
    await expect(row.getByText(/entry 1, term \d+/).first()).toBeAttached();
    await lab.button("One event back").click();
    await expect(row.getByText(/just changed, was: (leader|follower)/)).toBeHidden();
    expect(lab.complaints).toEqual([]);
  });

  test("point at a node on the stage, and are pointed at from there", async ({ page }) => {
    const lab = new Lab(page);
    await lab.open("cap");
    await lab.goTo(3);
    await lab.tab("State").first().click();
    const row = page
      .getByRole("region", { name: "State of all nodes" })
      .getByRole("row", { name: /^n3/ });
    await lab.node("n3").focus();
    await page.keyboard.press("Tab");
    await lab.choose("n3");
    await expect(row.getByRole("button", { name: "n3" })).toHaveAttribute("aria-pressed", "true");
    const other = page
      .getByRole("region", { name: "State of all nodes" })
      .getByRole("button", { name: "n4" });
    await other.click();
    await expect(lab.node("n4")).toHaveAttribute("aria-pressed", "true");
  });
});

test("the statechart tells the state, the last change and the timers that run", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("raft-election");
  await lab.goTo(6);
  await lab.tab("Statechart").click();
  await expect(page.getByRole("img", { name: /^Statechart, now in/ })).toBeVisible();
  await expect(page.getByText(/^last change at/)).toBeVisible();
  const timers = page.getByRole("list", { name: /^Running timers of/ });
  await expect(timers.getByText(/electionTimeout|heartbeat/i).first()).toBeVisible();
});

test.describe("taken elsewhere", () => {
  const taken = async (page: Page, name: RegExp): Promise<Download> => {
    await page.getByRole("button", { name: "Export", exact: true }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name }).click();
    return await download;
  };
  const textOf = async (download: Download) => await readFile(await download.path(), "utf8");

  test("the stage as PNG and as SVG, the trace as JSON lines and for ShiViz", async ({ page }) => {
    const lab = new Lab(page);
    await lab.open("raft-election");
    await lab.goTo(4);
    await page.evaluate(() => window.netsplit.do("cut n1>n2"));
    await lab.goTo(6);
    const { event } = await lab.state();

    const png = await taken(page, /^Stage as PNG/);
    expect(png.suggestedFilename()).toBe("raft-election-1-at-6s.png");
    expect((await readFile(await png.path())).subarray(1, 4).toString()).toBe("PNG");

    const svg = await textOf(await taken(page, /^Stage as SVG/));
    const drawn = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
      return {
        broken: parsed.querySelector("parsererror") !== null,
        words: [...parsed.querySelectorAll("text")].map((each) => each.textContent),
      };
    }, svg);
    expect(drawn.broken).toBe(false);
    for (const word of ["n1", "n2", "n3", "n4", "n5", "leader", "follower"])
      expect(drawn.words).toContain(word);

    const lines = (await textOf(await taken(page, /^Trace as JSON lines/))).trimEnd().split("\n");
    const [header, ...events] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(header).toMatchObject({ netsplit: "trace", scenario: "raft-election", events: event });
    expect(header?.["script"]).toContain("at 4s cut n1>n2");
    expect(events).toHaveLength(event);

    const log = await textOf(await taken(page, /^Trace for ShiViz/));
    expect(log).toMatch(/^(.*\n\S+ \{.*\}\n)+$/);
    expect(lab.complaints).toEqual([]);
  });

  test("a clip of the stage as WebM", async ({ page }) => {
    const lab = new Lab(page);
    await lab.open("cap");
    await lab.button("Clip").click();
    await lab.play();
    await expect.poll(async () => (await lab.state()).time).toBeGreaterThan(1_000_000);
    const download = page.waitForEvent("download");
    await lab.button("End clip").click();
    const clip = await readFile(await (await download).path());
    // The four bytes with which every WebM file begins.
    expect([...clip.subarray(0, 4)]).toEqual([0x1a, 0x45, 0xdf, 0xa3]);
    expect(clip.length).toBeGreaterThan(5_000);
  });

  test("where the browser cannot record, there is no button for it", async ({ page }) => {
    await page.addInitScript(() => {
      Reflect.deleteProperty(window, "MediaRecorder");
    });
    const lab = new Lab(page);
    await lab.open("cap");
    await expect(lab.button("Export")).toBeVisible();
    await expect(lab.button("Clip")).toBeHidden();
  });
});

test("the event log is narrowed to words, to a node and to a sort of event", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("raft-election");
  await lab.goTo(4);
  await page.evaluate(() => window.netsplit.do("crash n3"));
  await lab.goTo(6);
  await lab.tab("Events").click();
  const rows = page.getByRole("list", { name: "Events" }).getByRole("listitem");
  await page.getByRole("combobox", { name: "Sort of event" }).selectOption("your hands");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("crash n3");
  await page.getByRole("combobox", { name: "Sort of event" }).selectOption("timers");
  await page.getByRole("combobox", { name: "Node", exact: true }).selectOption("n2");
  await expect(rows.first()).toContainText("rang");
  for (const text of await rows.allInnerTexts()) expect(text).toContain("n2");
  await page.getByRole("searchbox", { name: "Find in the log" }).fill("no such word");
  await expect(page.getByText("Nothing here passes.")).toBeVisible();
  // A question asked elsewhere is answered, whatever one was looking for.
  await lab.caption.getByRole("button", { name: "why?" }).click();
  await expect(page.getByRole("searchbox", { name: "Find in the log" })).toHaveValue("");
  await expect(page.getByRole("button", { name: /^Why\?/, expanded: true })).toBeVisible();
});

test("curves show what a run has measured beside what was published, where a lesson measures any", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("quorum");
  await lab.goTo(20);
  await lab.tab("Curves").click();
  const curves = page.getByRole("region", { name: "Curves" });
  const seen = curves.getByRole("figure").first();
  await expect(seen).toContainText("WARS");
  await seen.getByText("Numbers").click();
  await expect(seen.getByRole("row").nth(1)).toContainText(/\d/);
  await seen.getByRole("img").hover();
  await expect(seen.getByRole("list")).toContainText(/\d %/);
  // What was drawn is of this moment: a run at its beginning has measured nothing.
  const before = await seen.getByRole("row").allInnerTexts();
  await lab.goTo(0.1);
  await expect.poll(() => seen.getByRole("row").allInnerTexts()).not.toEqual(before);
  expect(await objections(page, { within: '[aria-label="The run in other views"]' })).toEqual([]);
  await lab.open("cap");
  await expect(lab.tab("Curves")).toHaveCount(0);
  await expect(lab.tab("Events")).toHaveAttribute("aria-selected", "true");
  expect(lab.complaints).toEqual([]);
});

test("a setting that cannot work is refused with the reason, and stays as it was", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("quorum");
  const { hash } = await lab.state();
  await lab.button("Settings").click();
  const answers = page
    .getByRole("group", { name: "All settings" })
    .getByRole("combobox", { name: /^R\b/ });
  await answers.selectOption("5");
  await expect(lab.toast).toContainText("N = 3");
  await expect(answers).toHaveValue("2");
  expect((await lab.state()).hash).toBe(hash);
  // A link with such settings opens nothing, and says why.
  const why = await page.evaluate(() =>
    window.netsplit.open("scenario quorum\nset r 5\n").then(
      () => null,
      (error: Error) => error.message,
    ),
  );
  expect(why).toContain("Line 2: ");
});
