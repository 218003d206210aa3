/** Verdicts on what clients saw: of a run as it goes on, and of histories from elsewhere. */
import { expect, test, type Page } from "@playwright/test";
import { CheckPage } from "./pages/check.ts";
import { Lab } from "./pages/lab.ts";
import { objections } from "./pages/scan.ts";

/** The lesson under a partition, long enough for a read to go stale where it may. */
async function parted(page: Page, mode: "CP" | "AP"): Promise<Lab> {
  const lab = new Lab(page);
  await lab.open("cap");
  await lab.goTo(3);
  await page.evaluate(
    (line) => window.netsplit.do(line),
    `set mode ${mode}; partition n1 n2 | n3 n4 n5`,
  );
  await lab.goTo(12);
  await lab.tab("Verdicts").click();
  return lab;
}

const model = (page: Page, name: string) =>
  page.getByRole("button", { name: new RegExp(`^${name}: `) });

test("available during a partition: linearizable goes out, and the page points at the stale read", async ({
  page,
}) => {
  const lab = await parted(page, "AP");
  await expect(model(page, "Linearizable")).toHaveAccessibleName("Linearizable: no");
  await expect(model(page, "PRAM")).toHaveAccessibleName("PRAM: yes");
  await lab.button("Show the operations as bars").click();
  const history = page.getByRole("region", { name: "History", exact: true });
  // What the page accuses really happened: a read that came back with a value that was no longer the newest.
  const operations = await page.evaluate(() => window.netsplit.history());
  const accused = history.locator("button[data-culprit=true]");
  const last = accused.and(history.getByRole("button", { name: /\bread\b/ })).last();
  const [, client, key, value] = /^(\S+) read (\S+) → (\S+),/.exec(
    (await last.getAttribute("aria-label")) ?? "",
  )!;
  const read = operations.findLast(
    (op) =>
      op.client === client &&
      op.operation.f === "read" &&
      op.operation.key === key &&
      String(op.value) === value,
  )!;
  const newer = operations.find(
    (op) =>
      op.operation.f === "write" &&
      op.operation.key === key &&
      op.outcome === "ok" &&
      op.returned! <= read.called &&
      String(op.operation.value) !== value,
  );
  expect(newer).toBeDefined();
  await expect(history).toContainText(`${client} read ${value}`);
  // The bar leads to its moment.
  await last.click();
  await expect.poll(async () => (await lab.state()).time).toBe(read.returned);
});

test("consistent during a partition: linearizable stays; switching over puts it out before one’s eyes", async ({
  page,
}) => {
  const lab = await parted(page, "CP");
  await expect(model(page, "Linearizable")).toHaveAccessibleName("Linearizable: yes");
  await expect(page.getByRole("region", { name: "Consistency of this run" })).toContainText(
    /after \d+ operations/,
  );
  await lab.turn("AP");
  await lab.goTo(26);
  await expect(model(page, "Linearizable")).toHaveAccessibleName("Linearizable: no");
});

/** Without write-back c2 reads the new value from one side and the old one from the other. */
const NEW_THEN_OLD = `scenario cap
seed 1
rule write-back off
set workload off
at 100ms client c1 write x a
at 2s client c1 write x b
at 2.3s cut n1>n3
at 2.3s cut n1>n4
at 2.3s cut n1>n5
at 2.7s partition n1 n2 n4 c1 | n3 n5
at 2.8s crash n1
at 3s partition n2 n4 n5 c2 | n3 n1 c1
at 3.1s client c2 read x
at 4s partition n3 n4 n5 c2 | n1 n2 c1
at 4.1s client c2 read x
`;

test("an alarm leads to its proof: the very operations that it is about", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("cap");
  await page.evaluate((script) => window.netsplit.open(script), NEW_THEN_OLD);
  if (!(await lab.state()).playing) await lab.play();
  const alarm = page.getByRole("alert").filter({ hasText: "Linearizab" });
  await expect(alarm).toBeVisible({ timeout: 60_000 });
  await alarm.getByRole("button", { name: "Show the proof" }).click();
  const history = page.getByRole("region", { name: "History", exact: true });
  const accused = history.locator("button[data-culprit=true]");
  await expect(accused.filter({ hasText: "read x → a" })).toHaveCount(1);
  await expect(accused.filter({ hasText: "read x → b" })).toHaveCount(1);
  await expect(history).toContainText("c2 read a");
  const answers = (await page.evaluate(() => window.netsplit.history()))
    .filter((op) => op.client === "c2")
    .map((op) => op.value);
  expect(answers).toEqual(["b", "a"]);
  expect(lab.complaints).toEqual([]);
});

const STALE = `{:process 0, :type :invoke, :f :write, :value 1}
{:process 0, :type :ok, :f :write, :value 1}
{:process 0, :type :invoke, :f :write, :value 2}
{:process 0, :type :ok, :f :write, :value 2}
{:process 1, :type :invoke, :f :read, :value nil}
{:process 1, :type :ok, :f :read, :value 1}
`;

test("an own history that is broken: no, with the operations and their lines", async ({ page }) => {
  const check = new CheckPage(page);
  await check.open();
  await check.paste(STALE);
  await expect(page.getByText("3 operations of 2 processes")).toBeVisible();
  await check.check();
  await expect(check.verdict.getByRole("heading", { level: 2 }).first()).toContainText(
    "not linearizable",
  );
  await expect(check.culprits).toContainText("read → 1");
  await expect(check.culprits).toContainText("line 5");
  await expect(check.model("Sequential")).toHaveAccessibleName("Sequential: yes");
  // Pointing at it selects its line.
  await check.culprits.getByRole("button", { name: /line 5/ }).click();
  expect(
    await check.field.evaluate((field: HTMLTextAreaElement) =>
      field.value.slice(field.selectionStart, field.selectionEnd),
    ),
  ).toBe(STALE.split("\n")[4]);
});

