/** What must hold of a work queue: nothing that was accepted is lost, nothing goes round for ever, and there is never too much of it. */
import { anyMonitor, HOLDS, type Finding, type Monitor } from "../../kernel/monitor.ts";
import { tellTime } from "../../kernel/time.ts";
import type { EventId } from "../../kernel/trace.ts";
import { say } from "../../languages/say.ts";
import { afterStep, isOpen, type Outcomes } from "./outcomes.ts";
import { capacityOf } from "./state.ts";
import { brokerIn, deadOf, isAround, maxReceiveCountIn, queueOf } from "./world.ts";

// ── At least once ─────────────────────────────────────────────────────────────────────────────────────────────

interface Followed {
  readonly outcomes: Outcomes;
  readonly finding: Finding;
}

/**
 * What the broker has accepted stays its own until it is done or put aside. As safety: at no moment is a job neither, and with nobody
 * who could still do it.
 */
export const atLeastOnce: Monitor<Followed> = {
  id: "at-least-once",
  title: "At least once",
  simple:
    "Every order that was taken is baked at least once, or lies in the chef’s box. None vanishes.",
  source: "Amazon SQS, at-least-once delivery; RabbitMQ, consumer acknowledgements",
  start: () => ({ outcomes: new Map(), finding: HOLDS }),
  observe(memory, step, world) {
    if (step.events.length === 0 || memory.finding.verdict === "violated") return memory;
    const outcomes = afterStep(memory.outcomes, step);
    const next = outcomes === memory.outcomes ? memory : { ...memory, outcomes };
    const kept = new Set([...queueOf(world), ...deadOf(world)].map(({ body }) => body.id));
    for (const outcome of outcomes.values()) {
      const { job, accepted } = outcome;
      if (!isOpen(outcome) || kept.has(job) || isAround(job, world)) continue;
      const event = step.events[0]!;
      const wiped = step.events.some((each) => each.kind === "restart" && each.data.wiped);
      const finding: Finding = {
        verdict: "violated",
        simple: wiped
          ? say`The rail itself is gone, and with it order ${job}.`
          : say`Order ${job} was taken, and now nobody has it: it is not on the rail, not in the chef’s box, and no cook holds it. It will never be baked.`,
        expert: wiped
          ? say`The broker’s disk was wiped at ${tellTime(event.time)}: job ${job} is lost. No protocol with a single broker survives that.`
          : say`Job ${job} was accepted and is lost since ${tellTime(event.time)}: neither done nor dead-lettered, not in the queue, with no worker, and on no link.`,
        nodes: [...new Set([brokerIn(world), ...(event.node === null ? [] : [event.node])])],
        events: [accepted, event.id],
      };
      return { outcomes, finding };
    }
    return next;
  },
  judge: (memory) => memory.finding,
};

// ── Bounds ────────────────────────────────────────────────────────────────────────────────────────────────────

/** No message is handed out more often than `maxReceiveCount`. What is, goes round for ever: that is how poison takes the workers. */
export const boundedReceives: Monitor<Finding> = {
  id: "bounded-receives",
  title: "Bounded receives",
  simple:
    "No order is tried more than three times. What nobody can bake must not come round for ever.",
  source: "Amazon SQS, maxReceiveCount; RabbitMQ, delivery limit",
  start: () => HOLDS,
  observe(finding, { events }, world) {
    if (finding.verdict === "violated") return finding;
    const event = events.find((each) => each.kind === "note" && each.data.note === "handed-out");
    if (event === undefined) return finding;
    const most = maxReceiveCountIn(world);
    const over = queueOf(world).find(({ receiveCount }) => receiveCount > most);
    if (over === undefined) return finding;
    const { body, receiveCount, receiver } = over;
    return {
      verdict: "violated",
      simple: say`Order ${body.id} has been tried ${most} times in vain, and ${receiver} gets it once more. It will come round for ever, and each time a cook is busy with it.`,
      expert: say`Job ${body.id} is handed out once more, to ${receiver}: receive ${receiveCount}, with a maxReceiveCount of ${most}. Nothing bounds how often it comes back.`,
      nodes: [brokerIn(world), ...(receiver === null ? [] : [receiver])],
      events: [event.id],
    };
  },
  judge: (finding) => finding,
};

interface Bounded {
  /** The latest events by which the queue grew. */
  readonly before: readonly EventId[];
  readonly finding: Finding;
}

const SHOWN = 4;

/** The broker takes no message beyond its bound: what it cannot keep stays with its producer. */
export const boundedQueue: Monitor<Bounded> = {
  id: "bounded-queue",
  title: "Bounded queue",
  simple: "There are never more orders on the rail than it has clips.",
  source: "RabbitMQ, queue length limit with reject-publish",
  start: () => ({ before: [], finding: HOLDS }),
  observe(memory, { events }, world) {
    if (memory.finding.verdict === "violated") return memory;
    const event = events.find((each) => each.kind === "note" && each.data.note === "accepted");
    if (event === undefined) return memory;
    const before = [...memory.before, event.id].slice(-SHOWN);
    const depth = queueOf(world).length;
    const capacity = capacityOf(world.settings);
    if (depth <= capacity) return { ...memory, before };
    const finding: Finding = {
      verdict: "violated",
      simple: say`The rail has ${capacity} clips, and order number ${depth} is squeezed on. Nobody has told the waiters to slow down.`,
      expert: say`The broker accepted a message at depth ${depth - 1} with a capacity of ${capacity}: arrivals beyond the service rate now grow its memory.`,
      nodes: [brokerIn(world)],
      events: before,
    };
    return { before, finding };
  },
  judge: (memory) => memory.finding,
};

/** The promises of a work queue. */
export const queuePromises = [
  anyMonitor(atLeastOnce),
  anyMonitor(boundedReceives),
  anyMonitor(boundedQueue),
];
