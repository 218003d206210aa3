/** How far clocks are apart, how far hybrid time runs ahead of them, and what that costs. */
import type { Meter, Reading } from "../../kernel/monitor.ts";
import { offsetOf } from "../../kernel/clock.ts";
import { MILLISECOND } from "../../kernel/time.ts";
import { phrase, say } from "../../languages/say.ts";
import { afterStep, NOTHING_KNOWN, type Knowledge } from "./lost-updates.ts";
import type { StoreMessage } from "./messages.ts";
import { readingsOf, REPLICA, replicasOf } from "./world.ts";

/** How far each replica’s clock is from true time, in ms. */
export const clocksOff: Meter<readonly number[]> = {
  id: "clocks-off",
  start: () => [],
  observe(memory, _, world) {
    const off = replicasOf(world).map(({ clock }) =>
      Math.round(offsetOf(clock, world.time) / MILLISECOND),
    );
    return off.length === memory.length && off.every((each, i) => each === memory[i])
      ? memory
      : off;
  },
  read: (memory, world) =>
    replicasOf(world).map(({ spec: { id } }, i) => ({
      id: `off-${id}`,
      label: say`${id} off by`,
      value: memory[i] ?? 0,
      unit: "ms",
      tone: "plain",
      nodes: [id],
    })),
};

interface Spread {
  /** The most that two replicas’ clocks have differed by, in ms: the ε of this run. */
  readonly apart: number;
  /** The most that l was ahead of the own clock at an event, in ms. */
  readonly ahead: number;
  /** The highest c. */
  readonly counted: number;
}

/** ε as this run has had it, beside the most of l − pt, which the paper bounds by it, and the most of c. */
export const clockSpread: Meter<Spread> = {
  id: "clocks",
  start: () => ({ apart: 0, ahead: 0, counted: 0 }),
  observe(memory, { events, node }, world) {
    const readings = readingsOf(world);
    const now = Math.max(...readings) - Math.min(...readings);
    const apart = Math.max(memory.apart, Math.ceil(now / MILLISECOND));
    let { ahead, counted } = memory;
    for (const event of events) {
      if (event.kind === "note" && event.data.note === "received") {
        const { l, c, pt } = event.data.about as Readonly<Record<"l" | "c" | "pt", number>>;
        ahead = Math.max(ahead, l - pt);
        counted = Math.max(counted, c);
      } else if (event.kind === "send" && node?.spec.kind === REPLICA)
        counted = Math.max(counted, (event.data.message as StoreMessage).at!.c);
    }
    if (apart === memory.apart && ahead === memory.ahead && counted === memory.counted)
      return memory;
    return { apart, ahead, counted };
  },
  read: ({ apart, ahead, counted }): readonly Reading[] => [
    { id: "apart", label: say`clocks apart, ε`, value: apart, unit: "ms", tone: "plain" },
    { id: "ahead", label: say`most l − pt`, value: ahead, unit: "ms", tone: "plain" },
    { id: "counted", label: say`most c`, value: counted, unit: "", tone: "plain" },
  ],
};

/** Acknowledged writes that have lost to earlier ones. */
export const lostWrites: Meter<Knowledge> = {
  id: "lost",
  start: () => NOTHING_KNOWN,
  observe: (memory, step) => (step.events.length === 0 ? memory : afterStep(memory, step)),
  read: ({ lost }) => [
    {
      id: "lost",
      label: say`writes lost`,
      value: lost.length,
      unit: "",
      tone: lost.length > 0 ? "bad" : "good",
    },
  ],
  remark(memory, before) {
    const loss = memory.lost.length > before.lost.length ? memory.lost.at(-1) : undefined;
    if (!loss) return null;
    const [client] = loss.later.split(" ") as [string];
    return {
      node: client,
      word: phrase("lost"),
      simple: say`What ${client} wrote is gone, although it had been told “done”.`,
      expert: say`The acknowledged write of ${client} has lost to one that happened before it.`,
      cause: loss.event,
    };
  },
};
