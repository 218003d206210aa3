/**
 * Each note as a sentence: to a child (a pizza kitchen: waiters bring orders, Rosa clips them to a rail, cooks take them from there), and
 * to an expert with the source.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Narration } from "../../kernel/view.ts";
import { say, several } from "../../languages/say.ts";

type About = Readonly<Record<string, unknown>>;
type Tell = (node: NodeId, about: About) => Narration;

const SQS = "Amazon SQS, visibility timeout";
const CONFIRMS = "RabbitMQ, publisher confirms";
const ACKS = "AMQP 0-9-1, basic.ack";
const DLQ = "Amazon SQS, dead-letter queues";
const BOUND = "RabbitMQ, queue length limit";

const BROKER_NOTES: Readonly<Record<string, Tell>> = {
  accepted: (_, a) => ({
    simple: say`Rosa clips order ${word(a["job"])} to the rail and nods to waiter ${word(a["from"])}: “Mine now.”`,
    expert: several(
      Number(a["depth"]),
      "Job {0} is on disk and acknowledged to {1}: from here on the broker answers for it. {n} message in the queue.",
      "Job {0} is on disk and acknowledged to {1}: from here on the broker answers for it. {n} messages in the queue.",
      word(a["job"]),
      word(a["from"]),
    ),
    source: CONFIRMS,
    weight: "detail",
  }),
  rejected: (_, a) => ({
    simple: say`The rail is full. “Not now”, says Rosa to waiter ${word(a["from"])}, who keeps order ${word(a["job"])} and will try again.`,
    expert: several(
      Number(a["depth"]),
      "The queue is at its bound ({n} message): {0}’s job {1} is refused with basic.nack, and stays with its producer.",
      "The queue is at its bound ({n} messages): {0}’s job {1} is refused with basic.nack, and stays with its producer.",
      word(a["from"]),
      word(a["job"]),
    ),
    source: BOUND,
    weight: "event",
  }),
  "fell-over": (_, a) => ({
    simple: several(
      Number(a["depth"]),
      "{n} order hangs on the rail, and one more comes. The rail tears off the wall! Nothing moves until everything has been picked up again.",
      "{n} orders hang on the rail, and one more comes. The rail tears off the wall! Nothing moves until everything has been picked up again.",
    ),
    expert: several(
      Number(a["depth"]),
      "Out of memory at {n} message: the broker falls over and serves nobody. What it has acknowledged is on disk, so it comes up as full as before.",
      "Out of memory at {n} messages: the broker falls over and serves nobody. What it has acknowledged is on disk, so it comes up as full as before.",
    ),
    source: "RabbitMQ, memory alarms",
    weight: "turn",
  }),
  woke: (_, a) => ({
    simple: several(
      Number(a["depth"]),
      "Rosa is back. {n} order hangs on the rail, as before; who was waiting for work she has forgotten.",
      "Rosa is back. {n} orders hang on the rail, as before; who was waiting for work she has forgotten.",
    ),
    expert: several(
      Number(a["depth"]),
      "The broker comes up with its disk: {n} message in the queue, {0} dead-lettered. The workers’ requests were in memory.",
      "The broker comes up with its disk: {n} messages in the queue, {0} dead-lettered. The workers’ requests were in memory.",
      word(a["dead"]),
    ),
    source: "RabbitMQ, durable queues",
    weight: "event",
  }),
  "handed-out": (_, a) => {
    const [worker, jobs] = [word(a["worker"]), word(a["jobs"])];
    if (Number(a["again"]) > 0)
      return {
        simple: several(
          Number(a["count"]),
          "Cook {0} gets order {1}, which somebody has had before. Rosa turns the egg timer over once more.",
          "Cook {0} gets orders {1}, some of which somebody has had before. Rosa turns the egg timer over once more.",
          worker,
          jobs,
        ),
        expert: say`Redelivery: ${jobs} to ${worker}, receiveCount up to ${word(a["receives"])}. Whether an earlier receiver did it nobody here knows.`,
        source: SQS,
        weight: "event",
      };
    return {
      simple: several(
        Number(a["count"]),
        "Cook {0} gets order {1}. It stays on the rail, face down, with an egg timer beside it.",
        "Cook {0} gets orders {1}. They stay on the rail, face down, with an egg timer beside them.",
        worker,
        jobs,
      ),
      expert: say`${jobs} to ${worker}: in flight and invisible to others until the visibility timeout ends or an acknowledgement comes.`,
      source: SQS,
      weight: "detail",
    };
  },
  deleted: (_, a) => ({
    simple: say`Cook ${word(a["worker"])} rings: order ${word(a["job"])} is done. Rosa takes it off the rail.`,
    expert: several(
      Number(a["left"]),
      "{0} acknowledged {1} by its latest receipt handle: deleted, {n} message left.",
      "{0} acknowledged {1} by its latest receipt handle: deleted, {n} messages left.",
      word(a["worker"]),
      word(a["job"]),
    ),
    source: ACKS,
    weight: "detail",
  }),
  "acked-in-vain": (_, a) => {
    const [job, worker] = [word(a["job"]), word(a["worker"])];
    switch (a["why"]) {
      case "again":
        return {
          simple: say`Cook ${worker} rings for order ${job}, but it was given to somebody else meanwhile. Rosa leaves it there.`,
          expert: say`${worker} acknowledged ${job} with the receipt handle of an earlier receive: without effect. Whoever has the latest one does it once more.`,
          source: "Amazon SQS, DeleteMessage",
          weight: "event",
        };
      case "dead":
        return {
          simple: say`Cook ${worker} rings for order ${job}, but it already lies in the chef’s box.`,
          expert: say`${worker} acknowledged ${job} after it had been dead-lettered: done, and put aside as if it were not.`,
          source: DLQ,
          weight: "event",
        };
      default:
        return {
          simple: say`Cook ${worker} rings for order ${job}, which is off the rail already.`,
          expert: say`${worker} acknowledged ${job}, which has been deleted already: a copy, or somebody else was quicker.`,
          source: ACKS,
          weight: "detail",
        };
    }
  },
  "visible-again": (_, a) => ({
    simple: several(
      Number(a["count"]),
      "The egg timer beside order {0} rings, and nobody has said that it is done. Rosa turns it face up again.",
      "The egg timer beside orders {0} rings, and nobody has said that they are done. Rosa turns them face up again.",
      word(a["jobs"]),
    ),
    expert: say`Visibility timeout: ${word(a["jobs"])} not acknowledged by ${word(a["workers"])}; ready again, in the order of age. A dead worker, a slow one and a lost acknowledgement look alike.`,
    source: SQS,
    weight: "event",
  }),
  "dead-lettered": (_, a) => ({
    simple: several(
      Number(a["receives"]),
      "Order {0} has been tried {n} time. Rosa puts it into the chef’s box, for somebody to look at tomorrow.",
      "Order {0} has been tried {n} times. Rosa puts it into the chef’s box, for somebody to look at tomorrow.",
      word(a["job"]),
    ),
    expert: several(
      Number(a["receives"]),
      "{0} was received {n} time and never acknowledged in time: moved to the dead-letter queue.",
      "{0} was received {n} times and never acknowledged in time: moved to the dead-letter queue.",
      word(a["job"]),
    ),
    source: DLQ,
    weight: "turn",
  }),
};

const WORKER_NOTES: Readonly<Record<string, Tell>> = {
  done: (w, a) => ({
    simple: say`Cook ${w} has baked order ${word(a["job"])}.`,
    expert:
      a["acknowledged"] === true
        ? say`${w} has done ${word(a["job"])}, which it had acknowledged before it began.`
        : say`${w} has done ${word(a["job"])} (receive ${word(a["receive"])}) and acknowledges it now.`,
    source: ACKS,
    weight: "event",
  }),
  failed: (w, a) => ({
    simple: say`Cook ${w} gives up on order ${word(a["job"])}: nobody can read it. No bell rings.`,
    expert:
      a["acknowledged"] === true
        ? say`${w} failed at ${word(a["job"])} at its time limit. It was acknowledged before, so nobody will try again, or hear of it.`
        : say`${w} failed at ${word(a["job"])} at its time limit and does not acknowledge it: the visibility timeout will bring it back.`,
    source: "RabbitMQ, poison message handling",
    weight: "event",
  }),
};

const PRODUCER_NOTES: Readonly<Record<string, Tell>> = {
  "sends-again": (p, a) => ({
    simple: say`Waiter ${p} has heard nothing and calls order ${word(a["job"])} out again.`,
    expert: say`${p} sends ${word(a["job"])} again, attempt ${word(a["attempts"])}. If only the confirm was lost, the job will be in the queue twice.`,
    source: CONFIRMS,
    weight: "event",
  }),
  "held-back": (p, a) => ({
    simple: say`Waiter ${p} stands in the door with order ${word(a["job"])} and takes no other one meanwhile.`,
    expert: several(
      Number(a["refusals"]),
      "{0} is held back with {1} (refused {n} time): it backs off and makes nothing new.",
      "{0} is held back with {1} (refused {n} times): it backs off and makes nothing new.",
      p,
      word(a["job"]),
    ),
    source: BOUND,
    weight: "detail",
  }),
};

/** The sentence for a note of the broker; null when there is none of that name. */
export function narrateBroker(note: string, about: About, node: NodeId): Narration | null {
  return BROKER_NOTES[note]?.(node, about) ?? null;
}

/** The sentence for a worker's note; null when there is none of that name. */
export function narrateWorker(note: string, about: About, node: NodeId): Narration | null {
  return WORKER_NOTES[note]?.(node, about) ?? null;
}

/** The sentence for a producer's note; null when there is none of that name. */
export function narrateProducer(note: string, about: About, node: NodeId): Narration | null {
  return PRODUCER_NOTES[note]?.(node, about) ?? null;
}

function word(value: unknown): string {
  return String(value as string | number);
}
