import fc from "fast-check";
import { expect, test } from "vitest";
import { intervention } from "../kernel/testing/arbitraries.ts";
import { chatterScenario } from "../kernel/testing/chatter.ts";
import { tellDeed } from "./deeds.ts";

test("whatever can be done to a run is told in a sentence at both levels", () => {
  const scenario = chatterScenario();
  fc.assert(
    fc.property(intervention, (what) => {
      const told = tellDeed(what, scenario, (message) => `n1's ping ${message} to n2`);
      for (const sentence of [told.simple, told.expert]) {
        expect(sentence).toMatch(/^\S.*[.?!]$/s);
        expect(sentence).not.toMatch(/undefined|null|NaN|\[object/);
      }
      if ("node" in what) expect(told.simple).toContain(what.node);
      if ("message" in what) expect(told.simple).toContain(`ping ${what.message}`);
    }),
  );
});

test("of a crowd's sides a few are named", () => {
  const side = (from: number) => Array.from({ length: 500 }, (_, i) => `n${from + i}`);
  const groups = [side(1), side(501)];
  const told = tellDeed({ do: "partition", groups }, chatterScenario(), String);
  expect(told.expert).toBe(
    "A partition separates n1, n2, n3 and 497 others from n501, n502, n503 and 497 others.",
  );
});

test("a partition names its sides", () => {
  const groups = [
    ["n1", "n2"],
    ["n3", "n4", "n5"],
  ];
  const told = tellDeed({ do: "partition", groups }, chatterScenario(), String);
  expect(told.expert).toBe("A partition separates n1 and n2 from n3, n4 and n5.");
});
