/**
 * Who has heard the newest update, as a fold over steps: each looks at the node that has reacted, never at all of them. Only after a
 * hand's deed everybody is counted again.
 */
import type { StepView } from "../../kernel/monitor.ts";
import type { TraceEvent } from "../../kernel/trace.ts";
import type { World } from "../../kernel/world.ts";
import { isNewer, isSame, type EpidemicMessage, type News } from "./messages.ts";
import { isInfective, newsOf } from "./world.ts";

export interface Census {
  /** The update that counts most of all that were ever made; null before the first. */
  readonly newest: News | null;
  /** How many members run, neither down nor paused. */
  readonly up: number;
  /** How many of those know the newest update. */
  readonly known: number;
  /** How many know it that are not down. */
  readonly holders: number;
  /** How many of those tell it. */
  readonly infective: number;
  /** How many messages on their way may make somebody know it. */
  readonly travelling: number;
  /** How often it was sent: the paper's traffic, before it is divided by the number of members. */
  readonly sent: number;
}

const CHANGES: ReadonlySet<TraceEvent["kind"]> = new Set([
  "intervention",
  "crash",
  "restart",
  "pause",
  "resume",
  "fault",
]);

/** Whether a step did what changes who is there. */
export function changesMembers(events: readonly TraceEvent[]): boolean {
  return events.some(({ kind }) => CHANGES.has(kind));
}

/** The update that a message may bring its receiver. */
function carried(message: { readonly type: string }): News | null {
  const said = message as EpidemicMessage;
  return said.type === "Rumour" || said.type === "Update" || said.type === "Compare"
    ? said.news
    : null;
}

function count(world: World, newest: News | null, sent: number): Census {
  let up = 0;
  let known = 0;
  let holders = 0;
  let infective = 0;
  for (const { status, state } of world.nodes) {
    if (status === "up") up++;
    if (status === "crashed" || newest === null || !isSame(newsOf(state), newest)) continue;
    holders++;
    if (status === "up") known++;
    if (isInfective(state)) infective++;
  }
  let travelling = 0;
  if (newest !== null)
    for (const { message } of world.flights.values())
      if (isSame(carried(message), newest)) travelling++;
  return { newest, up, known, holders, infective, travelling, sent };
}

const EMPTY: Omit<Census, "up"> = {
  newest: null,
  known: 0,
  holders: 0,
  infective: 0,
  travelling: 0,
  sent: 0,
};

/** Monitors and meters that begin in the same world share their count. */
let opened: { readonly world: World; readonly census: Census } | null = null;

export function startCensus(world: World): Census {
  if (opened?.world !== world) opened = { world, census: { ...EMPTY, up: world.nodes.length } };
  return opened.census;
}

/** The last step that was counted: all who watch ask for the same one. */
let last: { readonly before: Census; readonly step: StepView; readonly after: Census } | null =
  null;

/** The census after a step; the very same one when nothing has changed. */
export function takeCensus(before: Census, step: StepView, world: World): Census {
  if (last?.before === before && last.step === step) return last.after;
  const after = counted(before, step, world);
  last = { before, step, after };
  return after;
}

function counted(before: Census, { node, before: was, events }: StepView, world: World): Census {
  let { newest, sent } = before;
  const heard = node === null ? null : newsOf(node.state);
  const begins = isNewer(heard, newest);
  if (begins) {
    newest = heard;
    sent = 0;
  }
  if (newest === null && !changesMembers(events)) return before;
  let travels = 0;
  for (const event of events) {
    if (
      event.kind !== "send" &&
      event.kind !== "deliver" &&
      event.kind !== "drop" &&
      event.kind !== "duplicate"
    )
      continue;
    const { message } = event.data;
    if (!isSame(carried(message), newest)) continue;
    if (event.kind === "send") {
      travels++;
      if (message.type !== "Compare") sent++;
    } else travels += event.kind === "duplicate" ? 1 : -1;
  }
  if (begins || changesMembers(events)) return count(world, newest, sent);
  let { known, holders, infective } = before;
  if (node !== null && node.state !== was) {
    const knew = isSame(newsOf(was), newest);
    const knows = isSame(heard, newest);
    const change = Number(knows) - Number(knew);
    holders += change;
    if (node.status === "up") known += change;
    infective += Number(knows && isInfective(node.state)) - Number(knew && isInfective(was));
  }
  if (
    known === before.known &&
    holders === before.holders &&
    infective === before.infective &&
    travels === 0 &&
    sent === before.sent
  )
    return before;
  return {
    newest,
    up: before.up,
    known,
    holders,
    infective,
    travelling: before.travelling + travels,
    sent,
  };
}
