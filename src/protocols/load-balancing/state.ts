/** What the balancer remembers, and the pure functions that move it. Each gives its next state, what it sends and what it has to say. */
import type { Boot, EffectParams, NodeId } from "../../kernel/behavior.ts";
import { drawAgain, type Luck } from "../../kernel/chance.ts";
import type { Micros } from "../../kernel/time.ts";
import type { Alive, Probe, Request, Response } from "../request-queue.ts";
import { choose, FRESH_ROTA, type Algorithm, type Rota } from "./algorithms.ts";
import type { Refused } from "./messages.ts";

/** Servers that do not answer are taken out. */
export const HEALTH_CHECK = "health-check";
/** What a dead server had is sent to another. */
export const REDISPATCH = "redispatch";

/** The kind of the nodes that serve. */
export const SERVER = "server";
/** The kind of the node that chooses. */
export const BALANCER = "balancer";

export interface BalancerConfig {
  /** Between two probes of a server, in local µs. */
  readonly interval: Micros;
  /** So many probes in a row that are not answered by the next one take a server out. */
  readonly fall: number;
  /** So many in a row that are answered bring it back. */
  readonly rise: number;
  /** The server whose weight is the knob's; all others weigh 1. */
  readonly weighed: NodeId;
}

/** What the balancer knows of one server. */
export interface Standing {
  readonly id: NodeId;
  /** Whether it is in the rotation. */
  readonly up: boolean;
  readonly fails: number;
  readonly passes: number;
  /** The last round of probes that it has answered. */
  readonly answered: number;
  /** Which of its starts answered last; null before the first answer. */
  readonly start: number | null;
}

/** A request that was sent to a server and has not come back from it. */
export interface Dispatched {
  readonly id: string;
  readonly client: NodeId;
  readonly server: NodeId;
  readonly attempt: number;
  /** The last round of probes before it was sent. */
  readonly round: number;
  /** Its client has had its answer from a server that was taken for dead. */
  readonly answered: boolean;
}

export interface BalancerContext {
  readonly id: NodeId;
  readonly config: BalancerConfig;
  readonly knobs: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, boolean>>;
  readonly servers: readonly Standing[];
  /** For each server, the requests that were sent to it and are not answered. */
  readonly active: readonly number[];
  readonly requests: readonly Dispatched[];
  readonly rota: Rota;
  /** The round of probes under way. */
  readonly round: number;
  /** Whether that round was sent at all. */
  readonly probing: boolean;
}

/** A step of the balancer. */
export interface Plan {
  readonly next: Partial<BalancerContext>;
  readonly sends: EffectParams["sendEach"];
  readonly note: EffectParams["note"] | null;
}

const NOTHING: Plan = { next: {}, sends: [], note: null };

export function wake(input: Boot): BalancerContext {
  const { rules, knobs } = input.settings;
  const servers = (input.members[SERVER] ?? []).map(freshStanding);
  return {
    id: input.id,
    config: input.config as BalancerConfig,
    knobs,
    rules,
    servers,
    active: servers.map(() => 0),
    requests: [],
    rota: FRESH_ROTA,
    round: 1,
    probing: rules[HEALTH_CHECK] !== false,
  };
}

/** A server is taken for up until it fails. */
function freshStanding(id: NodeId): Standing {
  return { id, up: true, fails: 0, passes: 0, answered: 0, start: null };
}

/** Whether a server may be chosen. */
export function isUp({ rules }: Pick<BalancerContext, "rules">, { up }: Standing): boolean {
  return up || rules[HEALTH_CHECK] === false;
}

export function weightOf({ knobs, config }: BalancerContext, id: NodeId): number {
  return id === config.weighed ? Number.parseFloat(knobs["weight"] ?? "100%") / 100 : 1;
}

/** Lists of servers change seldom, and are asked for with each request. */
const known = new WeakMap<readonly Standing[], readonly number[]>();

/** The places of the servers that are up. */
function placesUp(context: BalancerContext): readonly number[] {
  if (context.rules[HEALTH_CHECK] === false) return context.servers.map((_, place) => place);
  let places = known.get(context.servers);
  if (places === undefined) {
    places = context.servers.flatMap(({ up }, place) => (up ? [place] : []));
    known.set(context.servers, places);
  }
  return places;
}

// ── Requests ──────────────────────────────────────────────────────────────────────────────────────────────────

/** A client's request goes to a server, or is refused when none is up. A copy of one that is under way goes nowhere. */
export function route(context: BalancerContext, { id }: Request, client: NodeId, luck: Luck): Plan {
  if (context.requests.some((each) => each.id === id)) return NOTHING;
  const request: Dispatched = {
    id,
    client,
    server: "",
    attempt: 0,
    round: context.round,
    answered: false,
  };
  return dispatch(context, [request], luck);
}

/** Sends requests to servers that are up, one after the other. */
function dispatch(
  context: BalancerContext,
  requests: readonly Dispatched[],
  luck: Luck,
): Plan & { readonly next: Pick<BalancerContext, "requests" | "active" | "rota"> } {
  const sends: { to: NodeId; message: Request | Refused }[] = [];
  const under: Dispatched[] = [...context.requests];
  const places = placesUp(context);
  const weight = (place: number) => weightOf(context, context.servers[place]!.id);
  let { rota, active } = context;
  let refused = 0;
  for (const [i, request] of requests.entries()) {
    const { id, client, attempt } = request;
    if (places.length === 0) {
      sends.push({ to: client, message: { type: "Refused", id } });
      refused++;
      continue;
    }
    // What comes in one instant has the same luck, but for its name.
    const own = drawAgain(luck, i + 1_000 * numberIn(id));
    const algorithm = context.knobs["algorithm"] as Algorithm;
    const choice = choose(algorithm, { places, active, weight }, rota, own);
    const server = context.servers[choice.place]!.id;
    rota = choice.rota;
    active = active.with(choice.place, active[choice.place]! + 1);
    under.push({ ...request, server, attempt: attempt + 1, round: context.round });
    sends.push({ to: server, message: { type: "Request", id, attempt: attempt + 1 } });
  }
  const note = refused > 0 ? { note: "refused", about: { count: refused } } : null;
  return { next: { requests: under, active, rota }, sends, note };
}

