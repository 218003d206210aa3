import { expect, test } from "@playwright/test";
import { Lab } from "./pages/lab.ts";
import { objections, OVERLAY } from "./pages/scan.ts";

test.describe("hold: nothing happens but by hand", () => {
  // Many steps, each of them a run of its own.
  test.slow();
  let lab: Lab;
  test.beforeEach(async ({ page }) => {
    lab = new Lab(page);
    await lab.open("raft-election");
  });
  test.afterEach(() => {
    expect(lab.complaints).toEqual([]);
  });

  test("a whole election, by keyboard alone", async ({ page }) => {
    await page.keyboard.press("g");
    const list = page.getByRole("list", { name: "To deliver" });
    await expect(list).toBeVisible();
    const rows = list.locator("[data-deliver]");
    const names = async () =>
      rows.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? ""));
    const focused = async () =>
      page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
    const inList = async () =>
      page.evaluate(() => document.activeElement?.hasAttribute("data-deliver") ?? false);
    for (let i = 0; i < 80 && !(await inList()); i++) await page.keyboard.press("Tab");
    expect(await inList()).toBe(true);

    /** Walks to a row with the arrows and delivers or rings it. */
    const take = async (wanted: (name: string) => boolean) => {
      const all = await names();
      const at = all.findIndex(wanted);
      expect(at, all.join("; ")).toBeGreaterThanOrEqual(0);
      await page.keyboard.press("Home");
      for (let i = 0; i < at; i++) await page.keyboard.press("ArrowDown");
      expect(await focused()).toBe(all[at]);
      const before = (await lab.state()).event;
      await page.keyboard.press("Enter");
      await expect.poll(async () => (await lab.state()).event).toBeGreaterThan(before);
      await expect.poll(async () => (await names()).join()).not.toBe(all.join());
      await expect.poll(inList).toBe(true);
    };
    await take((name) => name.startsWith("Ring electionTimeout of n2"));
    const role = async (id: string) =>
      (await lab.state()).nodes.find((node) => node.id === id)?.role;
    for (let i = 0; i < 40 && (await role("n2")) !== "leader"; i++)
      await take((name) => name.startsWith("Deliver") && !name.includes("c1"));
    expect(await role("n2")).toBe("leader");
    expect((await lab.state()).time).toBe(0);
    const script = await lab.script();
    expect(script).toMatch(/hold all[^]*hold timers[^]*fire n2 electionTimeout[^]*deliver m\d+/);
  });

  test("while playing, messages go to the end of their way and wait; a drop and a twin from the list", async ({
    page,
  }) => {
    await lab.goTo(9.3);
    await lab.button("Hold").click();
    await lab.goTo(12);
    const list = page.getByRole("list", { name: "To deliver" });
    const deliver = list.getByRole("button", { name: /^Deliver/ });
    await expect(deliver.nth(1)).toBeVisible();
    const count = await deliver.count();
    const roles = (await lab.state()).nodes.map((node) => node.role);
    await lab.goTo(20);
    expect((await lab.state()).nodes.map((node) => node.role)).toEqual(roles);
    await expect(deliver).toHaveCount(count);
    await deliver.first().focus();
    await page.keyboard.press("2");
    await expect(deliver).toHaveCount(count + 1);
    await deliver.first().focus();
    await page.keyboard.press("Delete");
    await expect(deliver).toHaveCount(count);
    await page.getByLabel("Only what concerns").selectOption("c1");
    await expect(list.getByRole("button", { name: /^Ring .* of n3/ })).toHaveCount(0);
    await page.keyboard.press("g");
    await expect(list).toBeHidden();
    const script = await lab.script();
    for (const line of ["duplicate m", "drop m", "release all", "release timers"])
      expect(script).toContain(line);
    await lab.goTo(26);
    expect((await lab.state()).nodes.some((node) => node.role === "leader")).toBe(true);
  });

  test("what waits at one receiver does not lie over each other", async ({ page }) => {
    await lab.goTo(9);
    await page.evaluate(() => window.netsplit.do("hold all"));
    await lab.goTo(14);
    const boxes = await page.locator("[data-message]").evaluateAll((all) =>
      all.map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }),
    );
    expect(boxes.length).toBeGreaterThan(5);
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1))
        expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(20);
  });

  test("one direction of one link is held from its inspector", async ({ page }) => {
    await lab.goTo(9.3);
    await lab.link("n1", "n3").click();
    const pane = page.getByRole("region", { name: "Inspector" });
    await pane.getByRole("button", { name: "Hold messages" }).first().click();
    await expect(lab.link("n1", "n3")).toHaveAccessibleName(/held from n1 to n3/);
    await lab.goTo(9.6);
    const list = page.getByRole("list", { name: "To deliver" });
    await expect(list.getByRole("button", { name: /^Deliver .* from n1 to n3/ })).toHaveCount(1);
    await pane.getByRole("button", { name: "Release what is held" }).click();
    await expect(list).toBeHidden();
  });

  test("nothing that the scan objects to while all is held", async ({ page }) => {
    await lab.goTo(9.3);
    await page.evaluate(() => window.netsplit.do("latency n1>n3 500ms; slow n4 50ms"));
    await page.keyboard.press("g");
    await lab.goTo(11);
    const scan = async (what: string, within?: string) => {
      expect(await objections(page, within === undefined ? {} : { within }), what).toEqual([]);
    };
    await lab.link("n1", "n3").click();
    await scan("held, a link's conditions");
    await lab.button("Troubles").click();
    await scan("troubles", OVERLAY);
    await page.keyboard.press("Escape");
    await lab.node("n4").press("ContextMenu");
    await expect(page.getByRole("menu")).toBeVisible();
    await scan("a menu", OVERLAY);
  });
});
