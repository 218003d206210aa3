import { expect, test } from "vitest";
import { scriptOfMoment } from "../catalog/moment.ts";
import { readAddress } from "./address.ts";
import { unpack } from "./link.ts";
import { linkToMoment } from "./moment.ts";

const presets = [{ id: "figure-8", opens: ["seed 1", "set batch 1"] }, { id: "split" }];

test("a moment is a script, and a set-up gives its lines to it", () => {
  expect(scriptOfMoment("cap", "seed 7; at 3s crash n1 ; until 4s", presets)).toBe(
    "scenario cap\nseed 7\nat 3s crash n1\nuntil 4s\n",
  );
  expect(scriptOfMoment("cap", "preset figure-8; until 9s", presets)).toBe(
    "scenario cap\nseed 1\nset batch 1\nuntil 9s\n",
  );
});

test("a preset that acts on a run sets up none", () => {
  for (const id of ["split", "gone"])
    expect(() => scriptOfMoment("cap", `preset ${id}`, presets)).toThrow(`“${id}”`);
});

test("its link opens that script", async () => {
  const { lesson, run } = readAddress(await linkToMoment("cap", "seed 2; until 1s", presets));
  expect(lesson).toBe("cap");
  expect(await unpack(run!)).toBe("scenario cap\nseed 2\nuntil 1s\n");
});
