/** What rumour mongering with anti-entropy behind it promises, as monitors. */
import { TRUE_RATE } from "../../kernel/clock.ts";
import type { LinkConditions } from "../../kernel/conditions.ts";
import { HOLDS, type Finding, type Monitor } from "../../kernel/monitor.ts";
import type { Link, Network } from "../../kernel/network.ts";
import { tellSpan, tellTime, type Micros } from "../../kernel/time.ts";
import type { EventId } from "../../kernel/trace.ts";
import type { World } from "../../kernel/world.ts";
import { say, several } from "../../languages/say.ts";
import { startCensus, takeCensus, type Census } from "./census.ts";
import { isSame, type News } from "./messages.ts";
import { ANTI_ENTROPY } from "./state.ts";
import { configIn, newsOf, newsOnDisk } from "./world.ts";

/** So many nodes at most are named as proof. */
const NAMED = 12;

/**
 * After so many nights without trouble nobody is left who has not heard: each night a share s of members that lack the update becomes
 * at most s² (who lacks it must meet another who does), and what is found missing is a rumour again. Starting with a single one of
 * a thousand who knows, six leave somebody out less than once in 10⁸ times.
 */
const NIGHTS = 6;

export function boundOf(world: World): Micros {
  const { night, round } = configIn(world);
  return Math.ceil(((NIGHTS + 1) * night * round) / 0.9);
}

function slowest({ latency }: LinkConditions): Micros {
  return latency.kind === "fixed"
    ? latency.value
    : latency.kind === "uniform"
      ? latency.high
      : Number.POSITIVE_INFINITY;
}

const whole = new WeakMap<Network, boolean>();

/** Whether whatever is sent arrives before its sender's next turn. Looks at what hands have touched, and at one link for all others. */
function isWhole(network: Network, round: Micros): boolean {
  const known = whole.get(network);
  if (known !== undefined) return known;
  const isFine = (link: Link | null): boolean =>
    link === null ||
    (!link.cut && !link.held && link.conditions.loss === 0 && slowest(link.conditions) <= round);
  let so = network.partition === null && isFine(network.link(0, 1));
  for (const [from, to] of network.touched()) so &&= isFine(network.link(from, to));
  whole.set(network, so);
  return so;
}

/** Whether nothing is wrong among those who are up. */
function isCalm(world: World): boolean {
  return (
    !world.holdTimers &&
    isWhole(world.network, configIn(world).round) &&
    world.nodes.every(
      ({ status, slow, traitor, clock: { rate } }) =>
        status !== "up" ||
        (slow === 0 && traitor === null && rate > 0.9 * TRUE_RATE && rate < 1.1 * TRUE_RATE),
    )
  );
}

function namesWhere(world: World, test: (state: unknown) => boolean): string[] {
  const names: string[] = [];
  for (const { spec, status, state } of world.nodes)
    if (names.length < NAMED && status === "up" && test(state)) names.push(spec.id);
  return names;
}

// ── Everyone hears ────────────────────────────────────────────────────────────────────────────────────────────

interface Hearing {
  readonly census: Census;
  readonly calm: boolean;
  /** Since when nothing has changed but who knows. */
  readonly since: Micros;
  /** The latest event that has to do with it. */
  readonly event: EventId;
  readonly finding: Finding;
}

/** Whoever is up and can be reached hears the newest update, in the end. */
export const everyoneHears: Monitor<Hearing> = {
  id: "everyone-hears",
  title: "Every update reaches every site",
  simple: "Whoever is there and can be reached hears the news in the end.",
  source: "Demers et al. 1987 §1.5",
  start: (world) => ({
    census: startCensus(world),
    calm: true,
    since: 0,
    event: 0,
    finding: HOLDS,
  }),
  observe(memory, step, world) {
    const census = takeCensus(memory.census, step, world);
    const touched = step.events.some(({ kind }) => kind === "intervention" || kind === "fault");
    if (census === memory.census && !touched && census.known === census.up) return memory;
    const anew = touched || census.newest !== memory.census.newest;
    const calm = touched ? isCalm(world) : memory.calm;
    const since = anew ? world.time : memory.since;
    const event = step.events.at(-1)?.id ?? memory.event;
    const finding = judged(census, { calm, since, event }, memory.finding, world);
    if (census === memory.census && !anew && finding === memory.finding) return memory;
    return { census, calm, since, event, finding };
  },
  judge: (memory) => memory.finding,
};

