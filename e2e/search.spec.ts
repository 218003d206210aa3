/** The page is asked for a run that breaks a promise: what it finds plays, what it does not find it does not claim. */
import { expect, test, type Page } from "@playwright/test";
import { Lab } from "./pages/lab.ts";
import { BadRuns } from "./pages/search.ts";
import { objections, OVERLAY, PANELS } from "./pages/scan.ts";

/** A search runs on all cores but one; beside another test it takes its time. */
const PATIENT = { timeout: 90_000 };

async function opened(page: Page): Promise<{ lab: Lab; bad: BadRuns }> {
  const lab = new Lab(page);
  await lab.open("raft-election");
  return { lab, bad: new BadRuns(page) };
}

test("a rule is taken away, and the page finds out why it was there", async ({ page }) => {
  const { lab, bad } = await opened(page);
  await lab.goTo(3);
  const own = await lab.state();
  await lab.button("Rules").click();
  const rules = page.getByRole("group", { name: "What the rules are for" });
  await expect(rules).toContainText("Zeebe, 2020");
  await page.keyboard.press("e");
  await expect(rules).toContainText("A server grants at most one vote in a term");
  await rules.getByRole("button", { name: "Find out why: one vote per term" }).click();
  await expect(page.getByRole("switch", { name: "one vote per term" })).toHaveAttribute(
    "aria-checked",
    "false",
  );
  await bad.go.click();
  await expect(bad.found).toBeVisible(PATIENT);
  await expect(bad.found).toContainText("Election Safety broken");
  const verdict = (await bad.found.locator("p").first().textContent()) ?? "";
  expect(verdict).toMatch(/term \d+/);
  const steps = bad.found.getByRole("listitem");
  await expect(steps.last()).toContainText("Promise broken");

  // It plays, and stops where it breaks; what is told is what happens.
  await bad.found.getByRole("button", { name: "Play it" }).click();
  await lab.button("Faster").click();
  await lab.button("Faster").click();
  const alarm = page.getByRole("alert").filter({ hasText: "Election Safety" });
  await expect(alarm).toBeVisible(PATIENT);
  const state = await lab.state();
  expect(state.playing).toBe(false);
  expect(state.verdicts.find(({ name }) => name === "election-safety")?.verdict).toBe("violated");
  await expect(steps.last().getByRole("button")).toHaveAttribute("aria-current", "step");

  // A step leads to its moment.
  const first = steps.first();
  const at = Number.parseFloat((await first.locator("time").textContent()) ?? "");
  await first.getByRole("button").click();
  await expect.poll(async () => Math.abs((await lab.state()).time / 1e6 - at)).toBeLessThan(0.01);

  // One's own run waits.
  await bad.found.getByRole("button", { name: "Back to my run" }).click();
  await expect.poll(async () => (await lab.state()).time).toBe(own.time);
  expect((await lab.state()).seed).toBe(own.seed);
  expect(lab.complaints).toEqual([]);
});

test("taken away as a link or a script, what was found breaks the promise again", async ({
  page,
}) => {
  // What is copied is looked at here: browsers of other tests share the clipboard.
  await page.addInitScript(() => {
    const copy = (text: string): Promise<void> => {
      document.documentElement.dataset["copied"] = text;
      return Promise.resolve();
    };
    Object.defineProperty(navigator, "clipboard", { value: { writeText: copy } });
  });
  const { lab, bad } = await opened(page);
  const broken = async () =>
    (await lab.state()).verdicts.find(({ name }) => name === "election-safety")?.verdict;
  await lab.run("rule one-vote-per-term off");
  await page.keyboard.press("b");
  await bad.go.click();
  await expect(bad.found).toBeVisible(PATIENT);
  await bad.found.getByRole("button", { name: "Copy link" }).click();
  await expect(bad.found).toContainText("Copied.");
  const link = (await page.locator("html").getAttribute("data-copied"))!;
  const download = page.waitForEvent("download");
  await bad.found.getByRole("button", { name: "Save script" }).click();
  const saved = await (await download).createReadStream();
  let script = "";
  for await (const chunk of saved) script += String(chunk);
  expect(script).toContain("rule one-vote-per-term off");
  await page.evaluate((text) => window.netsplit.open(text), script);
  await expect.poll(broken).toBe("violated");
  await page.goto("about:blank");
  await page.goto(link);
  await lab.ready("raft-election");
  await expect.poll(broken).toBe("violated");
});

test("stopped half-way it keeps what was explored, and claims nothing", async ({ page }) => {
  const { bad } = await opened(page);
  await bad.open();
  await bad.go.click();
  await expect.poll(async () => await bad.count("runs"), PATIENT).toBeGreaterThan(3);
  const seen = await bad.count("runs");
  await bad.stop.click();
  await expect(bad.explored).toBeVisible(PATIENT);
  expect(await bad.runsLookedAt()).toBeGreaterThanOrEqual(seen);
  await expect(bad.explored).toContainText("Stopped. Nothing was found so far.");
  await expect(bad.panel).not.toContainText(/correct|safe\b|proved/i);
});

test("with all rules on a small search finds nothing, and says what it has looked at", async ({
  page,
}) => {
  const { bad } = await opened(page);
  await bad.open();
  await expect(bad.panel).toContainText("All rules are on");
  await bad.set("How", "Seconds", "2");
  await bad.set("What may happen", "Crashes", "1");
  await bad.go.click();
  await expect(bad.explored).toBeVisible(PATIENT);
  await expect(bad.explored).toContainText("Nothing was found in 2 s.");
  await expect(bad.explored).toContainText("at most 1 crash,");
  expect(await bad.runsLookedAt()).toBeGreaterThan(0);
  await expect(bad.explored).toContainText("That is no proof");
});

