/** What an onlooker sees who has every notebook open: who has accepted what, when it was chosen, and what that took. */
import type { NodeId } from "../../kernel/behavior.ts";
import type { Meter } from "../../kernel/monitor.ts";
import { MILLISECOND, type Micros } from "../../kernel/time.ts";
import { say } from "../../languages/say.ts";
import { majority } from "../../structures/quorum.ts";
import type { Proposal } from "./messages.ts";
import { acceptanceIn, acceptorsOf, learnedIn, proposerIn } from "./world.ts";

// ── Who has accepted what ─────────────────────────────────────────────────────────────────────────────────────

interface Count extends Proposal {
  readonly by: readonly NodeId[];
}

interface Counts {
  /** The accepted proposal with the highest number, and who has accepted it; null before the first. */
  readonly newest: Count | null;
  readonly needed: number;
}

/** How many acceptors have accepted the newest proposal that any has: with a majority it is chosen, whoever knows. */
export const acceptances: Meter<Counts> = {
  id: "acceptances",
  start: (world) => ({ newest: null, needed: majority(acceptorsOf(world).length) }),
  observe(memory, step) {
    const accepted = acceptanceIn(step);
    if (!accepted) return memory;
    const { number, value } = accepted;
    const { newest } = memory;
    const same = newest?.number === number && newest.value === value;
    if (newest && !same && newest.number > number) return memory;
    const { id } = step.node!.spec;
    const by = same ? newest.by : [];
    return by.includes(id) ? memory : { ...memory, newest: { number, value, by: [...by, id] } };
  },
  read({ newest, needed }) {
    if (newest === null)
      return [{ id: "accepted", label: say`accepted by`, value: null, unit: "", tone: "plain" }];
    const { number, value, by } = newest;
    const chosen = by.length >= needed;
    return [
      {
        id: "accepted",
        label: chosen ? say`${number}: ${value}, chosen by` : say`${number}: ${value}, accepted by`,
        value: by.length,
        unit: "",
        tone: chosen ? "good" : "plain",
        nodes: by,
      },
    ];
  },
};

// ── What it took ──────────────────────────────────────────────────────────────────────────────────────────────

interface Cost {
  readonly rounds: number;
  /** When the first round began; null before. */
  readonly began: Micros | null;
  /** Since then, until a learner knew. */
  readonly messages: number;
  /** How long after that the first learner knew the value; null before it does. */
  readonly took: Micros | null;
}

/**
 * Rounds, messages and time from the first round's beginning until a learner knows the value. A round that nothing disturbs
 * takes four one-way delays and two writes; n acceptors and l learners send and get 4n + nl messages in it.
 */
export const cost: Meter<Cost> = {
  id: "cost",
  start: () => ({ rounds: 0, began: null, messages: 0, took: null }),
  observe(memory, step, world) {
    if (memory.took !== null) return memory;
    let { rounds, began, messages } = memory;
    for (const event of step.events) {
      if (event.kind === "note" && event.data.note === "round-begun" && proposerIn(step.node)) {
        rounds++;
        began ??= world.time;
      } else if (event.kind === "send" && event.data.message.type !== "Ask") messages++;
    }
    const took = began !== null && learnedIn(step) ? world.time - began : null;
    return rounds === memory.rounds && messages === memory.messages && took === memory.took
      ? memory
      : { rounds, began, messages, took };
  },
  read: ({ rounds, messages, took }) => [
    { id: "rounds", label: say`rounds begun`, value: rounds, unit: "", tone: "plain" },
    {
      id: "messages-to-learn",
      label: say`messages until known`,
      value: took === null ? null : messages,
      unit: "",
      tone: "plain",
    },
    {
      id: "time-to-learn",
      label: say`until known`,
      value: took === null ? null : Math.round(took / MILLISECOND),
      unit: "ms",
      tone: "plain",
    },
  ],
};
