import { afterEach, expect, test } from "vitest";
import { speak } from "../languages/say.ts";
import { asSentence, withoutLine } from "./as-sentence.ts";

afterEach(() => speak("en", {}));

test("who wrote one line hears no number, who wrote more hears which", () => {
  expect(asSentence("line 1: there is no node “n9”")).toBe("There is no node “n9”");
  expect(asSentence("line 3: there is no node “n9”")).toBe("Line 3: there is no node “n9”");
  expect(asSentence("no lesson is open")).toBe("No lesson is open");
});

test("who wrote no line hears no number", () => {
  expect(withoutLine("Line 3: there is no node “n9”")).toBe("There is no node “n9”");
  expect(withoutLine("line by line it is wrong")).toBe("Line by line it is wrong");
});

test("in the reader's language", () => {
  speak("de", { "line {0}: {1}": "Zeile {0}: {1}" });
  expect(asSentence("Zeile 1: den Knoten gibt es nicht")).toBe("Den Knoten gibt es nicht");
  expect(asSentence("Zeile 12: den Knoten gibt es nicht")).toBe(
    "Zeile 12: den Knoten gibt es nicht",
  );
  expect(withoutLine("Zeile 12: den Knoten gibt es nicht")).toBe("Den Knoten gibt es nicht");
});
