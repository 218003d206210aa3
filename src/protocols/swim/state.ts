/** A member's state and the pure functions that move it. */
import type { Boot, EffectParams, NodeId } from "../../kernel/behavior.ts";
import { between, drawAgain, pick, type Luck } from "../../kernel/chance.ts";
import type { Settings } from "../../kernel/settings.ts";
import type { Micros } from "../../kernel/time.ts";
import type { Ack, Ping, PingReq, Standing, Update } from "./messages.ts";
import { overrides } from "./overrides.ts";
import {
  helpersAsked,
  INDIRECT_PROBE,
  isOn,
  probeOrder,
  protocolPeriod,
  retransmitLimit,
  SUSPICION,
  suspicionTimeout,
} from "./parameters.ts";

export interface MemberConfig {
  /** How long a direct ping is waited for: about a round trip. */
  readonly ackTimeout: Micros;
}

/** What survives a crash: how often this member has joined. */
export interface MemberDisk {
  readonly life?: number;
}

/** What is known of another member. */
export interface Entry extends Standing {
  /** When its suspicion becomes a verdict, by the local clock; null when it is not suspected. */
  readonly until: Micros | null;
}

/** Something worth telling, and on how many more messages. */
interface Rumour {
  readonly update: Update;
  readonly left: number;
}

export interface Probe {
  readonly seq: number;
  readonly target: NodeId;
  /** It is a member that was confirmed as failed: has it come back? Silence says nothing new. */
  readonly knock: boolean;
  /** Who was asked to ping in one's place. */
  readonly asked: readonly NodeId[];
  readonly answered: boolean;
}

type Note = EffectParams["note"];

/** What the last step wants done. */
interface Wishes {
  readonly sends: EffectParams["sendEach"];
  readonly notes: readonly Note[];
  /** When the suspicion that ends first has to be looked at, from now; null: as before. */
  readonly wake: Micros | null;
  /** The life to write down; null when it has not changed. */
  readonly life: number | null;
}

export interface MemberContext extends MemberDisk {
  readonly id: NodeId;
  readonly config: MemberConfig;
  readonly settings: Settings;
  readonly life: number;
  readonly incarnation: number;
  readonly members: Readonly<Record<NodeId, Entry>>;
  /** Whom it will ping in this round, in this order. */
  readonly round: readonly NodeId[];
  readonly probe: Probe | null;
  readonly seq: number;
  /** What it tells along, the freshest first. */
  readonly rumours: readonly Rumour[];
  /** The suspicion of itself that it has spoken of last, so that it does so once. */
  readonly accused: string;
  readonly wishes: Wishes;
}

const NOTHING: Wishes = { sends: [], notes: [], wake: null, life: null };

/** On one message, beside what concerns sender, receiver and target. */
const ALONG = 4;

/** How many members there are, with oneself. */
export function sizeOf({ members }: Pick<MemberContext, "members">): number {
  return Object.keys(members).length + 1;
}

/** A member that starts: for the first time, or again, then in another life. */
export function wake({ id, peers, disk, settings, config }: Boot): MemberContext {
  const before = (disk as MemberDisk).life ?? 0;
  const life = before + 1;
  const notes: Note[] = before === 0 ? [] : [{ note: "came-back", about: { life } }];
  return withRumour(
    {
      id,
      config: config as MemberConfig,
      settings,
      life,
      incarnation: 0,
      members: Object.fromEntries(
        peers.map((peer) => [peer, { status: "alive", life: 1, incarnation: 0, until: null }]),
      ),
      round: [],
      probe: null,
      seq: 0,
      rumours: [],
      accused: "",
      wishes: { ...NOTHING, notes, life },
    },
    // At the first start everybody knows everybody.
    before === 0 ? null : { member: id, status: "alive", life, incarnation: 0 },
  );
}

// ── Rumours ───────────────────────────────────────────────────────────────────────────────────────────────────

/** A rumour takes the place of an older one about the same member. */
function withRumour(context: MemberContext, update: Update | null): MemberContext {
  if (update === null) return context;
  const left = retransmitLimit(sizeOf(context));
  const others = context.rumours.filter(({ update: { member } }) => member !== update.member);
  return { ...context, rumours: [{ update, left }, ...others] };
}

