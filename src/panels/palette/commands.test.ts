import { afterEach, describe, expect, test } from "vitest";
import { speak } from "../../languages/say.ts";
import type { Lab } from "../../store/lab.ts";
import { emptyRun } from "../../store/run.ts";
import { commandsOf, found, isLine, type PaletteCommand } from "./commands.ts";

afterEach(() => speak("en", {}));

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

  test("finds by the words of the reader's language, and runs the same lines", () => {
    const page = { trouble: 0, compared: null, card: null, installable: false };
    const lab = { page: { getState: () => page } } as unknown as Lab;
    const ids = (words: string): readonly string[] => {
      const run = emptyRun();
      return found(commandsOf(lab, null, run, run.settings, null), words).map(({ id }) => id);
    };
    const all = ids("");
    expect(ids("heal all")).toEqual(["heal"]);
    speak("de", { "Heal all": "Alles verbinden", "chaos chance": "Zufall" });
    expect(ids("alles verb")).toEqual(["heal"]);
    expect(ids("zufall")).toEqual(["trouble 1", "trouble 2", "trouble 3"]);
    // Each language offers the others.
    const elsewhere = (id: string) => !id.startsWith("page speak");
    expect(ids("").filter(elsewhere)).toEqual(all.filter(elsewhere));
  });

  test("tells a line from a search", () => {
    expect(isLine("crash n9")).toBe(true);
    expect(isLine("  at 5s heal")).toBe(true);
    expect(isLine("crashing")).toBe(false);
    expect(isLine("keep both")).toBe(false);
  });
});
