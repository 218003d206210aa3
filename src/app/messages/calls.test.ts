import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PageObject } from "../page-object.ts";
import { readMessage } from "./calls.ts";

/** A page object that tells what was asked of it. */
function recorder(): { page: PageObject; asked: unknown[] } {
  const asked: unknown[] = [];
  const page = new Proxy({} as PageObject, {
    get:
      (_, name) =>
      (...given: unknown[]) => {
        asked.push([name, ...given]);
      },
  });
  return { page, asked };
}

describe("messages of an embedding page", () => {
  test("call what they name with what they carry", () => {
    const { page, asked } = recorder();
    for (const [call, args] of [
      ["do", ["crash n1"]],
      ["state", []],
      ["history", []],
      ["seek", [3_000_000]],
      ["step", [-1]],
      ["play", undefined],
      ["pause", []],
      ["open", ["scenario cap\n"]],
    ] as const) {
      const heard = readMessage({ netsplit: 1, id: 7, call, args });
      expect(heard).toMatchObject({ is: "call", id: 7 });
      if (heard?.is === "call") heard.run(page);
    }
    expect(asked).toEqual([
      ["do", "crash n1"],
      ["state"],
      ["history"],
      ["seek", 3_000_000],
      ["step", -1],
      ["play"],
      ["pause"],
      ["open", "scenario cap\n"],
    ]);
  });

  test("subscribe to events by name", () => {
    expect(readMessage({ netsplit: 1, call: "on", args: ["open", "frame"] })).toEqual({
      is: "on",
      id: null,
      events: ["frame", "open"],
    });
  });

  test("of others, and what we say ourselves, are passed over", () => {
    for (const data of [
      undefined,
      null,
      "netsplit",
      1,
      [],
      { type: "webpackOk" },
      { netsplit: 1, id: 1, ok: false, error: "no" },
      { netsplit: 1, event: "ready" },
    ]) {
      expect(readMessage(data)).toBeNull();
    }
  });

  test.each([
    [{ netsplit: 2, call: "state" }, /speaks version 1/],
    [{ netsplit: 1, id: {}, call: "state" }, /“id” is/],
    [{ netsplit: 1, id: 1, call: "constructor" }, /no call “constructor”; known: do, state/],
    [{ netsplit: 1, id: 1 }, /no call of type undefined/],
    [{ netsplit: 1, id: 1, call: "seek", args: { 0: 1 } }, /“args” is a list/],
    [{ netsplit: 1, id: 1, call: "seek", args: ["3s"] }, /“seek” is written \[3000000\]/],
    [{ netsplit: 1, id: 1, call: "seek", args: [Number.NaN] }, /“seek” is written/],
    [{ netsplit: 1, id: 1, call: "step", args: [2] }, /“step” is written \[1\] or \[-1\]/],
    [{ netsplit: 1, id: 1, call: "do", args: [] }, /“do” is written/],
    [{ netsplit: 1, id: 1, call: "do", args: ["x".repeat(300_000)] }, /at most 262144/],
    [{ netsplit: 1, call: "on", args: [] }, /names the events wanted; known: frame/],
    [{ netsplit: 1, call: "on", args: ["frame", "framed"] }, /no event “framed”/],
  ])("malformed ones are answered with a sentence: %j", (data, why) => {
    const heard = readMessage(data);
    expect(heard).toMatchObject({ is: "wrong" });
    if (heard?.is === "wrong") expect(heard.why).toMatch(why);
  });

  test("of whatever kind are read without an error", () => {
    fc.assert(
      fc.property(fc.anything(), (data) => {
        readMessage(data);
        readMessage({ netsplit: 1, id: data, call: data, args: data });
        readMessage({ netsplit: 1, call: "on", args: [data] });
        expect(true).toBe(true);
      }),
    );
  });
});
