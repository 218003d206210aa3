import { expect, test, type Frame, type Page } from "@playwright/test";
import { Lab } from "./pages/lab.ts";
import { objections } from "./pages/scan.ts";

const RUN = "scenario raft-election\nseed 7\nat 3s crash n2\nuntil 4s\n";

/** The laboratory in the example page's frame. */
async function frameOf(page: Page): Promise<Frame> {
  const frame = await (await page.locator("iframe").elementHandle())!.contentFrame();
  await frame!.waitForFunction(() => window.netsplit);
  await frame!.evaluate(() => window.netsplit.ready);
  return frame!;
}

/** Sends the frame a message from its page and waits for the answer with the same id. */
async function ask(page: Page, message: object): Promise<unknown> {
  return await page.evaluate(
    async (sent) =>
      await new Promise((resolve) => {
        const id = `test ${Math.random()}`;
        const hear = ({ data }: MessageEvent): void => {
          if (data.id !== id) return;
          removeEventListener("message", hear);
          resolve(data);
        };
        addEventListener("message", hear);
        document
          .querySelector("iframe")!
          .contentWindow!.postMessage({ netsplit: 1, id, ...sent }, "*");
      }),
    message,
  );
}

test.describe("a page with the laboratory in a frame", () => {
  test("crashes the leader, heals, and shows what the frame tells", async ({ page }) => {
    const lab = new Lab(page);
    await page.goto("./embed/");
    const frame = await frameOf(page);
    const state = async () => await frame.evaluate(() => window.netsplit.state());
    await expect(lab.button("Crash the leader")).toBeEnabled();
    await frame.evaluate(() => window.netsplit.pause());
    await ask(page, { call: "seek", args: [6_000_000] });
    await expect(page.locator("#time")).toHaveText("6.000 s");
    const leader = (await state()).nodes.find(({ role }) => role === "leader")!.id;
    await lab.button("Crash the leader").click();
    const row = page.getByRole("row").filter({ hasText: leader });
    await expect(row).toContainText("crashed");
    expect((await state()).nodes.find(({ id }) => id === leader)!.status).toBe("crashed");
    await expect(page.locator("#hash")).toHaveText((await state()).hash);
    await lab.button("Heal everything").click();
    await expect(row).not.toContainText("crashed");
    await lab.button("Play").click();
    await expect.poll(async () => (await state()).playing).toBe(true);
    await lab.button("Pause").click();
    await expect.poll(async () => (await state()).playing).toBe(false);
    await lab.button("From the start").click();
    await expect.poll(async () => (await state()).seed).toBe(7);
    expect(lab.complaints).toEqual([]);
  });

  test("gets an answer to every call, and a sentence to what is none", async ({ page }) => {
    await page.goto("./embed/");
    const frame = await frameOf(page);
    await expect(page.getByRole("status")).toHaveText("The laboratory is ready.");
    const state = async () => await frame.evaluate(() => window.netsplit.state());
    expect(await ask(page, { call: "pause" })).toMatchObject({ ok: true, value: null });
    expect(await ask(page, { call: "open", args: [RUN] })).toMatchObject({ ok: true });
    expect(await state()).toMatchObject({ seed: 7, time: 4_000_000, playing: false });
    expect(await ask(page, { call: "state" })).toMatchObject({ ok: true, value: await state() });
    const { event } = await state();
    expect(await ask(page, { call: "step", args: [-1] })).toMatchObject({ ok: true });
    expect((await state()).event).toBeLessThan(event);
    expect(await ask(page, { call: "do", args: ["restart n2"] })).toMatchObject({ ok: true });
    expect(await ask(page, { call: "history" })).toMatchObject({ ok: true });
    const { hash } = await state();
    const refused = async (message: object): Promise<string> => {
      const answer = (await ask(page, message)) as { ok: boolean; error: string };
      expect(answer.ok).toBe(false);
      return answer.error;
    };
    expect(await refused({ call: "do", args: ["crash n9"] })).toMatch(/no node “n9”/);
    expect(await refused({ call: "open", args: ["scenario nowhere"] })).toMatch(/no scenario/);
    expect(await refused({ call: "open", args: ["hello"] })).toMatch(/scenario/);
    expect(await refused({ call: "seek", args: ["soon"] })).toMatch(/“seek” is written/);
    expect(await refused({ call: "eval", args: ["1"] })).toMatch(/no call “eval”; known: do/);
    expect(await refused({ netsplit: 3, call: "state" })).toMatch(/version 1/);
    expect((await state()).hash).toBe(hash);
    expect((await state()).scenario).toBe("raft-election");
  });

  test("hears of frames at a pace that a page can follow, and of the last one", async ({
    page,
  }) => {
    await page.goto("./embed/");
    const frame = await frameOf(page);
    await expect(page.getByRole("status")).toHaveText("The laboratory is ready.");
    await ask(page, { call: "pause" });
    const told = await page.evaluate(async () => {
      let events = 0;
      const began = performance.now();
      addEventListener("message", ({ data }) => {
        if (data.event === "frame") events += 1;
      });
      const target = document.querySelector("iframe")!.contentWindow!;
      for (let to = 1; to <= 200; to++)
        target.postMessage({ netsplit: 1, id: to, call: "step", args: [1] }, "*");
      await new Promise<void>((resolve) =>
        addEventListener("message", ({ data }) => {
          if (data.id === 200) resolve();
        }),
      );
      return { events, most: (performance.now() - began) / 50 + 2 };
    });
    expect(told.events).toBeGreaterThan(0);
    expect(told.events).toBeLessThanOrEqual(told.most);
    const { time } = await frame.evaluate(() => window.netsplit.state());
    await expect(page.locator("#time")).toHaveText(`${(time / 1_000_000).toFixed(3)} s`);
  });

  test("keys belong to whoever has the focus", async ({ page }) => {
    await page.goto("./embed/");
    const frame = await frameOf(page);
    await expect(page.getByRole("status")).toHaveText("The laboratory is ready.");
    await ask(page, { call: "pause" });
    const { hash } = await frame.evaluate(() => window.netsplit.state());
    await page.keyboard.press("Space");
    await page.keyboard.press("h");
    const state = async () => await frame.evaluate(() => window.netsplit.state());
    expect(await state()).toMatchObject({ hash, playing: false });
    await page
      .frameLocator("iframe")
      .locator("#stage")
      .click({ position: { x: 20, y: 60 } });
    await page.keyboard.press("Space");
    await expect.poll(async () => (await state()).playing).toBe(true);
  });

  test("has nothing that the scan objects to", async ({ page }) => {
    test.slow();
    await page.goto("./embed/");
    await frameOf(page);
    await expect(page.getByRole("status")).toHaveText("The laboratory is ready.");
    expect(await objections(page, { frames: true })).toEqual([]);
  });
});

