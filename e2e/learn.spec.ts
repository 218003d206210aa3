/** A lesson teaches: its tour to the end, questions answered rightly and wrongly, challenges met and judged again. */
import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { Lab } from "./pages/lab.ts";
import { Learner } from "./pages/learn.ts";
import { objections, PANELS } from "./pages/scan.ts";

async function opened(page: Page): Promise<{ lab: Lab; learner: Learner }> {
  const lab = new Lab(page);
  await lab.open("raft-election");
  return { lab, learner: new Learner(page) };
}

/** What the search's hands did with this rule off. */
function recordOf(rule: string): readonly string[] {
  const found = JSON.parse(
    readFileSync("src/scenarios/raft-election/convictions.json", "utf8"),
  ) as readonly { readonly off: string; readonly script: readonly string[] }[];
  return found.find(({ off }) => off === rule)!.script.filter((line) => line.startsWith("at "));
}

/** Runs faster than a reader wants it. */
async function hurry(lab: Lab): Promise<void> {
  for (let i = 0; i < 3; i++) await lab.button("Faster").click();
}

test("the tour is walked by mouse, and covers nothing that it speaks of", async ({ page }) => {
  const { lab, learner } = await opened(page);
  await lab.button("Take the tour").click();
  await expect(learner.title).toContainText("1 of 10");
  const box = (await learner.card("Tour").boundingBox())!;
  for (const id of ["n1", "n2", "n3", "n4", "n5", "c1"]) {
    const node = (await lab.node(id).boundingBox())!;
    expect(node.y + node.height).toBeLessThanOrEqual(box.y);
  }
  expect((await lab.state()).playing).toBe(true);
  await hurry(lab);
  const titles = await learner.walk((button) => button.click());
  expect(titles).toHaveLength(11);
  const list = await learner.openList();
  await expect(list.getByRole("heading", { name: /How five servers/ })).toContainText("Done");
  expect(lab.complaints).toEqual([]);
});

test("the tour is walked by keyboard alone, and the focus stays on what leads on", async ({
  page,
}) => {
  const { lab, learner } = await opened(page);
  await lab.button("Take the tour").focus();
  await page.keyboard.press("Enter");
  await expect(learner.main).toBeFocused();
  await page.keyboard.press("]");
  await page.keyboard.press("]");
  await page.keyboard.press("]");
  const titles = await learner.walk(async (button) => {
    await expect(button).toBeFocused();
    await page.keyboard.press("Enter");
  });
  expect(titles.at(-1)).toBe("The tour is over");
  expect(lab.complaints).toEqual([]);
});

test("a tour that was left goes on in the very same run, also after a reload", async ({ page }) => {
  const { lab, learner } = await opened(page);
  await lab.button("Take the tour").click();
  await hurry(lab);
  await expect(learner.main).toHaveText("Next", { timeout: 60_000 });
  await learner.main.click();
  await expect(learner.title).toContainText("2 of 10");
  await lab.pause();
  const before = await lab.state();
  await learner.card("Tour").getByRole("button", { name: "Leave the tour" }).click();
  await expect(learner.card("Tour")).toBeHidden();
  await page.goto("about:blank");
  await lab.open("raft-election");
  const list = await learner.openList();
  await list.getByRole("button", { name: "Go on with the tour at step 2" }).click();
  await expect(learner.title).toContainText("2 of 10");
  await lab.pause();
  const after = await lab.state();
  expect(after.seed).toBe(before.seed);
  expect(after.time).toBeGreaterThanOrEqual(before.time);
  await lab.goTo(before.time / 1e6);
  expect((await lab.state()).hash).toBe(before.hash);
});

test("a prediction: the run stops and asks, and the run decides who was right", async ({
  page,
}) => {
  const { lab, learner } = await opened(page);
  const card = learner.card("Prediction");
  const list = await learner.openList();
  await list.getByRole("button", { name: "The leader in the minority" }).click();
  await hurry(lab);
  const options = card.getByRole("group", { name: /is about to be cut off/ }).getByRole("button");
  await expect(options).toHaveCount(3, { timeout: 60_000 });
  expect((await lab.state()).playing).toBe(false);
  await options.filter({ hasText: "It steps down" }).click();
  await expect(card).toContainText("Right: It steps down", { timeout: 60_000 });
  await expect(card).toContainText("counts the answers");
  expect((await lab.state()).playing).toBe(false);
  // The proof leads to its moment.
  const proof = card.getByRole("listitem").last().getByRole("button");
  await proof.click();
  await expect(page.getByRole("region", { name: "What happens" })).toContainText(
    (await proof.textContent()) ?? "",
  );

  // The same question, answered wrongly.
  await card.getByRole("button", { name: "Ask me again in another run" }).click();
  await expect(options).toHaveCount(3, { timeout: 60_000 });
  await options.filter({ hasText: "It stays leader" }).click();
  await expect(card).toContainText("Not this time. It was: It steps down", { timeout: 60_000 });
  await expect(card).toContainText("You said: It stays leader");
  expect(lab.complaints).toEqual([]);
});

