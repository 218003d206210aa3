import { describe, expect, test } from "vitest";
import { chartText, modeName } from "./chart-text.ts";

const state = (id: string, parent: string | null, initial = false) => ({
  id,
  name: id.split(".").at(-1)!,
  parent,
  initial,
});
const arrow = (from: string, to: string, event: string, guard: string | null = null) => ({
  from,
  to,
  event,
  guard,
  internal: false,
});

test("a mode is told by the names that its states have in the chart", () => {
  const named = { ...state("up.calm", "up"), name: "ruhig" };
  const chart = { states: [state("up", null, true), named], transitions: [] };
  expect(modeName(chart, "up.calm")).toBe("up.ruhig");
  expect(modeName(chart, "up.calm+held")).toBe("up.ruhig+held");
});

describe("a statechart's text", () => {
  test("nests states, joins arrows between the same two, and names what happens anywhere", () => {
    const text = chartText({
      states: [state("up", null, true), state("up.calm", "up", true), state("up.busy", "up")],
      transitions: [
        arrow("up.calm", "up.busy", "Ask"),
        arrow("up.calm", "up.busy", "after pause", "eager"),
        arrow("up.busy", "up.busy", "Ask"),
        arrow("", "up.calm", "Reset"),
        { ...arrow("up.busy", "up.calm", "Hidden"), internal: true },
      ],
    });
    expect(text).toContain("state up {");
    expect(text).toContain("[*] --> up_calm");
    expect(text).toContain("up_calm --> up_busy: Ask<br/>after pause [eager]");
    expect(text).toContain("any_state --> up_calm: Reset");
    expect(text).not.toContain("Hidden");
    expect(text).not.toContain("up_busy --> up_busy");
  });
});
