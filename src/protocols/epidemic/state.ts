/** What a member knows, and the pure functions that decide whom it tells and when it loses interest. */
import type { Boot, EffectParams, NodeId } from "../../kernel/behavior.ts";
import { between, drawAgain, happens, type Luck } from "../../kernel/chance.ts";
import type { Settings } from "../../kernel/settings.ts";
import type { Micros } from "../../kernel/time.ts";
import { isSame, type Ask, type Compare, type Known, type News, type Rumour } from "./messages.ts";
import { Peers } from "./peers.ts";

/** The kind of node that gossips. */
export const MEMBER = "member";

/** Off: nobody compares; whom the rumour has missed stays without. */
export const ANTI_ENTROPY = "anti-entropy";
/** Off: what is heard is kept in memory only. */
export const STABLE_STORAGE = "stable-storage";

/** Who speaks first: those who know, those who might not, or both. */
export type Mode = "push" | "pull" | "push-pull";

/** How interest is lost: only by contacts that were in vain, or by any; after k of them, or by a coin at each. */
export type Losing = "feedback-counter" | "feedback-coin" | "blind-counter" | "blind-coin";

/** Times in local µs; the same for all members. */
export interface EpidemicConfig {
  readonly round: Micros;
  /** Members act at some moment within so long after a round's beginning. */
  readonly spread: Micros;
  /** Every so many rounds each member compares with one other. */
  readonly night: number;
  /** Who has news first, and when. */
  readonly first: NodeId;
  readonly start: Micros;
  /** After how long a member has news of its own, unless a hand is quicker. */
  readonly own: Micros;
}

export interface EpidemicContext {
  readonly id: NodeId;
  readonly peers: Peers;
  readonly config: EpidemicConfig;
  readonly knobs: Settings["knobs"];
  readonly rules: Settings["rules"];
  readonly news: News | null;
  /** The round in which it was heard; it is told from the next one on. */
  readonly since: number;
  /** Contacts that count towards the loss of interest; of those in vain, only such as came one after the other. */
  readonly vain: number;
  /** How many it has told in its last turn, and how many of those have said that they knew. */
  readonly told: number;
  readonly knew: number;
  /** Who has asked since the last round: nobody, only such as knew, or also somebody who did not. */
  readonly asked: "nobody" | "knowing" | "lacking";
}

/** What a member keeps on disk. */
export interface EpidemicDisk {
  readonly news?: News;
}

export function wake({ id, members, disk, settings, config }: Boot): EpidemicContext {
  return {
    id,
    peers: new Peers(id, members[MEMBER] ?? []),
    config: config as EpidemicConfig,
    knobs: settings.knobs,
    rules: settings.rules,
    news: (disk as EpidemicDisk).news ?? null,
    since: -1,
    vain: 0,
    told: 0,
    knew: 0,
    asked: "nobody",
  };
}

// ── Settings ──────────────────────────────────────────────────────────────────────────────────────────────────

export function modeIn({ knobs }: Pick<EpidemicContext, "knobs">): Mode {
  return (knobs["mode"] ?? "push") as Mode;
}

export function fanOutIn({ knobs }: Pick<EpidemicContext, "knobs">): number {
  return Number(knobs["fan-out"] ?? 1);
}

/** Interest is lost after k contacts, or with probability 1/k at each; null: never. */
export function limitIn({ knobs }: Pick<EpidemicContext, "knobs">): number | null {
  const k = knobs["k"] ?? "never";
  return k === "never" ? null : Number(k);
}

export function losingIn({ knobs }: Pick<EpidemicContext, "knobs">): Losing {
  return (knobs["losing"] ?? "feedback-counter") as Losing;
}

function isBlind(context: EpidemicContext): boolean {
  return losingIn(context).startsWith("blind");
}

/** Whether whoever is told what it knows should say so. */
export function wantsFeedback(context: EpidemicContext): boolean {
  return limitIn(context) !== null && !isBlind(context) && modeIn(context) !== "pull";
}

// ── Rounds ────────────────────────────────────────────────────────────────────────────────────────────────────

export function roundAt({ round }: EpidemicConfig, now: Micros): number {
  return Math.floor(now / round);
}

/** How long it is until the member's turn in such a round comes, or in the next one. */
function untilTurnIn(config: EpidemicConfig, round: number, now: Micros, luck: Luck): Micros {
  return Math.max(1, round * config.round + between(luck, 0, config.spread) - now);
}

