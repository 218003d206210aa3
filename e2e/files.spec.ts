import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { Lab } from "./pages/lab.ts";

const SCRIPT = "# a remark\nscenario raft-election\nseed 7\nat 2s crash n1\n";
const RECORDING = "scenario raft-election\nversion 1\nseed 7\nat 2s crash n1\nuntil 4s\n";

test("a script that is dropped opens, and the address leads to it", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("cap");
  await lab.drop("lecture.netsplit", SCRIPT);
  await expect.poll(async () => (await lab.state()).scenario).toBe("raft-election");
  await expect(lab.toast).toContainText("lecture.netsplit is open");
  expect((await lab.state()).seed).toBe(7);
  await lab.pause();
  await lab.goTo(3);
  expect((await lab.state()).nodes.find(({ id }) => id === "n1")!.status).toBe("crashed");
  const { hash } = await lab.state();
  await page.reload();
  await lab.ready("raft-election");
  await lab.pause();
  await lab.goTo(3);
  expect((await lab.state()).hash).toBe(hash);
  await page.goBack();
  await expect.poll(async () => (await lab.state()).scenario).toBe("cap");
  expect(lab.complaints).toEqual([]);
});

test("a recording opens where it was made; one that ends otherwise says so", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("cap");
  await lab.drop("run.netsplit", RECORDING);
  await expect.poll(async () => (await lab.state()).time).toBe(4_000_000);
  await expect(page.getByText(/another state/)).toHaveCount(0);
  await lab.drop("run.netsplit", `${RECORDING}hash 0123456789abcdef\n`);
  await expect(page.getByText(/in another state than the recording/)).toBeVisible();
  await lab.drop("run.netsplit", RECORDING.replace("version 1", "version 99"));
  await expect(page.getByText(/made with version 99 of the lesson/)).toBeVisible();
  expect((await lab.state()).time).toBe(4_000_000);
});

test("a trace opens by its first line, however long it is", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("cap");
  const header = { netsplit: "trace", version: 1, scenario: "raft-election", script: RECORDING };
  await lab.drop("trace.jsonl", `${JSON.stringify(header)}\n${'{"id":1}\n'.repeat(1_000)}`);
  await expect.poll(async () => (await lab.state()).scenario).toBe("raft-election");
  expect((await lab.state()).time).toBe(4_000_000);
});

test("a trace that was exported here opens here again", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("raft-election");
  await lab.goTo(5.5);
  await page.evaluate(() => window.netsplit.do("crash n3"));
  const { hash } = await lab.state();
  await lab.button("Export").click();
  const exporting = page.waitForEvent("download");
  await page.getByRole("button", { name: /Trace as JSON lines/ }).click();
  const path = await (await exporting).path();
  const trace = await readFile(path, "utf8");
  await page.goto("./#/cap");
  await lab.ready("cap");
  await lab.drop("trace.jsonl", trace);
  await expect.poll(async () => (await lab.state()).time).toBe(5_500_000);
  expect((await lab.state()).hash).toBe(hash);
});

test("a mail with a link in it opens the link's run", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("raft-election");
  await lab.goTo(5.25);
  await page.evaluate(() => window.netsplit.do("crash n3"));
  const { hash } = await lab.state();
  const link = await lab.copyLink();
  await page.keyboard.press("Escape");
  await page.goto("./#/cap");
  await lab.ready("cap");
  await lab.drop("mail.txt", `Dear class,\n\nsee <${link}> before Monday.\n`);
  await expect.poll(async () => (await lab.state()).time).toBe(5_250_000);
  expect((await lab.state()).hash).toBe(hash);
});

