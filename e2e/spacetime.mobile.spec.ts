import { expect, test } from "@playwright/test";
import { Lab } from "./pages/lab.ts";
import { SpacetimeView } from "./pages/spacetime.ts";

test("on a phone the diagram is panned, pinched and tapped", async ({ page }) => {
  const lab = new Lab(page);
  const view = new SpacetimeView(page);
  await page.goto("./#/raft-election");
  await lab.ready("raft-election");
  await lab.pause();
  await lab.goTo(12);
  await page.getByRole("button", { name: "Events", exact: true }).tap();
  await view.open();
  const before = await view.sight();
  const box = (await view.canvas.boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height * 0.55 };
  const fingers = await page.context().newCDPSession(page);
  const touch = async (type: "touchStart" | "touchMove" | "touchEnd", ...at: number[]) =>
    await fingers.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: at.map((x, id) => ({ x, y: middle.y, id })),
    });
  await touch("touchStart", middle.x);
  for (let by = 20; by <= 100; by += 20) await touch("touchMove", middle.x + by);
  await touch("touchEnd");
  await expect.poll(async () => (await view.sight()).from).toBeLessThan(before.from);
  await touch("touchStart", middle.x - 30, middle.x + 30);
  for (let by = 40; by <= 80; by += 10) await touch("touchMove", middle.x - by, middle.x + by);
  await touch("touchEnd");
  await expect.poll(async () => (await view.sight()).span).toBeLessThan(before.span);
  expect((await lab.state()).time).toBe(12_000_000);

  await view.enter();
  const at = (await view.event.boundingBox())!;
  await page.touchscreen.tap(at.x + at.width / 2, at.y + at.height / 2);
  await expect(view.sentence).toContainText("led to it");
  expect(lab.complaints).toEqual([]);
});