export function untilNextRound({ config }: EpidemicContext, now: Micros, luck: Luck): Micros {
  return untilTurnIn(config, roundAt(config, now) + 1, now, luck);
}

/** How long it is until a member that tells nothing has something to do: at once where it asks, else when all compare. */
export function untilIdleTurn(context: EpidemicContext, now: Micros, luck: Luck): Micros {
  const { config } = context;
  if (modeIn(context) !== "push") return untilNextRound(context, now, luck);
  const night = (Math.floor(roundAt(config, now) / config.night) + 1) * config.night;
  return untilTurnIn(config, night, now, luck);
}

/** Whether the member may tell what it knows: it has heard it in an earlier round. */
export function mayTell({ config, since }: EpidemicContext, now: Micros): boolean {
  return since < roundAt(config, now);
}

/** What a member sends in its turn of a round. `infective`: it finds its news interesting. */
export function turnOf(
  context: EpidemicContext,
  infective: boolean,
  now: Micros,
  luck: Luck,
): EffectParams["sendEach"] {
  const { config, rules, peers, news } = context;
  const mode = modeIn(context);
  const sends: EffectParams["send"][] = [];
  const message: Rumour | Ask | null =
    infective && news !== null && mode !== "pull"
      ? { type: "Rumour", news }
      : mode !== "push"
        ? { type: "Ask", news }
        : null;
  if (message !== null)
    for (const to of peers.drawSome(luck, fanOutIn(context))) sends.push({ to, message });
  if (rules[ANTI_ENTROPY] !== false && roundAt(config, now) % config.night === 0) {
    const compare: Compare = { type: "Compare", news };
    sends.push({ to: peers.draw(drawAgain(luck, 101)), message: compare });
  }
  return sends;
}

// ── News ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** News that begins here. */
export function ownNews({ id, news }: EpidemicContext, now: Micros): News {
  return {
    at: news === null ? now : Math.max(now, news.at + 1),
    origin: id,
    number: (news?.number ?? 0) + 1,
  };
}

/** What was heard is interesting, until that is lost. */
export function hear(
  { config }: EpidemicContext,
  news: News,
  now: Micros,
): Partial<EpidemicContext> {
  return { news, since: roundAt(config, now), vain: 0, told: 0, knew: 0, asked: "nobody" };
}

// ── Interest ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Whether so many contacts that count, and as many before as were counted, end the interest. */
function ends(context: EpidemicContext, contacts: number, luck: Luck): boolean {
  const k = limitIn(context);
  if (k === null || contacts === 0) return false;
  if (losingIn(context).endsWith("counter")) return context.vain + contacts >= k;
  for (let i = 0; i < contacts; i++) if (happens(drawAgain(luck, 201 + i), 1 / k)) return true;
  return false;
}

/** Whether feedback speaks of what this member tells. */
export function isAboutNews({ news }: EpidemicContext, feedback: Known): boolean {
  return isSame(news, feedback.news);
}

/** One more contact was in vain. */
export function countFeedback({ vain, knew }: EpidemicContext): Partial<EpidemicContext> {
  return { vain: vain + 1, knew: knew + 1 };
}

/** Whether one more contact in vain ends the interest. */
export function endsByFeedback(context: EpidemicContext, luck: Luck): boolean {
  return ends(context, 1, luck);
}

/** How many contacts begin with this member in its turn. */
function tellsAtTurn(context: EpidemicContext): number {
  return modeIn(context) === "pull" ? 0 : fanOutIn(context);
}

/** The contacts of a turn, and of those who asked before it, that count towards the loss of interest. */
function contactsAt(context: EpidemicContext): number {
  if (!isBlind(context)) return context.asked === "knowing" ? 1 : 0;
  return (context.asked === "nobody" ? 0 : 1) + tellsAtTurn(context);
}

/** Whether the member's turn in this round is its last as a teller. */
export function endsAtTurn(context: EpidemicContext, now: Micros, luck: Luck): boolean {
  return mayTell(context, now) && ends(context, contactsAt(context), luck);
}

/**
 * What is counted when a turn has come that is not the last. With feedback, counting begins anew where somebody has learned something
 * since the turn before; who is told and says nothing is taken for such a one.
 */
export function countAtTurn(context: EpidemicContext): Partial<EpidemicContext> {
  const { vain, told, knew, asked } = context;
  const useful = asked === "lacking" || told > knew;
  return {
    vain: useful && !isBlind(context) ? 0 : vain + contactsAt(context),
    told: tellsAtTurn(context),
    knew: 0,
    asked: "nobody",
  };
}