test("what is no file of Netsplit's is refused, and what was open stays", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("raft-election");
  await lab.goTo(5);
  const before = await lab.state();
  for (const [name, content, why] of [
    ["notes.txt", "Milk, bread.", /no file of Netsplit's.*scripts/],
    ["empty.txt", "", /empty/],
    ["picture.png", "\u0089PNG\r\n\u0000\u0001", /no file of Netsplit's/],
    ["other.json", '{"name":"x"}\n', /no file of Netsplit's/],
    ["old.jsonl", '{"netsplit":"trace","version":9,"script":""}\n', /carries no script/],
    ["torn.txt", "see #/cap?run=S07NzC9KVShJTM5WKC", /link is damaged/],
    ["wrong.netsplit", "scenario cap\nat 2s crush n1\n", /not opened.*crush.*crash/],
    ["elsewhere.netsplit", "scenario capp\n", /not opened.*capp.*cap/i],
  ] as const) {
    await lab.drop(name, content);
    await expect(lab.toast).toContainText(why);
    expect(await lab.state()).toEqual(before);
  }
  expect(lab.complaints).toEqual([]);
});

test("a run that plays goes on playing when a file is refused", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("raft-election");
  await lab.play();
  await lab.drop("wrong.netsplit", "scenario cap\nat 2s crush n1\n");
  await expect(lab.toast).toContainText("not opened");
  await expect.poll(async () => (await lab.state()).playing).toBe(true);
  expect((await lab.state()).scenario).toBe("raft-election");
});

test("a file of 50 MB does not freeze the page", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("raft-election");
  // The longest that the page stood still while the file was dropped and refused, in display frames that were missed.
  const stood = await page.evaluate(async () => {
    const carried = new DataTransfer();
    carried.items.add(new File([new Uint8Array(50 * 1024 * 1024).fill(120)], "huge.txt"));
    let longest = 0;
    let before = performance.now();
    let watching = true;
    const watch = (now: number): void => {
      longest = Math.max(longest, now - before);
      before = now;
      if (watching) requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
    const told = new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!document.querySelector("#stage")?.textContent?.includes("50 MB")) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, cancelable: true }));
    await told;
    watching = false;
    return longest;
  });
  test.info().annotations.push({ type: "longest pause", description: `${stood.toFixed(0)} ms` });
  await expect(lab.toast).toContainText("has 50 MB; scripts and links have 5 MB at most");
  expect((await lab.state()).scenario).toBe("raft-election");
});

test("a file can be chosen from the share dialog, and the script saved there", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("raft-election");
  await lab.goTo(4);
  await page.evaluate(() => window.netsplit.do("crash n1"));
  const { hash } = await lab.state();
  await lab.copyLink();
  const saving = page.waitForEvent("download");
  await lab.button("Save script").click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe("raft-election-seed1.netsplit");
  const path = await saved.path();
  expect(await readFile(path, "utf8")).toMatch(/^scenario raft-election\n[^]*at 4s crash n1\n/);

  await page.keyboard.press("Escape");
  await page.goto("./#/cap");
  await lab.ready("cap");
  await lab.copyLink();
  const choosing = page.waitForEvent("filechooser");
  await lab.button("Open a file…").click();
  await (await choosing).setFiles(path);
  await expect.poll(async () => (await lab.state()).scenario).toBe("raft-election");
  expect((await lab.state()).hash).toBe(hash);
});

test("a file can be chosen from the palette", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("cap");
  // Asked for before anything else: the browser has to be told that choosers go to this test.
  const choosing = page.waitForEvent("filechooser");
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").fill("open a script");
  await page.keyboard.press("Enter");
  const chooser = await choosing;
  await chooser.setFiles({
    name: "a.netsplit",
    mimeType: "text/plain",
    buffer: Buffer.from(RECORDING),
  });
  await expect.poll(async () => (await lab.state()).scenario).toBe("raft-election");
});

test("while a file is over the page, it says what it takes", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("cap");
  const over = page.getByText("Drop a script or trace to open it");
  const drag = async (kind: string) =>
    await page.evaluate((type) => {
      const carried = new DataTransfer();
      carried.items.add(new File(["x"], "x.txt"));
      window.dispatchEvent(new DragEvent(type, { dataTransfer: carried, cancelable: true }));
    }, kind);
  await drag("dragenter");
  await expect(over).toBeVisible();
  await drag("dragleave");
  await expect(over).toBeHidden();
});
