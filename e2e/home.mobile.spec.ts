import { expect, test } from "@playwright/test";
import { Home } from "./pages/home.ts";
import { Lab } from "./pages/lab.ts";

test("on a phone lessons are listed, the map is there too, and words are explained by a tap", async ({
  page,
}) => {
  const lab = new Lab(page);
  const home = new Home(page);
  const fits = async () =>
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
    ).toBeLessThanOrEqual(0);
  await home.open();
  await expect(page.getByRole("radio", { name: "List" })).toBeChecked();
  await fits();
  await home.show("Map");
  await expect(home.lesson("cap")).toBeVisible();
  await fits();
  await home.lesson("cap").tap();
  await lab.ready("cap");
  await page
    .getByRole("navigation", { name: "Instruments" })
    .getByRole("button", { name: "Explain" })
    .tap();
  const word = page.getByRole("button", { name: "notice board", exact: true });
  await word.tap();
  const meaning = page.getByText("One note on the board under one name.");
  await expect(meaning).toBeVisible();
  await page.getByRole("heading", { name: "One notice board, five copies" }).tap();
  await expect(meaning).toBeHidden();
  await word.tap();
  await page.getByRole("link", { name: "In the glossary" }).tap();
  await expect(page.getByRole("article", { name: "register", exact: true })).toBeInViewport();
  await fits();
  await page.goto("./#/raft-reads/sheet");
  await expect(page.getByRole("heading", { name: "Ten minutes" })).toBeVisible();
  await fits();
  expect(lab.complaints).toEqual([]);
});
