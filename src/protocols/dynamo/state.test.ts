/** What the store's promises stand on: a copy never goes back, hints end when their node has as much, and refusals say what is known. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Run } from "../../kernel/run.ts";
import { parseScript } from "../../kernel/script.ts";
import { SECOND } from "../../kernel/time.ts";
import { vocabularyOf } from "../../kernel/vocabulary.ts";
import { compareTags, type Tag } from "../../structures/siblings.ts";
import { homeOf, preferenceList } from "./ring.ts";
import { dropHint, keepsHints, takeHint } from "./hints.ts";
import { store, type DynamoContext } from "./state.ts";
import { dynamoCluster } from "./testing/cluster.ts";

const tags = fc.record({
  counter: fc.integer({ min: 1, max: 5 }),
  by: fc.constantFrom("n1", "n2", "n3"),
});

const empty = { copies: {}, hints: {} } as unknown as DynamoContext;

const highest = (all: readonly Tag[]): Tag => all.toSorted(compareTags).at(-1)!;

test("in whatever order versions come, and however often, the highest tag stays", () => {
  fc.assert(
    fc.property(fc.array(tags, { minLength: 1, maxLength: 8 }), (all) => {
      const end = [...all, ...all].reduce<DynamoContext>(
        (at, tag) => ({ ...at, ...store(at, "x", { value: 1, tag }) }),
        empty,
      );
      expect(end.copies["x"]!.tag).toEqual(highest(all));
    }),
  );
});

test("a hint is kept until its node has as much", () => {
  fc.assert(
    fc.property(fc.array(tags, { minLength: 1, maxLength: 8 }), tags, (all, had) => {
      const kept = all.reduce<DynamoContext>((at, tag) => {
        const version = { value: 1, tag };
        const request = {
          type: "WriteRequest",
          client: "c1",
          op: 1,
          key: "x",
          version,
          hint: "n2",
        } as const;
        return { ...at, ...takeHint(at, request, 0) };
      }, empty);
      const left = { ...kept, ...dropHint(kept, "n2", "x", had) };
      expect(keepsHints(left)).toBe(compareTags(highest(all), had) > 0);
    }),
  );
});

test("a key's home is the beginning of its preference list, which names everybody once", () => {
  const ring = ["n1", "n2", "n3", "n4", "n5"];
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 5 }), (key, n) => {
      const list = preferenceList(key, ring);
      expect(list.toSorted()).toEqual(ring);
      expect(homeOf(key, ring, n)).toEqual(list.slice(0, n));
    }),
  );
});

describe("what a client is told when too few answer", () => {
  const cluster = dynamoCluster();
  test.each([
    ["read x", "fail"],
    ["write x 1", "unknown"],
  ])("%s: %s", (asked, outcome) => {
    const lines = ["at 900ms crash n1", "at 900ms crash n3", `at 1s client c1 ${asked}`];
    const text = ["scenario cluster", "seed 1", ...lines].join("\n");
    const run = new Run(cluster, parseScript(text, vocabularyOf(cluster)));
    run.seek(3 * SECOND);
    const returned = run.events(1, run.trace.last).find(({ kind }) => kind === "return");
    expect(returned?.data).toMatchObject({
      outcome,
      about: { reason: "too few replicas answered in time" },
    });
  });

  test("and one of whose coordinator nothing is heard is asked elsewhere next", () => {
    const lines = ["at 900ms crash n2", ...[1, 2].map(() => "at 1s client c1 read x")];
    const text = ["scenario cluster", "seed 1", ...lines].join("\n");
    const run = new Run(cluster, parseScript(text, vocabularyOf(cluster)));
    run.seek(4 * SECOND);
    const outcomes = run
      .events(1, run.trace.last)
      .flatMap((event) => (event.kind === "return" ? [event.data.outcome] : []));
    expect(outcomes).toEqual(["fail", "ok"]);
  });
});

test("R or W beyond N is refused with the reason", () => {
  const words = vocabularyOf(dynamoCluster());
  const read = (lines: string) => () => parseScript(`scenario cluster\n${lines}`, words);
  expect(read("set r 4")).toThrow("a read cannot wait for R = 4 answers");
  expect(read("set n 1\nset r 1")).toThrow("a write cannot wait for W = 2 acknowledgements");
  expect(read("set n 1\nset r 1\nset w 1")).not.toThrow();
  expect(read("at 1s set w 5")).toThrow("turn W down first, or N up");
});
