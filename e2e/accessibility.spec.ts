import { expect, test } from "@playwright/test";
import { Lab } from "./pages/lab.ts";
import { objections, OVERLAY, PANELS } from "./pages/scan.ts";

test("the laboratory has nothing that the scan objects to, in any of its panels", async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.open("raft-election");
  await lab.goTo(6);
  await page.evaluate(() => window.netsplit.do("partition n1 n2 | n3 n4 n5"));
  await lab.goTo(9);
  await lab.choose("n1");
  const scan = async (what: string, within?: string) => {
    expect(await objections(page, within === undefined ? {} : { within }), what).toEqual([]);
  };
  await scan("explain");
  for (const tab of ["Inspect", "Verdicts", "Space", "State", "Statechart", "Sequence"]) {
    await lab.tab(tab).first().click();
    await scan(tab, PANELS);
  }
  for (const [button, dialog] of [
    ["Compare two runs", "Compare two runs"],
    ["Copy link", "Share this run"],
  ] as const) {
    await lab.button(button).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await scan(dialog, OVERLAY);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  }
  await lab.button("Export").click();
  await scan("export", OVERLAY);
  await page.keyboard.press("Escape");
  await lab.button(/^Troubles/).click();
  await scan("troubles", OVERLAY);
  await page.keyboard.press("Escape");
  await lab.goTo(7);
  await page.evaluate(() => window.netsplit.do("crash n2"));
  await lab.button("2 futures of this run").click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await scan("futures", OVERLAY);
  await page.getByRole("dialog").getByRole("button", { name: "Compare" }).click();
  await expect(page.getByRole("region", { name: "Two runs compared" })).toBeVisible();
  await scan("two runs");
  await lab.button("Stop comparing").first().click();
  await page.getByRole("button", { name: /^Hold/ }).first().click();
  await scan("hold");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await scan("keys", OVERLAY);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog").getByRole("combobox")).toBeVisible();
  await scan("palette", OVERLAY);
});

test("an alarm has nothing that the scan objects to", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("raft-election");
  await lab.goTo(10);
  await page.evaluate(() => window.netsplit.do("rule one-vote-per-term off"));
  await page.keyboard.press("v");
  await lab.play();
  await expect(page.getByRole("alert").filter({ hasText: "Election Safety" })).toBeVisible({
    timeout: 20_000,
  });
  expect(await objections(page)).toEqual([]);
});

test("nothing is drawn when nothing changes", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("cap");
  await lab.goTo(4);
  await page.waitForTimeout(1_500);
  const draws = async () =>
    Number(await page.locator("canvas[data-draws]").getAttribute("data-draws"));
  const before = await draws();
  await page.waitForTimeout(1_000);
  expect(await draws()).toBe(before);
});

test("no third-party address is asked for anything", async ({ page, baseURL }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const lab = new Lab(page);
  await lab.open("raft-election");
  await lab.goTo(5);
  await lab.tab("Statechart").click();
  await page.waitForTimeout(500);
  const origin = new URL(baseURL!).origin;
  expect(
    asked.filter(
      (url) => !url.startsWith(origin) && !url.startsWith("data:") && !url.startsWith("blob:"),
    ),
  ).toEqual([]);
});
