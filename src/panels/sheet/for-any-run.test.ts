import { expect, test } from "vitest";
import { forAnyRun } from "./for-any-run.ts";

test("what only a run knows is spoken of in general", () => {
  expect(forAnyRun("{leader} is cut off. {friend} stays with {leader}.")).toBe(
    "The leader is cut off. The friend stays with the leader.",
  );
  expect(forAnyRun("Who leads next?")).toBe("Who leads next?");
});
