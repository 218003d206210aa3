/** What may happen in any run, as tests on its events: the words of which lessons put their conditions together. */
import type { NodeId, Outcome } from "../behavior.ts";
import type { Intervention } from "../intervention.ts";
import type { Stand } from "./stand.ts";
import type { Test } from "./condition.ts";

/** A node noted this, with these words about it if any are given. */
export function noted(note: string, about: Readonly<Record<string, unknown>> = {}): Test {
  return (event) =>
    event.kind === "note" &&
    event.data.note === note &&
    Object.entries(about).every(([name, value]) => event.data.about?.[name] === value);
}

/** A node came into this mode. */
export function became(mode: string): Test {
  return (event) => event.kind === "mode" && event.data.to === mode;
}

/** A hand did something of these kinds. */
export function done(...kinds: readonly Intervention["do"][]): Test {
  return (event) => event.kind === "intervention" && kinds.includes(event.data.what.do);
}

/** A hand set a knob to a value. */
export function turned(knob: string, value: string): Test {
  return (event) =>
    event.kind === "intervention" &&
    event.data.what.do === "set" &&
    event.data.what.knob === knob &&
    event.data.what.value === value;
}

/** A message of this kind was sent. */
export function sent(type: string): Test {
  return (event) => event.kind === "send" && event.data.message.type === type;
}

/** A client's operation ended so. */
export function returned(outcome: Outcome, f?: string, client?: NodeId): Test {
  return (event) =>
    event.kind === "return" &&
    event.data.outcome === outcome &&
    (f === undefined || event.data.operation.f === f) &&
    (client === undefined || event.node === client);
}

/** An onlooker said this word of a node: `stale`. */
export function remarked(word: string): Test {
  return (event) => event.kind === "remark" && event.data.word === word;
}

/** A promise was broken: this one, or any; only one that was given, unless said otherwise. */
export function violated(monitor?: string, promised = true): Test {
  return (event) =>
    event.kind === "verdict" &&
    event.data.finding.verdict === "violated" &&
    (!promised || event.data.promised) &&
    (monitor === undefined || event.data.monitor === monitor);
}

/** At least so many nodes are in this mode. */
export function inMode(mode: string, least = 1): (stand: Stand) => boolean {
  return (stand) => stand.inMode(mode).length >= least;
}

/** Nobody is in this mode. */
export function nobodyIn(mode: string): (stand: Stand) => boolean {
  return (stand) => stand.inMode(mode).length === 0;
}
