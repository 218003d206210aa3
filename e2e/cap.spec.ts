import { expect, test } from "@playwright/test";
import { Lab } from "./pages/lab.ts";

test.describe("the CAP lesson", () => {
  let lab: Lab;
  test.beforeEach(async ({ page }) => {
    lab = new Lab(page);
  });
  test.afterEach(() => {
    expect(lab.complaints).toEqual([]);
  });

  test("it opens already running, with messages in flight", async ({ page }) => {
    await page.goto("./#/cap");
    await lab.ready("cap");
    await expect.poll(async () => (await lab.state()).playing).toBe(true);
    await expect.poll(async () => (await lab.state()).time).toBeGreaterThan(700_000);
    expect((await lab.state()).nodes.map((node) => node.id)).toEqual([
      "n1",
      "n2",
      "n3",
      "n4",
      "n5",
      "c1",
      "c2",
    ]);
    await lab.pause();
    // Between two operations nothing may be on its way; a few events on something is.
    const message = page.getByRole("button", { name: /^Message m\d+/ }).first();
    await expect(async () => {
      await page.keyboard.press(".");
      await expect(message).toBeAttached({ timeout: 400 });
    }).toPass();
  });

  test("a partition drawn with the mouse: under CP the small side refuses and says so", async ({
    page,
  }) => {
    await lab.open("cap");
    await lab.goTo(3);
    await lab.drawPartition(["n1", "n2", "c1"], ["n3", "n4", "n5", "c2"]);
    await expect(lab.link("n1", "n3")).toHaveAccessibleName(/cut/);
    await lab.goTo(15);
    const history = await page.evaluate(() => window.netsplit.history());
    const late = history.filter(
      (operation) => operation.called > 3_000_000 && operation.returned !== null,
    );
    const answered = (client: string, outcome: string) =>
      late.filter((operation) => operation.client === client && operation.outcome === outcome)
        .length;
    expect(answered("c1", "ok")).toBe(0);
    expect(answered("c1", "fail")).toBeGreaterThan(0);
    expect(answered("c2", "ok")).toBeGreaterThan(3);
    expect(
      (await lab.state()).verdicts.find((verdict) => verdict.name === "linearizable")?.verdict,
    ).toBe("holds");
    await expect(page.getByRole("list", { name: "Events" })).toContainText("in vain");
    await lab.button("Heal all").click();
    await expect(lab.link("n1", "n3")).not.toHaveAccessibleName(/cut/);
  });

  test("switched to AP both sides answer, stale answers are marked, and after the heal the copies agree", async ({
    page,
  }) => {
    await lab.open("cap");
    await lab.goTo(2);
    await lab.turn("AP");
    await lab.drawPartition(["n1", "n2", "c1"], ["n3", "n4", "n5", "c2"]);
    await lab.goTo(14);
    const history = await page.evaluate(() => window.netsplit.history());
    for (const client of ["c1", "c2"]) {
      const late = history.filter(
        (operation) =>
          operation.client === client &&
          operation.called > 2_500_000 &&
          operation.returned !== null,
      );
      expect(late.length).toBeGreaterThan(5);
      expect(late.every((operation) => operation.outcome === "ok")).toBe(true);
    }
    expect(
      (await lab.state()).verdicts.find((verdict) => verdict.name === "linearizable")?.verdict,
    ).toBe("violated");
    await expect(page.getByRole("list", { name: "Events" })).toContainText("got an old answer");
    await page.evaluate(() => window.netsplit.do("set workload off"));
    await lab.button("Heal all").click();
    await lab.goTo(26);
    expect(
      (await lab.state()).verdicts.find((verdict) => verdict.name === "eventual")?.verdict,
    ).toBe("holds");
  });

  test("by keyboard alone: partition, crash, restart, mode, heal", async ({ page }) => {
    await lab.open("cap");
    await lab.goTo(2);
    await page.keyboard.press("p");
    await page.keyboard.press("p");
    const dialog = page.getByRole("dialog");
    await expect(dialog).toBeVisible();
    // Every node has taken a side by where it stands; n3 goes over to the left and back, by arrow keys.
    await dialog
      .getByRole("group", { name: "Side of n3" })
      .getByRole("radio", { name: "Side B" })
      .focus();
    await page.keyboard.press("ArrowLeft");
    await expect(dialog).toContainText("partition n1 n2 n3 c1 | n4 n5 c2");
    await page.keyboard.press("ArrowRight");
    await expect(dialog).toContainText("partition n1 n2 c1 | n3 n4 n5 c2");
    await page.keyboard.press("Enter");
    await expect(lab.link("n1", "n3")).toHaveAccessibleName(/cut/);
    await page.keyboard.press("h");
    await expect(lab.link("n1", "n3")).not.toHaveAccessibleName(/cut/);
    await lab.node("n5").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("c");
    await expect
      .poll(async () => (await lab.state()).nodes.find((node) => node.id === "n5")?.status)
      .toBe("crashed");
    await expect(lab.node("n5")).toHaveAccessibleName(/down/);
    await page.keyboard.press("c");
    await expect
      .poll(async () => (await lab.state()).nodes.find((node) => node.id === "n5")?.status)
      .toBe("up");
    await page.getByRole("radio", { name: "CP" }).focus();
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("radio", { name: "AP" })).toBeChecked();
  });

  test("the latency price of CP against AP is on the stage with nothing broken", async ({
    page,
  }) => {
    await lab.open("cap");
    await lab.goTo(8);
    await lab.turn("AP");
    await lab.goTo(16);
    const readings = await page.evaluate(() =>
      [...document.querySelectorAll("dt")].map(
        (term) =>
          [
            term.textContent,
            (term.parentElement?.querySelector("dd") ?? term.nextElementSibling)?.textContent,
          ] as const,
      ),
    );
    const value = (name: string) =>
      Number.parseFloat(readings.find(([term]) => term === name)?.[1] ?? "NaN");
    expect(value("CP")).toBeGreaterThan(4 * value("AP"));
  });

  test("reads and writes by hand, from the inspector", async ({ page }) => {
    await lab.open("cap");
    await page.evaluate(() => window.netsplit.do("set workload off"));
    await lab.goTo(1);
    await lab.choose("c1");
    await lab.tab("Inspect").click();
    const form = page.getByRole("tabpanel", { name: "Inspect" });
    await form
      .getByRole("button", { name: /send|ask|write/i })
      .first()
      .click();
    await lab.goTo(3);
    const history = await page.evaluate(() => window.netsplit.history());
    expect(
      history.some(
        (operation) =>
          operation.client === "c1" && operation.called >= 1_000_000 && operation.outcome === "ok",
      ),
    ).toBe(true);
  });

  test("a link's latency and loss, one direction of it, and a node's pause, from the inspector", async ({
    page,
  }) => {
    await lab.open("cap");
    await lab.goTo(1);
    await lab.link("n1", "n3").click();
    const pane = page.getByRole("tabpanel", { name: "Inspect" });
    await expect(pane).toContainText("n1 → n3");
    await pane.getByLabel(/Takes/).first().fill("500ms");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: /latency n1>n3 500ms/ }).first()).toBeAttached();
    await lab.goTo(1.5);
    await pane.getByLabel(/Loses/).first().fill("40%");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: /loss n1>n3 40%/ }).first()).toBeAttached();
    await lab.goTo(2);
    await pane.getByRole("button", { name: "Cut this way" }).first().click();
    await expect(lab.link("n1", "n3")).toHaveAccessibleName(/cut from n1 to n3 only/);
    await lab.choose("n4");
    await pane.getByRole("button", { name: "Pause", exact: true }).click();
    await expect(lab.node("n4")).toHaveAccessibleName(/paused/);
    await lab.goTo(3);
    await pane.getByRole("button", { name: "Resume", exact: true }).click();
    await expect(lab.node("n4")).not.toHaveAccessibleName(/paused/);
  });
});
