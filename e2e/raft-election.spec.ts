import { expect, test } from "@playwright/test";
import { Lab } from "./pages/lab.ts";

test.describe("the Raft election lesson", () => {
  let lab: Lab;
  test.beforeEach(async ({ page }) => {
    lab = new Lab(page);
    await lab.open("raft-election");
  });
  test.afterEach(() => {
    expect(lab.complaints).toEqual([]);
  });

  const leaders = async () =>
    (await lab.state()).nodes.filter((node) => node.role === "leader").map((node) => node.id);

  test("a leader is elected; when it crashes another one follows", async ({ page }) => {
    await lab.goTo(10);
    const [first] = await leaders();
    expect(first).toBeDefined();
    await expect(lab.node(first!)).toHaveAccessibleName(/leader, term \d+/);
    await lab.choose(first!);
    await page.keyboard.press("c");
    await expect(lab.node(first!)).toHaveAccessibleName(/down/);
    await lab.goTo(20);
    const [second] = await leaders();
    expect(second).toBeDefined();
    expect(second).not.toBe(first);
    await expect(lab.caption).toContainText(/\w/);
  });

  test("one key splits the vote", async ({ page }) => {
    await lab.goTo(10);
    await page.keyboard.press("v");
    await expect
      .poll(
        async () => (await lab.state()).nodes.filter((node) => node.status === "crashed").length,
      )
      .toBe(1);
    await lab.goTo(12.2);
    expect(await leaders()).toEqual([]);
    await expect(page.getByRole("list", { name: "Events" })).toContainText("cannot win election");
    await lab.goTo(25);
    expect(await leaders()).toHaveLength(1);
  });

  test("a rule switched off breaks its promise: the run stops, names the two leaders, and goes back before it", async ({
    page,
  }) => {
    await lab.goTo(10);
    await page.getByRole("switch", { name: "one vote per term" }).click();
    await expect(page.getByRole("switch", { name: "one vote per term" })).not.toBeChecked();
    await page.keyboard.press("v");
    await lab.play();
    const banner = page
      .getByRole("alert")
      .filter({ hasText: "Election Safety" })
      .or(page.getByRole("alertdialog"));
    await expect(banner).toBeVisible({ timeout: 20_000 });
    await expect(banner).toContainText(/n\d and n\d/);
    expect(
      (await lab.state()).verdicts.find((verdict) => verdict.name === "election-safety")?.verdict,
    ).toBe("violated");
    await page.getByRole("button", { name: /step back/i }).click();
    await expect
      .poll(
        async () =>
          (await lab.state()).verdicts.find((verdict) => verdict.name === "election-safety")
            ?.verdict,
      )
      .toBe("holds");
  });

  test("scrub back, act, and the old future is still there", async ({ page }) => {
    await lab.goTo(16);
    const hash = (await lab.state()).hash;
    await lab.scrubTo(0.3);
    await expect.poll(async () => (await lab.state()).time).toBeLessThan(12_000_000);
    await lab.run("isolate");
    await page.keyboard.press("Escape");
    await page.evaluate(() => window.netsplit.do("partition n1 n2 | n3 n4 n5"));
    await lab.goTo(16);
    expect((await lab.state()).hash).not.toBe(hash);
    await page
      .getByRole("button", { name: /before you/ })
      .first()
      .click();
    await lab.goTo(16);
    expect((await lab.state()).hash).toBe(hash);
  });

  test("one event on and back again", async ({ page }) => {
    await lab.goTo(6);
    const { event, hash } = await lab.state();
    await page.keyboard.press(".");
    await expect.poll(async () => (await lab.state()).event).toBeGreaterThan(event);
    const on = (await lab.state()).hash;
    await page.keyboard.press(",");
    await page.keyboard.press(".");
    await expect.poll(async () => (await lab.state()).hash).toBe(on);
    expect(on).not.toBe(hash);
  });

  test("every line of the log answers why, back to its cause", async ({ page }) => {
    await lab.goTo(10);
    const row = page
      .getByRole("list", { name: "Events" })
      .getByRole("listitem")
      .filter({ hasText: "is captain number" })
      .first();
    await row.getByRole("button", { name: "why?" }).click();
    await expect(page.getByRole("list", { name: "Events" })).toContainText(/gave|gives|vote|got/);
  });

  test("a statechart from the machine itself, with its live state", async ({ page }) => {
    await lab.goTo(10);
    const [leader] = await leaders();
    await lab.choose(leader!);
    await lab.tab("Statechart").click();
    const chart = page.getByRole("tabpanel", { name: "Statechart" }).locator("svg").first();
    await expect(chart).toBeVisible({ timeout: 20_000 });
    await expect(chart).toContainText("preCandidate");
    await expect(chart).toContainText("AppendEntries");
  });

  test("the inspector tells disk from memory, timers and the clock", async ({ page }) => {
    await lab.goTo(10);
    const [leader] = await leaders();
    await lab.choose(leader!);
    await lab.tab("Inspect").click();
    const pane = page.getByRole("tabpanel", { name: "Inspect" });
    for (const word of ["currentTerm", "votedFor", "log", "commitIndex", "heartbeatInterval"])
      await expect(pane).toContainText(word);
    await expect(pane).toContainText(/on disk/i);
    await expect(pane).toContainText(/in memory/i);
  });

  test("the explanation has two levels, remembered; its actions do what they say", async ({
    page,
  }) => {
    await lab.goTo(8);
    await page.getByRole("button", { name: "Part the friends two and three" }).click();
    await expect(lab.link("n1", "n3")).toHaveAccessibleName(/cut/);
    await page.getByRole("radio", { name: "Expert" }).check({ force: true });
    await expect(page.getByRole("article")).toContainText("Sources");
    await page.reload();
    await lab.ready("raft-election");
    await expect(page.getByRole("radio", { name: "Expert" })).toBeChecked();
    await expect(page.getByRole("article")).toContainText("Ongaro");
  });
});
