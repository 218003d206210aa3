/** Futures left behind, and two runs side by side. */
import { expect, test, type Page } from "@playwright/test";
import { Lab } from "./pages/lab.ts";

const act = (page: Page, script: string) =>
  page.evaluate((line) => window.netsplit.do(line), script);

test.describe("futures", () => {
  test("are named, returned to and deleted, and each keeps its own end", async ({ page }) => {
    const lab = new Lab(page);
    await lab.open("raft-election");
    await lab.goTo(8);
    const first = (await lab.state()).hash;
    await lab.goTo(4);
    await act(page, "crash n1");
    await lab.goTo(8);
    const second = (await lab.state()).hash;
    expect(second).not.toBe(first);

    await lab.button("2 futures of this run").click();
    const dialog = page.getByRole("dialog", { name: "Futures of this run" });
    const name = dialog.getByRole("textbox", { name: "Name of the future before you crash n1" });
    await name.fill("nobody falls");
    await name.press("Enter");
    const named = dialog.getByRole("listitem", { name: "nobody falls" });
    await expect(named).toContainText("played to 8.000 s");
    await named.getByRole("button", { name: "Go there" }).click();
    await expect.poll(async () => (await lab.state()).hash).toBe(first);
    await expect(page.getByRole("list", { name: "Futures left behind" })).toContainText(
      "after you crash n1",
    );

    await lab.button("2 futures of this run").click();
    await dialog.getByRole("button", { name: /^Delete the future/ }).click();
    await expect(dialog.getByRole("listitem")).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(lab.button("2 futures of this run")).toBeHidden();
    expect(lab.complaints).toEqual([]);
  });

  test("stand side by side under one clock", async ({ page }) => {
    const lab = new Lab(page);
    await lab.open("raft-election");
    await lab.goTo(8);
    await lab.goTo(4);
    await act(page, "crash n1");
    await lab.goTo(7);
    await lab.button("2 futures of this run").click();
    await page.getByRole("dialog").getByRole("button", { name: "Compare" }).click();
    const left = page.getByRole("region", { name: "this future" });
    const right = page.getByRole("region", { name: "before you crash n1" });
    await expect(left.getByRole("button", { name: "Node n1, down" })).toBeAttached();
    await expect(right.getByRole("button", { name: /^Node n1, (leader|follower)/ })).toBeAttached();
    // What one does now is done in the present future alone.
    await act(page, "crash n2");
    await expect(left.getByRole("button", { name: "Node n2, down" })).toBeAttached();
    await expect(right.getByRole("button", { name: /^Node n2, (leader|follower)/ })).toBeAttached();
    await lab.button("Stop comparing").first().click();
    await expect(right).toBeHidden();
    expect(lab.complaints).toEqual([]);
  });
});

test.describe("two runs of the same script", () => {
  test("CP beside AP: whatever a hand does happens in both, and the numbers tell them apart", async ({
    page,
  }) => {
    const lab = new Lab(page);
    await lab.open("cap");
    await lab.button("Compare two runs").click();
    await page.getByRole("dialog").getByRole("button", { name: "AP", exact: true }).click();
    const [left, right] = [
      page.getByRole("region", { name: "CP", exact: true }),
      page.getByRole("region", { name: "AP", exact: true }),
    ];
    await lab.goTo(3);
    await act(page, "partition n1 n2 c1 | n3 n4 n5 c2");
    await lab.goTo(9);
    for (const side of [left, right])
      await expect(side.getByRole("button", { name: "Link n1 to n3, cut" })).toBeAttached();
    const table = page.getByRole("region", { name: "Two runs compared" });
    const cells = async (run: string) =>
      await table
        .getByRole("row", { name: new RegExp(`^${run} `) })
        .getByRole("cell")
        .allInnerTexts();
    // Messages, bytes, lost, answered, mean latency, refused, unanswered, promises.
    await expect
      .poll(async () => Number((await cells("AP"))[3]))
      .toBeGreaterThan(Number((await cells("CP"))[3]));
    await expect.poll(async () => (await cells("AP"))[5]).toBe("0");
    expect(Number((await cells("CP"))[5])).toBeGreaterThan(0);
    expect((await cells("CP"))[7]).toContain("none broken");

    // Undone on the left, it is undone on the right; the two clocks stay one.
    await page.keyboard.press("Control+z");
    for (const side of [left, right])
      await expect(side.getByRole("button", { name: "Link n1 to n3", exact: true })).toBeAttached();
    await lab.button("Stop comparing").last().click();
    await expect(table).toBeHidden();
    expect(lab.complaints).toEqual([]);
  });

  test("Raft with and without pre-vote, chosen and left by keyboard alone", async ({ page }) => {
    const lab = new Lab(page);
    await lab.open("raft-election");
    await lab.goTo(5);
    await lab.button("Compare two runs").focus();
    await page.keyboard.press("Enter");
    const choice = page.getByRole("dialog").getByRole("button", { name: "without pre-vote" });
    await choice.focus();
    await page.keyboard.press("Enter");
    const right = page.getByRole("region", { name: "without pre-vote" });
    await expect(right.getByRole("button", { name: /^Node n1, / })).toBeAttached();
    // The stage beside is for looking: nothing happens there but what happens here.
    await right.getByRole("button", { name: /^Node n3, / }).focus();
    await page.keyboard.press("Enter");
    await expect(lab.node("n3").first()).toHaveAttribute("aria-pressed", "true");
    await lab.button("Stop comparing").first().focus();
    await page.keyboard.press("Enter");
    await expect(right).toBeHidden();
  });

  test("a lesson of another shape is refused in a sentence", async ({ page }) => {
    const lab = new Lab(page);
    await lab.open("cap");
    await lab.goTo(2);
    await act(page, "crash n1; client c2 read x");
    await lab.button("Compare two runs").click();
    await page.getByRole("dialog").getByRole("button", { name: "Raft: electing a leader" }).click();
    await expect(page.getByText(/The run beside cannot be shown: .*c2/)).toBeVisible();
    await expect(page.getByRole("region", { name: "Two runs compared" })).toBeHidden();
  });
});