test("a file that is dropped is read; one that is too large leaves what was there", async ({
  page,
}) => {
  const check = new CheckPage(page);
  await check.open();
  await new Lab(page).drop("stale.edn", STALE);
  await expect(check.field).toHaveValue(STALE);
  await check.check();
  await expect(check.culprits).toBeVisible();
  await new Lab(page).drop("huge.edn", " ".repeat(50_000_001));
  await expect(page.getByRole("alert")).toContainText("huge.edn has 50 MB");
  await expect(check.field).toHaveValue(STALE);
});

test("the same history is asked another question, and the examples are one press away", async ({
  page,
}) => {
  const check = new CheckPage(page);
  await check.open();
  await check.paste(STALE);
  await page.getByRole("combobox", { name: "Is it" }).selectOption("sequential");
  await check.check();
  await expect(check.verdict.getByRole("heading", { level: 2 }).first()).toContainText("Yes");
  await page.getByRole("button", { name: "A queue that works" }).click();
  await check.check();
  await expect(check.verdict).toContainText("One order explains every answer");
  await page.getByRole("button", { name: "Transactions that see half a change" }).click();
  await check.check();
  await expect(check.verdict.getByRole("heading", { level: 2 }).first()).toContainText("G-single");
  await expect(check.model("Read committed")).toHaveAccessibleName("Read committed: yes");
});

test("what is no history is refused in a sentence with its line, and stays", async ({ page }) => {
  const check = new CheckPage(page);
  await check.open();
  const broken = STALE.replace(":type :invoke, :f :read", ":type :ok, :f :read");
  await check.paste(broken);
  await expect(page.getByRole("alert")).toContainText("Line 5");
  await expect(page.getByRole("button", { name: "Check", exact: true })).toBeDisabled();
  await expect(check.field).toHaveValue(broken);
  await check.paste("dear diary");
  await expect(page.getByRole("alert")).toContainText("understood are");
});

test("a judging that takes long is stopped, and another one begins", async ({ page }) => {
  const check = new CheckPage(page);
  await check.open();
  // Nobody heard of their writes, so that all of them may have happened in any order: far too many to try.
  const open = Array.from(
    { length: 40 },
    (_, i) => `{:process ${i + 10}, :type :invoke, :f :enqueue, :value ${i % 7}}`,
  );
  const taken = Array.from({ length: 24 }, (_, i) => [
    `{:process ${i % 3}, :type :invoke, :f :dequeue, :value nil}`,
    `{:process ${i % 3}, :type :ok, :f :dequeue, :value ${(i * 5) % 7}}`,
  ]).flat();
  await check.paste(
    [
      ...open,
      ...taken,
      "{:process 0, :type :invoke, :f :dequeue, :value nil}",
      "{:process 0, :type :ok, :f :dequeue, :value 99}",
    ].join("\n"),
  );
  await check.check();
  const stop = page.getByRole("button", { name: "Stop" });
  await stop.click();
  await expect(page.getByText("Stopped.")).toBeVisible();
  await check.paste(STALE);
  await check.check();
  await expect(check.culprits).toBeVisible();
});

test("the scan objects to nothing", async ({ page }) => {
  const lab = await parted(page, "AP");
  await expect(model(page, "Linearizable")).toHaveAccessibleName("Linearizable: no");
  expect(await objections(page)).toEqual([]);
  await lab.button("Show the operations as bars").click();
  await expect(page.locator("button[data-culprit=true]").first()).toBeVisible();
  expect(await objections(page)).toEqual([]);
  const check = new CheckPage(page);
  await check.open();
  await check.paste(STALE);
  await check.check();
  await expect(check.model("Linearizable")).toBeVisible();
  expect(await objections(page)).toEqual([]);
});

test("by keyboard alone: from the palette to a verdict, along its bars", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("cap");
  await lab.goTo(4);
  const { hash } = await lab.state();
  await page.keyboard.press("Control+k");
  const field = page.getByRole("dialog").getByRole("combobox");
  await field.fill("check a history");
  await page.keyboard.press("Enter");
  const check = new CheckPage(page);
  const example = page.getByRole("button", { name: "A stale read" });
  await example.focus();
  await page.keyboard.press("Enter");
  await expect(check.field).not.toHaveValue("");
  const go = page.getByRole("button", { name: "Check", exact: true });
  await expect(go).toBeEnabled();
  await go.focus();
  await page.keyboard.press("Enter");
  await expect(check.culprits).toBeVisible();
  await check.culprits.getByRole("button").last().focus();
  const bar = check.verdict.locator("button[data-operation][tabindex='0']");
  await bar.focus();
  await page.keyboard.press("Home");
  await expect(check.verdict.locator("button[data-operation='0']")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(check.verdict.locator("button[data-operation='1']")).toBeFocused();
  // The run waited meanwhile.
  await page.getByRole("link", { name: "Netsplit, the laboratory" }).press("Enter");
  await lab.ready("cap");
  await expect(page.getByRole("group", { name: "Stage" })).toBeVisible();
  expect((await lab.state()).hash).toBe(hash);
});
