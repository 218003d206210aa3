/** What a caller promises that breaks the circuit, spreads its retries and keeps to a budget of them. */
import type { Message, NodeId } from "../../kernel/behavior.ts";
import { HOLDS, type Finding, type Monitor } from "../../kernel/monitor.ts";
import type { Settings } from "../../kernel/settings.ts";
import { SECOND, tellTime, type Micros } from "../../kernel/time.ts";
import type { EventId, TraceEvent } from "../../kernel/trace.ts";
import type { World } from "../../kernel/world.ts";
import { say, several } from "../../languages/say.ts";
import { BREAKER, CALLER, JITTER, RETRY_BUDGET, type CallerConfig } from "./state.ts";
import { isCalm } from "./world.ts";

type Rules = Settings["rules"];

/** Whether a rule has just been switched on again: what was broken without it says nothing of it. */
function restored(before: Rules, now: Rules, ...names: readonly string[]): boolean {
  return before !== now && names.some((name) => before[name] === false && now[name] !== false);
}

// ── Goodput comes back ────────────────────────────────────────────────────────────────────────────────────────

/** How long the service may take to be well again once the trigger is gone. */
export const RECOVERY: Micros = 10 * SECOND;
/** Requests that are judged together, and the share of them that must be answered. */
const SAMPLE = 30;
const ENOUGH = 0.5;

interface Goodput {
  readonly rules: Rules;
  /** Since when nothing is wrong; null while something is. */
  readonly calm: Micros | null;
  /** Requests that were made when the service had to be well: whether they were answered, the latest last. */
  readonly ended: readonly boolean[];
  readonly finding: Finding;
}

/** Overload does not outlive its cause. */
export const goodputReturns: Monitor<Goodput> = {
  id: "goodput-returns",
  title: "Goodput returns",
  simple: "When the baker is well again, those who call get their bread again soon.",
  source: "Bronson et al. 2021, metastable failures",
  start: (world) => ({
    rules: world.settings.rules,
    calm: isCalm(world) ? 0 : null,
    ended: [],
    finding: HOLDS,
  }),
  observe(memory, { events }, world) {
    let next = memory;
    const { rules } = world.settings;
    if (rules !== memory.rules) {
      next = { ...next, rules };
      if (restored(memory.rules, rules, BREAKER, JITTER, RETRY_BUDGET))
        next = { ...next, calm: null, ended: [], finding: HOLDS };
    }
    const calm = isCalm(world);
    if (calm !== (next.calm !== null))
      next = { ...next, calm: calm ? world.time : null, ended: [] };
    const since = next.calm;
    if (since === null || next.finding.verdict === "violated") return next;
    for (const event of events) {
      if (event.kind !== "return" || event.data.began < since + RECOVERY) continue;
      const ended = [...next.ended, event.data.outcome === "ok"].slice(-SAMPLE);
      next = { ...next, ended };
      const answered = ended.filter(Boolean).length;
      if (ended.length < SAMPLE || answered >= ENOUGH * SAMPLE) continue;
      const finding: Finding = {
        verdict: "violated",
        simple: say`The baker has been well since ${tellTime(since)}. Of the last ${SAMPLE} who called, ${answered} got their bread.`,
        expert: say`No trigger since ${tellTime(since)}, and of the last ${SAMPLE} requests ${answered} were answered: the overload sustains itself.`,
        nodes: [event.node!],
        events: [event.data.call, event.id],
      };
      return { ...next, finding };
    }
    return next;
  },
  judge: (memory) => memory.finding,
};

// ── Retries are few ───────────────────────────────────────────────────────────────────────────────────────────

interface Sent {
  readonly requests: number;
  readonly retries: number;
}

interface Amplification {
  readonly rules: Rules;
  readonly sent: ReadonlyMap<NodeId, Sent>;
  readonly finding: Finding;
}

/** The attempt that an event sends out; 0 when it sends none. */
function attemptIn(event: TraceEvent): number {
  if (event.kind !== "send" || event.data.message.type !== "Request") return 0;
  return (event.data.message as Message & { attempt: number }).attempt;
}

