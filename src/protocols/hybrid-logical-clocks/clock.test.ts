import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compare, leaderOf, pack, receive, START, tick, unpack, type HLC } from "./clock.ts";

/** Figure 5, as it stands in the paper, line by line. */
function figure5(own: HLC, message: HLC | null, pt: number): HLC {
  const l = Math.max(own.l, message?.l ?? own.l, pt);
  let c = 0;
  if (message && l === own.l && l === message.l) c = Math.max(own.c, message.c) + 1;
  else if (l === own.l) c = own.c + 1;
  else if (message && l === message.l) c = message.c + 1;
  return { l, c };
}

const time = fc.integer({ min: 0, max: 12 });
const clock: fc.Arbitrary<HLC> = fc.record({ l: time, c: fc.integer({ min: 0, max: 5 }) });

describe("a step", () => {
  test("is that of Figure 5", () => {
    fc.assert(
      fc.property(clock, clock, time, (own, message, pt) => {
        expect(tick(own, pt)).toEqual(figure5(own, null, pt));
        expect(receive(own, message, pt)).toEqual(figure5(own, message, pt));
      }),
    );
  });

  test("goes beyond what came before it, and beyond the own clock", () => {
    fc.assert(
      fc.property(clock, clock, time, (own, message, pt) => {
        for (const next of [tick(own, pt), receive(own, message, pt)]) {
          expect(compare(own, next)).toBeLessThan(0);
          expect(next.l).toBeGreaterThanOrEqual(pt);
        }
        expect(compare(message, receive(own, message, pt))).toBeLessThan(0);
      }),
    );
  });

  test("of a receipt says whose time it is", () => {
    expect(leaderOf({ l: 10, c: 3 }, { l: 10, c: 7 }, 8)).toBe("both");
    expect(leaderOf({ l: 10, c: 3 }, { l: 9, c: 7 }, 10)).toBe("own");
    expect(leaderOf({ l: 9, c: 3 }, { l: 10, c: 7 }, 10)).toBe("message");
    expect(leaderOf({ l: 9, c: 3 }, { l: 10, c: 7 }, 11)).toBe("physical");
  });
});

test("packed into one number timestamps compare as before, and come out again", () => {
  const stamp = fc.record({
    l: fc.integer({ min: -86_400_000, max: 100_000_000_000 }),
    c: fc.integer({ min: 0, max: 65_535 }),
  });
  fc.assert(
    fc.property(stamp, stamp, (a, b) => {
      expect(unpack(pack(a))).toEqual(a);
      expect(Math.sign(pack(a) - pack(b))).toBe(Math.sign(compare(a, b)));
    }),
  );
});

describe("published", () => {
  interface Row {
    readonly wall: number;
    readonly ev: "SEND" | "RECV";
    readonly in?: readonly [number, number];
    readonly exp: readonly [number, number];
  }
  const file = new URL("../../../../shared/cases/vectors/hlc.json", import.meta.url);
  test.skipIf(!existsSync(file))(
    "CockroachDB’s TestHLCClock comes out by Figure 5 (skipped without the table)",
    () => {
      const { steps } = JSON.parse(readFileSync(file, "utf8")) as {
        readonly steps: readonly Row[];
      };
      expect(steps.length).toBe(8);
      let own = START;
      for (const { wall, ev, in: stamp, exp } of steps) {
        // In each row the test reads the clock; where something is received, once before and once after.
        own = tick(own, wall);
        if (ev === "RECV") own = receive(own, { l: stamp![0], c: stamp![1] }, wall);
        expect([own.l, own.c], JSON.stringify({ wall, ev, stamp })).toEqual(exp);
      }
    },
  );

  test("what the lesson shows of that table is that table", () => {
    const text = readFileSync(
      new URL("../../scenarios/clock-skew/en/expert.mdx", import.meta.url),
      "utf8",
    );
    const rows = [
      ...text.matchAll(
        /^\| (\d+) +\| (send|receive) +\| (\(\d+, \d+\))? *\| \((\d+), (\d+)\) +\| \((\d+), (\d+)\) +\|$/gm,
      ),
    ];
    expect(rows.length).toBe(8);
    let own = START;
    for (const [line, wall, event, stamp, ...values] of rows) {
      own = tick(own, Number(wall));
      const [l = 0, c = 0] = (stamp?.match(/\d+/g) ?? []).map(Number);
      if (event === "receive") own = receive(own, { l, c }, Number(wall));
      expect(values.map(Number), line).toEqual([own.l, own.c, own.l, own.c]);
    }
    if (!existsSync(file)) return;
    const { steps } = JSON.parse(readFileSync(file, "utf8")) as { readonly steps: readonly Row[] };
    expect(rows.map(([, wall, , , l, c]) => [wall, l, c].map(Number))).toEqual(
      steps.map(({ wall, exp }) => [wall, ...exp]),
    );
  });
});