test("impossible numbers are refused in a sentence, and nothing is lost", async ({ page }) => {
  const { bad } = await opened(page);
  await bad.open();
  await bad.set("What may happen", "Crashes", "many");
  await bad.go.click();
  await expect(bad.panel.getByRole("alert")).toContainText("Crashes: “many” is no whole number");
  await bad.set("What may happen", "Crashes", "-2");
  await bad.go.click();
  await expect(bad.panel.getByRole("alert")).toContainText("“-2” is no number of faults");
  await bad.set("What may happen", "Crashes", "2");
  await bad.set("How", "Seconds", "0");
  await bad.go.click();
  await expect(bad.panel.getByRole("alert")).toContainText("Seconds: “0” is no time to search");
  await bad.set("How", "Seconds", "1");
  await bad.go.click();
  await expect(bad.explored).toContainText("at most 2 crashes", PATIENT);
  await expect(bad.panel.getByRole("alert")).toHaveCount(0);
});

test("from this moment on: what was done before stays in what is found", async ({ page }) => {
  const { lab, bad } = await opened(page);
  await lab.run("rule one-vote-per-term off");
  await lab.goTo(4);
  await lab.run("crash n5");
  await bad.open();
  await bad.panel.getByRole("radio", { name: "From 4.0 s on" }).check({ force: true });
  await bad.go.click();
  await expect(bad.found).toBeVisible(PATIENT);
  await expect(bad.found.getByRole("listitem").filter({ hasText: "crash n5" })).toHaveCount(1);
  const times = await bad.found.getByRole("listitem").locator("time").allTextContents();
  expect(Number.parseFloat(times.at(-1)!)).toBeGreaterThan(4);
});

test("several workers share the work; one that dies costs a sentence, and the others go on", async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "hardwareConcurrency", { value: 4 });
  });
  const { bad } = await opened(page);
  await bad.open();
  await bad.go.click();
  await expect(bad.progress).toContainText("3 workers");
  await expect.poll(async () => await bad.count("runs"), PATIENT).toBeGreaterThan(3);
  const searchers = page.workers().filter((worker) => worker.url().includes("search.worker"));
  expect(searchers).toHaveLength(3);
  await searchers[0]!.evaluate(() => {
    setTimeout(() => {
      throw new Error("out of memory");
    });
  });
  await expect(bad.panel.getByRole("alert")).toContainText("The other 2 go on.");
  const seen = await bad.count("runs");
  await expect.poll(async () => await bad.count("runs"), PATIENT).toBeGreaterThan(seen);
  await bad.stop.click();
  await expect(bad.explored).toBeVisible(PATIENT);
  expect(await bad.runsLookedAt()).toBeGreaterThan(seen);
});

test("a script in the page asks the same, and is answered in plain data", async ({ page }) => {
  const { lab } = await opened(page);
  await lab.run("rule one-vote-per-term off");
  const bad = await page.evaluate(() => window.netsplit.search({ seconds: 60, seed: 2 }));
  expect(bad).toMatchObject({ found: true, violated: "election-safety" });
  expect(bad.explored.runs).toBeGreaterThan(0);
  await lab.run("rule one-vote-per-term on");
  const nothing = await page.evaluate(() => window.netsplit.search({ seconds: 1 }));
  expect(nothing).toMatchObject({ found: false });
  expect(nothing.script).toBeUndefined();
  const why = await page.evaluate(async () => {
    const usual = { crashes: 0, cuts: 0, partitions: 0, pauses: 0, drops: 0 };
    const other = { duplicates: 0, delays: 0, drifts: 0, fires: -1, requests: 0, betrayals: 0 };
    return await window.netsplit.search({ allowance: { ...usual, ...other } }).catch(String);
  });
  expect(why).toContain("“-1” is no number of faults");
});

test("by keyboard alone: from the palette to the last step of the story", async ({ page }) => {
  const { lab, bad } = await opened(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill("find out why: one vote");
  await page.keyboard.press("Enter");
  await expect(bad.go).toBeVisible();
  await expect(page.getByRole("heading", { name: "Find a bad run" })).toBeFocused();
  for (let i = 0; i < 20 && !(await bad.go.evaluate((e) => e === document.activeElement)); i++)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(bad.found).toBeVisible(PATIENT);
  const last = bad.found.getByRole("listitem").last().getByRole("button");
  for (let i = 0; i < 60 && !(await last.evaluate((e) => e === document.activeElement)); i++)
    await page.keyboard.press("Tab");
  await expect(last).toBeFocused();
  await page.keyboard.press("Enter");
  await expect
    .poll(async () => (await lab.state()).verdicts.find((v) => v.name === "election-safety"))
    .toMatchObject({ verdict: "violated" });
});

test("the scan objects to nothing", async ({ page }) => {
  const { lab, bad } = await opened(page);
  const scan = async (within?: string): Promise<void> => {
    expect(await objections(page, within === undefined ? {} : { within })).toEqual([]);
  };
  await lab.button("Rules").click();
  await expect(page.getByRole("group", { name: "What the rules are for" })).toBeVisible();
  await scan(OVERLAY);
  await lab.button("Find out why: one vote per term").click();
  await expect(bad.go).toBeVisible();
  await bad.set("What may happen", "Crashes", "1");
  await bad.set("How", "Seed", "1");
  await scan();
  await bad.go.click();
  await expect(bad.progress.or(bad.found)).toBeVisible();
  await scan(PANELS);
  await expect(bad.found).toBeVisible(PATIENT);
  await bad.found.getByRole("listitem").last().getByRole("button").click();
  await scan(PANELS);
});