/** A caller’s retries are no more than a tenth of its requests, beside what it may have saved up. */
export const retriesBounded: Monitor<Amplification> = {
  id: "retries-bounded",
  title: "Bounded retry amplification",
  simple: "Whoever calls again too often has no coins left for it.",
  source: "Beyer et al. 2016, Site Reliability Engineering, ch. 21",
  start: (world) => ({ rules: world.settings.rules, sent: new Map(), finding: HOLDS }),
  observe(memory, { events }, world) {
    let next = memory;
    const { rules } = world.settings;
    if (rules !== memory.rules) {
      next = { ...next, rules };
      if (restored(memory.rules, rules, RETRY_BUDGET))
        next = { ...next, sent: new Map(), finding: HOLDS };
    }
    for (const event of events) {
      if (event.node === null) continue;
      if (event.kind === "crash" && next.sent.has(event.node)) {
        const sent = new Map(next.sent);
        sent.delete(event.node);
        next = { ...next, sent };
      }
      const attempt = attemptIn(event);
      if (attempt === 0) continue;
      const { requests, retries } = next.sent.get(event.node) ?? { requests: 0, retries: 0 };
      const now: Sent =
        attempt === 1 ? { requests: requests + 1, retries } : { requests, retries: retries + 1 };
      next = { ...next, sent: new Map(next.sent).set(event.node, now) };
      const { saved, ratio } = world.node(event.node).spec.config as CallerConfig;
      if (now.retries <= saved + ratio * now.requests + 1e-9) continue;
      if (next.finding.verdict === "violated") continue;
      const finding: Finding = {
        verdict: "violated",
        simple: say`At ${event.node} they have called again ${now.retries} times for ${now.requests} orders.`,
        expert: say`${event.node} has sent ${now.retries} retries for ${now.requests} requests; the budget allows a tenth, and ${saved} saved up.`,
        nodes: [event.node],
        events: [event.id],
      };
      next = { ...next, finding };
    }
    return next;
  },
  judge: (memory) => memory.finding,
};

// ── Retries are spread ────────────────────────────────────────────────────────────────────────────────────────

/** So many retries of one caller in one instant are a herd. */
const HERD = 3;

interface Herd {
  readonly rules: Rules;
  /** When a hand last did something: what it sets off at once says nothing of the callers. */
  readonly hand: Micros;
  readonly last: ReadonlyMap<
    NodeId,
    { readonly time: Micros; readonly events: readonly EventId[] }
  >;
  readonly finding: Finding;
}

function handIn(events: readonly TraceEvent[]): boolean {
  return events.some(({ kind }) => kind === "intervention");
}

/** What fails together does not come back together. */
export const retriesSpread: Monitor<Herd> = {
  id: "retries-spread",
  title: "No synchronised retries",
  simple: "Those who hung up at the same moment do not all call again at the same moment.",
  source: "Brooker 2015, Exponential backoff and jitter",
  start: (world: World) => ({
    rules: world.settings.rules,
    hand: -1,
    last: new Map(),
    finding: HOLDS,
  }),
  observe(memory, { events }, world) {
    let next = memory;
    const { rules } = world.settings;
    if (rules !== memory.rules) {
      next = { ...next, rules };
      if (restored(memory.rules, rules, JITTER)) next = { ...next, finding: HOLDS };
    }
    if (handIn(events)) next = { ...next, hand: world.time };
    for (const event of events) {
      if (attemptIn(event) < 2 || event.time === next.hand) continue;
      const node = event.node!;
      if (world.node(node).spec.kind !== CALLER) continue;
      const before = next.last.get(node);
      const same = before?.time === event.time ? before.events : [];
      const now = { time: event.time, events: [...same, event.id] };
      next = { ...next, last: new Map(next.last).set(node, now) };
      if (now.events.length < HERD || next.finding.verdict === "violated") continue;
      const finding: Finding = {
        verdict: "violated",
        simple: several(
          now.events.length,
          "At {0}, {n} calls again in the very same moment.",
          "At {0}, {n} call again in the very same moment.",
          node,
        ),
        expert: say`At ${tellTime(event.time)} ${node} sends ${now.events.length} retries in one instant: they failed together, waited the same time, and come back as a herd.`,
        nodes: [node],
        events: now.events,
      };
      next = { ...next, finding };
    }
    return next;
  },
  judge: (memory) => memory.finding,
};
