import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TraceEvent } from "../trace.ts";
import {
  after,
  all,
  either,
  inOrder,
  lasting,
  once,
  times,
  type Condition,
  type Met,
} from "./condition.ts";
import { became, inMode, nobodyIn } from "./happenings.ts";
import { Stand } from "./stand.ts";

/** `n1` comes into a mode, so many µs after the event before. */
interface Turn {
  readonly node: string;
  readonly to: string;
  readonly gap: number;
}

const turns = fc.array(
  fc.record({
    node: fc.constantFrom("n1", "n2"),
    to: fc.constantFrom("leader", "follower", "candidate"),
    gap: fc.nat(40),
  }),
  { maxLength: 30 },
);

function eventsOf(all: readonly Turn[]): TraceEvent[] {
  let time = 0;
  return all.map(({ node, to, gap }, i) => ({
    id: i + 1,
    time: (time += gap),
    kind: "mode",
    node,
    peer: null,
    message: 0,
    cause: 0,
    data: { from: "", to },
  }));
}

/** Folds a condition over events, and looks at it at `end` and, as a page does, now and then before. */
function judge(
  condition: Condition,
  events: readonly TraceEvent[],
  end: number,
  looks: boolean,
): Met | null {
  const stand = new Stand();
  let memory = condition.start(stand);
  for (const event of events) {
    stand.take(event);
    memory = condition.observe(memory, event, stand);
    if (looks) condition.met(memory, stand);
  }
  stand.time = end;
  return condition.met(memory, stand);
}

const endOf = (events: readonly TraceEvent[]): number => (events.at(-1)?.time ?? 0) + 10;
const leads = once(became("leader"));
const stands = once(became("candidate"));

describe("conditions", () => {
  test("once and times count the events that pass", () => {
    fc.assert(
      fc.property(turns, fc.integer({ min: 1, max: 4 }), (all, count) => {
        const events = eventsOf(all);
        const passing = events.filter(
          (event) => event.kind === "mode" && event.data.to === "leader",
        );
        const met = judge(times(count, became("leader")), events, endOf(events), false);
        expect(met?.event ?? null).toBe(passing[count - 1]?.id ?? null);
      }),
    );
  });

  test("lasting holds exactly where some stretch is long enough, and looking changes nothing", () => {
    fc.assert(
      fc.property(turns, fc.integer({ min: 1, max: 90 }), (all, length) => {
        const events = eventsOf(all);
        const end = endOf(events);
        // By definition: go through every stretch between two events.
        const stand = new Stand();
        let since: number | null = 0;
        let found: number | null = null;
        for (const event of [...events, null]) {
          const until = event?.time ?? end;
          if (found === null && since !== null && until - since >= length) found = since + length;
          if (event === null) break;
          stand.take(event);
          if (stand.inMode("leader").length > 0) since = null;
          else since ??= event.time;
        }
        const condition = lasting(length, nobodyIn("leader"));
        expect(judge(condition, events, end, false)?.at ?? null).toBe(found);
        expect(judge(condition, events, end, true)?.at ?? null).toBe(found);
      }),
    );
  });

  test("all is the last of its parts, either the first", () => {
    fc.assert(
      fc.property(turns, (turned) => {
        const events = eventsOf(turned);
        const end = endOf(events);
        const at = (condition: Condition) => judge(condition, events, end, false)?.at ?? null;
        const [a, b] = [at(leads), at(stands)];
        expect(at(all(leads, stands))).toBe(a === null || b === null ? null : Math.max(a, b));
        expect(at(either(leads, stands))).toBe(a === null ? b : b === null ? a : Math.min(a, b));
      }),
    );
  });

  test("in order, each begins when the one before has come true", () => {
    fc.assert(
      fc.property(turns, (turned) => {
        const events = eventsOf(turned);
        const to = (event: TraceEvent) => (event.kind === "mode" ? event.data.to : "");
        const first = events.findIndex((event) => to(event) === "leader");
        const then = events.find(
          (event, i) => first >= 0 && i > first && to(event) === "candidate",
        );
        const met = judge(inOrder(leads, stands), events, endOf(events), false);
        expect(met?.event ?? null).toBe(then?.id ?? null);
      }),
    );
  });

  test("time alone may be what is waited for, and nothing has progressed before", () => {
    const stand = new Stand();
    const wait = after(100);
    const memory = wait.start(stand);
    stand.time = 99;
    expect(wait.met(memory, stand)).toBeNull();
    expect(wait.progress!(memory, stand)).toBeCloseTo(0.99);
    stand.time = 250;
    expect(wait.met(memory, stand)).toEqual({ at: 100, event: 0 });
  });

  test("a node that is down is in no mode", () => {
    const stand = new Stand();
    const [event] = eventsOf([{ node: "n1", to: "leader", gap: 1 }]);
    stand.take(event!);
    expect(inMode("leader")(stand)).toBe(true);
    stand.take({ ...event!, id: 2, kind: "crash", data: null } as TraceEvent);
    expect(inMode("leader")(stand)).toBe(false);
    expect(stand.down).toEqual(new Set(["n1"]));
  });
});
