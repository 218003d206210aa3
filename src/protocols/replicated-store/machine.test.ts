/**
 * One replica alone, fed random messages: whatever it tells anybody is on its disk by then, in every mode, so that a crash
 * right after the step takes back nothing.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Boot, Disk, Effect, Message, Stimulus } from "../../kernel/behavior.ts";
import type { Settings } from "../../kernel/settings.ts";
import { SECOND } from "../../kernel/time.ts";
import { highestCounter, type Siblings, type Tag } from "../../structures/siblings.ts";
import { replica } from "./machine.ts";
import type { Mode, StoreMessage } from "./messages.ts";
import type { ReplicaContext, StoreTimes } from "./state.ts";

const times: StoreTimes = {
  patience: SECOND,
  forwardPatience: SECOND,
  resend: SECOND,
  hint: SECOND,
  heartbeat: SECOND,
  silence: 2 * SECOND,
  grudge: SECOND,
};

function settings(mode: Mode, conflicts = "last-write-wins"): Settings {
  return { knobs: { mode, conflicts, silence: "stop" }, rules: {} };
}

/** A replica with its disk, stepped by hand. */
class Bench {
  disk: Disk = {};
  state: unknown;
  /** What the last step asked for, with the disk as it was at that moment. */
  done: { readonly effect: Effect; readonly disk: Disk }[] = [];
  private now = 0;

  constructor(readonly setting: Settings) {
    this.start();
  }

  start(): void {
    const boot: Boot = {
      id: "n1",
      peers: ["n2", "n3", "n4", "n5"],
      members: { replica: ["n1", "n2", "n3", "n4", "n5"], client: ["c1"] },
      disk: this.disk,
      settings: this.setting,
      config: times,
      now: this.now,
      luck: 1,
    };
    this.take(replica.boot(boot));
  }

  hear(from: string, message: Message & Readonly<Record<string, unknown>>): void {
    const stimulus: Stimulus = { ...message, from, now: (this.now += 1_000), luck: 1 };
    this.take(replica.react(this.state, stimulus));
  }

  /** Everything sent in the last step. */
  sent(): { to: string; message: StoreMessage; disk: Disk }[] {
    return this.done.flatMap(({ effect, disk }) => {
      if (effect.type === "send") return [{ ...effect.params, disk }];
      if (effect.type === "sendEach") return effect.params.map((each) => ({ ...each, disk }));
      if (effect.type === "broadcast")
        return effect.params.to.map((to) => ({ to, message: effect.params.message, disk }));
      return [];
    }) as { to: string; message: StoreMessage; disk: Disk }[];
  }

  private take(step: { state: unknown; effects: readonly Effect[] }): void {
    this.state = step.state;
    this.done = [];
    for (const effect of step.effects) {
      if (effect.type === "persist") this.disk = { ...this.disk, ...effect.params };
      this.done.push({ effect, disk: this.disk });
    }
  }
}

const tag = fc.record({
  counter: fc.integer({ min: 1, max: 6 }),
  by: fc.constantFrom("n2", "n3", "n4"),
});
const versions: fc.Arbitrary<Siblings> = tag.map((each) => [
  { value: `${each.by}-${each.counter}`, tag: each, vector: { [each.by]: each.counter } },
]);
const key = fc.constantFrom("x", "y");
const op = fc.integer({ min: 1, max: 12 });
const peer = fc.constantFrom("n2", "n3", "n4", "n5");
const ticket = { client: fc.constant("c1"), op };
const type = <T extends string>(name: T) => fc.constant(name);

const stimulus = fc.oneof(
  fc.tuple(fc.constant("c1"), fc.record({ type: type("Write"), op, key, value: op.map(String) })),
  fc.tuple(fc.constant("c1"), fc.record({ type: type("Read"), op, key })),
  fc.tuple(peer, fc.record({ type: type("Query"), ...ticket, key })),
  fc.tuple(peer, fc.record({ type: type("QueryReply"), ...ticket, versions })),
  fc.tuple(peer, fc.record({ type: type("Store"), ...ticket, key, versions })),
  fc.tuple(peer, fc.record({ type: type("StoreReply"), ...ticket })),
  fc.tuple(peer, fc.record({ type: type("Replicate"), key, versions })),
  fc.tuple(peer, fc.record({ type: type("Sync"), round: op, copies: fc.record({ x: versions }) })),
  fc.tuple(
    peer,
    fc.record({
      type: type("SyncReply"),
      round: op.map((n) => n * 1_000),
      copies: fc.record({ y: versions }),
    }),
  ),
);

