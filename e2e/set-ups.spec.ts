/** Runs that begin anew: another number of servers, other logs on their disks, the figures of the paper. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test, type Page } from "@playwright/test";
import { Lab } from "./pages/lab.ts";
import { objections, OVERLAY } from "./pages/scan.ts";

const act = (page: Page, script: string) =>
  page.evaluate((line) => window.netsplit.do(line), script);

test.describe("what a run consists of", () => {
  let lab: Lab;
  test.beforeEach(async ({ page }) => {
    lab = new Lab(page);
    await lab.open("raft-replication");
  });
  test.afterEach(() => {
    expect(lab.complaints).toEqual([]);
  });

  const ids = async () => (await lab.state()).nodes.map(({ id }) => id).join(" ");

  test("another number of servers starts the run anew, and the way back leads to the one before", async ({
    page,
  }) => {
    await lab.goTo(4);
    await act(page, "crash n5");
    await lab.choose("n5");
    await lab.goTo(5);
    const { hash } = await lab.state();
    await lab.button("Settings").click();
    const settings = page.getByRole("group", { name: "All settings" });
    const servers = settings.getByRole("group", { name: "Servers" });
    await expect(settings).toContainText("Turning it starts a new run with the same seed.");
    await expect(settings.getByRole("img", { name: "Starts a new run" })).toHaveCount(2);
    expect(await objections(page, { within: OVERLAY })).toEqual([]);
    await servers.getByRole("radio", { name: "3", exact: true }).check({ force: true });
    await page.keyboard.press("Escape");
    await expect(lab.toast).toContainText("A new run: Servers 3. What you did stays with");
    await expect.poll(ids).toBe("n1 n2 n3 c1 c2");
    await expect(lab.node("n5")).toHaveCount(0);
    await expect(lab.node("n3")).toBeVisible();
    await expect(page.locator('[data-link="n3-n5"]')).toHaveCount(0);
    await lab.pause();
    await lab.goTo(0);
    expect(await lab.script()).toContain("set servers 3");

    await page.goBack();
    await expect.poll(ids).toBe("n1 n2 n3 n4 n5 c1 c2");
    await expect.poll(async () => (await lab.state()).hash).toBe(hash);
    await expect(lab.node("n5")).toHaveAccessibleName(/down/);
    await page.goForward();
    await expect.poll(ids).toBe("n1 n2 n3 c1 c2");
    await page.reload();
    await lab.ready("raft-replication");
    expect(await ids()).toBe("n1 n2 n3 c1 c2");
  });

  test("Figure 7 is opened from among the set-ups; its link opens it elsewhere, and in the terminal", async ({
    page,
    browser,
  }) => {
    await lab.button("Troubles").click();
    const setUps = page.getByRole("region", { name: "Set-ups" });
    await expect(setUps).toContainText("starts a new run");
    expect(await objections(page, { within: OVERLAY })).toEqual([]);
    await setUps.getByRole("button", { name: /Figure 7/ }).click();
    await expect.poll(ids).toBe("n1 n2 n3 n4 n5 n6 n7 c1 c2");
    await expect(lab.toast).toContainText("A new run: Figure 7.");
    await lab.pause();
    await lab.goTo(12);
    await act(page, "crash n7");
    await lab.goTo(13);
    const { hash } = await lab.state();
    const address = await lab.copyLink();
    const context = await browser.newContext();
    const fresh = new Lab(await context.newPage());
    await fresh.page.goto(address.replace("?run=", "?embed=1&run="));
    await fresh.ready("raft-replication");
    await expect.poll(async () => (await fresh.state()).hash).toBe(hash);
    await expect(fresh.node("n7")).toHaveAccessibleName(/down/);
    expect(fresh.complaints).toEqual([]);
    await context.close();
    const root = fileURLToPath(new URL("..", import.meta.url));
    const words = ["scripts/netsplit.mjs", "replay", address, "--json"];
    const replayed = execFileSync("node", words, { cwd: root, encoding: "utf8" });
    expect(JSON.parse(replayed)).toMatchObject({ hash, hashMatches: true });
  });

  test("one key, or a word in the text, opens a figure", async ({ page }) => {
    await page.keyboard.press("7");
    await expect.poll(ids).toContain("n7");
    await lab.pause();
    await lab.button("Open that story").click();
    await expect.poll(ids).toBe("n1 n2 n3 n4 n5 c1 c2");
    await lab.pause();
    await lab.goTo(0);
    expect(await lab.script()).toContain("set start figure-8");
  });

  test("a line does it too; at a time of the run it is refused in a sentence", async ({ page }) => {
    await lab.run("set servers 3");
    await expect.poll(ids).toBe("n1 n2 n3 c1 c2");
    await expect(act(page, "at 5s set servers 5")).rejects.toThrow(
      /servers is chosen before the run starts; write “set servers 5” before the first “at”/,
    );
    await expect(act(page, "set servers 4")).rejects.toThrow(/There is no value of servers “4”/);
    await expect(act(page, "crash n5")).rejects.toThrow(/there is no node “n5”/);
    expect(await ids()).toBe("n1 n2 n3 c1 c2");
  });

  test("three servers stand beside five", async ({ page }) => {
    await lab.button("Compare two runs").click();
    await page.getByRole("dialog").getByRole("button", { name: "Servers: 3" }).click();
    const left = page.getByRole("region", { name: "Servers: 5" });
    const right = page.getByRole("region", { name: "Servers: 3" });
    await lab.goTo(3);
    await expect(left.getByRole("button", { name: /^Node n5, / })).toBeAttached();
    await expect(right.getByRole("button", { name: /^Node n3, / })).toBeAttached();
    await expect(right.getByRole("button", { name: /^Node n5, / })).toHaveCount(0);
    await act(page, "crash n2");
    for (const side of [left, right])
      await expect(side.getByRole("button", { name: "Node n2, down" })).toBeAttached();
  });
});
