/** The script lines that the page's own buttons write. Everything a hand does goes through such a line. */
import type { ConditionsFrame, NodeFrame } from "../wire/frame.ts";
import type { Manifest } from "../wire/manifest.ts";
import type { Run } from "./run.ts";

/** A run's beginning: the lesson, a seed, and settings that differ from the lesson's own. */
export function freshScript(
  lesson: string,
  seed: number,
  manifest: Manifest | null,
  settings: Run["settings"] | null,
): string {
  const lines = [`scenario ${lesson}`, `seed ${seed}`];
  for (const knob of manifest?.knobs ?? []) {
    const value = settings?.knobs[knob.id];
    if (value !== undefined && value !== knob.values[0]?.value)
      lines.push(`set ${knob.id} ${value}`);
  }
  for (const rule of manifest?.rules ?? []) {
    if (settings?.rules[rule.id] === false) lines.push(`rule ${rule.id} off`);
  }
  return `${lines.join("\n")}\n`;
}

/** Crashes a node that is up and restarts one that is down. */
export function crashOrRestart(run: Run, node: string): string {
  return `${run.nodes.get(node)?.status === "crashed" ? "restart" : "crash"} ${node}`;
}

/** Whether this direction delivers nothing now. */
export function isCut(run: Run, from: string, to: string): boolean {
  return run.network.cut.some((each) => each.from === from && each.to === to);
}

/** Cuts a link, or heals it where it is cut both ways. */
export function cutOrHeal(run: Run, from: string, to: string): string {
  const both = isCut(run, from, to) && isCut(run, to, from);
  return `${both ? "heal" : "cut"} ${from}-${to}`;
}

/** `partition n1 n2 | n3`; null unless at least two sides have somebody. */
export function partitionLine(sides: readonly (readonly string[])[]): string | null {
  const peopled = sides.filter((side) => side.length > 0);
  if (peopled.length < 2) return null;
  return `partition ${peopled.map((side) => side.join(" ")).join(" | ")}`;
}

/** Whether nothing happens but by hand: every message and every timer waits. */
export function isHolding({ network }: Run): boolean {
  return network.holdAll && network.holdTimers;
}

/** Everything waits for a hand, or goes on by itself again. */
export function holdOrRelease(run: Run): string {
  return isHolding(run) ? "release all; release timers" : "hold all; hold timers";
}

/** What makes one direction as the lesson has it; null where no hand has changed it. */
export function resetLines({ from, to, usual, ...is }: ConditionsFrame): string | null {
  if (!usual) return null;
  const link = `${from}>${to}`;
  return [
    is.latency !== usual.latency && `latency ${link} ${usual.latency}`,
    is.loss !== usual.loss && `loss ${link} ${percent(usual.loss)}`,
    is.duplication !== usual.duplication && `duplication ${link} ${percent(usual.duplication)}`,
    is.order !== usual.order && `order ${link} ${usual.order}`,
  ]
    .filter((line) => line !== false)
    .join("; ");
}

/** A share as scripts write it: `12.5%`. */
export function percent(share: number): string {
  return `${+(share * 100).toFixed(4)}%`;
}

/** How far a node's own clock is from true time now, in µs. */
export function clockOffset({ clock }: NodeFrame, time: number): number {
  const { local, since, rate } = clock;
  return local + Math.round(((time - since) * rate) / 1_000_000) - time;
}

/** The lines that undo every fault there is, and only those; null where all is well. */
export function makeWell(run: Run): string | null {
  const { network, nodes, time } = run;
  const lines: string[] = [];
  if (network.cut.length > 0 || network.partition) lines.push("heal");
  if (network.holdAll || network.held.length > 0) lines.push("release all");
  if (network.holdTimers) lines.push("release timers");
  lines.push(...network.conditions.flatMap((one) => resetLines(one) ?? []));
  for (const node of nodes.values()) {
    const { id, status, slow, traitor, clock } = node;
    if (status === "crashed") lines.push(`restart ${id}`);
    if (status === "paused") lines.push(`resume ${id}`);
    if (slow > 0) lines.push(`slow ${id} 0ms`);
    if (traitor !== null) lines.push(`traitor ${id} honest`);
    if (clock.rate !== 1_000_000) lines.push(`drift ${id} 1`);
    if (clockOffset(node, time) !== 0) lines.push(`clock ${id} 0ms`);
  }
  return lines.length === 0 ? null : lines.join("; ");
}

/** `client c1 write x 1`, with as many words as the operation takes. */
export function clientLine(
  client: string,
  operation: Manifest["operations"][number],
  given: { readonly key: string; readonly value: string },
): string {
  return ["client", client, operation.f, ...operation.arguments.map((name) => given[name])].join(
    " ",
  );
}

const UNITS: Readonly<Record<string, number>> = { us: 1, ms: 1_000, s: 1_000_000, min: 60_000_000 };

/** Reads `3s` or `250ms` as simulated µs; null when it is no time. */
export function readMoment(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)(us|ms|s|min)$/.exec(text.trim());
  return match ? Math.round(Number(match[1]) * UNITS[match[2]!]!) : null;
}