test("messages from elsewhere than the embedding page are passed over", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("cap");
  const { hash } = await lab.state();
  await page.evaluate(() => postMessage({ netsplit: 1, id: 1, call: "do", args: ["crash n1"] }));
  await page.evaluate(() => window.netsplit.seek(0));
  expect((await lab.state()).hash).toBe(hash);
});

test.describe("in a frame", () => {
  for (const [width, height] of [
    [320, 240],
    [480, 360],
    [960, 540],
  ] as const) {
    test(`of ${width} × ${height} stage, caption and transport have their place`, async ({
      page,
    }) => {
      const lab = new Lab(page);
      await page.setViewportSize({ width, height });
      await page.goto("./#/raft-election?embed=1&play=0");
      await lab.ready("raft-election");
      expect((await lab.state()).playing).toBe(false);
      await lab.goTo(6);
      await expect(page.getByRole("banner")).toHaveCount(0);
      await expect(page.getByRole("tab")).toHaveCount(0);
      const boxes = await Promise.all(
        [
          page.locator("#stage"),
          lab.caption,
          page.getByRole("region", { name: "Transport" }),
          page.getByRole("link", { name: /Open in Netsplit/ }),
        ].map(async (part) => (await part.boundingBox())!),
      );
      for (const box of boxes) {
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(width + 0.5);
        expect(box.y + box.height).toBeLessThanOrEqual(height + 0.5);
      }
      const [stage, caption, transport] = boxes;
      expect(stage!.height).toBeGreaterThan(height * 0.5);
      expect(caption!.y).toBeGreaterThanOrEqual(stage!.y + stage!.height - 1);
      expect(transport!.y).toBeGreaterThanOrEqual(caption!.y + caption!.height - 1);
      await lab.play();
      await expect.poll(async () => (await lab.state()).playing).toBe(true);
      expect(lab.complaints).toEqual([]);
    });
  }

  test("colours are those that its page asks for, else the reader's", async ({ page }) => {
    await page.emulateMedia({ colorScheme: "light" });
    const paper = async () =>
      await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const lab = new Lab(page);
    await page.goto("./#/cap?embed=1&theme=dark&play=0");
    await lab.ready("cap");
    expect(await paper()).toBe("rgb(15, 19, 24)");
    expect(await page.evaluate(() => localStorage.getItem("netsplit.theme"))).toBeNull();
    await page.goto("./#/cap?embed=1&play=0");
    await expect.poll(paper).toBe("rgb(247, 245, 240)");
  });

  test("the link leads to the whole page with the same run", async ({ page }) => {
    const lab = new Lab(page);
    await page.goto("./#/raft-election?embed=1&play=0");
    await lab.ready("raft-election");
    await lab.goTo(5);
    await page.evaluate(() => window.netsplit.do("partition n1 n2 | n3 n4 n5"));
    await lab.goTo(7.5);
    const { hash } = await lab.state();
    const opened = page.waitForEvent("popup");
    await page.getByRole("link", { name: /Open in Netsplit/ }).click();
    const whole = new Lab(await opened);
    await whole.page.waitForURL(/run=/);
    await whole.ready("raft-election");
    await expect.poll(async () => (await whole.state()).time).toBe(7_500_000);
    expect((await whole.state()).hash).toBe(hash);
    await expect(whole.page.getByRole("banner")).toBeVisible();
  });

  test("a shared run plays from its beginning when its page says so", async ({ page }) => {
    const lab = new Lab(page);
    await lab.open("raft-election");
    await page.evaluate((run) => window.netsplit.open(run), RUN);
    const { hash } = await lab.state();
    const run = /run=([\w-]+)/.exec(page.url())![1]!;
    await page.goto("about:blank");
    await page.goto(`./#/raft-election?run=${run}&embed=1&play=1`);
    await lab.ready("raft-election");
    expect((await lab.state()).playing).toBe(true);
    await lab.pause();
    await lab.goTo(4);
    expect((await lab.state()).hash).toBe(hash);
  });
});