test("break it: the search’s run is the record, seen on demand, and met by hand", async ({
  page,
}) => {
  const { lab, learner } = await opened(page);
  const deeds = recordOf("durable-vote");
  const card = page.getByRole("region", { name: "Break it", exact: true }).filter({
    has: page.getByRole("heading", { name: /^Without/ }),
  });
  const list = await learner.openList();
  const rule = list.getByRole("button", { name: /Without “durable vote”/ });
  await expect(rule).toContainText(`The record: ${deeds.length} actions.`);
  await rule.click();
  await expect(card).toContainText("that is the record to beat");
  await card.getByRole("button", { name: "Hint" }).click();
  await expect(card).toContainText("written down before you say it");
  await card.getByRole("button", { name: "See the search’s run" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Election Safety" })).toBeVisible({
    timeout: 60_000,
  });
  await expect(card).toBeHidden();

  await rule.click();
  await expect.poll(async () => (await lab.state()).time).toBeLessThan(1_500_000);
  await lab.pause();
  await page.evaluate((lines) => window.netsplit.do(lines), deeds.join("; "));
  await lab.goTo(30);
  await expect(card).toContainText(`Done with ${deeds.length} actions. That earns the star.`);
  await expect(rule).toContainText("Done with a star");
  expect(lab.complaints).toEqual([]);
});

test("a challenge is met, its link is judged by playing it, and a tampered one is not believed", async ({
  page,
}) => {
  const { lab, learner } = await opened(page);
  const card = learner.card("Challenge");
  const list = await learner.openList();
  await list.getByRole("button", { name: /Nobody leads/ }).click();
  await expect(card).toContainText("0 of 4 actions");
  await card.getByRole("button", { name: "Hint" }).click();
  await expect(card).toContainText("How many friends does a candidate need");
  await lab.pause();
  await page.evaluate(() => window.netsplit.do("rule pre-vote off"));
  await expect(card).toContainText("“rule pre-vote off” is not allowed here");
  await card.getByRole("button", { name: "Undo" }).click();
  await expect(card).not.toContainText("not allowed");
  await page.evaluate(() => window.netsplit.do("at 4s partition n1 n2 | n3 n4 | n5 c1"));
  await lab.goTo(4);
  await expect(card).toContainText("1 of 4 actions");
  await lab.goTo(14);
  await expect(card).toContainText("Done with 1 action. That earns the star.");
  await expect(list.getByRole("button", { name: /Nobody leads/ })).toContainText(
    "Done with a star",
  );

  const script = [
    "scenario raft-election",
    "seed 3",
    "at 4s partition n1 n2 | n3 n4 | n5 c1",
    "until 14s",
  ];
  const pack = async (lines: readonly string[]) =>
    await page.evaluate(async (text) => {
      const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
      const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
      return btoa(String.fromCharCode(...bytes))
        .replaceAll("+", "-")
        .replaceAll("/", "_")
        .replace(/=+$/, "");
    }, lines.join("\n"));
  const honest = await pack(script);
  const tampered = await pack(script.with(1, "seed 4"));
  const idle = await pack(script.toSpliced(2, 1));
  const visit = async (run: string) => {
    await page.goto("about:blank");
    await page.goto(`./#/raft-election?run=${run}&challenge=no-leader`);
    await lab.ready("raft-election");
  };
  await visit(honest);
  await expect(card).toContainText("Done with 1 action.");
  await visit(tampered);
  await expect(card).toContainText("it begins with seed 4, the challenge with 3");
  await expect(card).not.toContainText("Done with");
  await visit(idle);
  await expect(card).toContainText("0 of 4 actions");
  await expect(card).not.toContainText("Done with");
  expect(lab.complaints).toEqual([]);
});

test("what teaches passes the accessibility scan", async ({ page }) => {
  const { lab, learner } = await opened(page);
  const scan = async (within?: string): Promise<void> => {
    expect(await objections(page, within === undefined ? {} : { within })).toEqual([]);
  };
  const cards = `#stage, ${PANELS}`;
  const list = await learner.openList();
  await scan();
  await list.getByRole("button", { name: "Take the tour" }).click();
  await expect(learner.title).toBeVisible();
  await lab.pause();
  await scan(cards);
  await list.getByRole("button", { name: "Who leads next?" }).click();
  await expect(learner.card("Prediction")).toBeVisible();
  await lab.pause();
  await lab.goTo(8);
  await expect(learner.card("Prediction").getByRole("group").first()).toBeVisible();
  await scan(cards);
  await list.getByRole("button", { name: /Two crowns/ }).click();
  await learner.card("Challenge").getByRole("button", { name: "Hint" }).click();
  await lab.pause();
  await scan(cards);
});
