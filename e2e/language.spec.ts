import { readdirSync, readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { Home } from "./pages/home.ts";
import { Lab } from "./pages/lab.ts";
import { objections } from "./pages/scan.ts";

/** Every English sentence of the interface and of CAP that reads otherwise in German. */
const ENGLISH: readonly string[] = (() => {
  const files = [
    ...readdirSync("src/languages/de").map((name) => `src/languages/de/${name}`),
    "src/protocols/replicated-store/de.json",
    "src/scenarios/cap/de/words.json",
    "src/scenarios/cap/de/card.json",
  ];
  const entries = files.flatMap((file) =>
    Object.entries(JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>),
  );
  const german = new Set(entries.map(([, text]) => text));
  return entries.flatMap(([key]) => (german.has(key) || key.includes("{") ? [] : [key]));
})();

/** What of the page, seen or read out, is still said in English. */
async function leftInEnglish(page: Page): Promise<readonly string[]> {
  const told = await page.evaluate(() => {
    const texts: { readonly text: string; readonly where: string }[] = [];
    const add = (said: string | null, { outerHTML }: Element): void => {
      const text = (said ?? "").replaceAll(/\s+/g, " ").trim();
      if (text !== "") texts.push({ text, where: outerHTML.slice(0, 160) });
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      // Names of other languages, code and what is said to be in English may be.
      if (!element || element.closest('[lang="en"], code, kbd, pre, script, style, option'))
        continue;
      if (node instanceof Element) {
        for (const name of ["aria-label", "title", "placeholder", "aria-description", "alt"])
          add(node.getAttribute(name), node);
      } else add(node.nodeValue, element);
    }
    return texts;
  });
  const english = new Set(ENGLISH);
  const left = told.filter(({ text }) => english.has(text));
  return [...new Set(left.map(({ text, where }) => `${text}, in ${where}`))];
}

test.describe("in German", () => {
  let lab: Lab;
  test.beforeEach(({ page }) => {
    lab = new Lab(page);
  });
  test.afterEach(() => {
    expect(lab.complaints).toEqual([]);
  });

  test("a language is chosen once, is kept, and is left again", async ({ page }) => {
    const home = new Home(page);
    await home.open();
    await page.getByRole("combobox", { name: "Language" }).selectOption("Deutsch");
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expect(page.getByRole("combobox", { name: "Sprache" })).toHaveValue("de");
    expect(await leftInEnglish(page)).toEqual([]);
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await page.getByRole("combobox", { name: "Sprache" }).selectOption("English");
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page.getByRole("combobox", { name: "Language" })).toHaveValue("en");
  });

  test("a run goes on in the other language: the same events, the same hash", async ({ page }) => {
    await lab.open("cap");
    await lab.goTo(4);
    await page.evaluate(() => window.netsplit.do("partition n1 n2 | n3 n4 n5"));
    await lab.goTo(9);
    const before = await page.evaluate(() => window.netsplit.state().hash);
    await page.getByRole("combobox", { name: "Language" }).selectOption("Deutsch");
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await lab.ready("cap");
    await expect.poll(async () => (await lab.state()).time).toBe(9_000_000);
    expect(await page.evaluate(() => window.netsplit.state().hash)).toBe(before);
    expect(await leftInEnglish(page)).toEqual([]);
  });

  test("every panel of the laboratory speaks it", async ({ page }) => {
    test.slow();
    await page.goto("./#/cap?lang=de");
    await lab.ready("cap");
    await page.keyboard.press("Space");
    await expect.poll(async () => (await lab.state()).playing).toBe(false);
    await page.evaluate(() =>
      window.netsplit.do("at 4s partition n1 n2 | n3 n4 n5; at 6s crash n3"),
    );
    await lab.goTo(9);
    const left = new Map<string, readonly string[]>();
    const look = async (what: string) => {
      const english = await leftInEnglish(page);
      if (english.length > 0) left.set(what, english);
    };
    const tabs = page.getByRole("tab");
    for (let i = 0; i < (await tabs.count()); i++) {
      const tab = tabs.nth(i);
      const name = (await tab.textContent()) ?? "";
      await tab.click();
      await expect(tab).toHaveAttribute("aria-selected", "true");
      await page.waitForTimeout(400);
      await look(name);
    }
    for (const node of ["n1", "c1"]) {
      await lab.choose(node);
      await look(`inspector ${node}`);
    }
    const menus = page.locator('button[aria-haspopup="true"], button[popovertarget]');
    for (let i = 0; i < (await menus.count()); i++) {
      const menu = menus.nth(i);
      if (!(await menu.isVisible())) continue;
      await menu.click();
      await look(`menu ${await menu.textContent()}`);
      await page.keyboard.press("Escape");
    }
    for (const key of ["?", "Control+k"]) {
      await page.keyboard.press(key);
      await expect(page.getByRole("dialog")).toBeVisible();
      await look(key);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toBeHidden();
    }
    const dialogs = page.locator('button[aria-haspopup="dialog"]');
    for (let i = 0; i < (await dialogs.count()); i++) {
      const button = dialogs.nth(i);
      if (!(await button.isVisible())) continue;
      await button.click();
      await expect(page.getByRole("dialog").first()).toBeVisible();
      await look(`dialog ${await button.textContent()}`);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
    await page.keyboard.press("f");
    await page.waitForTimeout(400);
    await look("presenting");
    await page.keyboard.press("Escape");
    expect(Object.fromEntries(left)).toEqual({});
  });

  test("the pages beside the laboratory speak it", async ({ page }) => {
    for (const address of [
      "#/?lang=de",
      "#/glossary?lang=de",
      "#/glossary/quorum?lang=de",
      "#/check?lang=de",
      "#/cap/sheet?lang=de",
      "#/nowhere?lang=de",
    ]) {
      await page.goto("about:blank");
      await page.goto(`./${address}`);
      await expect(page.locator("html")).toHaveAttribute("lang", "de");
      await expect(page.getByRole("heading").first()).toBeVisible();
      await page.waitForTimeout(500);
      expect(await leftInEnglish(page), address).toEqual([]);
    }
    // A lesson that does not exist is refused in a sentence, and the worker's complaint is none of the page's.
    lab.complaints.length = 0;
  });

  test("a tour and a challenge speak it, and the run decides as it does in English", async ({
    page,
  }) => {
    await page.goto("./#/cap?lang=de");
    await lab.ready("cap");
    await page.getByRole("tab", { name: "Lernen" }).click();
    await page.getByRole("button", { name: "Rundgang" }).first().click();
    await expect(page.getByRole("region", { name: /Rundgang/ })).toBeVisible();
    expect(await leftInEnglish(page)).toEqual([]);
  });

  test("a lesson that is not translated is read in English, and says so to screen readers", async ({
    page,
  }) => {
    await page.goto("./#/raft-reads?lang=de");
    await lab.ready("raft-reads");
    await expect(page.locator('article [lang="en"]').first()).toContainText(/\w/);
    await expect(page.getByRole("tab", { name: "Lernen" })).toBeVisible();
  });

  test("words that cannot be fetched are said in English", async ({ page }) => {
    // The files of the language never arrive; the page is whole all the same.
    const names = readdirSync("src/languages/de").map((name) => name.replace(".json", ""));
    await page.route(new RegExp(`/assets/(?:${names.join("|")})-[\\w-]+\\.js$`), (route) =>
      route.abort(),
    );
    await page.goto("./#/cap?lang=de");
    await lab.ready("cap");
    await expect(page.getByRole("tab", { name: "Inspect" })).toBeVisible();
    lab.complaints.length = 0;
  });

  test("the scan objects to nothing", async ({ page }) => {
    await page.goto("./#/cap?lang=de");
    await lab.ready("cap");
    expect(await objections(page)).toEqual([]);
  });
});
