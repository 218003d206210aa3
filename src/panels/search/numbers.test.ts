import { describe, expect, test } from "vitest";
import type { SearchChoices } from "../../store/searching.ts";
import { ALLOWANCES, tellAllowance } from "./allowances.ts";
import { readNumbers } from "./numbers.ts";

const NONE = Object.fromEntries(
  ALLOWANCES.map(({ key }) => [key, 0]),
) as unknown as SearchChoices["allowance"];
const CHOICES: SearchChoices = {
  from: "start",
  allowance: { ...NONE, crashes: 4 },
  method: "both",
  seconds: 60,
  seed: 1,
};

describe("the numbers of a search", () => {
  test("what is written over counts, the rest stays", () => {
    expect(readNumbers(CHOICES, { cuts: " 2 ", seed: "0", seconds: "1.5" })).toEqual({
      allowance: { ...CHOICES.allowance, cuts: 2 },
      seconds: 1.5,
      seed: 0,
    });
    expect(readNumbers(CHOICES, {})).toEqual({
      allowance: CHOICES.allowance,
      seconds: 60,
      seed: 1,
    });
  });

  test.each([
    [{ crashes: "many" }, "Crashes: “many” is no whole number"],
    [{ drops: "" }, "Lost messages: “” is no whole number"],
    [{ fires: "1.5" }, "Early timers: “1.5” is no whole number"],
    [{ seconds: "0" }, "Seconds: “0” is no time to search"],
    [{ seconds: "-3" }, "Seconds: “-3” is no time to search"],
    [{ seconds: "9999999" }, "write 1 to 3600"],
    [{ seconds: " " }, "is no time to search"],
    [{ seed: "-1" }, "Seed: “-1” is no seed"],
    [{ seed: "seven" }, "Seed: “seven” is no seed"],
    [{ seed: "12345678901234567890123" }, "“12345678901234567890…” is no seed"],
  ])("%j is refused in a sentence that names the field", (draft, sentence) => {
    expect(readNumbers(CHOICES, draft)).toContain(sentence);
  });
});

test("an allowance is told in words, what may not happen left out", () => {
  expect(tellAllowance(NONE)).toBe("nothing but what the nodes do by themselves");
  expect(tellAllowance({ ...NONE, crashes: 1 })).toBe("at most 1 crash");
  expect(tellAllowance({ ...NONE, crashes: 1, cuts: 2, fires: 3 })).toBe(
    "at most 1 crash, 2 cuts and 3 early timers",
  );
});
