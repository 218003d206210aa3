/**
 * What a membership service promises. Chandra & Toueg's terms (1996) are completeness, that who has failed is found out, and accuracy, that
 * nobody else is. No detector has both for certain in a network that may be slow; what is promised here holds as far as the disturbances
 * that the onlooker has seen (`disturbances.ts`) leave the protocol a chance that its rules secure.
 */
import type { NodeId } from "../../kernel/behavior.ts";
import { HOLDS, type Finding, type Monitor, type StepView } from "../../kernel/monitor.ts";
import type { Settings } from "../../kernel/settings.ts";
import { tellTime, type Micros } from "../../kernel/time.ts";
import type { TraceEvent } from "../../kernel/trace.ts";
import type { World } from "../../kernel/world.ts";
import { say, several } from "../../languages/say.ts";
import {
  afterStep,
  calm,
  calmSince,
  linkOf,
  longestCalm,
  spoiltWays,
  type Disturbances,
} from "./disturbances.ts";
import {
  helpersAsked,
  INDIRECT_PROBE,
  isOn,
  probeOrder,
  protocolPeriod,
  roundsToReach,
  suspicionPeriods,
  suspicionTimeout,
} from "./parameters.ts";
import { regardOf } from "./world.ts";

interface Judged {
  readonly disturbances: Disturbances;
  readonly finding: Finding;
}

function startJudging(world: World): Judged {
  return { disturbances: calm(world), finding: HOLDS };
}

/** A member's own doing: `suspects`, `confirms`. */
type Deed = TraceEvent & { readonly kind: "note"; readonly node: NodeId };

/** A fold over what members do to each other. `judges`: what is wrong with a deed; null when nothing is. */
function judging(
  names: readonly string[],
  judges: (deed: Deed, disturbances: Disturbances, world: World) => Finding | null,
): Pick<Monitor<Judged>, "start" | "observe" | "judge"> {
  return {
    start: startJudging,
    observe(memory, step, world) {
      if (step.events.length === 0) return memory;
      const disturbances = afterStep(memory.disturbances, step, world);
      const next = disturbances === memory.disturbances ? memory : { ...memory, disturbances };
      if (next.finding.verdict === "violated") return next;
      for (const event of step.events) {
        if (event.kind !== "note" || !names.includes(event.data.note)) continue;
        const finding = judges(event as Deed, disturbances, world);
        if (finding) return { ...next, finding };
      }
      return next;
    },
    judge: (memory) => memory.finding,
  };
}

function membersOf({ knobs }: Settings): number {
  return Number(knobs["members"]);
}

/** In how many periods everybody has probed everybody, in the order of §4.3. */
function reach(settings: Settings): Micros {
  return roundsToReach(membersOf(settings)) * protocolPeriod(settings);
}

// ── Accuracy ──────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Whether a suspicion lasts long enough for whoever suspects to have probed the suspect once more, and some to spare for a short pause.
 * At random (§3.1) no time is long enough for certain.
 */
export function isLongEnough(settings: Settings): boolean {
  const n = membersOf(settings);
  return (
    probeOrder(settings) === "round-robin" &&
    suspicionPeriods(settings, n) >= roundsToReach(n) + PAUSE_SPARED + 1
  );
}

/** A pause of so many periods, or a break of that length between two members, makes nobody confirmed. */
export const PAUSE_SPARED = 2;

/** Nobody is confirmed as failed who could have refuted it. */
export const accuracy: Monitor<Judged> = {
  id: "accuracy",
  title: "Accuracy of confirmations",
  simple:
    "Nobody is struck off who is there and could have said so: who was away for a moment only stays on the list.",
  source: "Das, Gupta & Motivala 2002 §4.2; Chandra & Toueg 1996",
  promised: isLongEnough,
  ...judging(["confirms"], (deed, disturbances, world) => {
    const { settings, time } = world;
    const whom = deed.data.about!["member"] as NodeId;
    if (world.node(whom).status === "crashed") return null;
    const timeout = suspicionTimeout(settings, membersOf(settings));
    const period = protocolPeriod(settings);
    // Within one suspicion time-out, the longest that the two could talk to each other. Before the run began all was well.
    const places = [deed.node, whom, linkOf(deed.node, whom)];
    const undisturbed = longestCalm(disturbances, places, time - timeout, time, period);
    if (undisturbed < reach(settings)) return null;
    const periods = Math.floor(undisturbed / period);
    return {
      verdict: "violated",
      simple: say`${deed.node} has struck ${whom} off the list. But ${whom} is there, and for most of the time nothing was in its way.`,
      expert: say`${deed.node} confirmed ${whom} as failed at ${tellTime(time)}. ${whom} has not crashed, and within the last ${tellTime(timeout)}, one suspicion time-out, the two could reach each other for ${periods} periods on end: each probes each at least once in ${roundsToReach(membersOf(settings))}.`,
      nodes: [deed.node, whom],
      events: [deed.id],
    };
  }),
};