function judged(
  { newest, up, known, infective, travelling }: Census,
  { calm, since, event }: Pick<Hearing, "calm" | "since" | "event">,
  before: Finding,
  world: World,
): Finding {
  // Where nobody who is up knows it, nobody can tell it.
  if (newest === null || known === 0 || known === up || !calm) return HOLDS;
  const backed = world.settings.rules[ANTI_ENTROPY] !== false;
  const late = world.time - since > boundOf(world);
  if (backed ? !late : infective > 0 || travelling > 0) return HOLDS;
  if (before.verdict === "violated") return before;
  const missing = up - known;
  return {
    verdict: "violated",
    simple: several(
      missing,
      "Nobody tells the news any more, and {n} neighbour has not heard it.",
      "Nobody tells the news any more, and {n} neighbours have not heard it.",
    ),
    expert: backed
      ? several(
          missing,
          "At {0} {n} site still lacks the update of {1}, {2} after the last trouble.",
          "At {0} {n} sites still lack the update of {1}, {2} after the last trouble.",
          tellTime(world.time),
          newest.origin,
          tellSpan(world.time - since),
        )
      : several(
          missing,
          "At {0} no site is infective and no rumour is on its way, but {n} site lacks the update of {1}. Without anti-entropy it never learns of it.",
          "At {0} no site is infective and no rumour is on its way, but {n} sites lack the update of {1}. Without anti-entropy they never learn of it.",
          tellTime(world.time),
          newest.origin,
        ),
    nodes: namesWhere(world, (state) => !isSame(newsOf(state), newest)),
    events: event > 0 ? [event] : [],
  };
}

// ── Nothing is forgotten ──────────────────────────────────────────────────────────────────────────────────────

interface Keeping {
  readonly census: Census;
  /** An update whose disk a hand has wiped: nobody promises that. */
  readonly wiped: News | null;
  readonly finding: Finding;
}

/** An update that a site has taken in is somewhere: in a memory, on a disk, or on its way. */
export const nothingForgotten: Monitor<Keeping> = {
  id: "nothing-forgotten",
  title: "Durability",
  simple: "News that somebody has heard is never forgotten by all.",
  source: "Demers et al. 1987 §1.2: updates are kept in stable storage",
  start: (world) => ({ census: startCensus(world), wiped: null, finding: HOLDS }),
  observe(memory, step, world) {
    const census = takeCensus(memory.census, step, world);
    const hand = step.events.find(({ kind }) => kind === "restart");
    const wiping = hand?.kind === "restart" && hand.data.wiped;
    if (census === memory.census && !wiping) return memory;
    const wiped = wiping ? census.newest : memory.wiped;
    const { newest } = census;
    const isLost =
      newest !== null &&
      newest !== wiped &&
      census.holders === 0 &&
      census.travelling === 0 &&
      !world.nodes.some((node) => isSame(newsOnDisk(node), newest));
    if (!isLost) return { census, wiped, finding: HOLDS };
    if (memory.finding.verdict === "violated") return { ...memory, census };
    const event = step.events.find(({ kind }) => kind === "crash" || kind === "drop");
    return {
      census,
      wiped,
      finding: {
        verdict: "violated",
        simple: say`${newest.origin} had news, and now nobody knows it any more.`,
        expert: say`The update of ${newest.origin} is in no memory, on no disk and on no link: it is lost with all who knew it.`,
        nodes: [newest.origin],
        events: event ? [event.id] : [],
      },
    };
  },
  judge: (memory) => memory.finding,
};