function ownUpdate({ id, life, incarnation }: MemberContext): Update {
  return { member: id, status: "alive", life, incarnation };
}

function updateOn({ members }: MemberContext, member: NodeId): Update {
  const { status, life, incarnation } = members[member]!;
  return { member, status, life, incarnation };
}

/**
 * What rides on a message: always how its sender is, what the receiver is held for if that is bad, and what is known of the member that it
 * is about; then the rumours that have been told least.
 */
function piggyback(
  context: MemberContext,
  to: NodeId,
  about: NodeId | null,
): { readonly updates: readonly Update[]; readonly context: MemberContext } {
  const updates: Update[] = [ownUpdate(context)];
  if (context.members[to]!.status !== "alive") updates.push(updateOn(context, to));
  if (about !== null && about !== context.id && about !== to)
    updates.push(updateOn(context, about));
  const included = new Set(updates.map(({ member }) => member));
  const told = context.rumours
    .filter(({ update }) => !included.has(update.member))
    .toSorted((a, b) => b.left - a.left)
    .slice(0, ALONG);
  for (const { update } of told) {
    updates.push(update);
    included.add(update.member);
  }
  const rumours = context.rumours.flatMap((rumour) => {
    if (!included.has(rumour.update.member)) return [rumour];
    return rumour.left > 1 ? [{ ...rumour, left: rumour.left - 1 }] : [];
  });
  return { updates, context: { ...context, rumours } };
}

type Unsent = Omit<Ping, "updates"> | Omit<PingReq, "updates"> | Omit<Ack, "updates">;

/** One message more, with what rides on it. `about`: whom it concerns beside the two. */
function post(
  context: MemberContext,
  to: NodeId,
  message: Unsent,
  about: NodeId | null = null,
): MemberContext {
  const { updates, context: after } = piggyback(context, to, about);
  const sends = [...after.wishes.sends, { to, message: { ...message, updates } }];
  return { ...after, wishes: { ...after.wishes, sends } };
}

function noting(context: MemberContext, note: string, about: Note["about"]): MemberContext {
  const notes = [...context.wishes.notes, { note, about: about ?? {} }];
  return { ...context, wishes: { ...context.wishes, notes } };
}

// ── News ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** A member stands so from now on, and others will hear of it. */
function regard(context: MemberContext, update: Update, now: Micros): MemberContext {
  const { member, status, life, incarnation } = update;
  const until =
    status === "suspect" ? now + suspicionTimeout(context.settings, sizeOf(context)) : null;
  const members = { ...context.members, [member]: { status, life, incarnation, until } };
  return withRumour({ ...context, members }, update);
}

/** Whether somebody holds a member for suspect or failed that is none: the member itself hears it. */
function isAccusation({ id, life, incarnation }: MemberContext, update: Update): boolean {
  if (update.member !== id || update.status === "alive" || update.life !== life) return false;
  return update.status === "confirm" || update.incarnation >= incarnation;
}

/** Whether a message brings a suspicion of its receiver that its incarnation number could refute. */
export function isSuspected(context: MemberContext, updates: readonly Update[]): boolean {
  return updates.some((update) => update.status === "suspect" && isAccusation(context, update));
}

/** What is said of the member itself. */
function hearOfOneself(
  context: MemberContext,
  update: Update,
  from: NodeId,
  refutes: boolean,
): MemberContext {
  const { life, incarnation } = context;
  // After a loss of its disk it may hear of lives that it does not remember.
  const isAfterlife = update.life > life || (update.life === life && update.status === "confirm");
  if (isAfterlife) {
    const next = { ...context, life: update.life + 1, incarnation: 0 };
    return noting(withRumour(next, ownUpdate(next)), "joins-again", { life: next.life, from });
  }
  if (update.status === "alive")
    return update.life === life && update.incarnation > incarnation
      ? { ...context, incarnation: update.incarnation }
      : context;
  if (!isAccusation(context, update)) return context;
  if (refutes) {
    const next = { ...context, incarnation: update.incarnation + 1 };
    return noting(withRumour(next, ownUpdate(next)), "refutes", {
      from,
      incarnation: next.incarnation,
    });
  }
  const accused = `${update.life}.${update.incarnation}`;
  return accused === context.accused
    ? context
    : noting({ ...context, accused }, "cannot-refute", { from });
}

