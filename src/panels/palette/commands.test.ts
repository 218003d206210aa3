import { describe, expect, test } from "vitest";
import { found, isLine, type PaletteCommand } from "./commands.ts";

const command = (label: string, ...keywords: string[]): PaletteCommand => ({
  id: label,
  group: "Group",
  label,
  keywords,
  run: () => undefined,
});

describe("the palette", () => {
  test("finds what has every word, in its label before in its description", () => {
    const all = [
      command("Split", "both sides go on"),
      command("Writes: keep both"),
      command("Heal"),
    ];
    expect(found(all, "both").map((each) => each.label)).toEqual(["Writes: keep both", "Split"]);
    expect(found(all, "KEEP writes").map((each) => each.label)).toEqual(["Writes: keep both"]);
    expect(found(all, "")).toEqual(all);
  });

  test("tells a line from a search", () => {
    expect(isLine("crash n9")).toBe(true);
    expect(isLine("  at 5s heal")).toBe(true);
    expect(isLine("crashing")).toBe(false);
    expect(isLine("keep both")).toBe(false);
  });
});
