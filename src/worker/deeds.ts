/** What a hand, or the search in its place, did to a run: a sentence at both levels. */
import type { Intervention, LinkRef, MessageId } from "../kernel/intervention.ts";
import { describeOperation } from "../kernel/operation.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { printIntervention } from "../kernel/script-text.ts";
import { tellSpan } from "../kernel/time.ts";
import { say, translate } from "../languages/say.ts";

/** Of more names than this a sentence says a few. */
const MANY = 12;
const FEW = 3;

export interface Told {
  readonly simple: string;
  readonly expert: string;
}

/** @param nameOf says what a message is: `n1’s RequestVote to n2`. */
export function tellDeed(
  what: Intervention,
  scenario: Scenario,
  nameOf: (message: MessageId) => string,
): Told {
  switch (what.do) {
    case "crash":
      return told(
        say`${what.node} falls asleep and forgets all that it has not written down.`,
        say`${what.node} crashes: memory and timers are lost, its disk stays.`,
      );
    case "restart":
      return what.wiped
        ? told(
            say`${what.node} wakes up, and even its notebook is empty.`,
            say`${what.node} restarts with an empty disk.`,
          )
        : told(
            say`${what.node} wakes up and reads what it wrote down.`,
            say`${what.node} restarts from its disk.`,
          );
    case "pause":
      return told(
        say`${what.node} stands still, as if time had stopped for it.`,
        say`${what.node}'s process is paused; its clock runs on.`,
      );
    case "resume":
      return told(
        say`${what.node} goes on and catches up.`,
        say`${what.node} resumes; what queued up is handled now, late.`,
      );
    case "cut":
      return what.link.both
        ? same(say`The link between ${what.link.from} and ${what.link.to} is cut.`)
        : told(
            say`${what.link.to} can no longer hear ${what.link.from}.`,
            say`The direction from ${what.link.from} to ${what.link.to} is cut; the other one still delivers.`,
          );
    case "heal":
      return same(
        what.link === null
          ? say`Every link works again.`
          : what.link.both
            ? say`The link between ${what.link.from} and ${what.link.to} works again.`
            : say`${what.link.to} can hear ${what.link.from} again.`,
      );
    case "partition":
      return told(
        say`The network falls apart. Neither side hears the other: ${sides(what.groups, say` here, `)} there.`,
        say`A partition separates ${sides(what.groups, say` from `)}.`,
      );
    case "hold":
    case "release":
      return tellHolding(what);
    case "slow":
      return same(
        what.by === 0
          ? say`${what.node} is as quick as ever again.`
          : say`${what.node} becomes slow: ${tellSpan(what.by)} for each thing that it handles.`,
      );
    case "traitor": {
      const kind = scenario.treacheries?.find((each) => each.id === what.as);
      return same(
        kind
          ? say`${what.node} turns traitor: ${translate(kind.label)}.`
          : say`${what.node} is honest again.`,
      );
    }
    case "latency":
      return same(say`From now on messages ${on(what.link)} take another time on their way.`);
    case "loss":
      return same(
        what.share === 0
          ? say`Nothing is lost ${on(what.link)} any more.`
          : say`From now on ${percent(what.share)} of the messages ${on(what.link)} are lost.`,
      );
    case "duplication":
      return same(
        what.share === 0
          ? say`Nothing is doubled ${on(what.link)} any more.`
          : say`From now on ${percent(what.share)} of the messages ${on(what.link)} arrive twice.`,
      );
    case "order":
      return same(
        what.order === "fifo"
          ? say`Messages ${on(what.link)} arrive in the order in which they were sent.`
          : say`Messages ${on(what.link)} may overtake each other.`,
      );
    case "drop":
      return same(say`${nameOf(what.message)} is lost.`);
    case "duplicate":
      return same(say`${nameOf(what.message)} is doubled: it will arrive twice.`);
    case "deliver":
      return same(say`${nameOf(what.message)} is delivered at once.`);
    case "delay":
      return same(
        what.by < 0
          ? say`${nameOf(what.message)} is hastened by ${tellSpan(-what.by)}.`
          : say`${nameOf(what.message)} is delayed by ${tellSpan(what.by)}.`,
      );
    case "move":
      return same(say`${nameOf(what.message)} is put at ${percent(what.to)} of its way.`);
    case "clock":
      return same(
        what.offset < 0
          ? say`${what.node}'s clock is ${tellSpan(-what.offset)} slow from now on.`
          : say`${what.node}'s clock is ${tellSpan(what.offset)} fast from now on.`,
      );
    case "drift":
      return what.rate === 1_000_000
        ? same(say`${what.node}'s clock runs true again.`)
        : told(
            what.rate > 1_000_000
              ? say`${what.node}'s clock runs too fast from now on.`
              : say`${what.node}'s clock runs too slowly from now on.`,
            say`${what.node}'s clock drifts: it runs at ${what.rate / 1_000_000} of true time.`,
          );
    case "fire":
      return told(
        say`${what.node}'s egg timer rings early.`,
        what.timer === null
          ? say`${what.node}'s next timer fires now, before it is due.`
          : say`${what.node}'s ${what.timer} fires now, before it is due.`,
      );
    case "set": {
      const knob = scenario.knobs.find((each) => each.id === what.knob);
      const value = knob?.values.find((each) => each.value === what.value);
      const name = knob ? translate(knob.label) : what.knob;
      const chosen = value ? translate(value.label) : what.value;
      return same(say`${name} is set to ${chosen}.`);
    }
    case "rule": {
      const rule = scenario.rules.find((each) => each.id === what.rule);
      const label = rule ? translate(rule.label) : what.rule;
      return same(
        what.on
          ? say`The rule “${label}” is switched on.`
          : say`The rule “${label}” is switched off.`,
      );
    }
    case "client":
      return same(say`${what.client} is asked to ${describeOperation(what.operation)}.`);
    default:
      return same(`${printIntervention(what satisfies never)}.`);
  }
}

function tellHolding({ do: verb, link }: Extract<Intervention, { do: "hold" | "release" }>): Told {
  const holds = verb === "hold";
  if (link === "timers")
    return same(holds ? say`Timers wait until they are let go.` : say`Timers wait no longer.`);
  return same(
    holds
      ? say`Messages ${on(link)} wait until they are let go.`
      : say`Messages ${on(link)} wait no longer.`,
  );
}

function told(simple: string, expert: string): Told {
  return { simple, expert };
}

function same(sentence: string): Told {
  return { simple: sentence, expert: sentence };
}

function on(link: LinkRef | null): string {
  if (link === null) return say`on every link`;
  return link.both
    ? say`between ${link.from} and ${link.to}`
    : say`from ${link.from} to ${link.to}`;
}

function percent(share: number): string {
  return `${Math.round(share * 1_000) / 10} %`;
}

/** The groups of a partition: `n1 and n2 from n3, n4 and n5`. */
function sides(groups: readonly (readonly string[])[], between: string): string {
  return groups.map(list).join(between);
}

function list(names: readonly string[]): string {
  if (names.length > MANY)
    return say`${names.slice(0, FEW).join(", ")} and ${names.length - FEW} others`;
  return names.length < 2
    ? names.join("")
    : say`${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