/** Takes in what rode on a message. */
function takeIn(
  context: MemberContext,
  updates: readonly Update[],
  from: NodeId,
  now: Micros,
  refutes: boolean,
): MemberContext {
  let next = context;
  for (const update of updates) {
    const { member, status, incarnation, life } = update;
    if (member === next.id) {
      next = hearOfOneself(next, update, from, refutes);
      continue;
    }
    const known = next.members[member]!;
    if (!overrides(update, known)) continue;
    next = regard(next, update, now);
    const about = { member, from, incarnation, life };
    if (status === "suspect") next = noting(next, "hears-suspicion", about);
    else if (status === "confirm") next = noting(next, "hears-failure", about);
    else if (known.status === "suspect") next = noting(next, "hears-refutation", about);
    else if (known.status === "confirm") next = noting(next, "takes-back", about);
  }
  return next;
}

// ── Steps ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Begins a step: nothing is wished for yet. Ends it: with what follows from how things stand now. */
function step(
  before: MemberContext,
  now: Micros,
  change: (context: MemberContext) => MemberContext,
): MemberContext {
  const after = change({ ...before, wishes: NOTHING });
  const due = nextDue(after);
  return {
    ...after,
    wishes: {
      ...after.wishes,
      wake: due === null || due === nextDue(before) ? null : Math.max(1, due - now),
      life: after.life === before.life ? null : after.life,
    },
  };
}

function nextDue({ members }: MemberContext): Micros | null {
  return Object.values(members).reduce<Micros | null>(
    (first, { until }) => (until === null || (first !== null && first <= until) ? first : until),
    null,
  );
}

/** A ping: take in, answer. */
export function answer(
  before: MemberContext,
  { seq, for: whose, updates }: Ping,
  from: NodeId,
  now: Micros,
  refutes: boolean,
): MemberContext {
  return step(before, now, (context) => {
    const heard = takeIn(context, updates, from, now, refutes);
    return post(heard, from, { type: "Ack", seq, of: heard.id, for: whose }, whose);
  });
}

/** Somebody asks for a ping in its place. */
export function pingFor(
  before: MemberContext,
  { seq, target, updates }: PingReq,
  from: NodeId,
  now: Micros,
  refutes: boolean,
): MemberContext {
  return step(before, now, (context) => {
    const heard = takeIn(context, updates, from, now, refutes);
    return post(heard, target, { type: "Ping", seq, for: from }, from);
  });
}

/** An acknowledgement: take in, and pass on what is meant for somebody else. */
export function acknowledged(
  before: MemberContext,
  { seq, of, for: whose, updates }: Ack,
  from: NodeId,
  now: Micros,
  refutes: boolean,
): MemberContext {
  return step(before, now, (context) => {
    const heard = takeIn(context, updates, from, now, refutes);
    if (whose !== null) return post(heard, whose, { type: "Ack", seq, of, for: null }, of);
    return isAwaited(heard, { seq, of, for: whose })
      ? { ...heard, probe: { ...heard.probe!, answered: true } }
      : heard;
  });
}

/** Whether an acknowledgement is the one that this period waits for. */
export function isAwaited(
  { probe }: MemberContext,
  { seq, of, for: whose }: Pick<Ack, "seq" | "of" | "for">,
): boolean {
  return probe !== null && whose === null && probe.seq === seq && probe.target === of;
}

/** Members that can be asked to ping in one's place: everybody but the target, those confirmed as failed only if too few are left. */
function helpersFor(
  { members, settings }: MemberContext,
  target: NodeId,
  luck: Luck,
): readonly NodeId[] {
  const others = Object.keys(members).filter((member) => member !== target);
  const failed = (member: NodeId): number => (members[member]!.status === "confirm" ? 1 : 0);
  return shuffled(others, luck)
    .toSorted((a, b) => failed(a) - failed(b))
    .slice(0, helpersAsked(settings));
}

/** Whether there is reason to ask others about this period's member. */
export function mayAskOthers({ probe, settings }: MemberContext): boolean {
  return probe !== null && !probe.knock && isOn(settings, INDIRECT_PROBE);
}

