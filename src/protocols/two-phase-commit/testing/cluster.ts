/** A coordinator, three participants and two clients that ask by hand, for the tests of this protocol. */
import type { LinkConditions } from "../../../kernel/conditions.ts";
import type { Scenario } from "../../../kernel/scenario.ts";
import { bareRule, bareScenario } from "../../../kernel/testing/bare.ts";
import { MILLISECOND, SECOND } from "../../../kernel/time.ts";
import { bookingClient, type BookingClientConfig } from "../client.ts";
import type { CoordinatorConfig } from "../coordinator-state.ts";
import { coordinator } from "../coordinator.ts";
import { atomicCommitment } from "../invariants.ts";
import { bookingOperations, commitPresenters, commitTimers } from "../lesson.ts";
import { blocking, messagesPerCommit } from "../meters.ts";
import type { ParticipantConfig } from "../participant-state.ts";
import { participant } from "../participant.ts";
import { anyMeter } from "../../../kernel/monitor.ts";

const asking: CoordinatorConfig = { voteTimeout: 1.5 * SECOND, resend: 0.6 * SECOND };

const holding: ParticipantConfig = {
  good: "rooms",
  places: { mon: 3, tue: 3 },
  free: { mon: 2, tue: 2 },
  decisionTimeout: SECOND,
  ask: 0.8 * SECOND,
};

const silent: BookingClientConfig = {
  servers: "coordinator",
  days: ["mon", "tue"],
  reads: 0,
  bookings: 1,
  thinkLow: 1_000 * SECOND,
  thinkHigh: 2_000 * SECOND,
  attempt: 2 * SECOND,
  patience: 5 * SECOND,
  retry: 0.2 * SECOND,
};

const choice = (id: string, values: readonly string[]) => ({
  id,
  label: id,
  help: `${id}.`,
  values: values.map((value) => ({ value, label: value })),
});

/** @param latency of every link; 10 ms where it is left out */
export function commitCluster(
  latency: LinkConditions["latency"] = { kind: "fixed", value: 10 * MILLISECOND },
  clientConfig: Partial<BookingClientConfig> = {},
): Scenario {
  const asked = { ...silent, ...clientConfig };
  return bareScenario({
    id: "cluster",
    nodes: [
      { id: "tm", kind: "coordinator", behavior: coordinator, config: asking },
      ...["p1", "p2", "p3"].map((id) => ({
        id,
        kind: "participant",
        behavior: participant,
        config: holding,
      })),
      { id: "c1", kind: "client", behavior: bookingClient, config: asked },
      { id: "c2", kind: "client", behavior: bookingClient, config: asked },
    ],
    links: () => ({ latency }),
    keys: ["mon", "tue"],
    timers: commitTimers,
    operations: bookingOperations,
    presenters: commitPresenters,
    knobs: [
      choice("termination", ["coordinator", "cooperative"]),
      choice("unwilling", ["nobody", "p1", "p2", "p3"]),
    ],
    rules: ["unanimity", "log-before-vote", "log-before-decide", "wait-when-uncertain"].map(
      bareRule,
    ),
    monitors: atomicCommitment,
    meters: [anyMeter(blocking), anyMeter(messagesPerCommit)],
    faults: {
      crash: true,
      cut: true,
      partition: true,
      pause: true,
      loss: 0.1,
      duplication: 0.1,
      drift: 0.05,
      down: 2,
    },
  });
}
