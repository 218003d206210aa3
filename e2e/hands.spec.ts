import { expect, test } from "@playwright/test";
import { Lab } from "./pages/lab.ts";

test.describe("hands", () => {
  // Many steps, each of them a run of its own.
  test.slow();
  let lab: Lab;
  test.beforeEach(async ({ page }) => {
    lab = new Lab(page);
    await lab.open("raft-election");
    await lab.goTo(9.3);
  });
  test.afterEach(() => {
    expect(lab.complaints).toEqual([]);
  });

  const hash = async () => (await lab.state()).hash;
  const status = async (id: string) =>
    (await lab.state()).nodes.find((node) => node.id === id)?.status;
  const first = async () => (await lab.messages())[0]!;

  test("a message dragged on along its way arrives earlier than its twin, and later when dragged back", async () => {
    const id = await first();
    const usual = await lab.arrivalOf(id);
    expect(await lab.drag(id, await lab.beside(id, 50, 0))).toMatch(`move m${id} `);
    await expect.poll(async () => lab.script()).toMatch(new RegExp(`at 9.3s +move m${id} \\d+%`));
    const sooner = await lab.arrivalOf(id);
    expect(sooner).toBeLessThan(usual);
    await lab.goTo((sooner + usual) / 2);
    expect(await lab.messages()).not.toContain(id);
    await lab.goTo(9.3);
    await lab.page.keyboard.press("Control+z");
    await expect.poll(async () => lab.arrivalOf(id)).toBe(usual);
    await lab.goTo((sooner + usual) / 2);
    expect(await lab.messages()).toContain(id);
    await lab.goTo(9.3);
    expect(await lab.drag(id, await lab.beside(id, -40, 0))).toMatch(`move m${id} `);
    await expect.poll(async () => lab.arrivalOf(id)).toBeGreaterThan(usual);
  });

  test("dragged to its receiver it is delivered, off its way it is lost, with Alt or on ×2 there are two of it", async ({
    page,
  }) => {
    const [one, two, three] = (await lab.messages()) as [number, number, number];
    const leader = await lab.placeOf(lab.node("n3"));
    expect(await lab.drag(one, leader)).toBe(`deliver m${one}`);
    await expect(lab.message(one)).toHaveCount(0);

    expect(await lab.drag(two, await lab.beside(two, 0, 52))).toMatch(/^(drop|duplicate) m/);
    await page.keyboard.press("Control+z");
    await expect(lab.message(two)).toHaveCount(1);
    expect(await lab.drag(two, await lab.beside(two, 30, -110))).toBe(`drop m${two}`);
    await expect(lab.message(two)).toHaveCount(0);

    const before = await lab.messages();
    expect(await lab.drag(three, await lab.beside(three, 8, 0), "Alt")).toBe(`duplicate m${three}`);
    await expect.poll(async () => (await lab.messages()).length).toBe(before.length + 1);
    // The place that doubles lies on the side of the link that has more room.
    const sides = [await lab.beside(three, 0, 69), await lab.beside(three, 0, -69)];
    const told = [];
    for (const side of sides) {
      told.push(await lab.drag(three, side));
      await page.keyboard.press("Control+z");
      await expect(lab.message(three)).toHaveCount(1);
    }
    expect(told.sort()).toEqual([`drop m${three}`, `duplicate m${three}`]);
    const script = await lab.script();
    for (const line of [`deliver m${one}`, `drop m${two}`, `duplicate m${three}`])
      expect(script).toContain(line);
  });

  test("one message overtakes another by hand and by its button", async ({ page }) => {
    const id = await first();
    await page.evaluate((line) => window.netsplit.do(line), `duplicate m${id}; move m${id} 10%`);
    const twin = (await lab.messages()).at(-1)!;
    const at = async () => [await lab.arrivalOf(id), await lab.arrivalOf(twin)] as const;
    // Whichever is behind.
    const [mine, other] = await at();
    const [behind, ahead] = mine > other ? [id, twin] : [twin, id];
    await lab.arrivalOf(behind);
    await page.getByRole("button", { name: "Let it overtake" }).click();
    await expect
      .poll(async () => (await lab.arrivalOf(behind)) - (await lab.arrivalOf(ahead)))
      .toBeLessThanOrEqual(0);
    await expect.poll(async () => lab.script()).toContain(`delay m${behind} -`);
    await page.keyboard.press("Control+z");
    await expect
      .poll(async () => (await lab.arrivalOf(behind)) > (await lab.arrivalOf(ahead)))
      .toBe(true);
    await lab.drag(behind, await lab.before(behind, 10));
    await expect
      .poll(async () => (await lab.arrivalOf(behind)) < (await lab.arrivalOf(ahead)))
      .toBe(true);
  });

  test("Escape lets a message go where it was; a click only chooses it", async ({ page }) => {
    const id = await first();
    const before = await hash();
    const from = await lab.placeOf(lab.message(id));
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x, from.y + 90, { steps: 4 });
    await page.keyboard.press("Escape");
    await page.mouse.up();
    expect(await hash()).toBe(before);
    await page.mouse.click(from.x, from.y);
    await expect(lab.message(id)).toHaveAttribute("aria-pressed", "true");
    expect(await hash()).toBe(before);
  });

  test("a press on a message of a running run opens a hand: the run waits", async ({ page }) => {
    await page.evaluate(() => window.netsplit.do("hold all"));
    await lab.goTo(9.6);
    const id = await first();
    const from = await lab.placeOf(lab.message(id));
    await lab.play();
    await expect.poll(async () => (await lab.state()).time).toBeGreaterThan(9_620_000);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await expect.poll(async () => (await lab.state()).playing).toBe(false);
    await page.mouse.move(from.x - 10, from.y, { steps: 2 });
    await page.keyboard.press("Escape");
    await page.mouse.up();
  });

  test("a message by keyboard: on, back, doubled, lost, delivered", async ({ page }) => {
    const [one, two] = (await lab.messages()) as [number, number];
    const usual = await lab.arrivalOf(one);
    await lab.message(one).focus();
    await page.keyboard.press("Shift+ArrowRight");
    await expect.poll(async () => lab.arrivalOf(one)).toBeLessThan(usual);
    await lab.message(one).focus();
    await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("Shift+ArrowLeft");
    await expect.poll(async () => lab.arrivalOf(one)).toBeGreaterThan(usual);
    const count = (await lab.messages()).length;
    await lab.message(one).focus();
    await page.keyboard.press("2");
    await expect.poll(async () => (await lab.messages()).length).toBe(count + 1);
    await page.keyboard.press("Delete");
    await expect(lab.message(one)).toHaveCount(0);
    await lab.message(two).focus();
    await page.keyboard.press("d");
    await expect(lab.message(two)).toHaveCount(0);
    const script = await lab.script();
    for (const line of [`duplicate m${one}`, `drop m${one}`, `deliver m${two}`])
      expect(script).toContain(line);
    expect(script.match(/ move m/g)).toHaveLength(3);
  });

  test("with the knife: near an end one way, in the middle both", async ({ page }) => {
    const [a, b] = [await lab.placeOf(lab.node("n2")), await lab.placeOf(lab.node("n5"))];
    const cutAt = async (share: number) =>
      page.mouse.click(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share);
    await page.keyboard.press("x");
    await cutAt(0.3);
    await expect(lab.link("n2", "n5")).toHaveAccessibleName(/cut from n2 to n5 only/);
    await cutAt(0.3);
    await expect(lab.link("n2", "n5")).not.toHaveAccessibleName(/cut/);
    await cutAt(0.7);
    await expect(lab.link("n2", "n5")).toHaveAccessibleName(/cut from n5 to n2 only/);
    await cutAt(0.5);
    await expect(lab.link("n2", "n5")).toHaveAccessibleName("Link n2 to n5, cut");
    const script = await lab.script();
    for (const line of ["cut n2>n5", "heal n2>n5", "cut n5>n2", "cut n2-n5"])
      expect(script).toContain(line);
  });

  test("a link's five conditions by hand, and back to the lesson's own", async ({ page }) => {
    const before = await hash();
    await lab.link("n1", "n3").click();
    const pane = page.getByRole("region", { name: "Inspector" });
    const set = async (label: string, text: string) => {
      await pane.getByLabel(label, { exact: true }).first().fill(text);
      await page.keyboard.press("Enter");
    };
    await set("Takes", "400ms");
    await expect(lab.link("n1", "n3")).toHaveAccessibleName(/changed: n1→n3 400ms/);
    await set("Jitter", "100ms");
    await expect(lab.link("n1", "n3")).toHaveAccessibleName(/300ms–500ms/);
    await set("Loses", "20");
    await set("Doubles", "10%");
    await pane.getByRole("radio", { name: "as sent" }).first().check({ force: true });
    await expect(lab.link("n1", "n3")).toHaveAccessibleName(
      /changed: n1→n3 300ms–500ms, loses 20 %, doubles 10 %, in order/,
    );
    await pane.getByRole("button", { name: "As the lesson has it" }).click();
    await expect(lab.link("n1", "n3")).not.toHaveAccessibleName(/changed/);
    const script = await lab.script();
    for (const line of [
      "latency n1>n3 300ms..500ms",
      "loss n1>n3 20%",
      "duplication n1>n3 10%",
      "order n1>n3 fifo",
    ])
      expect(script).toContain(line);
    const deeds = ["latency", "latency", "loss", "duplication", "order", "the reset"];
    for (const _ of deeds) {
      const now = await hash();
      await page.keyboard.press("Control+z");
      await expect.poll(hash).not.toBe(now);
    }
    expect(await hash()).toBe(before);
  });

  test("a slider sets what it is dragged to, once", async ({ page }) => {
    await lab.link("n1", "n3").click();
    const slider = page.getByRole("slider", { name: "Loses, slider" }).first();
    await slider.focus();
    await page.keyboard.press("End");
    await expect(lab.link("n1", "n3")).toHaveAccessibleName(/loses 100 %/);
    expect((await lab.script()).match(/loss n1>n3/g)).toHaveLength(1);
  });

  test("a menu on what one points at, by mouse and by key", async ({ page }) => {
    await lab.node("n5").click({ button: "right" });
    const menu = page.getByRole("menu", { name: "n5" });
    await expect(menu.getByRole("menuitem").first()).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => status("n5")).toBe("paused");
    await expect(menu).toBeHidden();

    await lab.node("n5").focus();
    await page.keyboard.press("ContextMenu");
    await menu.getByRole("menuitem", { name: "Resume" }).press("Enter");
    await expect.poll(() => status("n5")).toBe("up");
    await page.keyboard.press("Shift+F10");
    await page.keyboard.press("Escape");
    await expect(menu).toBeHidden();
    await expect(lab.node("n5")).toBeFocused();

    await lab.node("n5").press("ContextMenu");
    await menu.getByRole("menuitem", { name: "Crash" }).click();
    await expect.poll(() => status("n5")).toBe("crashed");
    await lab.node("n5").click({ button: "right" });
    await menu.getByRole("menuitem", { name: "Restart with an empty disk" }).click();
    await expect.poll(() => status("n5")).toBe("up");
    expect(await lab.script()).toContain("restart n5 wiped");
  });

  test("a slow node, a wrong clock and a fast one", async ({ page }) => {
    await lab.choose("n4");
    const pane = page.getByRole("region", { name: "Inspector" });
    const set = async (label: string, text: string) => {
      await pane.getByLabel(label, { exact: true }).fill(text);
      await page.keyboard.press("Enter");
    };
    await set("For each message and timer", "80ms");
    await expect(lab.node("n4")).toHaveAccessibleName(/slow/);
    await set("Set it off by", "+250ms");
    await set("Speed (1 is true)", "1.1");
    const script = await lab.script();
    for (const line of ["slow n4 80ms", "clock n4 +250ms", "drift n4 1.1"])
      expect(script).toContain(line);
    await lab.button("Troubles").click();
    await lab.button("Make all well").click();
    await expect(lab.node("n4")).not.toHaveAccessibleName(/slow/);
    await expect(pane).toContainText("0 µs");
  });

  test("ready-made splits of any network", async ({ page }) => {
    const troubles = page.getByRole("group", { name: "Troubles" });
    const split = async (name: string) => {
      await lab.button("Troubles").click();
      await troubles.getByRole("button", { name, exact: true }).click();
      await expect(troubles).toBeHidden();
    };
    const cut = async () =>
      (
        await page
          .locator("[data-link]")
          .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? ""))
      ).filter((name) => name.includes("cut"));
    const [leader] = (await lab.state()).nodes
      .filter((node) => node.role === "leader")
      .map((node) => node.id);
    await split(`Isolate ${leader}`);
    await expect.poll(async () => (await cut()).length).toBe(5);
    await split("Ring");
    await expect.poll(async () => (await cut()).length).toBe(5);
    expect((await cut()).every((name) => !name.includes("c1"))).toBe(true);
    await split(`${leader} deaf`);
    await expect
      .poll(async () => (await cut()).every((name) => new RegExp(`to ${leader} only`).test(name)))
      .toBe(true);
    await split("Split brain");
    await expect(lab.link("n1", "n3")).toHaveAccessibleName(/cut/);
    await split(`Bridge over ${leader}`);
    await expect.poll(async () => (await cut()).some((name) => name.includes(leader!))).toBe(false);
    // Any pair, from the list.
    await page.keyboard.press("p");
    await page.keyboard.press("p");
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("About").selectOption("n4");
    await dialog.getByLabel("and").selectOption("n5");
    await dialog.getByRole("button", { name: "n4 and n5 apart" }).click();
    await expect.poll(cut).toEqual(["Link n4 to n5, cut"]);
    expect(await lab.script()).toContain("partition");
  });

  test("lines divide groups further", async ({ page }) => {
    await lab.drawPartition(["n1", "n2"], ["n3", "n4"]);
    await lab.button("Partition").click();
    await page.getByRole("switch", { name: "Divide further" }).click();
    const box = (await lab.stage.boundingBox())!;
    const [n3, n4] = [await lab.placeOf(lab.node("n3")), await lab.placeOf(lab.node("n4"))];
    const y = (n3.y + n4.y) / 2;
    await page.mouse.move(box.x + 8, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, y, { steps: 6 });
    await page.mouse.move(box.x + box.width - 8, y, { steps: 6 });
    await page.mouse.up();
    await expect(lab.link("n3", "n4")).toHaveAccessibleName(/cut/);
    await expect(lab.link("n1", "n2")).toHaveAccessibleName(/cut/);
    expect((await lab.script()).match(/partition .*\|.*\|.*\|/)).not.toBeNull();
  });

  test("random trouble leaves what it does in the script, and all can be made well again", async ({
    page,
  }) => {
    await lab.button("Troubles").click();
    await page.getByRole("radio", { name: "Wild" }).check({ force: true });
    await page.keyboard.press("Escape");
    for (let i = 0; i < 4; i++) await page.keyboard.press("]");
    await lab.play();
    await expect
      .poll(async () => (await lab.state()).time, { timeout: 25_000 })
      .toBeGreaterThan(16_000_000);
    await lab.pause();
    const lines = (await lab.script()).split("\n").filter((line) => line.startsWith("at "));
    expect(lines.length).toBeGreaterThan(2);
    const then = (await lab.state()).time / 1_000_000;
    const ended = await hash();
    await lab.goTo(9.3);
    await lab.goTo(then);
    expect(await hash()).toBe(ended);
    await lab.button(/^Troubles/).click();
    await lab.button("Make all well").click();
    await expect
      .poll(async () => (await lab.state()).nodes.every((node) => node.status === "up"))
      .toBe(true);
    await expect(lab.link("n1", "n3")).not.toHaveAccessibleName(/cut/);
    await expect(lab.button("Troubles")).toBeVisible();
  });

  test("undo and redo give back the very same runs", async ({ page }) => {
    const whole = await hash();
    await page.evaluate(() => window.netsplit.do("crash n3"));
    const crashed = await hash();
    await page.evaluate(() => window.netsplit.do("cut n1-n2; slow n4 50ms"));
    const both = await hash();
    await lab.button(/^Undo cut n1-n2/).click();
    await expect.poll(hash).toBe(crashed);
    await expect(page.getByText(/^Undone: cut n1-n2/)).toBeVisible();
    await page.keyboard.press("Control+z");
    await expect.poll(hash).toBe(whole);
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(hash).toBe(crashed);
    await page.keyboard.press("Control+y");
    await expect.poll(hash).toBe(both);
    await expect(lab.button("Redo")).toBeDisabled();
  });
});
