import { expect, test } from "vitest";
import { coneSentence, nameOf } from "./cone-sentence.ts";

test("a cone is told in a sentence", () => {
  expect(coneSentence({ event: 1, past: 34, future: 1_200, concurrent: 18 })).toBe(
    "34 events led to it, 1,200 follow from it, 18 are concurrent.",
  );
  expect(coneSentence({ event: 1, past: 1, future: 1, concurrent: 1 })).toBe(
    "1 event led to it, 1 follows from it, 1 is concurrent.",
  );
  expect(coneSentence({ event: 1, past: 0, future: 0, concurrent: 0 })).toBe(
    "nothing led to it, nothing follows from it yet, none are concurrent.",
  );
});

test("an event is called by where it happened", () => {
  expect(nameOf({ node: "n2", kind: "send", label: "RequestVote 4" })).toBe("n2’s RequestVote 4");
  expect(nameOf({ node: "n3", kind: "deliver", label: "RequestVote 4" })).toBe(
    "RequestVote 4 at n3",
  );
  expect(nameOf({ node: null, kind: "intervention", label: "you: crash n1" })).toBe(
    "you: crash n1",
  );
});