/** With k helpers there are k + 1 ways to a member: it takes more than k disturbances to make a healthy one look silent. */
export const noFalseSuspicion: Monitor<Judged> = {
  id: "no-false-suspicion",
  title: "No false suspicion",
  simple:
    "Nobody comes under suspicion only because one way to them is blocked, as long as there is another way.",
  source: "Das, Gupta & Motivala 2002 §3.1",
  ...judging(["suspects", "confirms"], (deed, disturbances, world) => {
    const { settings, time } = world;
    const {
      member: whom,
      hasty,
      asked,
    } = deed.data.about as {
      member: NodeId;
      hasty?: boolean;
      asked?: readonly NodeId[];
    };
    // A suspicion that has lasted too long is not about a probe.
    if (hasty === false || world.node(whom).status === "crashed") return null;
    const period = protocolPeriod(settings);
    const spoilt = spoiltWays(disturbances, [deed.node, whom], time - period, time, period);
    // The rule promises as many detours as it has helpers.
    const detours = isOn(settings, INDIRECT_PROBE) ? asked!.length : helpersAsked(settings);
    if (spoilt === null || spoilt > detours) return null;
    return {
      verdict: "violated",
      simple: say`${whom} is well, and there was another way to it; but ${deed.node} holds it for dead, or nearly.`,
      expert: several(
        spoilt,
        "{0} has heard nothing of {1}, which is up and answers. {n} way between the two was disturbed; k = {2} helpers make {2} ways more than the direct one.",
        "{0} has heard nothing of {1}, which is up and answers. {n} ways between the two were disturbed; k = {2} helpers make {2} ways more than the direct one.",
        deed.node,
        whom,
        helpersAsked(settings),
      ),
      nodes: [deed.node, whom],
      events: [deed.id],
    };
  }),
};

// ── Completeness ──────────────────────────────────────────────────────────────────────────────────────────────

/** How long it may take until everybody has confirmed a crash, in calm: a probe by each, a suspicion, and as long again for late news. */
export function completenessBound(settings: Settings): Micros {
  return 2 * reach(settings) + suspicionTimeout(settings, membersOf(settings));
}

/** When nothing else happens, everybody has confirmed a crashed member after a bounded time. */
export const strongCompleteness: Monitor<Judged> = {
  id: "completeness",
  title: "Strong completeness",
  simple: "Who has really gone is struck off by everybody, within a time that is known beforehand.",
  source: "Das, Gupta & Motivala 2002 §4.3; Chandra & Toueg 1996",
  promised: (settings) => probeOrder(settings) === "round-robin",
  start: startJudging,
  observe(memory, step, world) {
    if (step.events.length === 0) return memory;
    const disturbances = afterStep(memory.disturbances, step, world);
    const next = disturbances === memory.disturbances ? memory : { ...memory, disturbances };
    return next.finding.verdict === "violated" ? next : judgeCompleteness(next, step, world);
  },
  judge: (memory) => memory.finding,
};

function judgeCompleteness(memory: Judged, { node }: StepView, world: World): Judged {
  const { disturbances } = memory;
  if (node === null || node.status !== "up" || disturbances.present.size === 0) return memory;
  const down = world.nodes.filter(({ status }) => status === "crashed");
  if (down.length === 0) return memory;
  const isDown = (where: string): boolean => down.some(({ spec }) => spec.id === where);
  const since = calmSince(disturbances, isDown);
  if (since === null || world.time - since <= completenessBound(world.settings)) return memory;
  const missed = down.find(({ spec }) => regardOf(world, node.spec.id, spec.id) !== "confirm");
  if (!missed) return memory;
  const [who, whom] = [node.spec.id, missed.spec.id];
  return {
    ...memory,
    finding: {
      verdict: "violated",
      simple: say`${whom} has long been gone, and ${who} still has it on its list.`,
      expert: say`${whom} has been down and nothing else has happened for ${tellTime(world.time - since)}; ${who} has not confirmed it as failed.`,
      nodes: [who, whom],
      events: [],
    },
  };
}
