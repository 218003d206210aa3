import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  accept,
  acknowledged,
  ask,
  BACKPRESSURE,
  DEAD_LETTER,
  deadLetter,
  deliveryOf,
  due,
  exhausted,
  firstDue,
  giveBack,
  handOut,
  isFull,
  nextOffer,
  remove,
  wake,
  type BrokerConfig,
  type BrokerContext,
} from "./state.ts";

const config: BrokerConfig = { maxReceiveCount: 3, memory: 12, waitTime: 1_000, recovery: 1_000 };

/** A visibility timeout of 2 ms: in local time, 2,000. */
function broker(rules: Readonly<Record<string, boolean>> = {}): BrokerContext {
  const settings = { knobs: { visibility: "2ms", capacity: "3", batch: "1" }, rules };
  return wake({}, config, settings);
}

function having(context: BrokerContext, ...jobs: readonly string[]): BrokerContext {
  return jobs.reduce(
    (before, id) => ({ ...before, ...accept(before, { id, poison: false }) }),
    context,
  );
}

function asked(context: BrokerContext, worker: string, most: number, now: number): BrokerContext {
  return { ...context, ...ask(context, worker, most, now) };
}

/** What a worker that asks is handed at once, and the broker afterwards. */
function given(context: BrokerContext, worker: string, most: number, now: number) {
  const waiting = asked(context, worker, most, now);
  const offer = nextOffer(waiting, now);
  return {
    handles: offer?.messages.map((message) => deliveryOf(message).receiptHandle) ?? [],
    after: offer ? { ...waiting, ...handOut(waiting, now) } : waiting,
  };
}

const names = (messages: readonly { readonly body: { readonly id: string } }[]): string[] =>
  messages.map(({ body }) => body.id);

describe("handing out", () => {
  test("the oldest go first, so many at most, and stay in the queue", () => {
    const { after, handles } = given(having(broker(), "a", "b", "c"), "w1", 2, 0);
    expect(handles).toEqual(["1#1", "2#1"]);
    expect(names(after.queue)).toEqual(["a", "b", "c"]);
    expect(after.queue.map(({ visibleAt }) => visibleAt)).toEqual([2_000, 2_000, null]);
    expect(after.polls).toEqual([]);
  });

  test("whoever has waited longest gets the next; who asks again goes to the end of the line", () => {
    const one = asked(asked(broker(), "w1", 1, 0), "w2", 1, 10);
    expect(nextOffer(having(one, "a"), 20)?.worker).toBe("w1");
    expect(nextOffer(having(asked(one, "w1", 1, 15), "a"), 20)?.worker).toBe("w2");
  });

  test("a request is answered no more when its time is over", () => {
    const waiting = having(asked(broker(), "w1", 1, 0), "a");
    expect(nextOffer(waiting, 999)?.worker).toBe("w1");
    expect(nextOffer(waiting, 1_000)).toBeNull();
  });
});

describe("visibility", () => {
  test("what is in flight is handed to nobody else until its timeout, then in its old place", () => {
    const { after } = given(having(broker(), "a", "b"), "w1", 1, 0);
    expect(given(after, "w2", 1, 10).handles).toEqual(["2#1"]);
    expect(firstDue(after)).toBe(2_000);
    expect(due(after, 1_999)).toEqual([]);
    const back = { ...after, ...giveBack(after, 2_000) };
    expect(names(back.queue)).toEqual(["a", "b"]);
    expect(given(back, "w2", 1, 2_000).handles).toEqual(["1#2"]);
  });

  test("the latest receipt handle counts, also when the message is ready again; an earlier one does not", () => {
    const first = given(having(broker(), "a"), "w1", 1, 0).after;
    const back = { ...first, ...giveBack(first, 2_000) };
    expect({ ...back, ...remove(back, "1#1") }.queue).toEqual([]);
    const second = given(back, "w2", 1, 2_000).after;
    expect(acknowledged(second, "1#1")).toBeNull();
    expect(acknowledged(second, "1#2")?.body.id).toBe("a");
  });
});

describe("bounds", () => {
  test("ready and in flight count towards the capacity, dead letters do not", () => {
    const { after } = given(having(broker(), "a", "b", "c"), "w1", 1, 0);
    expect(isFull(after)).toBe(true);
    expect(isFull({ ...after, queue: after.queue.slice(1), dead: after.queue })).toBe(false);
  });

  test("after three receives a message is put aside, unless the rule is off", () => {
    const thrice = (rules: Readonly<Record<string, boolean>>): BrokerContext => {
      let context = having(broker(rules), "a");
      for (const now of [0, 2_000, 4_000]) {
        expect(exhausted(context)).toBeNull();
        context = given(context, "w1", 1, now).after;
        context = { ...context, ...giveBack(context, now + 2_000) };
      }
      return context;
    };
    const context = thrice({});
    expect(exhausted(context)?.body.id).toBe("a");
    expect(deadLetter(context)).toMatchObject({ queue: [], dead: [{ receiveCount: 3 }] });
    expect(exhausted(thrice({ [DEAD_LETTER]: false }))).toBeNull();
  });
});

/** What may happen to a broker; numbers pick a receipt handle among those that were ever given. */
const happening = fc.oneof(
  fc.record({ does: fc.constant("send" as const) }),
  fc.record({
    does: fc.constant("ask" as const),
    who: fc.nat(2),
    most: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ does: fc.constant("ack" as const), which: fc.nat() }),
  fc.record({ does: fc.constant("wait" as const), time: fc.nat(1_500) }),
  fc.record({ does: fc.constant("crash" as const) }),
);

test("whatever happens, each job is in one place, in order, within its bounds, and was deleted only by its latest receipt", () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (all) => {
      let context = broker({ [BACKPRESSURE]: true });
      let now = 0;
      let sent = 0;
      const handles: string[] = [];
      const deleted: string[] = [];
      for (const one of all) {
        switch (one.does) {
          case "send":
            if (!isFull(context)) context = having(context, `j${++sent}`);
            break;
          case "ask":
            context = asked(context, `w${one.who}`, one.most, now);
            break;
          case "ack": {
            const handle = handles[one.which % Math.max(1, handles.length)] ?? "";
            const message = acknowledged(context, handle);
            if (message) {
              expect(handle).toBe(`${message.id}#${message.receiveCount}`);
              deleted.push(message.body.id);
            }
            context = { ...context, ...remove(context, handle) };
            break;
          }
          case "wait":
            now += one.time;
            context = { ...context, ...giveBack(context, now) };
            break;
          case "crash": {
            const { queue, dead, next } = context;
            context = wake({ queue, dead, next }, config, context.settings);
          }
        }
        while (exhausted(context)) context = { ...context, ...deadLetter(context) };
        for (let offer = nextOffer(context, now); offer; offer = nextOffer(context, now)) {
          handles.push(...offer.messages.map((message) => deliveryOf(message).receiptHandle));
          context = { ...context, ...handOut(context, now) };
        }
        const everywhere = [...names(context.queue), ...names(context.dead), ...deleted];
        expect(everywhere.toSorted()).toEqual(
          Array.from({ length: sent }, (_, i) => `j${i + 1}`).toSorted(),
        );
        const ids = context.queue.map(({ id }) => id);
        expect(ids).toEqual(ids.toSorted((a, b) => a - b));
        expect(ids.length).toBeLessThanOrEqual(3);
        expect(new Set(handles).size).toBe(handles.length);
        for (const { receiveCount } of [...context.queue, ...context.dead])
          expect(receiveCount).toBeLessThanOrEqual(3);
      }
    }),
  );
});
