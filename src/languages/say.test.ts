import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import {
  inEnglish,
  language,
  numeral,
  order,
  phrase,
  say,
  several,
  speak,
  translate,
} from "./say.ts";

afterEach(() => speak("en", {}));

test("English is spoken until another language is set, and again afterwards", () => {
  expect(say`${"n1"} starts.`).toBe("n1 starts.");
  speak("de", { "{0} starts.": "{0} startet." });
  expect(language()).toBe("de");
  expect(say`${"n1"} starts.`).toBe("n1 startet.");
  speak("en", {});
  expect(say`${"n1"} starts.`).toBe("n1 starts.");
});

test("a language may order its sentence as it likes", () => {
  speak("de", { "{0} gave {1} its vote": "{1} bekam die Stimme von {0}" });
  const vote = (from: string, to: string): string => say`${from} gave ${to} its vote`;
  expect(vote("n1", "n2")).toBe("n2 bekam die Stimme von n1");
  const parts = (words: TemplateStringsArray, ..._: unknown[]) => order(words);
  expect(parts`${1} gave ${2} its vote`).toEqual([1, " bekam die Stimme von ", 0]);
});

test("what is missing is said in English", () => {
  speak("de", { known: "bekannt" });
  expect(say`${1} unknown`).toBe("1 unknown");
  expect(translate("known")).toBe("bekannt");
  expect(translate("unknown")).toBe("unknown");
  expect(several(2, "{n} thing", "{n} things")).toBe("2 things");
});

test("translations add up while the language stays, and are forgotten with it", () => {
  speak("de", { a: "1" });
  speak("de", { b: "2" });
  expect([translate("a"), translate("b")]).toEqual(["1", "2"]);
  speak("fr", { b: "3" });
  expect([translate("a"), translate("b")]).toEqual(["a", "3"]);
});

test("counts follow the language's plural, and its way to write numbers", () => {
  const runs = (count: number): string => several(count, "{n} run", "{n} runs");
  expect([runs(1), runs(2), runs(12_000)]).toEqual(["1 run", "2 runs", "12,000 runs"]);
  speak("de", { "{n} runs": { one: "{n} Lauf", other: "{n} Läufe" } });
  expect([runs(1), runs(0), runs(12_000)]).toEqual(["1 Lauf", "0 Läufe", "12.000 Läufe"]);
  expect(numeral(1_000)).toBe("1.000");
  speak("pl", { "{n} runs": { one: "{n} bieg", few: "{n} biegi", many: "{n} biegów" } });
  expect([runs(1), runs(3), runs(5)]).toEqual(["1 bieg", "3 biegi", "5 biegów"]);
});

test("a mark leaves a phrase as it is", () => {
  speak("de", { word: "Wort" });
  expect(phrase("word")).toBe("word");
});

test("what is put in is never read as a place", () => {
  speak("de", { "{0} to {1}": "von {0} nach {1}" });
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(say`${a} to ${b}`).toBe(`von ${a} nach ${b}`);
    }),
  );
  expect(say`${"{1}"} to ${"$&"}`).toBe("von {1} nach $&");
});

test("work in English leaves the language as it was, also when it fails", () => {
  speak("de", { cut: "gekappt" });
  expect(inEnglish(() => [language(), translate("cut")])).toEqual(["en", "cut"]);
  expect(() =>
    inEnglish(() => {
      throw new Error("no");
    }),
  ).toThrow("no");
  expect([language(), translate("cut")]).toEqual(["de", "gekappt"]);
});
