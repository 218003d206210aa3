import { describe, expect, it } from "vitest";
import { encodeLiveActions } from "./live-actions.ts";

describe("encodeLiveActions", () => {
  it.each([
    ["[cut](do:cut n1-n2)", "[cut](do:cut%20n1-n2)"],
    ["[a](do:cut n1>n2; heal) b [c](do:heal)", "[a](do:cut%20n1%3En2%3B%20heal) b [c](do:heal)"],
    ["| [p](do:partition n1 | n2) |", "| [p](do:partition%20n1%20%7C%20n2) |"],
    ["[wrapped](do:cut\n  n1-n2)", "[wrapped](do:cut%20n1-n2)"],
    ["[encoded](do:cut%20n1-n2)", "[encoded](do:cut%20n1-n2)"],
    ["[a page](https://example.org/a(b))", "[a page](https://example.org/a(b))"],
  ])("%j", (text, expected) => expect(encodeLiveActions(text)).toBe(expected));

  it.each([
    "Write `[cut](do:cut n1-n2)`.",
    "Write ``[cut](do:cut `n1` n2)``.",
    "```md\n[cut](do:cut n1-n2)\n```",
    "~~~\n[cut](do:cut n1-n2)\n~~~",
    "```\n[cut](do:cut n1-n2)",
  ])("leaves code alone: %j", (text) => expect(encodeLiveActions(text)).toBe(text));

  it("finds actions after code", () =>
    expect(encodeLiveActions("`x` [a](do:b c)\n\n```\n[n](do:b c)\n```\n\n[a](do:b c)")).toBe(
      "`x` [a](do:b%20c)\n\n```\n[n](do:b c)\n```\n\n[a](do:b%20c)",
    ));

  it("is not misled by a lone backtick", () =>
    expect(encodeLiveActions("a ` b\n\n[a](do:b c) ` d")).toBe("a ` b\n\n[a](do:b%20c) ` d"));

  it("comes back through decodeURIComponent", () => {
    const script = "partition n1 n2 | n3; set rate 50%; cut n2>n3";
    const [, encoded = ""] = /\(do:(.*)\)/.exec(encodeLiveActions(`[x](do:${script})`)) ?? [];
    expect(decodeURIComponent(encoded)).toBe(script);
  });
});
