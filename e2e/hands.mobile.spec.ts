import { expect, test, type CDPSession } from "@playwright/test";
import { Lab, type Place } from "./pages/lab.ts";

test.describe("hands by touch", () => {
  test.slow();
  let lab: Lab;
  let session: CDPSession;
  test.beforeEach(async ({ page }) => {
    lab = new Lab(page);
    await lab.open("raft-election");
    await lab.goTo(9.3);
    session = await page.context().newCDPSession(page);
  });
  test.afterEach(() => {
    expect(lab.complaints).toEqual([]);
  });

  const touch = async (type: "touchStart" | "touchMove" | "touchEnd", place?: Place) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: place ? [place] : [] });
  /** Puts a finger down, drags it along the places and lifts it. */
  const draw = async (...places: readonly Place[]) => {
    await touch("touchStart", places[0]!);
    for (const [i, to] of places.slice(1).entries()) {
      const from = places[i]!;
      for (let part = 0.2; part < 1.01; part += 0.2)
        await touch("touchMove", {
          x: from.x + (to.x - from.x) * part,
          y: from.y + (to.y - from.y) * part,
        });
    }
    const intent = await lab.stage.getAttribute("data-hand");
    await touch("touchEnd");
    return intent ?? "";
  };
  const sheet = async (name: string) => {
    await lab.button(name).tap();
    return lab.page.getByRole("dialog");
  };

  test("a message dragged on, and one taken away", async () => {
    const [one, two] = (await lab.messages()) as [number, number];
    const from = await lab.placeOf(lab.message(one));
    expect(await draw(from, await lab.beside(one, 22, 0))).toMatch(`move m${one} `);
    await expect.poll(async () => lab.script()).toContain(`move m${one} `);
    const away = await lab.placeOf(lab.message(two));
    expect(await draw(away, await lab.beside(two, 10, 100))).toBe(`drop m${two}`);
    await expect(lab.message(two)).toHaveCount(0);
    await expect.poll(async () => lab.script()).toContain(`drop m${two}`);
  });

  test("a finger that rests opens a menu", async ({ page }) => {
    await touch("touchStart", await lab.placeOf(lab.node("n4")));
    const menu = page.getByRole("menu", { name: "n4" });
    await expect(menu).toBeVisible();
    await touch("touchEnd");
    await expect(menu).toBeVisible();
    await menu.getByRole("menuitem", { name: "Slow" }).tap();
    await expect(lab.node("n4")).toHaveAccessibleName(/slow/);
    await expect(menu).toBeHidden();
  });

  test("a link cut one way near its end, and both in its middle", async () => {
    await (await sheet("Break")).getByRole("button", { name: "Cut", exact: true }).tap();
    const [a, b] = [await lab.placeOf(lab.node("n2")), await lab.placeOf(lab.node("n5"))];
    const at = (share: number) => ({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share });
    await draw(at(0.5));
    await expect(lab.link("n2", "n5")).toHaveAccessibleName(/, cut$/);
    await lab.button("Done").tap();
    await (await sheet("Break")).getByRole("button", { name: /^Undo/ }).tap();
    await lab.page.keyboard.press("Escape");
    await expect(lab.link("n2", "n5")).not.toHaveAccessibleName(/cut/);
  });

  test("lines divide further with a switch on the stage", async ({ page }) => {
    await page.evaluate(() => window.netsplit.do("partition n1 n2 c1 | n3 n4 n5"));
    await (await sheet("Break")).getByRole("button", { name: "Partition", exact: true }).tap();
    await page.getByRole("switch", { name: "Divide further" }).tap();
    const box = (await lab.stage.boundingBox())!;
    const y = ((await lab.placeOf(lab.node("n1"))).y + (await lab.placeOf(lab.node("n2"))).y) / 2;
    await draw(
      { x: box.x + 6, y },
      { x: box.x + box.width / 2, y },
      { x: box.x + box.width - 6, y },
    );
    await expect(lab.link("n1", "n2")).toHaveAccessibleName(/cut/);
    await expect.poll(async () => lab.script()).toMatch(/partition [^|\n]+\|[^|\n]+\|/);
  });

  test("held messages are delivered from their sheet", async ({ page }) => {
    await (await sheet("Break")).getByRole("button", { name: "Hold", exact: true }).tap();
    await lab.goTo(9.6);
    await page.getByRole("button", { name: /^Held: \d+/ }).tap();
    const deliver = page.getByRole("dialog").getByRole("button", { name: /^Deliver/ });
    await expect(deliver.first()).toBeVisible();
    const count = await deliver.count();
    await deliver.first().tap();
    await expect(deliver).toHaveCount(count - 1);
    await page.keyboard.press("Escape");
    await expect.poll(async () => lab.script()).toMatch(/deliver m\d+/);
  });
});
