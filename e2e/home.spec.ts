import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { Home } from "./pages/home.ts";
import { Lab } from "./pages/lab.ts";
import { LESSONS } from "./pages/lessons.ts";
import { objections, OVERLAY } from "./pages/scan.ts";

test.describe("the beginning", () => {
  let lab: Lab;
  let home: Home;
  test.beforeEach(({ page }) => {
    lab = new Lab(page);
    home = new Home(page);
  });
  test.afterEach(() => {
    expect(lab.complaints).toEqual([]);
  });

  test("shows every lesson on the map; a click opens one, and it plays", async ({ page }) => {
    await home.open();
    for (const id of LESSONS) await expect(home.lesson(id)).toBeVisible();
    await expect(page).toHaveTitle("Netsplit");
    await home.lesson("raft-election").click();
    await expect(page).toHaveURL(/#\/raft-election$/);
    await lab.ready("raft-election");
    await expect.poll(async () => (await lab.state()).playing).toBe(true);
    await page.goBack();
    await expect(home.lesson("cap")).toBeVisible();
    expect((await lab.state()).playing).toBe(false);
    // It was opened: the map says so, and offers to go on with it.
    await expect(home.lesson("raft-election")).toHaveAccessibleName(
      /After The CAP theorem.*opened\.$/,
    );
    await expect(page.getByRole("link", { name: /^Go on with/ })).toContainText(
      "electing a leader",
    );
  });

  test("the map is walked by arrow keys, with one stop for Tab", async ({ page }) => {
    await home.open();
    await home.lesson("raft-election").focus();
    await page.keyboard.press("ArrowRight");
    await expect(home.lesson("raft-replication")).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    const at = await page.evaluate(() => (document.activeElement as HTMLElement).dataset["lesson"]);
    expect(["raft-membership", "raft-reads"]).toContain(at);
    await page.keyboard.press("ArrowRight");
    await expect(home.lesson(at!)).toBeFocused();
    await expect(page.locator('[data-lesson][tabindex="0"]')).toHaveCount(1);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Shift+Tab");
    await expect(home.lesson(at!)).toBeFocused();
    await page.keyboard.press("Enter");
    await lab.ready(at!);
  });

  test("a lesson is found by a term of its texts, and nothing is said of what is not there", async ({
    page,
  }) => {
    await home.open();
    await home.show("List");
    await page.getByLabel("Find a lesson").fill("joint consensus");
    await expect(page.getByRole("link", { name: "Raft: changing the members" })).toBeVisible();
    await expect(page.getByRole("link", { name: "The CAP theorem" })).toHaveCount(0);
    await page.getByLabel("Find a lesson").fill("cold fusion");
    await expect(page.getByText("No lesson speaks of that")).toBeVisible();
    await page.reload();
    await expect(page.getByRole("radio", { name: "List" })).toBeChecked();
  });

  test("learning paths hold built lessons only", async ({ page }) => {
    await home.open();
    await home.show("Learning paths");
    for (const path of [
      "A course of twelve weeks",
      "One lecture",
      "An evening before a job interview",
    ])
      await expect(page.getByRole("heading", { name: path })).toBeVisible();
    for (const link of await page.locator("ol a").all()) {
      const href = (await link.getAttribute("href"))!;
      expect(LESSONS).toContain(/^#\/([\w-]+)/.exec(href)?.[1]);
    }
  });

  test("progress survives a reload, an export, a reset and an import, and a stranger's file is refused", async ({
    page,
  }) => {
    await home.open();
    await expect(home.progress).toContainText("Nothing yet");
    await home.lesson("cap").click();
    await lab.ready("cap");
    await page.goBack();
    await expect(home.progress).toContainText("So far: 1 lesson.");
    await page.reload();
    await expect(home.progress).toContainText("So far: 1 lesson.");

    const download = page.waitForEvent("download");
    await lab.button("Save as a file").click();
    const saved = readFileSync(await (await download).path(), "utf8");
    expect(JSON.parse(saved)).toEqual({
      netsplit: "progress",
      version: 1,
      done: [{ lesson: "cap", what: "opened", id: "cap" }],
    });

    await lab.button("Reset…").click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await lab.button("Keep it").click();
    await expect(home.progress).toContainText("So far: 1 lesson.");
    await lab.button("Reset…").click();
    await lab.button("Forget it").click();
    await expect(home.progress).toContainText("Nothing yet");

    await home.addFile("mine.json", saved);
    await expect(home.progress).toContainText("mine.json was read: 1 new.");
    await home.addFile(
      "bad.json",
      '{"netsplit":"progress","version":1,"done":[{"lesson":"cap","what":"won","id":"x"}]}',
    );
    await expect(home.progress.getByRole("status")).toContainText("Deed 1 of this progress");
    await home.addFile("photo.json", "GIF89a");
    await expect(home.progress.getByRole("status")).toContainText("it is no JSON");
    await expect(home.progress).toContainText("So far: 1 lesson.");
  });

  test("no dead end: from the end of a text, a sheet, a word and a wrong address something leads on", async ({
    page,
  }) => {
    await lab.open("cap");
    const after = page.getByRole("navigation", { name: "After this text" });
    const next = await after.getByRole("link", { name: /Next lesson/ }).getAttribute("href");
    const [, lesson = ""] = /^#\/([\w-]+)$/.exec(next ?? "") ?? [];
    expect(LESSONS).toContain(lesson);
    await after.getByRole("button", { name: "Try its challenges" }).click();
    await expect(page.getByRole("tab", { name: "Learn" })).toHaveAttribute("aria-selected", "true");
    await lab.tab("Explain").click();
    await after.getByRole("link", { name: "Teacher’s sheet" }).click();
    await expect(page.getByRole("heading", { name: "Ten minutes" })).toBeVisible();
    await expect(
      page.getByRole("link", { name: /^Next: / }).and(page.locator(`[href="#/${lesson}"]`)),
    ).toBeVisible();
    await page.goto("./#/nonsense/sheet");
    await expect(page.getByRole("alert")).toContainText("no lesson “nonsense”");
    await page.getByRole("link", { name: "To all lessons", exact: true }).click();
    await expect(home.lesson("cap")).toBeVisible();
    await page.goto("./#/glossary/nonsense");
    await expect(page.getByRole("alert")).toContainText("no word “nonsense”");
  });
});

test.describe("words", () => {
  test("are explained where they stand: by pointing, by keyboard, at the level chosen; Escape closes", async ({
    page,
  }) => {
    const lab = new Lab(page);
    await lab.open("raft-election");
    const word = page.getByRole("button", { name: "captain", exact: true });
    const meaning = page.getByText("The captain: the crown and the six corners.");
    await word.hover();
    await expect(meaning).toBeVisible();
    await page.mouse.move(10, 10);
    await expect(meaning).toBeHidden();
    await word.focus();
    await page.keyboard.press("Enter");
    await expect(meaning).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(meaning).toBeHidden();
    await expect(word).toBeFocused();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "In the glossary" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/#\/glossary\/leader$/);
    await expect(page.getByRole("article", { name: "leader", exact: true })).toBeFocused();
    await page.goBack();
    await page.keyboard.press("e");
    await page.getByRole("button", { name: "Election Safety", exact: true }).first().hover();
    await expect(
      page.getByText("At most one leader is elected in a given term (Figure 3)."),
    ).toBeVisible();
    expect(lab.complaints).toEqual([]);
  });

  test("every word that a text marks is in the glossary, and the glossary leads back", async ({
    page,
  }) => {
    const lab = new Lab(page);
    for (const lesson of ["cap", "raft-election", "raft-replication"] as const) {
      await lab.open(lesson);
      for (const level of ["simple", "expert"]) {
        const words = page.getByRole("region", { name: "Explanation" }).locator("[aria-expanded]");
        await expect(words.first()).toBeVisible();
        const count = await words.count();
        expect(count, `${lesson} ${level}`).toBeGreaterThan(8);
        for (let i = 0; i < count; i++) {
          await words.nth(i).focus();
          await page.keyboard.press("Enter");
          await expect(page.getByRole("link", { name: "In the glossary" })).toHaveCount(1);
          await page.keyboard.press("Escape");
        }
        await page.keyboard.press("e");
      }
    }
    await page.goto("./#/glossary/quorum");
    const entry = page.getByRole("article", { name: "majority" });
    await expect(entry).toBeInViewport();
    await entry.getByRole("link", { name: "disjoint majorities" }).click();
    await expect(page.getByRole("article", { name: "disjoint majorities" })).toBeInViewport();
    await page
      .getByRole("article", { name: "disjoint majorities" })
      .getByRole("link", { name: "Raft: changing the members" })
      .click();
    await expect(page).toHaveURL(/#\/raft-membership$/);
    expect(lab.complaints).toEqual([]);
  });

  test("can be searched, at both levels", async ({ page }) => {
    await page.goto("./#/glossary");
    await page.getByLabel("Find a word").fill("quorum");
    await expect(page.getByRole("article").first()).toHaveAccessibleName(/majority|CheckQuorum/);
    await page.getByLabel("Find a word").fill("Gilbert");
    await expect(page.getByText(/^\d of \d+ words\.$/)).toBeVisible();
    await page.getByRole("radio", { name: "Expert" }).check();
    await expect(page.getByText(/Gilbert and Lynch 2002/)).toBeVisible();
  });
});

test("a sheet's links set up each moment, and it prints without the page around it", async ({
  page,
}) => {
  const lab = new Lab(page);
  await page.goto("./#/raft-election/sheet");
  await expect(page.getByRole("heading", { name: "Rules, each a switch" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Let the class predict" })).toBeVisible();
  await expect(page.locator("main")).not.toContainText(/[{}]/);
  const link = page.getByRole("link", { name: "Broken: votes for everybody who asks" });
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: "Pages" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  const { whole, shown } = await page.evaluate(() => {
    const main = document.querySelector("main")!;
    return { whole: main.scrollHeight, shown: main.clientHeight };
  });
  expect(shown).toBe(whole);
  // Paper is light, whatever the screen.
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const ink = page.locator("main small").first();
  expect(await ink.evaluate((one) => getComputedStyle(one).color)).toBe("rgb(95, 102, 112)");
  expect((await page.pdf()).length).toBeGreaterThan(10_000);
  await page.emulateMedia({ media: "screen" });
  await link.click();
  await expect.poll(async () => (await lab.state()).time).toBe(7_000_000);
  const { playing, verdicts } = await lab.state();
  expect(playing).toBe(false);
  expect(verdicts.find(({ name }) => name === "election-safety")?.verdict).toBe("violated");
  await page.goBack();
  await expect(link).toBeVisible();
  expect(lab.complaints).toEqual([]);
});

test("the pages beside the laboratory have nothing that the scan objects to", async ({ page }) => {
  const home = new Home(page);
  const scan = async (what: string, within?: string) => {
    expect(await objections(page, within === undefined ? {} : { within }), what).toEqual([]);
  };
  await home.open();
  await expect(home.lesson("raft-reads")).toBeVisible();
  await scan("map");
  await home.lesson("raft-reads").hover();
  await scan("map, lit");
  await home.show("List");
  await scan("list");
  await home.show("Learning paths");
  await expect(page.getByText("Week 4")).toBeVisible();
  await scan("paths");
  await home.addFile(
    "p.json",
    '{"netsplit":"progress","version":1,"done":[{"lesson":"cap","what":"challenge","id":"x","stars":3}]}',
  );
  await home.show("Map");
  await scan("map with progress");
  await page.getByRole("button", { name: "Reset…" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await scan("reset", OVERLAY);
  await page.goto("./#/glossary/lease");
  await expect(page.getByRole("article", { name: "lease" })).toBeVisible();
  await scan("glossary");
  await page.goto("./#/cap/sheet");
  await expect(page.getByRole("heading", { name: "Keys" })).toBeVisible();
  await scan("sheet");
  await page.goto("./#/raft-election");
  const word = page.getByRole("button", { name: "captain", exact: true });
  await word.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "In the glossary" })).toBeVisible();
  await scan("a word", OVERLAY);
});
