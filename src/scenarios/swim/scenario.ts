/** SWIM: a ring of members, none of which watches all others, and news that ride on pings. */
import { anyMeter, anyMonitor } from "../../kernel/monitor.ts";
import type { Scenario, Variant } from "../../kernel/scenario.ts";
import { SECOND } from "../../kernel/time.ts";
import { accuracy, noFalseSuspicion, strongCompleteness } from "../../protocols/swim/invariants.ts";
import {
  groupOf,
  ringOf,
  swimKnobs,
  swimLatency,
  swimTimers,
} from "../../protocols/swim/lesson.ts";
import { failures, firstPings } from "../../protocols/swim/meters.ts";
import { INCARNATION, INDIRECT_PROBE, SUSPICION } from "../../protocols/swim/parameters.ts";
import { memberPresenter, swimLegend } from "../../protocols/swim/view.ts";
import { MEMBER } from "../../protocols/swim/world.ts";
import { challenges } from "./challenges.ts";
import convictions from "./convictions.json" with { type: "json" };
import { predictions } from "./predictions.ts";
import { tour } from "./tour.ts";
import { presets } from "./troubles.ts";

function variantFor(members: number): Variant {
  return { nodes: groupOf(members), layout: ringOf(members) };
}

export const scenario: Scenario = {
  id: "swim",
  version: 1,
  nodes: groupOf(8),
  layout: ringOf(8),
  variant: ({ members }) => variantFor(Number(members)),
  links: () => ({ latency: swimLatency }),
  knobs: swimKnobs,
  rules: [
    {
      id: SUSPICION,
      label: "suspicion",
      simple:
        "Whoever is not heard first gets a question mark, and a candle’s time to say “I’m here!”. Without it, a name is crossed out at the first silence.",
      expert:
        "A failed probe makes a suspect; only after the suspicion time-out without a refutation is it confirmed as failed. Off: a failed probe is the verdict, so each member that is slow for a moment is declared failed.",
      source: "Das, Gupta & Motivala 2002 §4.2",
      known:
        "Ringpop gave its suspects five seconds (pull request 15, 2015), memberlist four probe intervals in a local network. Consul on small cloud machines kept losing healthy members that were short of processor time (issue 1212); since version 0.7 (2016) a suspicion lasts longer while few others share it.",
    },
    {
      id: INDIRECT_PROBE,
      label: "indirect probe",
      simple:
        "Whoever hears nothing asks others to call, too. Without it, one noisy gap between two tents is enough, and a child that is there gets a question mark.",
      expert:
        "After a round trip without an ack, k other members are asked to ping: k + 1 ways in place of one. Off: a single lossy or cut link makes a healthy member a suspect, again and again.",
      source: "Das, Gupta & Motivala 2002 §3.1",
      known:
        "Ringpop’s ping-reqs once lacked a required field, so every failed ping made a suspect, whatever others could reach; it showed as members that turned suspect and back to alive (pull request 50, 2015). DAOS suspected at the first silent direct ping until 2022 (DAOS-11274).",
    },
    {
      id: INCARNATION,
      label: "incarnation",
      simple:
        "Whoever hears that it is being missed hangs out one more lamp: so all see that this “I’m here!” is newer than the worry. Without lamps nobody believes it.",
      expert:
        "Only the suspected member raises its incarnation number, and Alive with a higher one overrides Suspect. Off: no Alive is newer than the suspicion, so each suspicion ends in a confirmation.",
      source: "Das, Gupta & Motivala 2002 §4.2",
      known:
        "Ringpop took the wall clock in milliseconds for the number; two refutations within one millisecond were none (issue 298, 2016), and logical clocks were asked for (issue 40, 2015). Cassandra’s nodes gossip a generation, taken from the clock at their start, and a version.",
    },
  ],
  monitors: [anyMonitor(strongCompleteness), anyMonitor(accuracy), anyMonitor(noFalseSuspicion)],
  meters: [anyMeter(firstPings), anyMeter(failures)],
  faults: {
    crash: true,
    cut: true,
    partition: true,
    pause: true,
    loss: 0.3,
    duplication: 0.2,
    drift: 0,
    down: 3,
  },
  operations: [],
  keys: [],
  timers: swimTimers,
  presenters: { [MEMBER]: memberPresenter },
  legend: swimLegend,
  presets,
  pace: 0.5,
  recovery: 20 * SECOND,
  tour,
  predictions,
  challenges,
  convictions,
};
