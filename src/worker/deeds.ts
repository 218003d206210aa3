/** What a hand, or the search in its place, did to a run: a sentence at both levels. */
import type { Intervention, LinkRef, MessageId } from "../kernel/intervention.ts";
import { describeOperation } from "../kernel/operation.ts";
import type { Scenario } from "../kernel/scenario.ts";
import { printIntervention } from "../kernel/script-text.ts";
import { tellSpan } from "../kernel/time.ts";

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
        `${what.node} falls asleep and forgets all that it has not written down.`,
        `${what.node} crashes: memory and timers are lost, its disk stays.`,
      );
    case "restart":
      return what.wiped
        ? told(
            `${what.node} wakes up, and even its notebook is empty.`,
            `${what.node} restarts with an empty disk.`,
          )
        : told(
            `${what.node} wakes up and reads what it wrote down.`,
            `${what.node} restarts from its disk.`,
          );
    case "pause":
      return told(
        `${what.node} stands still, as if time had stopped for it.`,
        `${what.node}'s process is paused; its clock runs on.`,
      );
    case "resume":
      return told(
        `${what.node} goes on and catches up.`,
        `${what.node} resumes; what queued up is handled now, late.`,
      );
    case "cut":
      return what.link.both
        ? same(`The link between ${what.link.from} and ${what.link.to} is cut.`)
        : told(
            `${what.link.to} can no longer hear ${what.link.from}.`,
            `The direction from ${what.link.from} to ${what.link.to} is cut; the other one still delivers.`,
          );
    case "heal":
      return same(
        what.link === null
          ? "Every link works again."
          : what.link.both
            ? `The link between ${what.link.from} and ${what.link.to} works again.`
            : `${what.link.to} can hear ${what.link.from} again.`,
      );
    case "partition":
      return told(
        `The network falls apart. Neither side hears the other: ${sides(what.groups, " here, ")} there.`,
        `A partition separates ${sides(what.groups, " from ")}.`,
      );
    case "hold":
    case "release":
      return tellHolding(what);
    case "slow":
      return same(
        what.by === 0
          ? `${what.node} is as quick as ever again.`
          : `${what.node} becomes slow: ${tellSpan(what.by)} for each thing that it handles.`,
      );
    case "traitor": {
      const kind = scenario.treacheries?.find((each) => each.id === what.as);
      return same(
        kind ? `${what.node} turns traitor: ${kind.label}.` : `${what.node} is honest again.`,
      );
    }
    case "latency":
      return same(`From now on messages ${on(what.link)} take another time on their way.`);
    case "loss":
      return same(
        what.share === 0
          ? `Nothing is lost ${on(what.link)} any more.`
          : `From now on ${percent(what.share)} of the messages ${on(what.link)} are lost.`,
      );
    case "duplication":
      return same(
        what.share === 0
          ? `Nothing is doubled ${on(what.link)} any more.`
          : `From now on ${percent(what.share)} of the messages ${on(what.link)} arrive twice.`,
      );
    case "order":
      return same(
        what.order === "fifo"
          ? `Messages ${on(what.link)} arrive in the order in which they were sent.`
          : `Messages ${on(what.link)} may overtake each other.`,
      );
    case "drop":
      return same(`${nameOf(what.message)} is lost.`);
    case "duplicate":
      return same(`${nameOf(what.message)} is doubled: it will arrive twice.`);
    case "deliver":
      return same(`${nameOf(what.message)} is delivered at once.`);
    case "delay":
      return same(
        what.by < 0
          ? `${nameOf(what.message)} is hastened by ${tellSpan(-what.by)}.`
          : `${nameOf(what.message)} is delayed by ${tellSpan(what.by)}.`,
      );
    case "move":
      return same(`${nameOf(what.message)} is put at ${percent(what.to)} of its way.`);
    case "clock":
      return same(
        `${what.node}'s clock is ${tellSpan(Math.abs(what.offset))} ${what.offset < 0 ? "slow" : "fast"} from now on.`,
      );
    case "drift":
      return what.rate === 1_000_000
        ? same(`${what.node}'s clock runs true again.`)
        : told(
            `${what.node}'s clock runs too ${what.rate > 1_000_000 ? "fast" : "slowly"} from now on.`,
            `${what.node}'s clock drifts: it runs at ${what.rate / 1_000_000} of true time.`,
          );
    case "fire":
      return told(
        `${what.node}'s egg timer rings early.`,
        `${what.node}'s ${what.timer ?? "next timer"} fires now, before it is due.`,
      );
    case "set": {
      const knob = scenario.knobs.find((each) => each.id === what.knob);
      const value = knob?.values.find((each) => each.value === what.value);
      return same(`${knob?.label ?? what.knob} is set to ${value?.label ?? what.value}.`);
    }
    case "rule": {
      const label = scenario.rules.find((each) => each.id === what.rule)?.label ?? what.rule;
      return same(`The rule “${label}” is switched ${what.on ? "on" : "off"}.`);
    }
    case "client":
      return same(`${what.client} is asked to ${describeOperation(what.operation)}.`);
    default:
      return same(`${printIntervention(what satisfies never)}.`);
  }
}

function tellHolding({ do: verb, link }: Extract<Intervention, { do: "hold" | "release" }>): Told {
  const what = link === "timers" ? "Timers" : `Messages ${on(link)}`;
  return same(verb === "hold" ? `${what} wait until they are let go.` : `${what} wait no longer.`);
}

function told(simple: string, expert: string): Told {
  return { simple, expert };
}

function same(sentence: string): Told {
  return { simple: sentence, expert: sentence };
}

function on(link: LinkRef | null): string {
  if (link === null) return "on every link";
  return link.both ? `between ${link.from} and ${link.to}` : `from ${link.from} to ${link.to}`;
}

function percent(share: number): string {
  return `${Math.round(share * 1_000) / 10} %`;
}

/** The groups of a partition: `n1 and n2 from n3, n4 and n5`. */
function sides(groups: readonly (readonly string[])[], between: string): string {
  return groups.map(list).join(between);
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