/** No answer within the round-trip time: k others are asked. */
export function askOthers(before: MemberContext, luck: Luck, now: Micros): MemberContext {
  return step(before, now, (context) => {
    const { seq, target } = context.probe!;
    const asked = helpersFor(context, target, luck);
    const posted = asked.reduce<MemberContext>(
      (next, helper) => post(next, helper, { type: "PingReq", seq, target }, target),
      { ...context, probe: { ...context.probe!, asked } },
    );
    const suspected = context.members[target]!.status === "suspect";
    return noting(posted, "asks-others", { member: target, asked, suspected });
  });
}

/** Whether this period's member has to answer for its silence. */
export function isSilent({ probe, members }: MemberContext): boolean {
  if (probe === null || probe.knock || probe.answered) return false;
  return members[probe.target]!.status !== "confirm";
}

/** Nobody has heard from this period's member: suspect it, or, without suspicions, declare it failed. */
function judgeSilence(context: MemberContext, now: Micros): MemberContext {
  const { target, asked } = context.probe!;
  const known = context.members[target]!;
  const { life, incarnation } = known;
  const about = { member: target, life, incarnation, asked };
  if (!isOn(context.settings, SUSPICION))
    return noting(
      regard(context, { member: target, status: "confirm", life, incarnation }, now),
      "confirms",
      { ...about, hasty: true },
    );
  const suspicion: Update = { member: target, status: "suspect", life, incarnation };
  return overrides(suspicion, known)
    ? noting(regard(context, suspicion, now), "suspects", about)
    : noting(context, "still-silent", about);
}

/** The period is over. The next one begins with a ping. */
export function nextPeriod(before: MemberContext, luck: Luck, now: Micros): MemberContext {
  return step(before, now, (context) => {
    const judged = isSilent(context) ? judgeSilence(context, now) : context;
    const { target, round } = nextTarget(judged, luck);
    if (target === null) return { ...judged, round, probe: null };
    const seq = judged.seq + 1;
    const knock = judged.members[target]!.status === "confirm";
    const begun = {
      ...judged,
      seq,
      round,
      probe: { seq, target, knock, asked: [], answered: false },
    };
    const posted = post(begun, target, { type: "Ping", seq, for: null });
    return knock ? noting(posted, "knocks", { member: target }) : posted;
  });
}

/**
 * Whom to ping next. Round robin (§4.3): everybody once in a round, in an order that is drawn anew for each. At random (§3.1): anybody.
 * The last place of a round is for one of those confirmed as failed: it may have come back, or have been cut off.
 */
function nextTarget(
  { members, round, settings }: MemberContext,
  luck: Luck,
): { readonly target: NodeId | null; readonly round: readonly NodeId[] } {
  const isMember = (member: NodeId): boolean => members[member]!.status !== "confirm";
  const present = Object.keys(members).filter(isMember);
  let rest = round.filter((member, i) => isMember(member) || i === round.length - 1);
  if (rest.length === 0) {
    const failed = Object.keys(members).filter((member) => !isMember(member));
    const knock = shuffled(failed, drawAgain(luck, 1)).slice(0, 1);
    rest = [...shuffled(present, drawAgain(luck, 2)), ...knock];
  }
  const [first = null, ...others] = rest;
  const isDrawn = probeOrder(settings) === "random" && first !== null && isMember(first);
  return { target: isDrawn ? pick(drawAgain(luck, 3), present) : first, round: others };
}

/** Fisher and Yates's shuffle. */
function shuffled<T>(items: readonly T[], luck: Luck): T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = between(drawAgain(luck, i), 0, i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** Those whose suspicion has lasted long enough are declared failed. */
export function timeOut(before: MemberContext, now: Micros): MemberContext {
  const after = step(before, now, (context) => {
    let next = context;
    for (const [member, { until, life, incarnation }] of Object.entries(context.members)) {
      if (until === null || until > now) continue;
      next = regard(next, { member, status: "confirm", life, incarnation }, now);
      next = noting(next, "confirms", { member, life, incarnation, hasty: false });
    }
    return next;
  });
  // It has rung: whatever is due next needs it again.
  const due = nextDue(after);
  return {
    ...after,
    wishes: { ...after.wishes, wake: due === null ? null : Math.max(1, due - now) },
  };
}

/** Until the first period, so that members do not ping in step. */
export function firstPeriod({ settings }: MemberContext, luck: Luck): Micros {
  return between(luck, 1, protocolPeriod(settings));
}
