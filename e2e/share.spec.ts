import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { Lab } from "./pages/lab.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

function netsplit(...words: string[]): { hash: string; hashMatches?: boolean } {
  try {
    return JSON.parse(
      execFileSync("node", ["scripts/netsplit.mjs", ...words, "--json"], {
        cwd: root,
        encoding: "utf8",
      }),
    ) as { hash: string };
  } catch (error) {
    // Exit code 1 tells of a broken promise; the document is there all the same.
    return JSON.parse((error as { stdout: string }).stdout) as { hash: string };
  }
}

test("a copied link replays exactly this run in a fresh page, and in the terminal", async ({
  page,
  browser,
  baseURL,
}) => {
  const lab = new Lab(page);
  await lab.open("raft-election");
  await lab.goTo(6);
  await page.evaluate(() => window.netsplit.do("partition n1 n2 c1 | n3 n4 n5"));
  await lab.goTo(9.5);
  await page.evaluate(() => window.netsplit.do("rule pre-vote off; crash n4"));
  await lab.goTo(14.25);
  const { hash } = await lab.state();
  const address = await lab.copyLink();
  expect(address.startsWith(baseURL!)).toBe(true);
  const context = await browser.newContext();
  const fresh = new Lab(await context.newPage());
  await fresh.page.goto(address);
  await fresh.ready("raft-election");
  await expect.poll(async () => (await fresh.state()).time).toBe(14_250_000);
  expect((await fresh.state()).hash).toBe(hash);
  expect(fresh.complaints).toEqual([]);
  await context.close();
  expect(netsplit("replay", address)).toMatchObject({ hash, hashMatches: true });
});

test("page and terminal agree on the hash of the same script", async ({ page }) => {
  const lab = new Lab(page);
  for (const [lesson, line] of [
    ["cap", "at 5s partition n1 n2 | n3 n4 n5"],
    ["raft-election", "at 5s cut n1>n2; at 7s crash n3; at 9s restart n3"],
  ] as const) {
    await page.goto(`./#/${lesson}`);
    await lab.ready(lesson);
    await lab.pause();
    await page.getByRole("textbox", { name: /seed/i }).fill("7");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await lab.state()).seed).toBe(7);
    await lab.pause();
    await lab.goTo(0);
    await page.evaluate((text) => window.netsplit.do(text), line);
    await lab.goTo(30);
    const actions = line.split("; ").flatMap((each) => ["--do", each]);
    expect(netsplit("run", lesson, "--seed", "7", "--for", "30s", ...actions).hash).toBe(
      (await lab.state()).hash,
    );
  }
});

test.describe("a damaged link says what is wrong and offers the lesson from its start", () => {
  for (const [name, run] of [
    ["cut short", "S07NzC9KVShJTM5WKC"],
    ["of letters that no link has", "%%%%"],
    ["huge", "A".repeat(70_000)],
    ["of nothing", ""],
  ] as const) {
    test(name, async ({ page }) => {
      const lab = new Lab(page);
      await page.goto(`./#/raft-election?run=${run}`);
      await lab.ready("raft-election");
      await expect(
        page
          .getByText(/link/i)
          .filter({ hasText: /damaged|cut short|characters|empty|long|unpacked|nothing/i })
          .first(),
      ).toBeVisible();
      expect((await lab.state()).nodes).toHaveLength(6);
    });
  }

  test("of a lesson that does not exist", async ({ page }) => {
    const lab = new Lab(page);
    await page.goto("./#/raft-electoin");
    await expect
      .poll(
        async () =>
          (await lab.state())?.scenario ??
          (await page.getByText(/raft-election|The CAP theorem/).count()) > 0,
      )
      .toBeTruthy();
    await expect(page.getByText(/raft-electoin/).first()).toBeVisible();
  });
});

test("what cannot be done is said in a sentence and nothing is lost", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("raft-election");
  await lab.goTo(5);
  const { hash } = await lab.state();
  const refused = await page.evaluate(() =>
    window.netsplit.do("crash n9").then(
      () => null,
      (error: Error) => error.message,
    ),
  );
  expect(refused).toBe("line 1: there is no node “n9”; did you mean “n1”?");
  expect(
    await page.evaluate(() =>
      window.netsplit.do("restart n1").then(
        () => null,
        (error: Error) => error.message,
      ),
    ),
  ).toBe("n1 is running; crash it before you restart it");
  expect((await lab.state()).hash).toBe(hash);
});

test("the page object tells of frames, alarms and openings", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("raft-election");
  await lab.goTo(10);
  const told = await page.evaluate(async () => {
    const { netsplit } = window;
    const frames: number[] = [];
    const quit = netsplit.on("frame", (state) => frames.push(state.time));
    await netsplit.do("rule one-vote-per-term off; rule pre-vote off");
    const alarm = new Promise<string>((resolve) =>
      netsplit.on("alarm", ({ sentence }) => resolve(sentence)),
    );
    const leader = netsplit.state().nodes.find((node) => node.role === "leader")!.id;
    const others = netsplit
      .state()
      .nodes.filter((node) => node.role === "follower")
      .map((node) => node.id);
    await netsplit.do(
      [`crash ${leader}`, ...others.map((id) => `fire ${id} electionTimeout`)].join("; "),
    );
    netsplit.play();
    const sentence = await alarm;
    quit();
    const unknown = (() => {
      try {
        netsplit.on("framed" as "frame", () => {});
        return null;
      } catch (error) {
        return (error as Error).message;
      }
    })();
    return { frames: frames.length, sentence, unknown };
  });
  expect(told.frames).toBeGreaterThan(3);
  expect(told.sentence).toMatch(/Election Safety.*n\d and n\d/);
  expect(told.unknown).toBe("There is no event “framed”; known: frame, alarm, open.");
});
