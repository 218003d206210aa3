import { expect, test } from "vitest";
import { termsIn } from "./terms.ts";

test("the terms of a text are those of its links, each once", () => {
  expect(
    termsIn("A [crown](term:leader), a [**crown**](term:leader) and [a vote](term:vote)."),
  ).toEqual(["leader", "vote"]);
  expect(termsIn("No [cut](do:cut n1-n2) is a term.")).toEqual([]);
});
