import { describe, expect, test } from "vitest";
import type { TraceRow } from "../../wire/frame.ts";
import { Filtered, NO_FILTER, passes, type Filter } from "./filter.ts";

let ids = 0;
function row(changes: Partial<TraceRow>): TraceRow {
  return {
    id: ++ids,
    time: 0,
    kind: "send",
    node: "n1",
    peer: "n2",
    message: 1,
    cause: 0,
    label: "RequestVote 3",
    simple: "n1 asks for votes.",
    expert: "n1 sent RequestVote.",
    weight: "detail",
    ...changes,
  };
}

const only = (changes: Partial<Filter>) => passes({ ...NO_FILTER, ...changes });

describe("narrowing the log", () => {
  test("to words, wherever they stand, and to a message by its whole number", () => {
    expect(only({ text: "requestvote" })(row({}))).toBe(true);
    expect(only({ text: "votes N2" })(row({}))).toBe(true);
    expect(only({ text: "votes n3" })(row({}))).toBe(false);
    expect(only({ text: "m1" })(row({ message: 1 }))).toBe(true);
    expect(only({ text: "m1" })(row({ message: 17 }))).toBe(false);
  });

  test("to a node at either end, and to a sort of event", () => {
    expect(only({ node: "n2" })(row({}))).toBe(true);
    expect(only({ node: "n3" })(row({}))).toBe(false);
    expect(only({ sort: "messages" })(row({ kind: "drop" }))).toBe(true);
    expect(only({ sort: "clients" })(row({ kind: "drop" }))).toBe(false);
  });

  test("a list that grows, is cut by a fork, or is asked for by other words, gives what a fresh look gives", () => {
    const filtered = new Filtered();
    const list = [row({}), row({ kind: "timer" }), row({})];
    const messages: Filter = { ...NO_FILTER, sort: "messages" };
    const fresh = (filter: Filter) => list.filter(passes(filter));
    expect(filtered.of(list, messages)).toEqual(fresh(messages));
    list.push(row({}), row({ kind: "mode" }));
    expect(filtered.of(list, messages)).toEqual(fresh(messages));
    list.length = 2;
    list.push(row({ kind: "deliver" }), row({ kind: "timer" }), row({}));
    expect(filtered.of(list, messages)).toEqual(fresh(messages));
    const timers: Filter = { ...NO_FILTER, sort: "timers" };
    expect(filtered.of(list, timers)).toEqual(fresh(timers));
    expect(filtered.of(list, NO_FILTER)).toBe(list);
  });
});