function copies(disk: Disk): Readonly<Record<string, Siblings>> {
  return (disk as Partial<ReplicaContext>).copies ?? {};
}

/** The disk holds this write or has seen it overwritten. */
function has(disk: Disk, where: string, wanted: Tag): boolean {
  return (copies(disk)[where] ?? []).some(
    (version) =>
      version.tag.counter > wanted.counter || (version.vector[wanted.by] ?? 0) >= wanted.counter,
  );
}

describe.each(["CP", "AP", "CA"] as const)("%s", (mode) => {
  test("nothing is told that is not on disk", () => {
    fc.assert(
      fc.property(fc.array(stimulus, { maxLength: 40 }), (history) => {
        const bench = new Bench(settings(mode));
        for (const [from, message] of history) {
          bench.hear(from, message);
          for (const { to, message: told, disk } of bench.sent()) {
            if (told.type === "StoreReply" && message.type === "Store")
              expect(has(disk, message.key, message.versions[0]!.tag)).toBe(true);
            if (told.type === "Ack")
              for (const each of told.tags) expect(has(disk, told.key, each)).toBe(true);
            if (told.type === "Store" || told.type === "Replicate") {
              const own = told.versions[0]!.tag;
              if (own.by === "n1") {
                expect(has(disk, told.key, own)).toBe(true);
                expect(disk["issued"]).toBeGreaterThanOrEqual(own.counter);
              }
            }
            if (told.type === "Reply" && told.result.outcome === "ok" && told.result.tag !== null)
              expect(disk["asked"]).toHaveProperty(to);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test("a restart finds everything that counts as it was", () => {
    fc.assert(
      fc.property(fc.array(stimulus, { maxLength: 40 }), (history) => {
        const bench = new Bench(settings(mode, "keep-both"));
        for (const [from, message] of history) bench.hear(from, message);
        const durable = ({ copies: held, issued, asked, hints }: ReplicaContext) => ({
          held,
          issued,
          asked,
          hints,
        });
        const context = () => (bench.state as { context: ReplicaContext }).context;
        const before = durable(context());
        bench.start();
        expect(durable(context())).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  test("what brings nothing new re-enters no state and writes nothing", () => {
    const bench = new Bench(settings(mode));
    const news = { value: "v", tag: { counter: 3, by: "n2" }, vector: { n2: 3 } };
    const replicate = { type: "Replicate", key: "x", versions: [news] };
    bench.hear("n2", replicate);
    const before = bench.state;
    bench.hear("n2", replicate);
    expect(bench.done.map(({ effect }) => effect.type)).toEqual(["send"]);
    expect((bench.state as { value: unknown }).value).toEqual((before as { value: unknown }).value);
    bench.hear("n3", { type: "Ack", key: "x", tags: [] });
    expect(bench.done).toEqual([]);
  });
});

test("no counter is given twice, also across crashes", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("CP", "AP"),
      fc.array(fc.oneof(stimulus, fc.constant("crash" as const)), { maxLength: 60 }),
      (mode, history) => {
        const bench = new Bench(settings(mode as Mode));
        const values = new Map<number, unknown>();
        for (const each of history) {
          if (each === "crash") bench.start();
          else bench.hear(each[0], each[1]);
          for (const { message } of bench.sent()) {
            if (message.type !== "Store" && message.type !== "Replicate") continue;
            for (const version of message.versions) {
              if (version.tag.by !== "n1") continue;
              const given = values.get(version.tag.counter) ?? version.value;
              expect(version.value).toBe(given);
              values.set(version.tag.counter, given);
            }
          }
        }
        for (const held of Object.values(copies(bench.disk)))
          expect(highestCounter(held)).toBeGreaterThan(0);
      },
    ),
    { numRuns: 300 },
  );
});

test("a copy of a request is done once, and answered again while the answer is remembered", () => {
  const bench = new Bench(settings("AP"));
  const write = { type: "Write", op: 1, key: "x", value: "a" };
  bench.hear("c1", write);
  expect(bench.sent().map(({ message }) => message.type)).toContain("Replicate");
  bench.hear("c1", write);
  expect(bench.sent().map(({ message }) => message.type)).toEqual(["Reply"]);
  bench.start();
  bench.hear("c1", write);
  expect(bench.sent()).toEqual([]);
});
