import { expect, test } from "vitest";
import { traitorWord } from "./status.ts";

test("a traitor is told by how it betrays, where the lesson has a word for it", () => {
  const card = { id: "inverts", label: "says the opposite", help: "", kinds: ["server"] };
  expect(traitorWord("inverts", { treacheries: [card] })).toBe("traitor: says the opposite");
  expect(traitorWord("mumbles", { treacheries: [card] })).toBe("traitor");
});