/** `c1.17` is the client's 17th. */
function numberIn(id: string): number {
  return Number(id.slice(id.lastIndexOf(".") + 1)) % 1_000_000;
}

/** One request less at a server. */
function fewer(
  context: Pick<BalancerContext, "servers" | "active">,
  server: NodeId,
): readonly number[] {
  const place = context.servers.findIndex(({ id }) => id === server);
  return context.active.with(place, Math.max(0, context.active[place]! - 1));
}

/** A server has answered: the answer goes to the client, unless another server's has gone already. */
export function passOn(context: BalancerContext, { id, attempt }: Response, server: NodeId): Plan {
  const at = context.requests.findIndex((each) => each.id === id);
  const request = context.requests[at];
  if (!request) return { ...NOTHING, note: { note: "answered-twice", about: { server, id } } };
  const message: Response = { type: "Response", id, attempt };
  const sends = request.answered ? [] : [{ to: request.client, message }];
  if (request.server === server) {
    const note = request.answered ? { note: "answered-twice", about: { server, id } } : null;
    const next = {
      requests: context.requests.toSpliced(at, 1),
      active: fewer(context, server),
    };
    return { next, sends, note };
  }
  // It was taken for dead, and another one has the request, too. The first answer counts.
  const next = { requests: context.requests.with(at, { ...request, answered: true }) };
  return {
    next,
    sends,
    note: { note: "answered-late", about: { server, id, by: request.server } },
  };
}

// ── Health ────────────────────────────────────────────────────────────────────────────────────────────────────

/** The next round of probes. Whoever has not answered the last one has failed it. */
export function check(context: BalancerContext, luck: Luck): Plan {
  const probing = context.rules[HEALTH_CHECK] !== false;
  const { round, config } = context;
  const fell: NodeId[] = [];
  const servers = context.servers.map((standing) => {
    if (!probing || !context.probing || standing.answered === round) return standing;
    const fails = standing.fails + 1;
    const falls = standing.up && fails >= config.fall;
    if (falls) fell.push(standing.id);
    return { ...standing, fails, passes: 0, up: standing.up && !falls };
  });
  const next = { ...context, servers, round: round + 1, probing };
  const given = giveBack(next, ({ server }) => fell.includes(server), luck);
  const probe: Probe = { type: "Probe", round: round + 1 };
  const probes = probing ? servers.map(({ id }) => ({ to: id, message: probe })) : [];
  const note =
    fell.length === 0
      ? null
      : { note: "taken-out", about: { servers: fell.join(", "), moved: given.moved } };
  // Probes first: whoever answers this one has not had yet what is sent in this round.
  return { next: { ...next, ...given.next }, sends: [...probes, ...given.sends], note };
}

/** A server has answered a probe. One that has started anew since has forgotten what it was sent before. */
export function hear(
  context: BalancerContext,
  { round, start }: Alive,
  server: NodeId,
  luck: Luck,
): Plan {
  const before = context.servers.find(({ id }) => id === server);
  if (!before || round !== context.round || before.answered === round) return NOTHING;
  if (context.rules[HEALTH_CHECK] === false) return NOTHING;
  const passes = before.passes + 1;
  const rises = !before.up && passes >= context.config.rise;
  const after: Standing = {
    ...before,
    answered: round,
    fails: 0,
    passes,
    up: before.up || rises,
    start,
  };
  const next = {
    ...context,
    servers: context.servers.map((each) => (each.id === server ? after : each)),
  };
  // Of one that nobody has heard of yet, a probe that failed tells that it may have started anew.
  const forgot = before.start === null ? before.fails > 0 : before.start !== start;
  const given = forgot
    ? giveBack(next, (each) => each.server === server && each.round < round, luck)
    : { next: {}, sends: [], moved: 0 };
  const note = rises
    ? { note: "brought-back", about: { server } }
    : given.moved > 0
      ? { note: "restart-seen", about: { server, moved: given.moved } }
      : null;
  return { next: { ...next, ...given.next }, sends: given.sends, note };
}

/** Takes requests back from servers that will not answer them, and sends them to others; without the rule they are forgotten. */
function giveBack(
  context: BalancerContext,
  lost: (request: Dispatched) => boolean,
  luck: Luck,
): Pick<Plan, "next" | "sends"> & { readonly moved: number } {
  const taken = context.requests.filter(lost);
  if (taken.length === 0) return { next: {}, sends: [], moved: 0 };
  let { active } = context;
  for (const { server } of taken) active = fewer({ ...context, active }, server);
  const left = {
    ...context,
    active,
    requests: context.requests.filter((request) => !lost(request)),
  };
  const again =
    context.rules[REDISPATCH] === false ? [] : taken.filter(({ answered }) => !answered);
  const { next, sends } = dispatch(left, again, luck);
  return { next, sends, moved: again.length };
}

/** The settings have changed. Without health checks every server is taken for up. */
export function adjust(
  context: BalancerContext,
  { knobs, rules }: Pick<BalancerContext, "knobs" | "rules">,
): Partial<BalancerContext> {
  if (rules[HEALTH_CHECK] !== false) return { knobs, rules };
  const servers = context.servers.map((each) =>
    each.up && each.fails === 0 ? each : { ...each, up: true, fails: 0, passes: 0 },
  );
  return { knobs, rules, servers };
}
